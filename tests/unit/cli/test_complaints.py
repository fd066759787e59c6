"""Complaints from JSON Lines: each line by itself."""

import io

from copilot.cli.complaints import Answered, answer, lines
from copilot.domain.complaint_json import OtherChannel


def read(text, *, channel="shop", other=OtherChannel.KEEP):
    return list(lines(io.BytesIO(text.encode()), channel=channel, other=other))


def test_a_bad_line_has_its_number_and_the_next_is_read():
    """One typo in an export of thousands must not cost the others."""
    found = read('{"text": "a"}\n\nnope\n{"text": "b", "chanel": "x"}\n{"text": "c"}')

    assert [
        (1, "a", None),
        (3, None, "not JSON: expecting value at line 1, column 1"),
        (4, None, "`chanel` is not a known key; did you mean `channel`?"),
        (5, "c", None),
    ] == [(one.number, one.complaint and one.complaint.text, one.fault) for one in found]


def test_equal_lines_are_two_complaints_with_lasting_ids():
    """Two customers may write the same words; importing again must find both."""
    first, again = (
        [one.complaint.id for one in read('{"text": "a"}\n{"text": "a"}\n')] for _ in range(2)
    )

    assert [2, first] == [len(set(first)), again]


def test_only_a_line_feed_ends_a_line():
    """U+2028 inside a text is legal JSON, and no end of a line."""
    found = read('{"text": "a\u2028b\x85c"}\n')

    assert ["a\u2028b\x85c"] == [one.complaint.text for one in found]


def test_how_far_it_is_counts_bytes():
    """The progress bar measures the file."""
    assert [18, 31] == [one.end for one in read('{"text": "été"}\n{"text": "a"}')]


def test_bytes_that_are_no_text_are_refused():
    """A file saved in Windows-1252."""
    found = list(
        lines(io.BytesIO(b'{"text": "\xe9t\xe9"}\n'), channel="x", other=OtherChannel.KEEP)
    )

    assert ["not UTF-8 at byte 11"] == [one.fault for one in found]


class Slow(io.RawIOBase):
    """A pipe whose writer sends a line only after the answer to the one before."""

    def __init__(self, sent, said):
        self.sent, self.said, self.waited = list(sent), said, []

    def readable(self):
        return True

    def readinto(self, into):
        self.waited.append(self.said())
        piece = self.sent.pop(0) if self.sent else b""
        into[: len(piece)] = piece
        return len(piece)


class Kept(io.StringIO):
    """A stdout that passes on what it holds only when it is flushed."""

    passed = ""

    def flush(self):
        self.passed = self.getvalue()


def test_who_waits_for_an_answer_before_going_on_has_it(monkeypatch):
    """A program that asks line by line through a pipe would hang for ever."""
    out = Kept()
    monkeypatch.setattr("sys.stdout", out)
    slow = Slow([b'{"text": "a"}\n', b'{"text": "b"}\n'], lambda: out.passed)
    stream = io.BufferedReader(Answered(io.BufferedReader(slow)))
    for line in lines(stream, channel="x", other=OtherChannel.KEEP):
        answer(line.complaint.text)

    assert ["", "a\n", "a\nb\n"] == slow.waited[:3]


def test_who_sends_many_is_answered_together(monkeypatch):
    """To pass on every answer by itself costs more than the answer."""
    out = Kept()
    monkeypatch.setattr("sys.stdout", out)
    passed = []
    stream = io.BufferedReader(Answered(io.BytesIO(b'{"text": "a"}\n' * 3)))
    for line in lines(stream, channel="x", other=OtherChannel.KEEP):
        answer(line.complaint.text)
        passed.append(out.passed)

    assert ["", "", ""] == passed
