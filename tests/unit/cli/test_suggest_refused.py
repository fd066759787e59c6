"""The file of refusals is one that a person can read, mend and delete from."""

import pytest

from copilot.app.suggest_refused import Refusal
from copilot.cli.suggest_refused import FILE, add_refusals, read_refusals
from copilot.domain.errors import UsageError

EXAMPLE = Refusal(
    playbook="late-delivery",
    lang="fr",
    words='rien reçu : #nul, "merci" l\'équipe \\o/ 😡',
    cases=frozenset({12, 3}),
)
NEW = Refusal(playbook=None, lang="", words="casiers, sport", cases=frozenset({1, 2}))


def test_what_was_refused_is_read_again(tmp_path):
    add_refusals(tmp_path, [EXAMPLE], "fr")
    add_refusals(tmp_path, [NEW], "fr")

    assert (EXAMPLE, NEW) == read_refusals(tmp_path, "fr")


def test_nothing_was_refused_before_there_is_a_file(tmp_path):
    assert () == read_refusals(tmp_path, "fr")


@pytest.mark.parametrize("text", ["", "# only a comment\n", "\n\n"])
def test_a_file_with_every_line_deleted_is_no_fault(tmp_path, text):
    """That is how one undoes all of it."""
    (tmp_path / FILE).write_text(text, "utf-8")

    assert () == read_refusals(tmp_path, "fr")


def test_one_line_a_refusal_under_a_line_that_says_what_it_is(tmp_path):
    """Deleting a line is all that undoing one takes."""
    add_refusals(tmp_path, [NEW], "en")

    *head, line = (tmp_path / FILE).read_text("utf-8").splitlines()

    assert '- {new: "casiers, sport", cases: [1, 2]}' == line
    assert all(one.startswith("# ") for one in head)


def test_what_a_person_wrote_into_it_stays(tmp_path):
    path = tmp_path / FILE
    path.write_bytes(b"# ours\r\n- {new: a, cases: [1]}  # too rare")

    add_refusals(tmp_path, [NEW], "fr")

    assert path.read_bytes().startswith(
        b"# ours\r\n- {new: a, cases: [1]}  # too rare\r\n- {new: "
    )
    assert 2 == len(read_refusals(tmp_path, "fr"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("- {new: a, cases: [1]}\n- {new: a}\n", 2),
        ("- {playbook: a, lang: fr, phrase: b, cases: [un]}\n", 1),
        ("- {new: a, cases: 1}\n", 1),
        ("- a phrase\n", 1),
        ("examples:\n", 1),
        ("- {new: a, cases: [1]\n", 1),
        ("- {playbook: a, lang: fr, phrase: [b], cases: [1]}\n", 1),
    ],
)
def test_a_broken_line_is_told_with_its_place(tmp_path, text, line):
    """Forgetting everything because of it would propose it all again."""
    (tmp_path / FILE).write_text(text, "utf-8")

    with pytest.raises(UsageError, match=f"{FILE}:{line}"):
        read_refusals(tmp_path, "fr")
