import pytest

from copilot.matching.elision import apart
from copilot.matching.normalise import plain, tokens


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("lecran", "l ecran"),
        ("dinternet", "d internet"),
        ("labonnement", "l abonnement"),
        ("mappeler", "m appeler"),
        ("nayant", "n ayant"),
        ("jreclame", "je reclame"),
        ("jdemande", "je demande"),
    ],
)
def test_a_lost_apostrophe_is_found_again(written, meant):
    """On a phone the apostrophe is two taps away."""
    assert plain(written, "fr") == meant


WHOLE = "laide lune davantage terreur coffre savait metre json jbl lor j l d danger machine"


@pytest.mark.parametrize("word", WHOLE.split())
def test_a_word_of_its_own_is_left_alone(word):
    """To cut a word that exists would be worse than to leave one glued."""
    assert apart(word) == (word,)


def test_only_french_is_read_so():
    """An English "dinner" is no d'inner."""
    assert [plain("lecran", lang) for lang in ("en", None)] == ["lecran", "lecran"]


def test_both_words_point_at_the_whole_that_was_written():
    """The card underlines what stands there."""
    text = "plus dinternet"
    found = [(token.word, text[token.start : token.end]) for token in tokens(text, "fr")]

    assert found == [("plus", "plus"), ("d", "dinternet"), ("internet", "dinternet")]
