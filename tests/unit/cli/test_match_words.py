"""A match in JSON and in words."""

import json
from dataclasses import replace

import pytest

from copilot.cli.match_json import as_json, as_line
from copilot.cli.match_words import headline, in_words
from copilot.domain.match import Band, Candidate, Evidence, Kind, Lost, Match, RunnerUp
from copilot.domain.playbook import Playbook, Posture, Severity

TEXT = "Acheté samedi : écran\nfissuré"


def playbook(id_, title):
    return Playbook(id_, f"playbooks/{id_}.yaml", title, Severity.LOW, Posture.INFORM, {})


BOOKS = {"broken": playbook("broken", "Produit cassé"), "late": playbook("late", "Retard")}
FOUND = Match(
    "fr",
    Kind.COMPLAINT,
    "broken",
    Band.SURE,
    0.93,
    (
        Candidate("broken", 0.93, (Evidence("écran fissuré", (16, 29), 91),)),
        Candidate("late", 0.04),
    ),
    RunnerUp("late", Lost.WORD, span=(16, 21), theirs=5),
)
NONE = Match("fr", Kind.OTHER, None, Band.NONE, 0.1, (Candidate("late", 0.1),))


def test_json_is_the_contracts():
    """Other programs read it (CONTRACT.md, section 3)."""
    assert {
        "id": "4455",
        "lang": "fr",
        "kind": "complaint",
        "playbook": "broken",
        "band": "sure",
        "confidence": 0.93,
        "candidates": [
            {
                "playbook": "broken",
                "confidence": 0.93,
                "because": [
                    {
                        "example": "écran fissuré",
                        "span": [16, 29],
                        "similarity": 91,
                        "telling": True,
                    }
                ],
            },
            {"playbook": "late", "confidence": 0.04, "because": []},
        ],
        "runner_up": {
            "playbook": "late",
            "lost": "word",
            "words": [],
            "span": [16, 21],
            "examples": {"answer": 5, "own": 0},
        },
    } == as_json(FOUND, "4455")


ODD = Match(
    "und",
    Kind.OTHER,
    None,
    Band.NONE,
    0.0,
    (Candidate('q"\\', 1e-06, (Evidence("\t\u2028é😀", (0, 2), 0, is_telling=False),) * 2),),
    RunnerUp("late", Lost.EXCLUDED, ("où ?", "\x00")),
)


@pytest.mark.parametrize("found", [FOUND, NONE, ODD, replace(NONE, candidates=())])
def test_a_line_is_what_any_writer_of_json_makes_of_the_answer(found):
    """It is put together by hand, for speed, and nobody may notice."""
    for name in ("4455", 'a"\n\ud800'):
        assert json.dumps(as_json(found, name), ensure_ascii=False) == as_line(found, name)


def test_one_line_says_title_band_and_why():
    """No percentages: people read words."""
    assert "Produit cassé, almost sure: “écran fissuré”" == headline(FOUND, TEXT, BOOKS)


def test_none_is_an_answer_with_the_nearest():
    """Somebody must look at it all the same."""
    assert "no playbook; nearest: Retard" == headline(NONE, "bof", BOOKS)


def test_nothing_at_all_can_be_said():
    """A message of emoji alone."""
    empty = Match("und", Kind.OTHER, None, Band.NONE, 0.0)

    assert "no playbook  (other, und)" == in_words(empty, "😡😡", BOOKS)


def test_the_words_are_marked_and_the_next_one_explained():
    """Whoever writes playbooks sees which example did it, and what the next one lacks."""
    assert [
        "Produit cassé, almost sure  (complaint, fr) [broken]",
        "  Acheté samedi : [écran fissuré]",
        "  “écran fissuré” resembles the example “écran fissuré”",
        "  Next: Retard [late]; “écran” is in 5 examples of Produit cassé, in none of its own",
    ] == in_words(FOUND, TEXT, BOOKS).split("\n")


def test_a_reason_of_small_words_is_not_shown():
    """« je », « de », « pas » convince nobody: better none than a misleading one."""
    weak = replace(FOUND.candidates[0].because[0], is_telling=False)
    found = replace(FOUND, candidates=(Candidate("broken", 0.93, (weak,)), FOUND.candidates[1]))

    assert "Produit cassé, almost sure" == headline(found, TEXT, BOOKS)
    assert "fissuré" not in in_words(found, TEXT, BOOKS)


def test_only_the_words_around_are_shown_of_a_long_message():
    """A reader looks for the marked words, not for the message."""
    text = f"{'avant ' * 60}écran fissuré{' après' * 60}"
    why = Evidence("écran fissuré", (360, 373), 91)
    found = replace(FOUND, candidates=(Candidate("broken", 0.93, (why,)),))

    marked = in_words(found, text, BOOKS).split("\n")[1]

    assert marked.startswith("  … avant ")
    assert "avant [écran fissuré] après" in marked
    assert marked.endswith(" après …")


@pytest.mark.parametrize(
    ("lost", "words", "expected"),
    [
        (Lost.CLOSE, (), "Presque à égalité\u00a0: Retard [late]"),
        (Lost.LESS, (), "Ensuite\u00a0: Retard [late]"),
        (Lost.EXCLUDED, ("résilier",), "elle exclut «\u00a0résilier\u00a0», qui est dit"),
        (Lost.REQUIRED, ("facture", "avoir"), "«\u00a0facture\u00a0», «\u00a0avoir\u00a0»…"),
        (Lost.NOT_EXAMPLE, ("je l'ai cassé",), "contre-exemples\u00a0: «\u00a0je l'ai cassé"),
        (Lost.KIND, (), "elle remercie, et le message se plaint"),
    ],
)
def test_each_way_to_lose_has_its_sentence(lost, words, expected):
    """A brand lead learns which line of the file to change."""
    found = replace(FOUND, runner_up=RunnerUp("late", lost, words))

    assert expected in in_words(found, TEXT, BOOKS, "fr").split("\n")[3]


def test_one_example_is_not_several():
    """Grammar is part of being believed."""
    found = replace(FOUND, runner_up=RunnerUp("late", Lost.WORD, span=(16, 21), theirs=3, own=1))
    once = replace(FOUND, runner_up=RunnerUp("late", Lost.WORD, span=(16, 21), theirs=1))

    assert "dans 3 exemples de «\u00a0Produit cassé\u00a0», dans 1 des siens" in in_words(
        found, TEXT, BOOKS, "fr"
    )
    assert "dans un exemple de «\u00a0Produit cassé\u00a0», dans aucun des siens" in in_words(
        once, TEXT, BOOKS, "fr"
    )


def test_none_is_told_plainly_and_shows_no_reason():
    """« recette de tarte »: naming the nearest would only mislead."""
    found = replace(NONE, runner_up=RunnerUp("late", Lost.NOTHING))

    assert "aucune fiche\u00a0: rien ici ne ressemble à un exemple  (autre, fr)" == in_words(
        found, "recette de tarte", BOOKS, "fr"
    )


def test_none_that_came_near_shows_what_was_alike():
    """Whoever writes playbooks sees what is missing from the examples."""
    why = Evidence("colis en retard", (4, 9), 50)
    near = replace(
        NONE,
        candidates=(Candidate("late", 0.4, (why,)), Candidate("broken", 0.1)),
        runner_up=RunnerUp("late", Lost.FAR),
    )

    assert [
        "no playbook; nearest: Retard  (other, fr)",
        "  mon [colis] à moi",
        "  “colis” resembles the example “colis en retard”",
        "  Others: Produit cassé [broken]",
    ] == in_words(near, "mon colis à moi", BOOKS).split("\n")


def test_a_message_cannot_write_on_the_terminal():
    """An escape sequence in a customer's words is data."""
    text = "\x1b[2Jécran\x07 fissuré"
    found = Match("fr", Kind.OTHER, "broken", Band.SURE, 0.9, (
        Candidate("broken", 0.9, (Evidence("x", (0, len(text)), 50),)),))  # fmt: skip

    assert "\x1b" not in headline(found, text, BOOKS)
