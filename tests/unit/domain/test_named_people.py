"""Names of others in a message: masked where they are surely somebody's."""

import time

import pytest

from copilot.domain.named_people import masked
from copilot.domain.personal_data import DataKind


def names(text):
    return [text[slice(*one.span)] for one in masked(text) if one.kind is DataKind.NAME]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("la vendeuse Sophie m'a ri au nez", ["Sophie"]),
        ("votre vendeur, Karim, refuse", ["Karim"]),
        ("le conseiller (Kévin Durand) a raccroché", ["Kévin Durand"]),
        ("la caissière sophie est odieuse", ["sophie"]),
        ("LE VENDEUR KARIM EST ODIEUX", ["KARIM"]),
        ("une vendeuse qui s'appelle Ludivine", ["Ludivine"]),
        ("un certain Jean-Marc Dupont m’a dit non", ["Jean-Marc Dupont"]),
        ("j'ai eu M. Martin puis Mme Le Goff au téléphone", ["Martin", "Le Goff"]),
        ("Monsieur Benali du SAV", ["Benali"]),
        ("a shop assistant called Wendy told me", ["Wendy"]),
        ("your driver Steve dropped it", ["Steve"]),
        ("I spoke to Mrs. O'Neil twice", ["O'Neil"]),
    ],
)
def test_whom_a_message_is_about_is_found(text, said):
    assert said == names(text)


@pytest.mark.parametrize(
    "text",
    [
        "le livreur Chronopost n'est pas venu",
        "le vendeur Darty de Lyon",
        "le conseiller Orange",
        "Bonjour Madame, Monsieur",
        "Madame La Directrice",
        "taille M. Je voudrais échanger",
        "le responsable SAV ne répond pas",
        "votre vendeur est nul, la vendeuse aussi",
        "le vendeur. Sophie était avec moi",
        "le vendeur, ben, il savait pas",
        "the agent will call me back",
        "une conseillère claire et aimable",
        "the driver never came, the agent hung up",
        "my new laptop arrived with a cracked screen",
        "",
    ],
)
def test_what_is_nobodys_name_stays(text):
    """A masked brand or town would hide what the complaint is about."""
    assert [] == names(text)


def test_numbers_are_found_as_before_and_nothing_twice():
    text = "la vendeuse Sophie, commande LM-44712233, tel 06 12 34 56 78"

    assert ["name", "order", "phone"] == [one.kind for one in masked(text)]


@pytest.mark.parametrize("text", ["vendeur " * 5000, "M. A" * 5000, "Nommé " + "Aa-" * 7000])
def test_long_texts_take_no_time(text):
    """Cards are drawn on the one writer thread."""
    start = time.process_time()
    masked(text)

    assert time.process_time() - start < 0.5
