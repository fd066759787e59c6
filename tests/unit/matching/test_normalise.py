import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.matching.letters import fold
from copilot.matching.lexicon import table
from copilot.matching.normalise import plain, tokens, words

LANGS = ("fr", "en", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ÉCRAN Cassé", "ecran casse"),
        ("l'écran, l’écran, lʼécran, l`écran", "l ecran l ecran l ecran l ecran"),
        ("c'est trooooop nuuuul", "c est trop nul"),
        ("bjr jsuis décu svp", "bonjour je suis decu s il vous plait"),
        ("c koi pk tjs rien pcq", "c quoi pourquoi toujours rien parce que"),
        ("un rdv auj", "un rendez vous aujourdhui"),
        ("Aujourd’hui", "aujourdhui"),
        ("#ServiceClientNul", "service client nul"),
        ("#SAVLumen2026", "service apres vente lumen 2026"),
        ("@lumen voir https://lumen.fr/x?a=1 ou www.lumen.fr", "voir ou"),
        ("écrivez à sav@lumen.fr merci", "ecrivez a merci"),
        ("les client·e·s et client(e)s ravi.e.s", "les client et client ravi"),
        ("😡 mon 📦", "colere mon colis"),
        ("cœur Æon Straße", "coeur aeon strasse"),
        ("e\u0301cran", "ecran"),
        ("navez vous", "n avez vous"),
        ("FOUTAGE DE GUEULE", "foutage de gueule"),
        ("relou", "lourd"),
        ("日本語 ok", "日 本 語 d accord"),
        ("... !!! ???", ""),
    ],
)
def test_french_as_people_type_it(text, expected):
    """Each of these has been seen under a brand's post."""
    assert plain(text, "fr") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I can’t, won't, dont", "i can not will not do not"),
        ("pls where's ur reply thx", "please where is your reply thanks"),
        ("soooo bad", "so bad"),
        ("😡", "angry"),
    ],
)
def test_english_as_people_type_it(text, expected):
    """Contractions are the negation; losing them turns a meaning round."""
    assert plain(text, "en") == expected


def test_spellings_of_one_language_leave_the_other_alone():
    """To write "pk" is French for why; in another language it is left as it is."""
    assert [words("pk", lang) for lang in LANGS] == [["pourquoi"], ["pk"], ["pk"]]


def test_spans_point_into_the_original_text():
    """The card underlines the customer's words, not ours."""
    text = "😡 L’e\u0301cran cassé… #ServiceNul jsuis"
    found = [(token.word, text[token.start : token.end]) for token in tokens(text, "fr")]

    assert found == [
        ("colere", "😡"),
        ("l", "L"),
        ("ecran", "e\u0301cran"),
        ("casse", "cassé"),
        ("service", "Service"),
        ("nul", "Nul"),
        ("je", "jsuis"),
        ("suis", "jsuis"),
    ]


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_what_a_spelling_means_is_itself_normal(lang):
    """Otherwise normalising twice would not equal once."""
    meanings = {row[1] for row in table(f"spellings.{lang}.tsv")}

    assert {said: plain(said, lang) for said in meanings} == {said: said for said in meanings}


@given(st.text(st.characters(exclude_categories=()), max_size=60), st.sampled_from(LANGS))
@settings(max_examples=60, deadline=None)
def test_normalising_twice_equals_once(text, lang):
    """Keys made today must equal keys made from what was stored."""
    once = plain(text, lang)

    assert plain(once, lang) == once


@given(st.text(st.sampled_from("aàeé'’#@.·()sS Nnt😡\u0301ﬁ½²İßœ-_/:1"), max_size=30))
@settings(max_examples=60, deadline=None)
def test_normalising_twice_equals_once_where_the_rules_meet(text):
    """Signs that the rules care about, thrown together."""
    once = plain(text, "fr")

    assert plain(once, "fr") == once


@given(st.text(st.characters(exclude_categories=()), max_size=60), st.sampled_from(LANGS))
@settings(max_examples=60, deadline=None)
def test_spans_lie_inside_the_text_and_in_order(text, lang):
    """A span outside the text would break the card."""
    spans = [(token.start, token.end) for token in tokens(text, lang)]

    assert all(0 <= low < high <= len(text) for low, high in spans)
    assert spans == sorted(spans)


def test_folding_keeps_letters_and_digits_alone():
    """What is left is safe as a key anywhere."""
    assert fold("É_c-r\x00a\ud800N42") == "ecran42"
