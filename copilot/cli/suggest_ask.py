"""Asks about each suggestion, on a terminal."""

from collections.abc import Callable

from copilot.cli.suggest_words import say

Ask = Callable[[str], str]


class Asking:
    """Asks about each suggestion: yes, no, all that follow, or nothing any more."""

    def __init__(self, language: str, ask: Ask) -> None:
        self._language = language
        self._ask = ask
        keys = str(say(language, "keys")).split()
        english = str(say("en", "keys")).split()
        self._meant = dict(zip(keys, "yynnaaqq", strict=True))
        self._meant = dict(zip(english, "yynnaaqq", strict=True)) | self._meant
        self._rest: bool | None = None

    def wants(self, question: str) -> bool:
        """Say whether one is accepted."""
        if self._rest is not None:
            return self._rest
        while True:
            said = self._ask(f"{question}\n{say(self._language, 'ask')}").strip().lower()
            meant = self._meant.get(said)
            if meant in ("a", "q"):
                self._rest = meant == "a"
            if meant is not None:
                return meant in ("y", "a")
