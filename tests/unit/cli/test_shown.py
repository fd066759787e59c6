"""How people are shown what is wrong: the line, the place under it, and what it all comes to."""

import io

import pytest

from copilot.cli.file_lines import Lines
from copilot.cli.shown import Paint, text, wants_colour, width
from copilot.domain.problem import Problem, ProblemSeverity

ERROR = Problem("playbooks/a.yaml", 3, 5, 9, "unknown-key", "`x` is not a key here")
HINT = Problem("c.yaml", 1, 1, 1, "unused-chat", "nobody's", ProblemSeverity.HINT)


def told(*problems, line="", language="en", playbooks=2, paint=False):
    return text(
        problems,
        playbooks=playbooks,
        language=language,
        line=lambda *_: line,
        paint=Paint(is_on=paint),
    ).split("\n")


def at(column, end, *, message="m", line=1):
    return Problem("a.yaml", line, column, end, "r", message)


def test_a_problem_begins_as_editors_jump_to_and_shows_its_line_and_place():
    """`path:line:column:` is understood by every editor's problem matcher."""
    assert [
        "playbooks/a.yaml:3:5: `x` is not a key here [unknown-key]",
        "    3 | abc sevr: high",
        "      |     ^^^^",
        "",
        "2 playbooks, 1 error",
    ] == told(ERROR, line="abc sevr: high")


def test_files_stand_apart_and_empty_lines_are_not_shown():
    assert [
        "playbooks/a.yaml:3:5: `x` is not a key here [unknown-key]",
        "",
        "c.yaml:1:1: hint: nobody's [unused-chat]",
        "",
        "2 playbooks, 1 error, 1 hint",
    ] == told(ERROR, HINT)


@pytest.mark.parametrize(
    ("line", "start", "marks"),
    [
        ("ab\tcd", 4, "  \t^^"),
        ("日本cd", 3, "    ^^"),
        ("e\u0301te\u0301cd", 6, "   ^^"),
        ("👩\u200d👧 cd", 5, "     ^^"),
        ("cd日", 3, "  ^^"),
    ],
)
def test_the_place_stands_under_its_words_whatever_comes_before(line, start, marks):
    """Tabs move both lines alike, wide characters take two columns, combining marks none."""
    end = start + (1 if line.endswith("日") else 2)
    shown = told(at(start, end), line=line)

    assert shown[2] == f"      | {marks}"


def test_a_long_line_is_cut_around_the_place():
    line = "a" * 300 + "HERE" + "b" * 300
    _, shown, marks, *_ = told(at(301, 305), line=line)

    assert len(shown) < 120
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "HERE"


def test_a_place_past_the_end_of_its_line_is_marked_at_the_end():
    assert told(at(40, 60), line="short")[2] == "      |      ^"


def test_a_file_cannot_speak_to_the_terminal():
    """A line with an escape would otherwise colour, erase or retitle whatever it likes."""
    shown = "\n".join(told(at(1, 2, message="a\x1b[2Jb\nc"), line="x\x1b]0;y\x07 \u202e z"))

    assert not {"\x1b", "\x07", "\u202e"} & set(shown)
    assert "a�[2J" in shown


@pytest.mark.parametrize(
    ("language", "problems", "playbooks", "said"),
    [
        ("en", (), 0, "0 playbooks, no fault"),
        ("en", (), 1, "1 playbook, no fault"),
        ("fr", (), 0, "0 fiche, aucun défaut"),
        ("fr", (ERROR, ERROR), 13, "13 fiches, 2 erreurs"),
    ],
)
def test_the_sum_is_grammatical(language, problems, playbooks, said):
    """French leaves nought in the singular."""
    assert said == told(*problems, language=language, playbooks=playbooks)[-1]


def test_french_says_what_kind_it_is_with_its_space():
    assert told(HINT, language="fr")[0] == "c.yaml:1:1: conseil\u00a0: nobody's [unused-chat]"


def test_colours_change_nothing_but_the_colour():
    plain, painted = told(ERROR, line="abc sevr"), told(ERROR, line="abc sevr", paint=True)

    assert "\x1b[31m" in painted[0]
    bare = "\n".join(painted)
    for code in ("0", "1", "2", "31"):
        bare = bare.replace(f"\x1b[{code}m", "")
    assert bare == "\n".join(plain)


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("stream", "environ", "wanted"),
    [
        (Terminal(), {}, True),
        (Terminal(), {"NO_COLOR": "1"}, False),
        (Terminal(), {"NO_COLOR": ""}, True),
        (Terminal(), {"TERM": "dumb"}, False),
        (io.StringIO(), {}, False),
    ],
)
def test_colour_is_for_terminals_that_want_it(stream, environ, wanted):
    assert wants_colour(stream, environ) is wanted


def test_lines_are_those_that_reading_counts(tmp_path):
    """A mark at the beginning and Windows line ends don't count; other encodings are shown."""
    marked, windows = tmp_path / "a.yaml", tmp_path / "b.yaml"
    marked.write_bytes("\ufefféa\r\nb\r\n".encode())
    windows.write_bytes("é".encode("cp1252"))
    lines = Lines()

    assert [lines(str(marked), 1), lines(str(marked), 2), lines(str(marked), 9)] == [
        "éa",
        "b",
        None,
    ]
    assert lines(str(windows), 1) == "�"
    assert lines(str(tmp_path / "none"), 1) is None


def test_the_configurations_lines_are_never_shown(tmp_path):
    """One of them may hold a secret."""
    path = tmp_path / "copilot.yaml"
    path.write_text("token: abc\n", "utf-8")

    assert Lines(hidden=[path.as_posix()])(path.as_posix(), 1) is None


def test_width_is_that_of_a_terminal():
    assert [0, 1, 2, 3] == [width(one) for one in ("", "é", "日", "a日")]
