"""A small library of our own, in French and English."""

from datetime import date
from pathlib import Path

import pytest

from copilot.domain.playbook import Playbook, Posture, Severity
from copilot.library.tree import FileLibrary
from copilot.matching.matcher import Matcher


def make_playbook(id_, *, fr=(), en=(), posture=Posture.APOLOGISE, **more):
    examples = {lang: texts for lang, texts in (("fr", fr), ("en", en)) if texts}
    return Playbook(
        id=id_,
        path=f"playbooks/{id_}.yaml",
        title=id_,
        severity=Severity.MEDIUM,
        posture=posture,
        examples=examples,
        **more,
    )


BROKEN = make_playbook(
    "broken-on-arrival",
    fr=(
        "mon écran est arrivé cassé",
        "ordinateur neuf, dalle fissurée à l'ouverture du carton",
        "produit reçu abîmé, c'est honteux",
        "je déballe et l'écran est fendu",
        "la vitre était brisée dans la boîte",
        "reçu un appareil neuf tout rayé et cassé",
    ),
    en=(
        "my new laptop arrived with a cracked screen",
        "the screen was broken when I opened the box",
        "received a damaged product",
    ),
)
LATE = make_playbook(
    "late-delivery",
    fr=(
        "toujours pas reçu mon colis",
        "la livraison a dix jours de retard",
        "où est ma commande, elle devait arriver lundi",
        "aucune nouvelle du livreur depuis une semaine",
        "livraison annoncée mardi et toujours rien",
        "votre transporteur a perdu mon colis",
    ),
    en=(
        "my parcel still has not been delivered",
        "where is my order, it was due on Monday",
        "delivery is two weeks late",
    ),
)
REFUND = make_playbook(
    "refund-delayed",
    fr=(
        "j'attends mon remboursement depuis un mois",
        "toujours pas remboursé",
        "quand est-ce que vous me rendez mon argent",
        "le remboursement promis n'arrive pas",
        "vous deviez me rembourser sous dix jours",
        "article renvoyé, argent jamais rendu",
    ),
    en=(
        "I am still waiting for my refund",
        "you promised my money back weeks ago",
        "returned the item and no refund yet",
    ),
)


@pytest.fixture(scope="session")
def make():
    return make_playbook


@pytest.fixture(scope="session")
def library():
    return (BROKEN, LATE, REFUND)


@pytest.fixture(scope="session")
def matcher(library):
    return Matcher.build(library)


@pytest.fixture(scope="session")
def starter():
    """The library that a brand begins with."""
    root = Path(__file__).parents[3]
    library = FileLibrary(
        root / "playbooks",
        root / "replies",
        languages=("fr", "en"),
        brand="M",
        timezone="Europe/Paris",
        today=lambda: date(2026, 11, 22),
    )
    return Matcher.build(library.load().playbook_set.playbooks.values())
