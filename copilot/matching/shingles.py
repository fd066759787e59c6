"""Which of the texts seen lately share rare runs of letters with one: the few worth comparing."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, chain

#: Letters in a run; short enough to survive a slip of the finger every ten letters.
RUN = 5
#: Up to so many letters, a text is short.
SHORT = 60
#: So many of a text's rarest runs are looked up.
RAREST = 24
#: A run that more texts share tells none of them from another; only the latest are kept.
MOST_TEXTS = 64


def runs(words: Sequence[str]) -> list[str]:
    """
    The runs of letters that *words* begin with, spaces left out, for people forget them.

    A short text has few words: there a run begins at every letter.
    """
    close = "".join(words)
    if len(close) <= SHORT:
        starts: Iterable[int] = range(max(1, len(close) - RUN + 1))
    else:
        starts = accumulate(map(len, words[:-1]), initial=0)
    return list(dict.fromkeys([close[at : at + RUN] for at in starts]))


class Shingles:
    """
    Numbered texts, found again by their rarest runs of letters.

    It holds what it was given and not yet told to forget; a run keeps its latest texts only.
    """

    def __init__(self) -> None:
        self._places: dict[str, list[int]] = {}

    def add(self, number: int, found: Sequence[str]) -> None:
        """Remember under *number* the runs *found* in a text."""
        places = self._places
        for run in found:
            known = places.get(run)
            if known is None:
                places[run] = [number]
            else:
                known.append(number)
                if len(known) > MOST_TEXTS:
                    del known[0]

    def forget(self, number: int, found: Sequence[str]) -> None:
        """Drop *number*, in whose text the runs *found* were."""
        for run in found:
            known = self._places.get(run)
            if known is not None and number in known:
                known.remove(number)
                if not known:
                    del self._places[run]

    def nearest(self, found: Sequence[str], most: int) -> list[int]:
        """The numbers that share most of the rarest runs *found*, the best first."""
        known = [places for run in found if (places := self._places.get(run))]
        known.sort(key=len)
        counts = Counter(chain.from_iterable(known[:RAREST]))
        return [number for number, _ in counts.most_common(most)]
