"""Bytes become text, or a problem at the byte that is to blame."""

import pytest

from copilot.library.report import Report
from copilot.library.source import MOST_BYTES, decode


def read(data):
    report = Report()
    source = decode(data, "a.yaml", report)
    return source, [(one.line, one.column, one.rule) for one in report.problems]


def test_windows_1252_is_named_at_its_first_accent():
    """An editor's wrong setting is the commonest fault of all, and has one cure."""
    report = Report()

    assert decode("ok: a\ntitre: cassé".encode("cp1252"), "a.yaml", report) is None

    (problem,) = report.problems
    assert (problem.line, problem.column, problem.rule) == (2, 12, "encoding")
    assert "Windows-1252" in problem.message


def test_utf_16_is_named():
    _, found = read("titre".encode("utf-16"))

    assert found == [(1, 1, "encoding")]


def test_a_byte_order_mark_is_dropped_and_told():
    source, found = read(b"\xef\xbb\xbfa: b")

    assert (source.text, found) == ("a: b", [(1, 1, "byte-order-mark")])


def test_windows_line_ends_are_levelled():
    """Otherwise the same files would have another digest on another machine."""
    source, found = read(b"a: b\r\nc: d\r\n")

    assert (source.text, found) == ("a: b\nc: d\n", [])


def test_line_ends_of_old_macs_are_told_once():
    """One setting of an editor, and one cure, however many lines there are."""
    report = Report()

    assert decode(b"a: b\r" * 30, "a.yaml", report) is None

    (problem,) = report.problems
    assert (1, 5, "control-character") == (problem.line, problem.column, problem.rule)
    assert "LF" in problem.message


def test_a_return_inside_a_line_is_told_where_it_stands():
    """It was pasted; the lines of the file end as they should."""
    report = Report()
    decode(b"a: b\nc: d\re\nf: g\rh\n", "a.yaml", report)

    assert [(2, 5), (3, 5)] == [(one.line, one.column) for one in report.problems]
    assert all("delete it" in one.message for one in report.problems)


@pytest.mark.parametrize("sign", ["\x00", "\x0b", "\x85", "\u2028", "\ufeff", "\x7f", "\r"])
def test_an_invisible_character_is_found_where_it_stands(sign):
    """YAML would break a line there, or refuse the file without saying where."""
    source, found = read(f"a: b\né: 😀{sign}x".encode())

    assert (source, found) == (None, [(2, 5, "control-character")])


def test_a_file_that_is_too_large_is_not_read():
    source, found = read(b"a" * (MOST_BYTES + 1))

    assert (source, found) == (None, [(1, 1, "too-large")])


def test_emoji_and_other_scripts_are_text():
    source, found = read("a: 👩‍👧 ❤️ שלום".encode())

    assert (source.text, found) == ("a: 👩‍👧 ❤️ שלום", [])
