"""Any Unicode at all: no error, spans inside the text, and an answer in time."""

import itertools
import os
import random
import time

import pytest

#: What an answer may take; and what none takes even on a machine with much else to do, unless
#: its time grows faster than the text.
IN_TIME, BEYOND_DOUBT = 0.050, 0.500
LONGEST = 20_000
SAMPLE, SOAK = 150, 100_000

ZERO_WIDTH = "\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2066\u2069\ufeff\u00ad"
EMOJI = ("👩‍👩‍👧", "🏳️‍🌈", "🇫🇷", "👍🏽", "😡", "❤️", "1️⃣", "🤷‍♀️")
PIECES = (
    *("écran ", "cassé ", "remboursement ", "pas ", "jamais ", "livré ", "sans ", "l'", "merci "),
    *("#Service", "#servicenul", "http://", "www.", "@a", "a.", "a+", "a@b.", "(e)", "·e", "1 "),
    *("\u0338", "ﬃ", "㎏", "İ", "ß", "ﷺ", "aaaa", "a.a.", "<3", ":(", "§", "\u0345", "ŉ"),
)


def between(low, high):
    return lambda chance: chr(chance.randrange(low, high))


def among(choices):
    return lambda chance: chance.choice(choices)


POOLS = (
    *(between(*span) for span in ((32, 127), (0, 0x3400), (0, 0x10000), (0, 0x110000))),
    *(between(*span) for span in ((0x300, 0x370), (0x3400, 0xA000), (0xD800, 0xE000))),
    *(between(*span) for span in ((0x1F300, 0x1FB00), (0xF900, 0xFE00), (0x590, 0x780))),
    *(among(signs) for signs in ("aé'’#@._ ", " \n\t\u00a0\u3000", "abcdefghij", "#a", "a'")),
    *(among(signs) for signs in ("ab ", "0123456789.,-+ ", "ﷺ㍿", "a.", "@a.", ZERO_WIDTH)),
    *(among(pieces) for pieces in (EMOJI, PIECES)),
)
SIZES = (0, 1, 3, 10, 40, 140, 140, 280, 280, 1_000, 4_000, LONGEST)


def any_text(chance):
    """Make a text of one pool, or several by turns in runs."""
    size = chance.choice(SIZES)
    pools = chance.sample(POOLS, chance.choice((1, 1, 2, 3, len(POOLS))))
    found, length = [], 0
    while length < size:
        pool = chance.choice(pools)
        for _ in range(chance.choice((1, 1, 5, 30, size))):
            found.append(pool(chance))
            length += len(found[-1])
            if length >= size:
                break
    return "".join(found)[:LONGEST]


def seconds(matcher, text):
    """
    Measure the thread's own time for one answer.

    The clock on the wall would count what other processes take, and fail on a busy machine.
    """
    start = time.thread_time()
    match = matcher.match(text)
    taken = time.thread_time() - start
    check(match, text)
    return taken


def check(match, text):
    confidences = [candidate.confidence for candidate in match.candidates]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0.0 <= confidence <= 1.0 for confidence in confidences)
    for reason in itertools.chain.from_iterable(each.because for each in match.candidates):
        low, high = reason.span
        assert 0 <= low < high <= len(text)
        assert 0 <= reason.similarity <= 100


def slow(matcher, count, most):
    """Ask *count* texts and return the numbers of those that are answered too late."""
    late = []
    for number in range(count):
        text = any_text(random.Random(number))  # noqa: S311 - a sample to repeat, no secret
        taken = seconds(matcher, text)
        if taken > most:
            # Backwards, so that nothing remembered helps: a busy machine is not the text's fault.
            taken = min(taken, seconds(matcher, text[::-1]))
        if taken > most:
            late.append((number, round(taken, 3)))
    return late


def test_no_text_stops_the_desk(starter):
    """Whatever is typed is answered, and none of it takes out of all proportion."""
    assert slow(starter, SAMPLE, BEYOND_DOUBT) == []


@pytest.mark.soak
def test_a_hundred_thousand_texts_are_answered_in_time(starter):
    """The same for a night; `COPILOT_SOAK` says how many texts."""
    assert slow(starter, int(os.environ.get("COPILOT_SOAK", SOAK)), IN_TIME) == []
