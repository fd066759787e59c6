"""How alike two texts are, trivial differences aside; for duplicates and for replies."""

from rapidfuzz import fuzz

from copilot.matching.normalise import plain


def same_words(text: str) -> str:
    """The key that two texts share when they differ in case, spaces, marks and accents alone."""
    return plain(text) or " ".join(text.split()).casefold()


def alike(a: str, b: str) -> int:
    """How alike two texts are, 0 to 100."""
    return round(fuzz.ratio(same_words(a), same_words(b)))
