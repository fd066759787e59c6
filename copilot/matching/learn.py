"""From playbooks to all that is learned of them; what an archive keeps."""

from collections.abc import Collection

from copilot.domain.playbook import Playbook
from copilot.matching.index import Index
from copilot.matching.phrases import collect, small_talk
from copilot.matching.train import build


def learn(playbooks: Collection[Playbook]) -> Index | None:
    """Learn from the examples of *playbooks*, in whatever order they come; from none, nothing."""
    phrases = collect(playbooks)
    if not any(phrase.counts_for for phrase in phrases):
        return None
    return build(phrases, small_talk({lang for each in playbooks for lang in each.examples}))
