import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.matching.hashtags import LONGEST, parts
from copilot.matching.lexicon import table
from copilot.matching.normalise import plain, tokens


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("servicenul", "service nul"),
        ("Servicenul", "service nul"),
        ("SERVICENUL", "service nul"),
        ("jeveuxunremboursement", "je veux un remboursement"),
        ("plusjamais", "plus jamais"),
        ("jenaimarre", "j en ai marre"),
        ("bandedevoleurs", "bande de voleurs"),
        ("pasderemboursement", "pas de remboursement"),
        ("deçuduservice", "decu du service"),
        ("tropcher", "trop cher"),
        ("badservice", "bad service"),
        ("boycottlumen", "boycott lumen"),
        ("lumenarnaque", "lumen arnaque"),
        ("nuuuuulservice", "nul service"),
    ],
)
def test_french_hashtags_in_one_go_are_cut_by_known_words(tag, said):
    """On a phone nobody writes the capitals."""
    assert plain(f"#{tag}", "fr") == said


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("worstserviceever", "worst service ever"),
        ("wheresmyorder", "where is my order"),
        ("giveusourmoneyback", "give us our money back"),
        ("shameonyou", "shame on you"),
    ],
)
def test_english_hashtags_in_one_go_are_cut_by_known_words(tag, said):
    """The same in English."""
    assert plain(f"#{tag}", "en") == said


ONE_WORD = (
    *("important", "portable", "maison", "together", "understanding", "breakfast", "amazon"),
    *("samsung", "decathlon", "colissimo", "marseille", "arnaque", "xqzvwkjhgf", "l", "été"),
)


@pytest.mark.parametrize("tag", ONE_WORD)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_one_word_stays_one_word(tag, lang):
    """A name cut in two says something its writer did not."""
    assert list(parts(tag, lang)) == [(0, len(tag))]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_no_known_word_is_ever_cut(lang):
    """The table is the promise: what stands there stays whole."""
    known = {word for row in table(f"hashtags.{lang}.txt") for word in row[0].split()}

    assert {word for word in known if len(list(parts(word, lang))) > 1} == set()


def test_another_language_is_not_cut_by_french_words():
    """Spanish read with French words would say nonsense."""
    assert list(parts("serviciomalo", None)) == [(0, 12)]


def test_spans_cover_the_writers_own_letters():
    """Accents, drawn-out letters and capitals keep their places."""
    text = "😡 #de\u0301çuuuuduservice !"
    found = [(token.word, text[token.start : token.end]) for token in tokens(text, "fr")]

    assert found == [
        ("colere", "😡"),
        ("decu", "de\u0301çuuuu"),
        ("du", "du"),
        ("service", "service"),
    ]


@given(
    st.text(st.sampled_from("abcdelnoprstuvé\u0301ŒİA1_服"), max_size=LONGEST + 20),
    st.sampled_from(["fr", "en", None]),
)
@settings(max_examples=80, deadline=None)
def test_the_parts_of_any_hashtag_follow_one_another_inside_it(tag, lang):
    """Whatever is typed after a #."""
    found = list(parts(tag, lang))
    places = [place for part in found for place in part]

    assert places == sorted(places)
    assert all(0 <= low < high <= len(tag) for low, high in found)
