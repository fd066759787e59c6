from copilot.domain.match import Band
from copilot.domain.playbook import Playbook, Posture, Severity
from copilot.matching.matcher import Matcher


def playbook(id_, *examples, lang="fr", **more):
    return Playbook(
        id=id_,
        path=f"playbooks/{id_}.yaml",
        title=id_,
        severity=Severity.MEDIUM,
        posture=Posture.APOLOGISE,
        examples={lang: examples},
        **more,
    )


BROKEN = playbook(
    "broken-on-arrival",
    "mon écran est arrivé cassé",
    "ordinateur neuf, dalle fissurée à l'ouverture du carton",
    "produit reçu abîmé, c'est honteux",
    "je déballe et l'écran est fendu",
)
LATE = playbook(
    "late-delivery",
    "toujours pas reçu mon colis",
    "la livraison a dix jours de retard",
    "où est ma commande, elle devait arriver lundi",
    "aucune nouvelle du livreur depuis une semaine",
)
REFUND = playbook(
    "refund-delayed",
    "j'attends mon remboursement depuis un mois",
    "toujours pas remboursé",
    "quand est-ce que vous me rendez mon argent",
    "le remboursement promis n'arrive pas",
)
LIBRARY = (BROKEN, LATE, REFUND)


def test_an_empty_library_answers_none():
    """A brand that starts with no file at all gets a card all the same."""
    match = Matcher.build(()).match("mon écran est cassé")

    assert (None, Band.NONE, ()) == (match.playbook, match.band, match.candidates)


def test_the_whole_playbook_is_found_from_other_words():
    """Customers never write the very phrase of the file."""
    match = Matcher.build(LIBRARY).match("l'écran de mon ordi est arrivé tout fissuré", "fr")

    assert "broken-on-arrival" == match.candidates[0].playbook
