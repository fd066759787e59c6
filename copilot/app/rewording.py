"""Edits that people make again and again to a template's wording, sentence by sentence."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from copilot.app.ports.lessons import Handled
from copilot.domain.draft import Draft
from copilot.matching.nearest import Nearest
from copilot.matching.sameness import same_words

#: The same change is shown from so many cases on.
LEAST = 3
#: So alike sentences, of 100, are one: names and days differ from case to case.
SAME, SAME_AFTER = 80, 85
#: A sentence of the template is found again in its file when so much of its words stand there.
STANDS = 0.7
_SENTENCE = re.compile(r"[^.!?…\n]+(?:[.!?…]+[\s»”\")]*|\n|$)")
_WORD = re.compile(r"[^\W\d_]{2,}")
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


@dataclass(slots=True)
class Change:
    """One sentence of a template and what became of it; `after` is empty where it was cut."""

    template: str  #: the path below `replies/`
    before: str
    after: str
    cases: list[int] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    file: str = ""  #: where the sentence stands now: the template or a piece it shares
    line: int = 0

    @property
    def times(self) -> int:
        """In how many cases it was made."""
        return len(self.cases)


class Reader:
    """Collects changed sentences case by case."""

    def __init__(self) -> None:
        self._changes: list[Change] = []
        #: By template, and by template and sentence: what has been seen, standing for its place.
        self._before: dict[tuple[str, bool], Nearest] = {}
        self._after: dict[tuple[str, bool, str], Nearest] = {}

    def read(self, handled: Handled) -> None:
        """Take in the approved words of one case, if a person changed a template's."""
        pair = _edited(handled)
        if pair is None:
            return
        rendered, approved = pair
        path = rendered.template.path if rendered.template else ""
        own = _names(handled)
        before = _sentences(rendered.text, rendered.signature, own)
        after = _sentences(approved.text, approved.signature or rendered.signature, own)
        for old, new in _changed(before, after):
            change = self._known(path, old, new)
            if handled.case.number not in change.cases:
                change.cases.append(handled.case.number)
                change.people.append(approved.author or 0)

    def _known(self, path: str, old: str, new: str) -> Change:
        """The same change of another case, or a new one."""
        before = self._before.setdefault((path, bool(new)), Nearest())
        sentence = before.find(old, least=SAME)
        if sentence is None:
            before.add(old, old)
        after = self._after.setdefault(
            (path, bool(new), sentence[0] if sentence else old), Nearest()
        )
        seen = after.find(new, least=SAME_AFTER)
        if seen is None:
            after.add(str(len(self._changes)), new)
            self._changes.append(Change(path, old, new))
            return self._changes[-1]
        return self._changes[int(seen[0])]

    def changes(self, files: Mapping[str, str]) -> list[Change]:
        """
        The changes made often enough whose sentence still stands in *files*, most made first.

        *files* are the replies' texts by their path below `replies/`.
        """
        often = [one for one in self._changes if one.times >= LEAST]
        placed = (_placed(one, files) for one in often)
        found = [one for one in placed if one is not None]
        return sorted(found, key=lambda one: (-one.times, one.template, one.before))


def _edited(handled: Handled) -> tuple[Draft, Draft] | None:
    """The last approved words of a person, and the template's draft that they go back to."""
    approved = next((one for one in reversed(handled.drafts) if _is_yes(one, handled)), None)
    if approved is None or approved.author is None:
        return None
    earlier = (
        one
        for one in reversed(handled.drafts)
        if one.author is None and one.template and one.revision < approved.revision
    )
    rendered = next(earlier, None)
    return None if rendered is None else (rendered, approved)


def _is_yes(draft: Draft, handled: Handled) -> bool:
    return draft.revision in handled.approved


def _names(handled: Handled) -> set[str]:
    said = handled.stored.complaint.author
    return {
        word.casefold() for name in (said.name, said.handle) for word in _WORD.findall(name or "")
    }


def _sentences(text: str, signature: str, own: set[str]) -> list[str]:
    """Its sentences on one line each, without the customer's name and the signature."""
    body = text[: -len(signature)] if signature and text.endswith(signature) else text
    bare = re.sub(
        r"[^\W\d_]+", lambda found: "…" if found[0].casefold() in own else found[0], body
    )
    split = (" ".join(one.split()) for one in _SENTENCE.findall(bare))
    return [one for one in split if _WORD.search(one)]


def _changed(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Each sentence that was replaced or cut, with what stands there now."""
    left, right = [same_words(one) for one in before], [same_words(one) for one in after]
    steps = SequenceMatcher(None, left, right, autojunk=False).get_opcodes()
    for tag, low, high, start, end in steps:
        if tag == "delete":
            yield from ((one, "") for one in before[low:high])
        elif tag == "replace" and high - low == end - start:
            yield from zip(before[low:high], after[start:end], strict=True)
        elif tag == "replace":
            yield " ".join(before[low:high]), " ".join(after[start:end])


def _placed(change: Change, files: Mapping[str, str]) -> Change | None:
    """The change with the place of its sentence as the files are now, if it still stands."""
    wanted = {word.casefold() for word in _WORD.findall(change.before)}
    own = [change.template, *(path for path in sorted(files) if path.startswith("shared/"))]
    best = max((_line_of(wanted, path, files.get(path, "")) for path in own), default=(0.0, "", 0))
    share, path, line = best
    if share < STANDS:
        return None
    change.file, change.line = path, line
    return change


def _line_of(wanted: set[str], path: str, source: str) -> tuple[float, str, int]:
    """The share of the *wanted* words on the line that has most of them, and that line."""
    plain = _JINJA.sub(lambda found: "\n" * found[0].count("\n") + " ", source)
    shares = (
        (len(wanted & _said(line)) / max(1, len(wanted)), path, number)
        for number, line in enumerate(plain.split("\n"), start=1)
    )
    return max(shares, key=lambda one: (one[0], -one[2]))


def _said(line: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(line)}
