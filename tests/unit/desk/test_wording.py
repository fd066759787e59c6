"""What an edit changed, told in stretches that a person would underline."""

from copilot.desk.wording import compare

BEFORE = "vous deviez me répondre ! toujours rien pour mon écran fissuré depuis lundi"
AFTER = "vous deviez me répondre, merci quand même pour mon écran fissuré depuis lundi"


def test_words_changed_side_by_side_are_one_change():
    """« merci … quand … même » is three changes to a machine and one to everybody else."""
    added, removed = compare(BEFORE, AFTER)

    assert [", merci quand même"] == [AFTER[slice(*span)] for span in added]
    assert ("! toujours rien",) == removed


def test_changes_apart_stay_apart():
    added, removed = compare("un écran fissuré depuis lundi", "un écran cassé depuis mardi")

    assert 2 == len(added)
    assert ("fissuré", "lundi") == removed
