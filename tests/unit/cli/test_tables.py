"""Tables for the terminal."""

from copilot.cli.tables import block, one_line, table


def test_columns_are_as_wide_as_what_is_in_them():
    """Wide signs take two places, combining ones none."""
    rows = [["e\u0301", "x"], ["日本", "y"]]

    assert ["a     b", "e\u0301     x", "日本  y"] == table(["a", "b"], rows).split("\n")


def test_a_line_is_short_and_harmless():
    """What strangers wrote never acts on the terminal."""
    assert "a b [31mc…" == one_line("a\n b\x1b[31mc" + "d" * 99, widest=10).replace("  ", " ")


def test_a_block_keeps_its_lines():
    """A draft is read as it will be posted."""
    assert "a\nb [2J" == block("a\nb\x1b[2J")


def test_nothing_is_an_empty_line():
    """Authors without a name exist."""
    assert "" == one_line(None)
