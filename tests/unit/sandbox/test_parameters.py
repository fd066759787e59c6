"""Bodies of every kind."""

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.sandbox.parameters import Parameters, read
from copilot.sandbox.refusal import Refusal


def sent(**request):
    """Read what httpx would send."""
    made = httpx.Request("POST", "http://x.example/?a=1", **request)
    made.read()
    return read(query="a=1", content_type=made.headers.get("content-type", ""), body=made.content)


@pytest.mark.parametrize(
    "request_",
    [
        {"json": {"b": "é 👋"}},
        {"data": {"b": "é 👋"}},
        {"data": {"b": "é 👋"}, "files": {"f": b""}},
    ],
)
def test_every_kind_of_body_is_read_with_the_query(request_):
    assert {"a": "1", "b": "é 👋"} == sent(**request_).values


@settings(max_examples=40)
@given(st.binary())
def test_a_file_arrives_byte_for_byte(content):
    assert content == sent(data={"b": "1"}, files={"photo": ("a.png", content)}).files["photo"]


@pytest.mark.parametrize("body", [b"{", b"[]"])
def test_json_that_is_no_object_is_refused(body):
    with pytest.raises(Refusal, match="object expected"):
        read(query="", content_type="application/json", body=body)


@pytest.mark.parametrize("value", ["{", "3"])
def test_a_nested_value_that_is_no_object_is_refused(value):
    with pytest.raises(Refusal, match="can't parse reply keyboard markup JSON object"):
        Parameters({"m": value}).mapping("m", called="reply keyboard markup")


@pytest.mark.parametrize("value", ["{", "3"])
def test_a_nested_value_that_is_no_list_is_refused(value):
    with pytest.raises(Refusal, match="can't parse entities JSON object"):
        Parameters({"m": value}).sequence("m", called="entities")


def test_absent_values_have_plain_defaults():
    empty = Parameters({"nested": ""})

    assert ("", None, False, None, None) == (
        empty.text("a"),
        empty.integer("a"),
        empty.boolean("a"),
        empty.mapping("nested", called="a"),
        empty.sequence("a", called="a"),
    )


def test_half_a_character_inside_nested_json_is_refused():
    """JSON can carry it in a button's label, and Telegram refuses the whole keyboard."""
    given = Parameters({"reply_markup": '{"inline_keyboard": [[{"text": "\\ud83d"}]]}'})

    with pytest.raises(Refusal, match="can't parse reply keyboard markup JSON object"):
        given.mapping("reply_markup", called="reply keyboard markup")


def test_a_whole_character_written_as_two_halves_is_one():
    given = Parameters({"reply_markup": '{"text": "\\ud83d\\udc4b"}'})

    assert {"text": "👋"} == given.mapping("reply_markup", called="reply keyboard markup")
