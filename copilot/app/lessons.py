"""What the desk has taught: complaints that people gave to another playbook than the matcher."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from copilot.app.ports.lessons import Handled
from copilot.domain.anonymous import phrase
from copilot.domain.case import CaseStatus
from copilot.domain.draft import Draft
from copilot.domain.match import Band, Match
from copilot.domain.playbook import Playbook
from copilot.matching.nearest import Nearest

Playbooks = Mapping[str, Playbook]
#: Answers a phrase in its language, as the playbooks are now.
Find = Callable[[str, str], Match]

#: Phrases so alike, of 100, are one; as `copilot check` sees it.
SAME = 90
#: So alike an answer is to the replies of a playbook that it is one of them.
ANSWERED_ALIKE = 65
_BANDS = (Band.SURE, Band.LIKELY, Band.UNSURE, Band.NONE)


class Why(StrEnum):
    """How a person showed to which playbook a complaint belongs."""

    CHOSEN = "chosen"  #: pressed another playbook, and it stayed so
    OWN = "own"  #: wrote the answer that was approved


class Left(StrEnum):
    """Why a complaint that taught something is not proposed."""

    KNOWN = "known"  #: it is an example, or nearly
    FOUND = "found"  #: the playbooks as they are now are sure of it
    ELSEWHERE = "elsewhere"  #: it is an example of another playbook, or a counter-example
    CONTESTED = "contested"  #: others gave the same words to another playbook
    PERSONAL = "personal"  #: too little is left without what is personal
    LANGUAGE = "language"  #: in none of the brand's languages
    WITHDRAWN = "withdrawn"  #: its author deleted it, or had it erased


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One complaint and the playbook that a person gave it."""

    number: int
    playbook: str
    why: Why
    by: int
    lang: str
    said: str | None  #: what the matcher had answered
    band: Band
    phrase: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A phrase proposed for a playbook, and all the lessons that say so."""

    playbook: str
    lang: str
    phrase: str
    lessons: tuple[Lesson, ...]

    @property
    def people(self) -> tuple[int, ...]:
        """Who chose, without repeats."""
        return tuple(dict.fromkeys(one.by for one in self.lessons))

    @property
    def strength(self) -> tuple[int, int, int, int]:
        """The strongest is the smallest: oftener, by more people, against a surer matcher."""
        worst = min(_BANDS.index(one.band) for one in self.lessons)
        return (-len(self.lessons), -len(self.people), worst, self.lessons[0].number)


@dataclass(slots=True)
class Taught:
    """Everything learned about examples, and what was left out."""

    examples: list[Example] = field(default_factory=list)
    left: Counter[Left] = field(default_factory=Counter)
    #: Complaints that contradict the files: the lesson, and the phrase with its playbook.
    conflicts: list[tuple[Lesson, str, str]] = field(default_factory=list)


class Teacher:
    """Collects lessons case by case."""

    def __init__(
        self, playbooks: Playbooks, *, languages: Sequence[str], names: Iterable[str] = ()
    ) -> None:
        self._playbooks = playbooks
        self._languages = tuple(languages)
        self._names = frozenset(names)
        self._lessons: list[Lesson] = []
        self._left: Counter[Left] = Counter()

    def phrase(self, handled: Handled) -> str | None:
        """The customer's words without what is personal, if a phrase is left."""
        complaint = handled.stored.complaint
        own = f"{complaint.author.name or ''} {complaint.author.handle or ''}".split()
        return phrase(complaint.text, own=own, names=self._names)

    def is_withdrawn(self, handled: Handled) -> bool:
        """Say whether nothing may be learned from these words."""
        return not handled.is_kept or handled.stored.complaint.deleted_at is not None

    def learn(self, handled: Handled, *, answered: str | None = None) -> bool:
        """
        Take in one case; say whether a person gave it to a playbook.

        *answered* is the playbook that its own answer, written without one, is like.
        """
        shown = self._shown(handled, answered)
        if shown is None:
            return False
        playbook, why, by = shown
        reason, words = self._usable(handled)
        if reason is not None:
            self._left[reason] += 1
            return True
        case = handled.case
        self._lessons.append(
            Lesson(
                number=case.number,
                playbook=playbook,
                why=why,
                by=by,
                lang=case.lang,
                said=case.match.playbook,
                band=case.match.band,
                phrase=words,
            )
        )
        return True

    def _usable(self, handled: Handled) -> tuple[Left | None, str]:
        if self.is_withdrawn(handled):
            return Left.WITHDRAWN, ""
        if handled.case.lang not in self._languages:
            return Left.LANGUAGE, ""
        words = self.phrase(handled)
        return (None, words) if words else (Left.PERSONAL, "")

    def _shown(self, handled: Handled, answered: str | None) -> tuple[str, Why, int] | None:
        """Which playbook a person showed it to be, how and who."""
        case = handled.case
        if case.status is CaseStatus.DISMISSED:
            return None
        last = handled.choices[-1] if handled.choices else None
        if last is not None:
            stands = last.playbook == case.playbook != case.match.playbook
            known = stands and last.playbook in self._playbooks
            return (last.playbook, Why.CHOSEN, last.by) if known else None
        own = own_answer(handled)
        if own is None or own.author is None:
            return None
        if case.playbook is None:
            is_known = answered is not None and answered in self._playbooks
            return (answered or "", Why.OWN, own.author) if is_known else None
        found = self._playbooks.get(case.playbook)
        if found is None or found.posture.drafts or case.match.band is Band.SURE:
            return None
        return found.id, Why.OWN, own.author

    def taught(self, find: Find) -> Taught:
        """What all of it comes to, the strongest first; *find* is the matcher as it is now."""
        result = Taught(left=self._left.copy())
        known = _known(self._playbooks)
        for lessons in _same(self._lessons):
            winner = _winner(lessons)
            own = tuple(one for one in lessons if one.playbook == winner)
            result.left[Left.CONTESTED] += len(lessons) - len(own)
            if own:
                self._propose(own, known, find, result)
        result.examples.sort(key=lambda one: one.strength)
        return result

    def _propose(
        self, lessons: tuple[Lesson, ...], known: Mapping[str, Nearest], find: Find, result: Taught
    ) -> None:
        first = min(lessons, key=lambda one: (len(one.phrase), one.number))
        near = known[first.lang].find(first.phrase, least=SAME) if first.lang in known else None
        if near is not None and near[0] == first.playbook:
            result.left[Left.KNOWN] += len(lessons)
        elif near is not None or (near := self._against(first)) is not None:
            result.left[Left.ELSEWHERE] += len(lessons)
            result.conflicts.append((first, near[0], near[1]))
        elif _is_found(find(first.phrase, first.lang), first.playbook):
            result.left[Left.FOUND] += len(lessons)
        else:
            result.examples.append(
                Example(
                    playbook=first.playbook, lang=first.lang, phrase=first.phrase, lessons=lessons
                )
            )

    def _against(self, lesson: Lesson) -> tuple[str, str, int] | None:
        """The counter-example of its own playbook that it nearly is."""
        some = self._playbooks[lesson.playbook].not_examples.get(lesson.lang, ())
        return Nearest((lesson.playbook, text) for text in some).find(lesson.phrase, least=SAME)


def own_answer(handled: Handled) -> Draft | None:
    """The approved words that a person wrote, not a template's draft or an edit of one."""
    written = (
        one
        for one in reversed(handled.drafts)
        if one.author is not None and one.template is None and one.revision in handled.approved
    )
    return next(written, None)


def _known(playbooks: Playbooks) -> dict[str, Nearest]:
    """Every example of the files by language; a test that was an example would test nothing."""
    found: dict[str, Nearest] = {}
    for name, playbook in playbooks.items():
        own = [(lang, text) for lang, some in playbook.examples.items() for text in some]
        own += [(test.lang, test.phrase) for test in playbook.tests if test.expect == "this"]
        for lang, text in own:
            found.setdefault(lang, Nearest()).add(name, text)
    return found


def _same(lessons: Iterable[Lesson]) -> Iterable[list[Lesson]]:
    """The lessons by phrase, nearly the same ones together."""
    groups: dict[tuple[str, str], list[Lesson]] = {}
    near: dict[str, Nearest] = {}
    for one in lessons:
        seen = near.setdefault(one.lang, Nearest())
        found = seen.find(one.phrase, least=SAME)
        if found is None:
            seen.add(one.phrase, one.phrase)
            groups[one.lang, one.phrase] = [one]
        else:
            groups[one.lang, found[0]].append(one)
    return groups.values()


def _winner(lessons: Sequence[Lesson]) -> str | None:
    """The playbook that most gave it to, if one has most."""
    counted = Counter(one.playbook for one in lessons).most_common(2)
    if len(counted) > 1 and counted[0][1] == counted[1][1]:
        return None
    return counted[0][0]


def _is_found(match: Match, playbook: str) -> bool:
    return match.playbook == playbook and match.band is Band.SURE
