"""What `suggest` proposes, for brand leads to read and for machines."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from copilot.app.lessons import Example, Left, Lesson
from copilot.app.new_playbooks import NewPlaybook
from copilot.app.rewording import Change
from copilot.app.suggest import Suggested
from copilot.cli.masked import masked
from copilot.cli.suggest_refused import FILE
from copilot.cli.suggest_trial import Accepted
from copilot.cli.suggest_words import say
from copilot.cli.suggest_write import Outcome
from copilot.cli.tables import one_line
from copilot.domain.match import Band
from copilot.domain.person import People
from copilot.domain.playbook import Playbook

T = TypeVar("T")
#: Of one line, and of the cases that one proposal comes from.
_WIDEST = 300
_NUMBERS = 8


@dataclass(frozen=True, slots=True)
class Shown:
    """Says everything in one language."""

    language: str
    playbooks: Mapping[str, Playbook]
    people: People
    folder: str  #: of the replies, as it is shown
    top: int

    def text(
        self, suggested: Suggested, stubs: Mapping[str, Mapping[str, str]], *, is_written: bool
    ) -> str:
        """All of it, in sections; an empty one is left out."""
        taught = suggested.taught
        said = [self.say("cases", n=suggested.cases)]
        if not taught.examples and not suggested.new and not suggested.rewordings:
            said += ["", self.say("nothing")]
        said += self._section("examples", taught.examples, self._example)
        said += self._section("playbooks", suggested.new, lambda one: self._new(one, stubs))
        said += self._section("wording", suggested.rewordings, self._change)
        said += self._left(suggested)
        if (taught.examples or suggested.new) and not is_written:
            said += ["", self.say("how")]
        return "\n".join(said)

    def say(self, code: str, **values: object) -> str:
        """One sentence."""
        return say(self.language, code, **values)

    def title(self, name: str | None) -> str:
        """What a playbook is called."""
        found = self.playbooks.get(name or "")
        return found.title if found else name or ""

    def question(self, one: Example | NewPlaybook, stubs: Mapping[str, Mapping[str, str]]) -> str:
        """What is to be answered by yes or no."""
        if isinstance(one, Example):
            phrase = one_line(one.phrase, widest=_WIDEST)
            return self.say("ask/example", title=self.title(one.playbook), phrase=phrase)
        files = ", ".join(stubs[one.id])
        return self.say("ask/playbook", title=one.title, n=len(one.cases), files=files)

    def outcome(self, outcome: Outcome, refused: Path | None) -> Iterator[str]:
        """What was done."""
        yield from (self.say("written", name=name) for name in outcome.written)
        if not outcome.written:
            yield self.say("written/none")
        if refused is not None:
            yield self.say("refused/written", name=refused)

    def left_out(self, outcome: Outcome) -> Iterator[str]:
        """What was accepted and is not in the files, each with its reason."""
        for one, reason in outcome.left:
            yield self.say("left-out", what=self._accepted(one))
            yield from (f"  {line}" for line in reason.split("\n"))
        if outcome.faults:
            yield self.say("faults-before", n=outcome.faults)

    def outcome_json(self, outcome: Outcome) -> dict[str, object]:
        """The same for machines."""
        left = [{"what": self._accepted(one), "reason": why} for one, why in outcome.left]
        written = list(outcome.written)
        return {"written": written, "not_written": left, "errors_before": outcome.faults}

    def _accepted(self, one: Accepted) -> str:
        if isinstance(one, Example):
            phrase = one_line(one.phrase, widest=_WIDEST)
            return self.say("phrase-for", title=self.title(one.playbook), phrase=phrase)
        return ", ".join(one)

    def names(self, people: Sequence[int]) -> str:
        """Who, once each."""
        *several, last = dict.fromkeys(self.people.name_of(one) for one in people)
        return self.say("and", some=", ".join(several), last=last) if several else last

    def _section(
        self, code: str, some: Sequence[T], tell: Callable[[T], Iterable[str]]
    ) -> Iterator[str]:
        if not some:
            return
        yield ""
        yield self.say(code, n=len(some))
        for number, one in enumerate(some[: self.top], start=1):
            first, *rest = tell(one)
            yield f"{number:>3}. {first}"
            yield from (f"     {line}" for line in rest)
        if len(some) > self.top:
            yield "     " + self.say("more", n=len(some) - self.top, all=len(some))

    def _example(self, one: Example) -> Iterator[str]:
        yield self.say(
            "example",
            title=self.title(one.playbook),
            playbook=one.playbook,
            lang=one.lang,
            phrase=one_line(one.phrase, widest=_WIDEST),
        )
        times = self.say("times", n=len(one.lessons)) if len(one.lessons) > 1 else ""
        last = one.lessons[-1]
        yield self.say(
            last.why.value,
            people=self.names(one.people),
            times=times,
            said=self._said(last),
        )
        yield self._cases([lesson.number for lesson in one.lessons])

    def _said(self, lesson: Lesson) -> str:
        if lesson.said is None:
            return self.say(Band.NONE.value)
        band = self.say(lesson.band.value)
        return self.say("said", title=self.title(lesson.said), band=band)

    def _cases(self, numbers: Sequence[int]) -> str:
        shown = ", ".join(str(one) for one in numbers[:_NUMBERS])
        if len(numbers) > _NUMBERS:
            shown = self.say("more-cases", numbers=shown, n=len(numbers) - _NUMBERS)
        return self.say("in-cases", n=len(numbers), numbers=shown)

    def _new(self, one: NewPlaybook, stubs: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
        count = len(one.cases)
        answered = self.say("answered", n=one.answered) if one.answered else ""
        yield self.say("playbook", title=one.title, id=one.id, n=count) + answered
        yield self._cases(one.cases)
        for name, text in stubs[one.id].items():
            yield f"--- {name}"
            yield from (_indented(line) for line in text.rstrip().split("\n"))

    def _change(self, one: Change) -> Iterator[str]:
        place = f"{self.folder}/{one.file}:{one.line}"
        yield self.say("changed", place=place, n=one.times, people=self.names(one.people))
        yield self.say("before", words=self._safe(one.before))
        yield self.say("after", words=self._safe(one.after)) if one.after else self.say("cut")

    def _safe(self, text: str) -> str:
        return one_line(masked(text, self.language), widest=_WIDEST)

    def _left(self, suggested: Suggested) -> Iterator[str]:
        left = suggested.taught.left
        if suggested.refused:
            yield ""
            yield self.say("refused", n=suggested.refused, file=FILE)
        reasons = [self.say(f"left/{one.value}", n=left[one]) for one in Left if left[one] > 0]
        if not reasons:
            return
        yield ""
        yield self.say(
            "left", reasons=("; " if self.language == "en" else "\u00a0; ").join(reasons)
        )
        for lesson, other, phrase in suggested.taught.conflicts[: self.top]:
            code = "conflict/against" if other == lesson.playbook else "conflict"
            yield "  " + self.say(
                code,
                number=lesson.number,
                title=self.title(lesson.playbook),
                phrase=one_line(phrase, widest=_WIDEST),
                other=self.title(other),
            )

    def json(
        self, suggested: Suggested, stubs: Mapping[str, Mapping[str, str]]
    ) -> dict[str, object]:
        """The same for machines."""
        return {
            "cases": suggested.cases,
            "refused": suggested.refused,
            "examples": [self._example_json(one) for one in suggested.taught.examples],
            "playbooks": [
                {
                    "id": one.id,
                    "title": one.title,
                    "words": list(one.words),
                    "messages": len(one.cases),
                    "answered": one.answered,
                    "cases": list(one.cases),
                    "files": dict(stubs[one.id]),
                }
                for one in suggested.new
            ],
            "wording": [
                {
                    "path": f"{self.folder}/{one.file}",
                    "line": one.line,
                    "template": one.template,
                    "before": masked(one.before, self.language),
                    "after": masked(one.after, self.language) or None,
                    "times": one.times,
                    "by": [self.people.name_of(each) for each in dict.fromkeys(one.people)],
                    "cases": one.cases,
                }
                for one in suggested.rewordings
            ],
            "left": {one.value: suggested.taught.left[one] for one in Left},
            "conflicts": [
                {
                    "case": lesson.number,
                    "playbook": lesson.playbook,
                    "other": other,
                    "phrase": phrase,
                }
                for lesson, other, phrase in suggested.taught.conflicts
            ],
        }

    def _example_json(self, one: Example) -> dict[str, object]:
        last = one.lessons[-1]
        return {
            "playbook": one.playbook,
            "lang": one.lang,
            "phrase": one.phrase,
            "why": last.why.value,
            "by": [self.people.name_of(each) for each in one.people],
            "times": len(one.lessons),
            "said": {"playbook": last.said, "band": last.band.value},
            "cases": [lesson.number for lesson in one.lessons],
        }


def _indented(line: str) -> str:
    """A line of a file with all its spaces, without what a terminal would act on."""
    return "  " + "".join(one if one.isprintable() else " " for one in line)
