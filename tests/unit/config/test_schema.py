"""The JSON Schemas that editors get."""

import jsonschema
import pytest
import yaml

from copilot.config.schema import SCHEMAS, schema
from copilot.config.starter import starter_playbooks, starter_replies

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
