"""Collects the problems of many files, in the words of one language."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property

from copilot.domain.problem import Problem, ProblemSeverity
from copilot.library.meant import meant, visible
from copilot.library.place import Place

Values = str | int
LANGUAGES = ("en", "fr")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the spelling that was probably meant, if there is one."""
    by_small = {one.lower(): one for one in known}
    said = meant(word, by_small.values())
    if said is not None:
        return said
    found = get_close_matches(word.lower(), by_small, n=1, cutoff=0.6)
    return by_small[found[0]] if found else None


def order(problem: Problem) -> tuple[str, int, int, str, str]:
    """Put problems by their places, then by rule and sentence."""
    return (problem.path, problem.line, problem.column, problem.rule, problem.message)


class Report:
    """
    Problems as they are found.

    A code is the rule's name, with `/variant` when one rule has several sentences. *more* adds
    sentences by language, for readers outside this package.
    """

    def __init__(
        self, language: str = "en", *, more: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._more = more or {}
        self._problems: list[Problem] = []

    @cached_property
    def _sentences(self) -> Mapping[str, str]:
        # the catalogue is made of the checks, which tell reports what they find
        from copilot.library.sentences import SENTENCES  # noqa: PLC0415

        sentences: dict[str, str] = {}
        for known in (SENTENCES, self._more):
            for language in ("en", self.language):
                sentences.update(known.get(language, {}))
        return sentences

    def error(
        self, at: Place, code: str, *, suggestion: str | None = None, **values: Values
    ) -> None:
        """Add what makes a file unusable."""
        self.tell(at, code, values, severity=ProblemSeverity.ERROR, suggestion=suggestion)

    def warning(
        self, at: Place, code: str, *, suggestion: str | None = None, **values: Values
    ) -> None:
        """Add what will disappoint."""
        self.tell(at, code, values, severity=ProblemSeverity.WARNING, suggestion=suggestion)

    def hint(
        self, at: Place, code: str, *, suggestion: str | None = None, **values: Values
    ) -> None:
        """Add what could be better."""
        self.tell(at, code, values, severity=ProblemSeverity.HINT, suggestion=suggestion)

    def unknown(self, at: Place, code: str, *, word: str, known: Iterable[str]) -> None:
        """Add an error about a *word* that is none of *known*, naming the nearest."""
        choices = list(known)
        near = nearest(word, choices)
        sentence = f"{code}/nearest" if near else code
        # shown side by side, the two would look the same
        if near == visible(word) != word and f"{code}/invisible" in self._sentences:
            sentence = f"{code}/invisible"
        elif not choices and f"{code}/none" in self._sentences:
            sentence = f"{code}/none"
        self.error(
            at, sentence, suggestion=near, word=word, meant=near or "", known=", ".join(choices)
        )

    def sentence(self, code: str, values: Mapping[str, Values]) -> str:
        """The sentence of *code* with *values* in it."""
        return self._sentences[code].format_map(values)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of them, sorted, each once."""
        return tuple(sorted(set(self._problems), key=order))

    def mark(self) -> int:
        """Where the report stands, for `since`."""
        return len(self._problems)

    def since(self, mark: int) -> tuple[Problem, ...]:
        """What has been told since *mark*."""
        return tuple(self._problems[mark:])

    def take(self, problems: Iterable[Problem]) -> None:
        """Add *problems* that were told before."""
        self._problems.extend(problems)

    def tell(
        self,
        at: Place,
        code: str,
        values: Mapping[str, Values],
        *,
        severity: ProblemSeverity = ProblemSeverity.ERROR,
        suggestion: str | None = None,
    ) -> None:
        """Add what is wrong at a place, in the sentence of *code* with *values* in it."""
        message = self.sentence(code, values)
        rule = code.partition("/")[0]
        self._problems.append(
            Problem(
                at.path, at.line, at.column, at.end_column, rule, message, severity, suggestion
            )
        )
