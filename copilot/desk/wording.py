"""What the charter found, and what an edit changed, in words and in places to mark."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from copilot.desk.markup import ACTIVE, Html, bold, code, inert, joined, plain, struck, underlined
from copilot.desk.stranger import shorten, tame_line
from copilot.desk.words import Words
from copilot.domain.charter import Finding

Span = tuple[int, int]

_TOKENS = re.compile(r"\s+|\w+|[^\w\s]")
#: Comparing takes the product of both lengths; two long texts are called rewritten instead.
_COMPARED = 1_000_000
#: Less alike than this, marking each word would only confuse.
_ALIKE = 0.4
#: Telegram drops what is beyond a hundred entities.
_MARKED = 30
_QUOTED_UNITS = 60
_START = 5


def told(words: Words, finding: Finding, *, also: Sequence[Finding] = ()) -> str:
    """One finding as a person would put it, with the words of those *also* found alike."""
    alike = [one.words for one in (finding, *also)]
    between = "\u00a0», «\u00a0" if words.lang == "fr" else "”, “"
    values = {
        **finding.values,
        "words": between.join(tame_line(one, _QUOTED_UNITS) for one in alike),
        "start": between.join(shorten(one, _START) for one in alike),
        "rule": finding.rule,
    }
    cure = values.get("cure")
    if cure is not None:
        values["cure"] = tame_line(str(cure), _QUOTED_UNITS)
    kind = values.get("kind")
    if kind is not None:
        values["kind"] = words.pick(f"data_kind.{kind}", "rule_name.personal_data")
    part = values.get("part")
    if part is not None:
        key = f"part.{part}"
        values["part"] = words.say(key) if words.has(key) else str(part)
    key = f"rule.{finding.rule}"
    again = f"{key}_{values.get('case', values.get('lang'))}"
    return words.pick(again, key, f"{key}_plain", "rule.unknown", **values)


def marked(text: str, *, faults: Sequence[Span], changes: Sequence[Span]) -> Html:
    """*text* letter for letter, faults underlined and changes bold, nothing in it working."""
    tokens = [found.span() for found in ACTIVE.finditer(text)][:_MARKED]
    edges = {0, len(text)}
    for start, end in (*tokens, *faults, *changes):
        edges |= {min(max(start, 0), len(text)), min(max(end, 0), len(text))}
    places = sorted(edges)
    pieces = []
    for start, end in pairwise(places):
        if _covers(tokens, start):
            pieces.append(code(text[start:end]))
            continue
        piece = plain(text[start:end])
        piece = underlined(piece) if _covers(faults, start) else piece
        pieces.append(bold(piece) if _covers(changes, start) else piece)
    return joined(pieces)


def compare(before: str, after: str) -> tuple[tuple[Span, ...], tuple[str, ...]] | None:
    """Where *after* says something new, and what is gone; nothing when it was rewritten."""
    old, new = _TOKENS.findall(before), _TOKENS.findall(after)
    if len(old) * len(new) > _COMPARED:
        return None
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return None
    starts = [0]
    for token in new:
        starts.append(starts[-1] + len(token))
    added: list[Span] = []
    removed: list[str] = []
    for i, j, k, m in _changed(matcher, old):
        if "".join(new[k:m]).strip():
            added.append((starts[k], starts[m]))
        if "".join(old[i:j]).strip():
            removed.append("".join(old[i:j]).strip())
    return (tuple(added), tuple(removed)) if len(added) <= _MARKED else None


def _changed(matcher: SequenceMatcher[str], old: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Stretches that differ; words changed side by side are one, the space between them too."""
    found: list[tuple[int, int, int, int]] = []
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            continue
        if found and not "".join(old[found[-1][1] : i]).strip():
            before = found.pop()
            found.append((before[0], j, before[2], m))
        else:
            found.append((i, j, k, m))
    return found


def gone(removed: Sequence[str], limit: int) -> Html:
    """What an edit took out, struck through."""
    return struck(inert(shorten(" … ".join(" ".join(one.split()) for one in removed), limit)))


def _covers(spans: Sequence[Span], place: int) -> bool:
    return any(start <= place < end for start, end in spans)
