"""What the matcher has to say of examples: shadowed, not found, confused, without a cure."""

from datetime import date

import pytest

from copilot.library.check import check
from copilot.library.tree import FileLibrary

LATE = """\
mon colis n'est toujours pas arrivé
colis jamais arrivé, commande perdue
où est mon colis commandé lundi
le colis a trois semaines de retard
livraison du colis repoussée encore
toujours aucune livraison de ma commande
"""
RUDE = """\
le vendeur a été très impoli
vendeur impoli hier à Lyon
ce vendeur m'a parlé très mal
le vendeur impoli m'a crié dessus
le vendeur de Lyon m'a insulté
vendeur très désagréable et impoli
"""
NEAR_RUDE = """\
un vendeur impoli, vraiment très impoli
encore un vendeur désagréable
insulté par le vendeur
"""
RULES = ("shadowed-example", "not-found", "confused-pair", "no-counter-example")


def write(folder, name, examples, more=""):
    (folder / "playbooks").mkdir(exist_ok=True)
    (folder / "replies").mkdir(exist_ok=True)
    lines = "".join(f"    {line}\n" for line in examples.splitlines())
    (folder / "playbooks" / f"{name}.yaml").write_text(
        f"title: {name}\nseverity: low\nposture: silent\n{more}examples:\n  fr: |\n{lines}",
        encoding="utf-8",
    )


def told(folder, language="en"):
    library = FileLibrary(
        folder / "playbooks",
        folder / "replies",
        languages=("fr",),
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=lambda: date(2026, 11, 20),
        problem_language=language,
    )
    return [
        (one.path.rpartition("/")[2], one.line, one.rule, one.severity.value, one.message)
        for one in check(library).problems
        if one.rule in RULES
    ]


def places(found):
    return [each[:4] for each in found]


def test_playbooks_that_are_told_apart_hear_nothing(tmp_path):
    write(tmp_path, "late", LATE)
    write(tmp_path, "rude", RUDE)

    assert told(tmp_path) == []


def test_a_pair_is_told_once_where_more_is_lost_with_the_phrases_and_its_cure(tmp_path):
    write(tmp_path, "late", LATE + NEAR_RUDE)
    write(tmp_path, "rude", RUDE)

    found = told(tmp_path)

    assert [
        ("late.yaml", 4, "confused-pair", "warning"),
        ("rude.yaml", 4, "no-counter-example", "hint"),
    ] == places(found)
    assert "often confused with `rude`: left out, 3 of 9 examples" in found[0][4]
    assert all(f"“{phrase}”" in found[0][4] for phrase in NEAR_RUDE.splitlines())
    assert "takes examples of `late`" in found[1][4]


def test_a_counter_example_in_other_words_silences_its_rule(tmp_path):
    write(tmp_path, "late", LATE + NEAR_RUDE)
    cure = "not_examples: {fr: [ma commande par un vendeur bien désagréable]}\n"
    write(tmp_path, "rude", RUDE, cure)

    assert "no-counter-example" not in [each[2] for each in told(tmp_path)]


def test_a_playbook_that_its_examples_do_not_find_is_told_with_the_figure(tmp_path):
    write(tmp_path, "late", LATE)
    write(tmp_path, "rude", RUDE)
    write(
        tmp_path,
        "odd",
        "colis arrivé en retard\nvendeur très impoli\ncommande perdue\ninsulté par le vendeur\n"
        "où est ma commande\nvendeur désagréable\n",
    )

    (found,) = [each for each in told(tmp_path) if each[2] == "not-found"]

    assert ("odd.yaml", 4, "not-found", "warning") == found[:4]
    assert "of 6 examples find this playbook" in found[4]


def test_an_example_that_its_own_conditions_reject_is_not_told_twice(tmp_path):
    """`required-example` says it at the same place, and better."""
    write(tmp_path, "late", LATE + "un vendeur très impoli\n", "requires: {fr: [colis]}\n")
    write(tmp_path, "rude", RUDE)

    assert "shadowed-example" not in [each[2] for each in told(tmp_path)]


@pytest.mark.parametrize("silenced", ["confused-pair", "no-counter-example"])
def test_they_can_be_silenced_with_a_reason(tmp_path, silenced):
    comment = f"# copilot: silence {silenced} — les deux se ressemblent, et nous le savons\n"
    write(tmp_path, "late", LATE + NEAR_RUDE)
    write(tmp_path, "rude", RUDE)
    for path in (tmp_path / "playbooks").iterdir():
        path.write_text(comment + path.read_text("utf-8"), "utf-8")

    assert silenced not in [each[2] for each in told(tmp_path)]


def test_french_says_figures_and_quotes_its_own_way(tmp_path):
    write(tmp_path, "late", LATE + NEAR_RUDE)
    write(tmp_path, "rude", RUDE)

    assert "«\u00a0encore un vendeur désagréable\u00a0»" in told(tmp_path, "fr")[0][4]
