"""A verdict is what `match` answers first, without what takes its time."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.matching.matcher import Matcher
from tests.unit.matching.conftest import BROKEN, LATE, REFUND, make_playbook

MESSAGES = [
    line.split("\t")[2]
    for line in (Path(__file__).parents[3] / "docs/matching/messages.tsv")
    .read_text("utf-8")
    .splitlines()
    if not line.startswith("#")
]
BARRED = replace(BROKEN, requires={"fr": ("écran", "dalle"), "en": ("screen",)})
CHOOSY = replace(LATE, excludes={"fr": ("remboursement", "annuler"), "en": ("refund",)})
ABOUT = replace(REFUND, not_examples={"fr": ("toujours pas reçu mon colis",)})
CLOSED = [replace(one, requires={"fr": ("zzz",)}) for one in (BROKEN, LATE)]


def first(found):
    return (found.lang, found.kind, found.playbook, found.band, found.confidence)


@pytest.fixture(scope="module", params=["plain", "conditions", "closed", "empty"])
def matcher(request):
    """Without conditions, with them, with none that admits French, with nothing learned."""
    return Matcher.build(
        {
            "plain": [BROKEN, LATE, REFUND],
            "conditions": [BARRED, CHOOSY, ABOUT],
            "closed": CLOSED,
            "empty": [make_playbook("nothing")],
        }[request.param]
    )


def test_a_verdict_is_the_first_answer_of_a_match(matcher):
    """What `replay` tells must be what the desk would do."""
    texts = [*MESSAGES[::6], "", "  ", "écran", "remboursement du colis", "screen broken refund"]

    differ = [text for text in texts if first(matcher.match(text)) != first(matcher.verdict(text))]

    assert [] == differ


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["écran", "colis", "pas", "reçu", "remboursement", "cassé", "merci", "!"])
    )
)
def test_whatever_words_stand_together(words):
    """Conditions are tried of those alone that might win: in any order, with the same end."""
    text = " ".join(words)

    assert first(_BARRED.match(text, "fr", top=1)) == first(_BARRED.verdict(text, "fr"))


_BARRED = Matcher.build([BARRED, CHOOSY, ABOUT])
