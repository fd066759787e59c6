"""The line that says which playbook, why, and why not the next one."""

from dataclasses import replace

import pytest

from copilot.desk.cards import render
from copilot.desk.words import load
from copilot.domain.match import Kind, Lost
from copilot.domain.playbook import Posture
from tests.fakes.desk_app import CASE, COMPLAINT, FOUND, fresh, unmatched
from tests.unit.desk.shown import parsed


def line(view, lang="fr"):
    """The playbook's line of a card, with plain spaces."""
    text = parsed(render(view, words=load(lang)).text).text.replace("\u00a0", " ")
    return next(one for one in text.replace("\u202f", " ").split("\n") if one.startswith("📘"))


def with_lost(lost, *words, own=0):
    return fresh(match=replace(FOUND, lost=lost, lost_words=words, lost_own=own))


@pytest.mark.parametrize(
    ("lost", "words", "own", "expected"),
    [
        (Lost.WORD, ("écran",), 0, "Sinon : Garantie refusée"),
        (Lost.WORD, ("écran",), 2, "Sinon : Garantie refusée, qui dit moins souvent « écran »"),
        (Lost.CLOSE, (), 0, "Presque à égalité : Garantie refusée"),
        (Lost.LESS, (), 0, "Sinon : Garantie refusée"),
        (Lost.EXCLUDED, ("résilier",), 0, "Écartée : Garantie refusée, qui exclut « résilier »"),
        (
            Lost.REQUIRED,
            ("facture", "avoir"),
            0,
            "Écartée : Garantie refusée, qui demande « facture » ou « avoir »",
        ),
        (
            Lost.NOT_EXAMPLE,
            ("je l'ai cassé",),
            0,
            "Écartée : Garantie refusée, à cause du contre-exemple « je l'ai cassé »",
        ),
        (None, (), 0, "Sinon : Garantie refusée"),
    ],
)
def test_why_the_next_one_lost_is_said_in_a_few_words(lost, words, own, expected):
    """The one reason that convinces, short enough for a phone."""
    assert line(with_lost(lost, *words, own=own)).endswith(f"écran fissuré ». {expected}")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (Kind.COMPLAINT, "Écartée : Garantie refusée, car le message se plaint"),
        (Kind.PRAISE, "Écartée : Garantie refusée, car le message est content"),
        (Kind.OTHER, "Sinon : Garantie refusée"),
    ],
)
def test_a_kind_of_answer_that_does_not_suit_is_set_aside(kind, expected):
    """Thanks for a complaint are the reply everybody would share."""
    case = replace(CASE, match=replace(CASE.match, kind=kind))
    view = replace(with_lost(Lost.KIND), case=case)

    assert line(view).endswith(expected)


def test_no_reason_is_better_than_small_words():
    """Without a word that tells, the card says how sure and what came next."""
    view = fresh(match=replace(FOUND, because=None, lost=Lost.LESS, lost_words=()))

    assert "📘 Produit reçu cassé, presque sûr. Sinon : Garantie refusée" == line(view)


def test_none_that_resembles_nothing_says_so_plainly():
    """Titles that share nothing with the message would only mislead."""
    found = replace(unmatched().match, runner_up="Mauvais accueil", lost=Lost.NOTHING)
    view = replace(unmatched(), match=found)

    assert "📘 Aucune fiche. Rien ici ne ressemble à un exemple." == line(view)
    assert "📘 No playbook. Nothing here resembles an example." == line(view, "en")


def test_none_for_want_of_a_word_says_which():
    """The obvious playbook did not apply: the brand lead reads here what to change."""
    found = replace(
        unmatched().match,
        runner_up="Garantie refusée",
        lost=Lost.REQUIRED,
        lost_words=("garantie", "SAV"),
    )

    assert (
        "📘 Aucune fiche. Écartée : Garantie refusée, qui demande « garantie » ou « SAV ». "
        "Fiches les plus proches : Livraison en retard · Mauvais accueil."
    ) == line(replace(unmatched(), match=found))


def test_the_customers_word_is_masked_like_the_message():
    """An order number that happens to decide is still nobody's business."""
    text = "commande LM-4471902 jamais reçue"
    view = fresh(
        complaint=replace(COMPLAINT, text=text),
        match=replace(FOUND, because=None, lost=Lost.WORD, lost_words=("4471902",)),
    )

    assert "4471902" not in line(view)


def test_nothing_stands_beside_a_danger():
    """Another title would only be a way out."""
    assert "Garantie" not in line(replace(with_lost(Lost.CLOSE), posture=Posture.PERSON))
