from dataclasses import replace

import numpy as np

from copilot.domain.match import Band, band_of
from copilot.matching.calibrate import Calibration, learn

SCORES = np.linspace(0, 3, 100).astype(np.float32)
MANY = 50.0
EVEN = Calibration(middle=0, spread=1, slope=1, base=0, floor=0.4)


def test_confidence_grows_with_the_score():
    """A better score is never a lesser confidence."""
    fitted = learn(SCORES, SCORES, SCORES > 1, MANY)
    found = [fitted.confidence(score) for score in (-5, 0, 0.5, 1, 2, 9)]

    assert found == sorted(found)
    assert 0 <= found[0] < 0.2
    assert 0.9 < found[-1] <= 1


def test_where_low_scores_are_right_too_confidence_stays_level():
    """A slope the wrong way would turn every answer round."""
    fitted = learn(SCORES, SCORES, SCORES < 1, MANY)

    assert fitted.confidence(0) == fitted.confidence(3)


def test_confidence_is_the_share_that_was_right():
    """Seven in ten right, whatever the score, is a confidence of seven in ten."""
    fitted = learn(SCORES, SCORES, np.arange(100) % 10 < 7, MANY)

    assert abs(fitted.confidence(1.5) - 0.7) < 0.05


def test_a_tenth_of_what_belongs_is_below_the_floor():
    """The threshold for "none" comes from the library itself."""
    fitted = learn(SCORES, SCORES, SCORES > 1, MANY)
    below = sum(fitted.confidence(float(score)) < fitted.floor for score in SCORES)

    assert 9 <= below <= 12


def test_the_fewer_examples_the_higher_the_floor():
    """With one of five held out, a playbook scores lower than it will with all five."""
    floors = [learn(SCORES, SCORES, SCORES > 1, examples).floor for examples in (100, 10, 5)]

    assert floors == sorted(floors)
    assert floors[0] < floors[-1]


def test_one_answer_is_enough_to_fit():
    """The first playbook of all has one phrase."""
    one = np.array([0.0], np.float32)
    fitted = learn(one, one, np.array([False]), MANY)

    assert 0 <= fitted.confidence(1.0) <= 1


def test_without_a_telling_word_nothing_is_sure():
    """The card shows no words then, and says to read the message."""
    found = {band_of(EVEN.untold(sure), applies=True) for sure in (0.9, 0.95, 0.999999, 1.0)}

    assert {Band.LIKELY} == found


def test_nor_where_the_floor_itself_is_high():
    """A library whose examples are all alike has a high one."""
    high = replace(EVEN, floor=0.97)

    assert Band.LIKELY is band_of(high.untold(0.98), applies=True)


def test_what_is_too_little_to_be_given_is_not_lowered():
    """Held out, low scores are right as often as they say, whatever the words."""
    assert (0.2, 0.4) == (EVEN.untold(0.2), EVEN.untold(0.45))


def test_less_sure_is_never_more_sure_without_telling_words():
    """The order of answers stays."""
    found = [EVEN.untold(sure / 100) for sure in range(101)]

    assert found == sorted(found)
