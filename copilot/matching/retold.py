"""Whether an edited message says something else, or was only tidied up."""

from difflib import SequenceMatcher

from rapidfuzz.distance import OSA

from copilot.matching.sameness import same_words

#: Shorter words mean something else as soon as one letter differs: non, bon.
LEAST_LETTERS = 4
#: From this length on two slips may be one word's.
LONG_LETTERS = 8


def is_retold(before: str, after: str) -> bool:
    """
    Say whether *after* says something else than *before*.

    Case, marks, accents and slips of the finger are no news; a word more, a word less and any
    other number are.
    """
    old, new = same_words(before).split(), same_words(after).split()
    for tag, low, high, start, end in SequenceMatcher(None, old, new, False).get_opcodes():
        if tag == "equal":
            continue
        if "".join(old[low:high]) == "".join(new[start:end]):
            # Only a space came or went.
            continue
        if tag != "replace" or high - low != end - start:
            return True
        pairs = zip(old[low:high], new[start:end], strict=True)
        if not all(_is_slip(one, other) for one, other in pairs):
            return True
    return False


def _is_slip(one: str, other: str) -> bool:
    if any(letter.isdigit() for letter in one + other):
        return False
    shorter = min(len(one), len(other))
    if shorter < LEAST_LETTERS:
        return False
    return OSA.distance(one, other) <= (2 if shorter >= LONG_LETTERS else 1)
