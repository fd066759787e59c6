"""A quick look before a slow one must never see less: what it passes over, nobody reviews."""

import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.domain import personal_data
from copilot.library.folded import fold
from copilot.library.rules import capitals, emoji, promotion, responsibility, typography
from copilot.library.rules.commitments import AMOUNT, BY_LANGUAGE

WORDINGS = {
    "amount": AMOUNT,
    **{f"gives {lang}": words.gives for lang, words in BY_LANGUAGE.items()},
    **{f"promotion {lang}": one for lang, one in promotion._PATTERNS.items()},
    **{f"admits {lang}": one for lang, one in responsibility._ADMITS.items()},
    **{f"denies {lang}": one for lang, one in responsibility._DENIES.items()},
    **{f"repairs {lang}": one for lang, one in responsibility._REPAIRS.items()},
}
#: What is looked for first, and what it stands before.
QUICK = {
    **{f"times {lang}": (one.any_time, one.times) for lang, one in BY_LANGUAGE.items()},
    "missing space": (typography._ANY_SIGN, typography._MISSING[0]),
    "breaking space": (typography._ANY_SIGN, typography._BREAKS[0]),
}
NUMBERS = ("_PHONE_FR", "_PHONE", "_PHONE_UK", "_CODE", "_ORDER", "_CARD")
# a few in every run, many in a night's: making texts from patterns takes its time
RELAXED = settings(
    max_examples=int(os.environ.get("COPILOT_SOAK", "8")),
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow],
)
LETTERS = st.characters(min_codepoint=32, max_codepoint=0x17F)


@pytest.mark.parametrize("name", WORDINGS)
@RELAXED
@given(data=st.data())
def test_all_that_a_wording_finds_has_one_of_its_signs(name, data):
    """A sign forgotten would make the rule blind to a part of its own pattern."""
    wording = WORDINGS[name]
    text = data.draw(st.from_regex(wording.pattern, fullmatch=True, alphabet=LETTERS))

    assert all(wording.may_be_in(one[0]) for one in wording.pattern.finditer(text))


@pytest.mark.parametrize("name", QUICK)
@RELAXED
@given(data=st.data())
def test_what_is_looked_for_first_is_in_all_that_is_found(name, data):
    """The first look decides whether there is a second one."""
    quick, slow = QUICK[name]
    text = data.draw(st.from_regex(slow, fullmatch=True, alphabet=LETTERS))

    assert quick.search(text) or not slow.search(text)


@pytest.mark.parametrize("name", NUMBERS)
@RELAXED
@given(data=st.data())
def test_no_number_is_passed_over_for_want_of_digits(name, data):
    """Whatever is in a pattern's reach and counts as personal data has its digits close by."""
    slow = getattr(personal_data, name)
    text = data.draw(st.from_regex(slow, fullmatch=True, alphabet=LETTERS))

    assert personal_data._ANY.search(text) or not personal_data.find(text)
    assert personal_data._ANY.search(text) or not [*personal_data._numbers(text)]


@RELAXED
@given(st.text(alphabet="AÉŒa-'’ \n.B1"))
def test_whoever_shouts_is_heard(text):
    """Five signs with nothing small among them are in every word that counts as shouted."""
    shouted = [one[0] for one in capitals._WORD.finditer(text)]
    loud = [one for one in shouted if len(one) > capitals._ABBREVIATION and one.isupper()]

    assert capitals._ANY.search(text) or not loud


@pytest.mark.parametrize(
    "sign", ["😀", "🇫🇷", "1️⃣", "#⃣", "👩‍🚀", "☎", "⭐", "⏰", "\U0001faff", "\u2b00", "\u27bf"]
)
def test_no_emoji_is_passed_over(sign):
    """Whatever is one has a sign of those that are looked for first."""
    assert [emoji._EMOJI.search(sign)[0], True] == [sign, emoji._ANY.search(sign) is not None]


@RELAXED
@given(st.text(alphabet="aÉœß ’\u0301\ufdd0\xa0\n.x"))
def test_levelling_at_once_is_levelling_sign_by_sign(text):
    """The quick way is for texts that keep a sign for each sign; both must say the same."""
    one_by_one = "".join(fold(one).text for one in text)
    folded = fold(text)

    assert " ".join(one_by_one.split(" ")) == one_by_one
    assert len(folded.text) == len(folded.origins)
    assert folded.text.replace(" ", "") == one_by_one.replace(" ", "")
    assert "  " not in folded.text
