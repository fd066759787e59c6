"""The nearest of many texts, trivial differences aside: `sameness.alike`, each text read once."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from copilot.matching.sameness import same_words


class Nearest:
    """Texts to be found again, each with what it stands for."""

    def __init__(self, texts: Iterable[tuple[str, str]] = ()) -> None:
        self._keys: list[str] = []
        self._names: list[tuple[str, str]] = []
        for name, text in texts:
            self.add(name, text)

    def add(self, name: str, text: str) -> None:
        """Remember one more."""
        self._keys.append(same_words(text))
        self._names.append((name, text))

    def find(self, text: str, *, least: int) -> tuple[str, str, int] | None:
        """The nearest: what it stands for, its words and how alike it is, at least *least*."""
        found = process.extractOne(
            same_words(text), self._keys, scorer=fuzz.ratio, score_cutoff=least
        )
        if found is None:
            return None
        _, alike, at = found
        return (*self._names[at], round(alike))
