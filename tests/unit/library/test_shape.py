"""One source says what a file may hold and what its JSON Schema is."""

import jsonschema
import pytest

from copilot.library import nodes
from copilot.library.charter import CHARTER
from copilot.library.composite import Chosen, Items
from copilot.library.facts import FACTS
from copilot.library.nodes import compose
from copilot.library.playbooks import shape_of
from copilot.library.record import Key, Record
from copilot.library.report import Report
from copilot.library.scalars import boolean, integer, prose, words
from copilot.library.shape import Reading, Unfit
from copilot.library.source import Source

SHAPES = {"playbook": shape_of("a", "a.yaml"), "facts": FACTS, "charter": CHARTER}


def read(shape, text):
    report = Report()
    source = Source("a.yaml", text)
    root = compose(source, report)
    value = shape.read(root, Reading(source, report))
    return value, [(one.line, one.column, one.rule) for one in report.problems]


def as_plain(node):
    """What an editor's reader makes of a file; every scalar a text."""
    if isinstance(node, nodes.Scalar):
        return node.text
    if isinstance(node, nodes.Listing):
        return [as_plain(item) for item in node.items]
    return {key.text: as_plain(value) for key, value in node.entries}


@pytest.mark.parametrize("name", SHAPES)
def test_schemas_are_schemas(name):
    jsonschema.Draft202012Validator.check_schema(SHAPES[name].json())


def test_every_key_of_a_playbook_is_described_to_editors():
    properties = SHAPES["playbook"].json()["properties"]

    assert [name for name, one in properties.items() if not one.get("description")] == []


@pytest.mark.parametrize(
    ("text", "is_good"),
    [
        ("title: T\nseverity: low\nposture: inform\nexamples: {fr: [a b]}\n", True),
        ("title: T\nseverity: low\nposture: inform\nexamples: {fr: a b}\n", True),
        ("title: T\nseverity: lo\nposture: inform\nexamples: {fr: [a b]}\n", False),
        ("title: T\nseverity: low\nposture: inform\n", False),
        ("title: T\nseverity: low\nposture: inform\nexamples: {french: [a]}\n", False),
        ("title: T\nseverity: low\nposture: inform\nexamples: {fr: []}\n", False),
        ("title: T\nseverity: low\nposture: inform\nexamples: {fr: [a]}\nwat: 1\n", False),
    ],
)
def test_the_schema_and_the_reader_agree(text, is_good):
    """An editor that complains where `check` doesn't teaches people to ignore both."""
    root = compose(Source("a.yaml", text), Report())
    validator = jsonschema.Draft202012Validator(SHAPES["playbook"].json())

    value, _ = read(SHAPES["playbook"], text)

    assert (value is not None) is is_good
    assert validator.is_valid(as_plain(root)) is is_good


def test_a_shape_can_be_chosen_by_a_key():
    kinds = Chosen(
        "kind",
        {
            kind: Record({"kind": Key(words([kind])), key: Key(prose())}, lambda **given: given)
            for kind, key in (("webhook", "secret"), ("telegram", "chat"))
        },
    )

    assert read(kinds, "{kind: telegram, chat: a}") == ({"kind": "telegram", "chat": "a"}, [])
    assert read(kinds, "{kind: telegram, secret: a}")[1] == [(1, 18, "unknown-key")]
    assert read(kinds, "{kind: telegramm}")[1] == [(1, 8, "unknown-word")]
    assert read(kinds, "{chat: a}")[1] == [(1, 1, "missing-key")]


def test_keys_that_do_not_agree_are_reported_at_one_of_them():
    def make(*, a):
        raise Unfit("dates-crossed", key="a", word=a)

    assert read(Record({"a": Key(prose())}, make), "a: b\n")[1] == [(1, 4, "dates-crossed")]


@pytest.mark.parametrize(
    ("shape", "text", "value"),
    [
        (integer(), "0x1f", None),
        (integer(), "-12", -12),
        (integer(0), "-1", None),
        (boolean(), "true", True),
        (boolean(), "yes", None),
        (Items(integer()), "[1, 2]", (1, 2)),
        (Items(integer(), least=3), "[1, 2]", None),
        (Items(integer()), "[1, a]", None),
    ],
)
def test_values(shape, text, value):
    assert read(shape, text)[0] == value


def test_all_items_are_read_though_one_is_wrong():
    assert [(1, 5, "not-a-number"), (1, 11, "not-a-number")] == read(
        Items(integer()), "[1, a, 2, b]"
    )[1]
