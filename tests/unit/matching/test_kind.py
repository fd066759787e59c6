import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.domain.match import Kind
from copilot.matching.kind import kind_of


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("mon écran est arrivé cassé", "fr", Kind.COMPLAINT),
        ("Toujours pas remboursé ?", "fr", Kind.COMPLAINT),
        ("c du foutage de gueule", "fr", Kind.COMPLAINT),
        ("vous êtes des voleurs", "fr", Kind.COMPLAINT),
        ("my order never arrived, this is a disgrace", "en", Kind.COMPLAINT),
        ("Comment changer mon adresse ?", "fr", Kind.QUESTION),
        ("Where can I find the warranty card?", "en", Kind.QUESTION),
        ("Merci beaucoup pour votre aide, super équipe", "fr", Kind.PRAISE),
        ("Love my new laptop!", "en", Kind.PRAISE),
        ("bonjour", "fr", Kind.OTHER),
        ("", "fr", Kind.OTHER),
        ("obrigado", "pt", Kind.OTHER),
    ],
)
def test_kinds_are_told_apart(text, lang, kind):
    """The kind orders the desk."""
    assert kind_of(text, lang) is kind


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Merci Lumen, bravo !", "fr"),
        ("Merci pour rien", "fr"),
        ("Bravo Lumen, trois semaines pour un colis !", "fr"),
        ("Bravo le service client, toujours injoignable 👏👏", "fr"),
        ("Encore bravo, chapeau bas les artistes", "fr"),
        ("Merci... toujours rien reçu", "fr"),
        ("Great job losing my parcel, thanks a lot", "en"),
        ("thanks for nothing", "en"),
    ],
)
def test_sarcasm_is_not_praise(text, lang):
    """Thanking someone for his sarcasm is how the next fire starts."""
    assert kind_of(text, lang) is Kind.COMPLAINT


@given(
    st.text(st.characters(exclude_categories=()), max_size=80),
    st.sampled_from(["fr", "en", "und"]),
)
@settings(max_examples=40, deadline=None)
def test_any_text_has_a_kind(text, lang):
    """No message is without a place on the desk."""
    assert kind_of(text, lang) in set(Kind)
