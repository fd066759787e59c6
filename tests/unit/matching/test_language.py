import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.matching.language import detect


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Toujours pas remboursé", "fr"),
        ("jsp koi faire svp", "fr"),
        ("je veux mourir", "fr"),
        ("jpeux vivre", "fr"),
        ("L’écran est fissuré", "fr"),
        ("still no refund", "en"),
        ("I can't log in", "en"),
        ("¿Dónde está mi pedido?", "es"),
        ("Wo ist mein Paket?", "de"),
        ("Dov'è il mio pacco?", "it"),
        ("Onde está a minha encomenda?", "pt"),
        ("Waar is mijn pakket?", "nl"),
        ("لم أستلم طلبي بعد", "ar"),
        ("Где мой заказ", "ru"),
        ("Πού είναι το δέμα", "el"),
        ("我的包裹在哪里", "zh"),
        ("荷物はどこですか", "ja"),
        ("내 소포는 어디에 있나요", "ko"),
        ("החבילה שלי", "he"),
        ("", "und"),
        ("12345 !!!", "und"),
        ("😡😡", "und"),
        ("@lumen https://the.and.of/is", "und"),
    ],
)
def test_a_language_is_named_when_it_shows(text, lang):
    """A language the brand does not answer in is named on the card, not guessed."""
    assert detect(text) == lang


def test_a_name_in_another_script_does_not_decide():
    """One foreign word in a French message leaves it French."""
    assert detect("j'ai commandé chez Πλάτων il y a une semaine et rien") == "fr"


@given(st.text(st.characters(exclude_categories=()), max_size=80))
@settings(max_examples=40, deadline=None)
def test_any_text_has_a_code(text):
    """Two or three small letters, whatever comes."""
    assert detect(text).isascii()
    assert 2 <= len(detect(text)) <= 3
