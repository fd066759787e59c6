"""What the charter found in a draft, one entry for all that one rule says alike."""

from collections.abc import Sequence

from copilot.app.view import DraftView
from copilot.desk.drawing import Drawing
from copilot.desk.markup import Html, bold, inert
from copilot.desk.wording import told
from copilot.domain.charter import Finding, Level

#: Words that one entry names; those beyond are counted.
WORDS = 3

Alike = list[Finding]


def findings(drawing: Drawing, shown: DraftView, level: Level, key: str) -> Html:
    """All findings of *level* in one line: every rule at least once, and a count of the rest."""
    found = [finding for finding in shown.findings if finding.level is level]
    if not found:
        return Html()
    kept = _shown(_alike(found), drawing.sizes.items + 1)
    said = [told(drawing.words, one[0], also=one[1:WORDS]) for one in kept]
    separator = "\u202f; " if drawing.words.lang == "fr" else "; "
    numbered = said if len(said) == 1 else [f"{i}) {one}" for i, one in enumerate(said, 1)]
    rest = sum(map(len, _alike(found))) - sum(len(one[:WORDS]) for one in kept)
    end = f"{separator}{drawing.words.count('draft.findings_more', rest)}" if rest else "."
    sentence = inert(drawing.words.say(key) + separator.join(numbered) + end)
    return bold(sentence) if level is Level.BLOCK else sentence


def _alike(found: Sequence[Finding]) -> list[Alike]:
    """Put together what differs in its words only; the same words are one finding."""
    groups: dict[object, dict[str, Finding]] = {}
    for one in found:
        same = (one.rule, tuple(sorted(one.values.items())))
        groups.setdefault(same, {}).setdefault(one.words.casefold(), one)
    return [list(group.values()) for group in groups.values()]


def _shown(groups: Sequence[Alike], most: int) -> list[Alike]:
    """The first of every rule, then others as far as there is room."""
    firsts: dict[str, Alike] = {}
    for group in groups:
        firsts.setdefault(group[0].rule, group)
    leading = list(firsts.values())
    others = [group for group in groups if group not in leading]
    return leading + others[: max(0, most - len(leading))]
