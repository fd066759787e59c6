"""A text as the matcher read it: its words, where they stand, and what parts them."""

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from copilot.matching.normalise import Token
from copilot.matching.telling import glance, is_glue

#: What it costs to span a word that is not shared, and a small one.
GAP, SMALL_GAP = 0.3, 0.12
#: What a guessed spelling must be worth to be shown, or else how near the letters must be.
TRUSTED, NEAR = 0.75, 85
#: Between two words, what a reason does not reach across: a sentence's end, a line's, a handle;
#: and what it seldom does.
_BREAK = re.compile(r"[.!?…\n\r@]|://|www\.")
END, PAUSE = 99.0, 0.25
_JOINTS = frozenset({"", " ", "'", "’", "-"})


def believed(
    heard: Sequence[str], guessed: Sequence[str], trust: Sequence[float]
) -> tuple[str, ...]:
    """The words that misspelt ones are shown to stand for."""
    return tuple(
        [
            word if word == guess or not _is_believed(word, guess, sure) else guess
            for word, guess, sure in zip(heard, guessed, trust, strict=True)
        ]
    )


def _is_believed(heard: str, guessed: str, trust: float) -> bool:
    """Say whether a guess is shown; a bold one helps to choose alone."""
    if is_glue(heard):
        return False
    return trust >= TRUSTED or (heard[0] == guessed[0] and fuzz.ratio(heard, guessed) >= NEAR)


class Reading:
    """
    A text, its tokens, and the words they are believed to be.

    *stems* are the beginnings of the words, by which forms of one word are known; *small* says
    which of them say nothing of the matter. *breaks* are the words before which a sentence, a
    line or a part of one ends. *costs* has two numbers for each word: what it costs to go on to it
    across such an end, and to pass it by, where an example does not have it.
    """

    __slots__ = (
        "breaks",
        "costs",
        "small",
        "stems",
        "text",
        "tokens",
        "words",
    )

    def __init__(self, text: str, tokens: tuple[Token, ...], words: Iterable[str]) -> None:
        self.text, self.tokens, self.words = text, tokens, tuple(words)
        seen = [*map(glance, self.words)]
        self.stems = [form for form, _ in seen]
        self.small = [small for _, small in seen]
        self.breaks = _breaks(text, tokens)
        self.costs = [0.0] * (2 * len(seen))
        self.costs[1::2] = [SMALL_GAP if small else GAP for small in self.small]
        for at, cost in self.breaks.items():
            self.costs[2 * at] = cost

    def clings(self, at: int) -> bool:
        """Say whether nothing stands between a word and the one before, as with emoji."""
        return self.tokens[at].start == self.tokens[at - 1].end


def _breaks(text: str, tokens: Sequence[Token]) -> Mapping[int, float]:
    found = {}
    end = tokens[0].end if tokens else 0
    for at, (_, start, after) in enumerate(tokens):
        between = text[end:start]
        if between not in _JOINTS and at and (not between.isspace() or "\n" in between):
            found[at] = END if _BREAK.search(between) else PAUSE
        end = after
    return found
