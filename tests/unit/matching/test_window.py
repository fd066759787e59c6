"""Which run of words a reason shows, and that every example gets its own."""

from copilot.matching.normalise import tokens
from copilot.matching.phrases import Phrase
from copilot.matching.reading import END, GAP, SMALL_GAP, Reading
from copilot.matching.reason import Reasons
from copilot.matching.telling import Said
from copilot.matching.window import best_run

FIRST, THIRD = (0, 0.5, True), (2, 0.5, True)


def reasons(text, *examples):
    """The reasons of a playbook for which each word of its examples tells."""
    said = tokens(text, "en")
    reading = Reading(text, said, [token.word for token in said])
    near = [(Phrase("a", each, tuple(each.split())), 0.5) for each in examples]
    counts = {word: 1 for each in examples for word in each.split()}
    return Reasons(reading, near, Said(counts, {}, lambda _: 1.0)).best(2)


def test_a_run_pays_for_what_lies_between_its_words():
    """What leads to the first word, or follows the last, is no part of the run."""
    run, worth = best_run([FIRST, THIRD], [END, GAP, 0.0, SMALL_GAP, 0.0, GAP, END, GAP])

    assert (run, round(worth, 9)) == ((0, 3), 1 - SMALL_GAP)


def test_a_run_ends_where_a_sentence_does():
    """The end may lie just before the next shared word, and counts all the same."""
    run, worth = best_run([FIRST, THIRD], [0.0, GAP, 0.0, SMALL_GAP, END, GAP])

    assert (run, worth) == ((0, 1), 0.5)


def test_each_example_shows_the_words_that_it_shares():
    """Examples share what was found of a run, not each other's runs."""
    found = reasons("screen broken. invoice wrong", "screen broken", "invoice wrong")

    assert {each.example: each.window for each in found} == {
        "screen broken": (0, 2),
        "invoice wrong": (2, 4),
    }


def test_letters_are_a_reason_where_no_word_is_shared():
    """A reader sees at least what looked alike."""
    [found] = reasons("my screan", "screens")

    assert (found.window, found.is_telling) == ((1, 2), False)
