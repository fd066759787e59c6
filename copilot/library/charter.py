"""The shape of `playbooks/charter.yaml`, and its way into a `Charter` (CONTRACT.md, section 6)."""

from collections.abc import Mapping

from copilot.domain.charter import Charter, Objectives, Rule, SignedBy, Silence
from copilot.domain.playbook import Texts
from copilot.library.composite import Items
from copilot.library.languages import by_language
from copilot.library.record import Key, Record
from copilot.library.rules import RULES
from copilot.library.scalars import duration, integer, member, prose, words


def _charter(
    *,
    signature: SignedBy = SignedBy.BRAND,
    voice: Texts | None = None,
    similarity: int = 80,
    rules: Mapping[str, Rule] | None = None,
    silence: tuple[Silence, ...] = (),
    objectives: Objectives | None = None,
) -> Charter:
    return Charter(
        signature=signature,
        voice=voice or {},
        similarity=similarity,
        rules={name: rule.default for name, rule in RULES.items()} | dict(rules or {}),
        silence=silence,
        objectives=objectives or Objectives(),
    )


def _rules(**given: Rule) -> dict[str, Rule]:
    return given


_RULES = Record({name: Key(rule.settings, rule.about) for name, rule in RULES.items()}, _rules)
_SILENCE = Record(
    {
        "rule": Key(words(RULES), "The rule to silence.", is_required=True),
        "template": Key(
            prose(most=300), "For which template, as late/first.fr.j2.", is_required=True
        ),
        "because": Key(prose(), "Why.", is_required=True),
    },
    Silence,
)
_OBJECTIVES = Record(
    {
        "first_answer": Key(duration(), "How soon a first answer is given."),
        "answered": Key(integer(0, 100), "Percent of complaints that get an answer."),
        "promises_kept": Key(integer(0, 100), "Percent of promises kept in time."),
    },
    Objectives,
)
CHARTER = Record(
    {
        "signature": Key(member(SignedBy), "Whose name stands under a reply."),
        "voice": Key(by_language(words(["vous", "tu"])), "How customers are addressed."),
        "similarity": Key(
            integer(0, 100), "How alike two live replies in one thread may be at most."
        ),
        "rules": Key(_RULES, "Rules for every reply; each has a default."),
        "silence": Key(Items(_SILENCE), "Rules silenced for one template, with the reason."),
        "objectives": Key(_OBJECTIVES, "What the brand set itself beforehand."),
    },
    _charter,
    "The brand's rules for every reply.",
)
#: In force where a brand has written none.
DEFAULT = _charter()
