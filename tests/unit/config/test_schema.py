"""The JSON Schemas that editors get."""

from dataclasses import fields

import jsonschema
import pytest
import yaml

from copilot.config.complaint_schema import meanings
from copilot.config.schema import SCHEMAS, schema
from copilot.config.starter import starter_playbooks, starter_replies
from copilot.domain.complaint import Author, Media, Place, Reactions
from copilot.domain.complaint_json import KEYS, decode
from copilot.domain.errors import ComplaintError

from .conftest import WHOLE


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_is_a_schema(kind):
    """An editor refuses a broken one without a word."""
    jsonschema.Draft7Validator.check_schema(schema(kind))


def test_the_example_configuration_fits_its_schema():
    """What the reader takes, the editor takes."""
    jsonschema.validate(yaml.safe_load(WHOLE) | NUMBERS, schema("config"))


#: What this loader reads otherwise than an editor does.
NUMBERS = {
    "desk": {"telegram": {"token": "x", "chat": -1}},
    "people": [{"name": "Léa", "telegram": 1, "role": "legal"}],
    "channels": [{"name": "groupe", "kind": "telegram", "chat": -2}],
}


@pytest.mark.parametrize(
    "change",
    [
        {"peeple": []},
        {"people": [{"name": "Léa", "telegram": 1, "role": "boss"}]},
        {"channels": [{"name": "x", "kind": "carrier-pigeon"}]},
    ],
)
def test_what_is_wrong_does_not_fit(change):
    """The editor underlines it while it is typed."""
    whole = yaml.safe_load(WHOLE) | NUMBERS

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(whole | change, schema("config"))


@pytest.mark.parametrize("path", sorted(starter_playbooks().glob("*.yaml")), ids=lambda p: p.stem)
def test_the_starter_library_fits_its_schemas(path):
    """No wrong squiggle in the files people start from."""
    kind = path.stem if path.stem in ("charter", "facts") else "playbook"

    jsonschema.validate(_plain(path), schema(kind))


def _plain(path):
    """Days as text, numbers and flags as YAML has them: what an editor's server sees."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in rules if not tag.endswith(":timestamp")]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(path.read_text("utf-8"), Loader)  # noqa: S506 - a safe one


def test_the_starter_library_is_found():
    """In a clone and in an installed package alike."""
    assert [True, True] == [
        (starter_playbooks() / "charter.yaml").is_file(),
        (starter_replies() / "shared").is_dir(),
    ]


WRITTEN = {
    "id": 12, "channel": "page", "text": "écran cassé", "lang": "fr-FR", "rating": 1.5,
    "created_at": "2026-11-20T09:00:00Z", "edited_at": None, "deleted_at": None,
    "author": {"id": 7, "handle": "claire.m", "name": "Claire", "followers": 240},
    "url": "https://page.example/1", "thread_id": "4455", "parent_id": None,
    "place": {"kind": "ad", "title": "x", "url": "https://page.example"},
    "reactions": {"likes": 1, "replies": 2, "shares": 3},
    "media": [{"kind": "photo", "url": "https://page.example/1.jpg", "alt": ""}],
}  # fmt: skip
CHANGES = [
    ({}, True), ({"text": None}, True), ({"media": None}, True), ({"author": None}, True),
    ({"text": "  ", "media": []}, False), ({"text": None, "media": None}, False),
    ({"text": 3}, False), ({"like": 3}, False), ({"id": 1.5}, False), ({"id": "x" * 501}, False),
    ({"id": 2**63}, False), ({"author": {"nom": "x"}}, False), ({"author": "Claire"}, False),
    ({"author": {"followers": -1}}, False), ({"reactions": {"likes": "3"}}, False),
    ({"media": [{"url": "https://page.example"}]}, False), ({"lang": "français"}, False),
    ({"rating": "5"}, False), ({"place": []}, False),
]  # fmt: skip


@pytest.mark.parametrize(("change", "is_right"), CHANGES)
def test_a_complaints_schema_says_what_its_reader_says(change, is_right):
    """Whoever checks a file with the schema is not refused by the import."""
    given = WRITTEN | change
    fits = jsonschema.Draft7Validator(schema("complaint")).is_valid(given)

    assert (is_right, is_right) == (fits, _is_read(given))


def _is_read(given):
    try:
        decode(given)
    except ComplaintError:
        return False
    return True


def test_a_complaints_schema_has_every_key_and_its_meaning():
    """A key that the reader learns is told of, too."""
    inner = {"author": Author, "place": Place, "reactions": Reactions, "media": Media}
    known = [
        f"{key}.{each.name}" if more else key
        for key in KEYS
        for more in [inner.get(key)]
        for each in (fields(more) if more else [None])
    ]

    assert sorted(known) == sorted(meanings())
    assert set(KEYS) == set(schema("complaint")["properties"])
