"""A match in JSON and in words."""

from copilot.cli.match import as_json, headline, in_words
from copilot.domain.match import Band, Candidate, Evidence, Kind, Match
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
                "because": [{"example": "écran fissuré", "span": [16, 29], "similarity": 91}],
            },
            {"playbook": "late", "confidence": 0.04, "because": []},
        ],
    } == as_json(FOUND, "4455")


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


def test_the_candidates_follow_with_their_reasons():
    """Whoever writes playbooks sees which example did it."""
    assert [
        "Produit cassé, almost sure: “écran fissuré”  (complaint, fr)",
        "  1. Produit cassé [broken]",
        "     “écran fissuré” resembles “écran fissuré”",
        "  2. Retard [late]",
    ] == in_words(FOUND, TEXT, BOOKS).split("\n")


def test_a_message_cannot_write_on_the_terminal():
    """An escape sequence in a customer's words is data."""
    text = "\x1b[2Jécran\x07 fissuré"
    found = Match("fr", Kind.OTHER, "broken", Band.SURE, 0.9, (
        Candidate("broken", 0.9, (Evidence("x", (0, len(text)), 50),)),))  # fmt: skip

    assert "\x1b" not in headline(found, text, BOOKS)
