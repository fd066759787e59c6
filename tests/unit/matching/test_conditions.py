import pytest

from copilot.matching.conditions import Conditions
from copilot.matching.normalise import words


@pytest.fixture
def admits(make):
    """Say whether a text may belong to a playbook that excludes, or requires, some words."""

    def ask(text, lang, **conditions):
        said = {name: {lang: wanted} for name, wanted in conditions.items()}
        return Conditions.of(make("p", **said)).admit(words(text, lang), lang)

    return ask


@pytest.mark.parametrize(
    ("excluded", "text"),
    [
        ("assurance", "mon assurance refuse de payer"),
        ("assurance", "mon asurance refuse de payer"),
        ("assurance", "je n'ai pas reçu l'assurance promise"),
        ("assurance", "pas que l'assurance, tout est à revoir"),
        ("assurance", "je ne suis pas sans assurance"),
        ("assurance", "il y a plus d'assurance que de service"),
        ("jamais reçu", "je n'ai jamais reçu mon colis"),
        ("jamais reçu", "jms recu mon colis"),
        ("sans fil", "mon casque sans fil est mort"),
        ("pas remboursé", "toujours pas remboursé"),
        ("aucun retour", "aucun retour de votre part"),
        ("remboursement", "où en est mon rembourssement ?"),
    ],
)
def test_an_excluded_word_bars_in_french(admits, excluded, text):
    """Also where its own words deny something, and where a denial is of something else."""
    assert not admits(text, "fr", excludes=(excluded,))


@pytest.mark.parametrize(
    ("excluded", "text"),
    [
        ("assurance", "je n'ai pas d'assurance"),
        ("assurance", "pas pris d'assurance"),
        ("assurance", "j'ai aucune assurance"),
        ("assurance", "jai auccune assurance"),
        ("assurance", "sans assurance ni garantie"),
        ("garantie", "sans assurance ni garantie"),
        ("assurance", "ce n'est pas une assurance que je demande"),
        ("assurance", "je n'ai plus d'assurance"),
        ("assurance", "jms eu d'assurance"),
        ("remboursement", "pas de remboursement"),
        ("remboursement", "toujours aucun remboursement"),
        ("sans fil", "il est dans le filet"),
        ("fil", "la file d'attente"),
    ],
)
def test_what_is_denied_or_another_word_does_not_bar_in_french(admits, excluded, text):
    """Who says "pas d'assurance" has no matter of insurance."""
    assert admits(text, "fr", excludes=(excluded,))


@pytest.mark.parametrize(
    ("excluded", "text"),
    [
        ("insurance", "my insurance refuses to pay"),
        ("insurance", "my insurence refuses to pay"),
        ("insurance", "I did not receive the insurance papers"),
        ("insurance", "not only insurance but everything"),
        ("no refund", "still no refund"),
        ("never received", "I never recieved it"),
        ("refund", "where is my refund"),
    ],
)
def test_an_excluded_word_bars_in_english(admits, excluded, text):
    """The same in English."""
    assert not admits(text, "en", excludes=(excluded,))


@pytest.mark.parametrize(
    ("excluded", "text"),
    [
        ("insurance", "I don't have insurance"),
        ("insurance", "without any insurance"),
        ("insurance", "I can't get insurance"),
        ("insurance", "it's not about insurance"),
        ("insurance", "never had any insurance"),
        ("refund", "no refund"),
        ("no refund", "nothing about a refund"),
    ],
)
def test_what_is_denied_does_not_bar_in_english(admits, excluded, text):
    """The same in English."""
    assert admits(text, "en", excludes=(excluded,))


@pytest.mark.parametrize(
    ("required", "text", "expected"),
    [
        ("remboursement", "toujours pas de remboursement", True),
        ("remboursement", "remboursemant svp", True),
        ("remboursement", "mon colis est perdu", False),
        ("jamais reçu", "jamé reçu", True),
        ("jamais reçu", "bien reçu", False),
    ],
)
def test_a_required_word_is_there_even_when_it_is_denied(admits, required, text, expected):
    """A refund that does not come is a matter of refunds."""
    assert admits(text, "fr", requires=(required,)) == expected


def test_a_flood_of_words_is_no_flood_of_comparisons(make):
    """Five hundred different words against as many conditions stay within bounds."""
    wanted = tuple(f"mot{n}long" for n in range(200))
    conditions = Conditions.of(make("p", excludes={"fr": wanted}))

    assert conditions.admit([f"autre{n}chose" for n in range(500)], "fr")
