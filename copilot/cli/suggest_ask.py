"""Asks about each suggestion, on a terminal."""

from collections.abc import Callable
from enum import StrEnum

from copilot.cli.suggest_words import say

Ask = Callable[[str], str]


class Answer(StrEnum):
    """What a person says to one suggestion."""

    YES = "yes"
    NO = "no"  #: and it is not proposed again
    LATER = "later"


class Asking:
    """Asks about each suggestion: yes, no, later, yes to all that follow, or nothing any more."""

    def __init__(self, language: str, ask: Ask) -> None:
        self._language = language
        self._ask = ask
        keys = str(say(language, "keys")).split()
        english = str(say("en", "keys")).split()
        self._meant = dict(zip(english, "yynnllaaqq", strict=True))
        self._meant |= dict(zip(keys, "yynnllaaqq", strict=True))
        self._rest: Answer | None = None

    def answer(self, question: str) -> Answer:
        """Put the question, unless an answer to all was given before."""
        if self._rest is not None:
            return self._rest
        while True:
            said = self._ask(f"{question}\n{say(self._language, 'ask')}").strip().lower()
            meant = self._meant.get(said)
            if meant == "a":
                self._rest = Answer.YES
            if meant == "q":
                self._rest = Answer.LATER
            if meant is not None:
                return {"y": Answer.YES, "a": Answer.YES, "n": Answer.NO}.get(meant, Answer.LATER)
