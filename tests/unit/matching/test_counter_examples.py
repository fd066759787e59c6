"""A counter-example speaks against its own playbook, and against no other."""

from copilot.matching.matcher import Matcher

PRESS = ("je suis journaliste", "une interview pour mon journal", "un article de presse sur vous")
LATE = ("mon colis est en retard", "commande pas livrée", "toujours pas reçu mon colis")
AGAINST = {"fr": ("où est mon article commandé lundi", "mon article commandé n'est pas livré")}


def test_a_counter_example_keeps_its_playbook_away(make):
    """What was written down as another matter must never be answered as this one."""
    press = make("press", fr=PRESS, not_examples=AGAINST)
    matcher = Matcher.build([press, make("late", fr=LATE)])

    assert all(matcher.match(text, "fr").playbook != "press" for text in AGAINST["fr"])


def test_a_counter_example_leaves_the_other_playbooks_alone(make):
    """Whoever says what is not for the press must not lose late parcels by it."""
    press = make("press", fr=PRESS, not_examples=AGAINST)
    matcher = Matcher.build([press, make("late", fr=LATE)])

    assert matcher.match("mon article commandé n'est pas livré", "fr").candidates[0].playbook == (
        "late"
    )
