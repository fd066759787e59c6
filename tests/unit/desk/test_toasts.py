"""What a person reads after a press: two hundred characters, the reason, what to do."""

from datetime import UTC, datetime, timedelta

import pytest

from copilot.app.view import Outcome
from copilot.desk.toasts import MAX_TOAST, outcome_text, refusal_text
from copilot.domain.errors import Refused

NOW = datetime(2026, 11, 20, 8, 26, tzinfo=UTC)


def refused(code, words, **values):
    return refusal_text(Refused(code, **values), words, now=NOW, zone="Europe/Paris").replace(
        "\u00a0", " "
    )


def outcome(code, words, **values):
    made = Outcome(code=code, values=values)
    return outcome_text(made, words, now=NOW, zone="Europe/Paris").replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        ("claimed", {"by": "Karim", "minutes": 4}, "Karim y est depuis 4 min. Rien n’est parti."),
        (
            "claimed",
            {"by": "Karim", "minutes": 0},
            "Karim vient de prendre ce dossier. Rien n’est parti.",
        ),
        (
            "not_allowed",
            {"role": "trainee"},
            "Votre rôle (stagiaire) ne permet pas ce geste. Rien n’a changé.",
        ),
        (
            "blocked",
            {"rules": ("banned", "length")},
            "Ne peut pas partir : formule bannie, longueur. Corrigez le texte (✏️).",
        ),
        ("closed", {"status": "answered"}, "Ce dossier est « déjà répondu ». Rien n’a changé."),
        (
            "no_template",
            {"playbook": "x", "lang": "es"},
            "La fiche n’a pas de modèle en espagnol. Écrivez la réponse (✏️).",
        ),
        (
            "already_approved",
            {"missing": ("legal", "approver")},
            "Vous avez déjà validé. Il manque : juridique, une autre personne.",
        ),
        ("never_heard_of", {}, "Ce n’est pas possible maintenant. Rien n’a changé."),
    ],
)
def test_a_refusal_says_why(code, values, said, fr):
    """Codes and times become what people say."""
    assert said == refused(code, fr, **values)


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        ("approved", {"seconds": 10, "at": NOW}, "Validée. Part dans 10 s : ↩️ pour annuler."),
        ("approved", {"seconds": 0, "at": NOW}, "Validée, elle part."),
        ("claimed", {"until": NOW + timedelta(minutes=30)}, "C’est à vous jusqu’à 9 h 56."),
        ("put_off", {"until": NOW + timedelta(days=1)}, "Mis de côté. Retour : demain 9 h 26."),
        ("dismissed", {"reason": "community"}, "Classé : la communauté a bien répondu."),
        (
            "needs_more",
            {"missing": ("legal",)},
            "Votre validation est notée. Il manque : juridique.",
        ),
        (
            "revised",
            {"revision": 2, "blocked": False, "rules": ()},
            "v2 enregistrée, pas encore publiée.",
        ),
        (
            "revised",
            {"revision": 2, "blocked": True, "rules": ("banned",)},
            "v2 enregistrée, mais elle ne peut pas partir : formule bannie.",
        ),
        (
            "revised",
            {"revision": 2, "blocked": False, "rules": ("voice",)},
            "v2 enregistrée. À relire : vous ou tu.",
        ),
        ("menu", {}, ""),
        ("never_heard_of", {}, "C’est fait."),
    ],
)
def test_an_outcome_says_what_became_of_it(code, values, said, fr):
    """At once, in a line."""
    assert said == outcome(code, fr, **values)


def test_a_toast_is_never_too_long(words):
    """Telegram refuses more than two hundred characters, and then nothing is shown at all."""
    assert len(refused("template_failed", words, fact="x" * 500)) <= MAX_TOAST


def test_a_template_that_fails_says_what_to_do_next(fr):
    """Why it fails is for whoever mends it; a CM wants to answer now."""
    assert "/fait opening" in refused("template_failed", fr, fact="opening")
    assert "(🔁)" in refused("template_failed", fr, fact="")
