"""The schemas that editors get: every key has words, and they refuse what `check` refuses."""

import json
import re
import tomllib
from copy import deepcopy

import jsonschema
import pytest
import yaml

from copilot.cli.editor_schema import KINDS, editor_schema
from copilot.cli.schema_bounds import FULLER
from copilot.cli.schema_tree import rebuild
from copilot.cli.sector import read_written
from copilot.config import coherence
from copilot.config.environment import Environment
from copilot.config.read import report_for
from copilot.config.schema import schema
from copilot.config.shape import CONFIG
from copilot.config.starter import starter_playbooks
from copilot.domain.problem import has_errors
from copilot.library.charter import CHARTER
from copilot.library.facts import FACTS
from copilot.library.nodes import compose
from copilot.library.playbooks import shape_of
from copilot.library.rules import RULES
from copilot.library.shape import Reading
from copilot.library.source import Source

WHOLE = {
    "playbook": """\
id: x
title: Produit reçu cassé
severity: high
posture: apologise
responsibility: preventable
owner: Léa Martin
examples: {fr: "mon écran est cassé", de: [kaputt, auch kaputt]}
not_examples: {fr: [cassé par moi]}
requires: {fr: [écran]}
excludes: {fr: [assurance]}
guidance: {fr: Rester factuel}
verify: [{fr: Magasin, en: Shop}]
facts: {delay: {value: {fr: 2 jours}, source: SAV, since: "2026-11-12", until: "2027-01-31"}}
ask: {shop: {fr: Quel magasin}}
promise: {what: {fr: une réponse}, within: 2wd}
approvals: [legal]
escalate: {to: brand_lead, after: 30m}
incident: {count: 10, within: 30m, reactions: 300}
tests: {fr: {this: [cassé], not this: [tombé], late-delivery: [rien reçu]}}
""",
    "facts": """\
delay: {value: {fr: 2 jours, de: zwei Tage}, source: SAV, since: "2026-11-12"}
""",
    "charter": """\
signature: person
voice: {fr: vous}
similarity: 80
rules:
  banned: {level: block, fr: [priorité], de: [leider]}
  length: {level: "off", default: 1000, x: 280}
  links: {allow: [maison-lumen.example]}
  parts: {first: [regret], solution: [repair]}
  emoji: {most: 1}
silence: [{rule: greeting, template: x/first.fr.j2, because: suite}]
objectives: {first_answer: 1h, answered: 95, promises_kept: 98}
""",
    "config": """\
brand: {name: Maison Lumen, languages: [fr, en], timezone: Europe/Paris}
database: "sqlite:///copilot.db"
playbooks: playbooks
replies: replies
desk:
  language: fr
  telegram: {token: "${TOKEN}", chat: -1001234567890, api_url: "https://api.telegram.org"}
  hours: {mon-fri: ["09:00-19:00"], sun-sun: ["9:00 - 24:00"], closed: ["2026-12-25"]}
  answer_within: {critical: 15m, low: 1d}
  undo: {default: 10s}
people:
  - {name: Léa Martin, telegram: 11111111, role: community_manager, signature: Léa}
channels:
  - {name: boutique, kind: webhook, mode: live, secret: "${S}", reply_url: "https://a.example/b",
     receiver_dedupes: true, limit: 8000, own_authors: [maison_lumen, 1029384756]}
  - {name: groupe, kind: telegram, mode: read_only, chat: -1009876543210}
server: {listen: "127.0.0.1:8080", public_url: "https://a.example"}
""",
}
SHAPES = {"playbook": shape_of("x", "x"), "facts": FACTS, "charter": CHARTER, "config": CONFIG}


def is_read(kind, value):
    """Whether the reader takes it, as `check` would."""
    text = json.dumps(value, ensure_ascii=False)  # which is YAML, too
    source, report = Source("x.yaml", text), report_for("en")
    root = compose(source, report)
    if kind == "config":
        root = Environment(None).resolve(root, report)
    SHAPES[kind].read(root, Reading(source, report))
    if kind == "config":
        coherence.check(root, report)
    return not has_errors([one for one in report.problems if one.rule != "no-people"])


VALIDATORS = {kind: jsonschema.Draft7Validator(editor_schema(kind, "fr")) for kind in KINDS}


def fits(kind, value):
    """Whether an editor takes it."""
    return VALIDATORS[kind].is_valid(value)


def places(value, path=()):
    """Every path in a value, itself first."""
    yield path
    items = enumerate(value) if isinstance(value, list) else ()
    for key, one in value.items() if isinstance(value, dict) else items:
        yield from places(one, (*path, key))


def at(value, path):
    for key in path:
        value = value[key]
    return value


def changed(value, path, new):
    """A copy of *value* with *new* at *path*."""
    if not path:
        return new
    copy = deepcopy(value)
    at(copy, path[:-1])[path[-1]] = new
    return copy


def whole(kind):
    return yaml.safe_load(WHOLE[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_whole_files_fit_and_are_read(kind):
    """What the tests below spoil is right to begin with."""
    assert (True, True) == (fits(kind, whole(kind)), is_read(kind, whole(kind)))


@pytest.mark.parametrize("new", [None, {"zzz": 1}, [], ["§"], "§ ?", "", 10**17, -7, {}, True])
@pytest.mark.parametrize("kind", KINDS)
def test_what_the_reader_refuses_the_schema_refuses_and_nothing_else(kind, new):
    """A squiggle that `check` doesn't know, or the other way round, and neither is believed."""
    told = [
        (path, fits(kind, spoilt), is_read(kind, spoilt))
        for path in places(whole(kind))
        if path
        for spoilt in [changed(whole(kind), path, new)]
    ]

    assert [] == [one for one in told if one[1] != one[2]]


@pytest.mark.parametrize("kind", KINDS)
def test_an_unknown_key_is_refused_wherever_it_stands(kind):
    """The commonest slip of all."""
    spoilt = [
        changed(whole(kind), (*path, "zzz-?"), "x")
        for path in places(whole(kind))
        if isinstance(at(whole(kind), path), dict)
    ]
    told = [(fits(kind, one), is_read(kind, one)) for one in spoilt if "x" not in one]

    assert {(False, False)} == set(told)


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_key_is_missed_by_both(kind):
    """What must be there is the same for both."""
    told = []
    for path in places(whole(kind)):
        if path and isinstance(path[-1], str):
            spoilt = whole(kind)
            del at(spoilt, path[:-1])[path[-1]]
            told.append((path, fits(kind, spoilt), is_read(kind, spoilt)))

    assert [] == [one for one in told if one[1] != one[2]]


WORDS = [
    ("playbook", ("severity",), "hihg", False), ("playbook", ("promise", "within"), "2 jours", False),
    ("playbook", ("promise", "within"), 30, False), ("playbook", ("approvals",), 3, True),
    ("playbook", ("approvals",), 6, False), ("playbook", ("title",), 2024, True),
    ("playbook", ("title",), "x" * 121, False), ("playbook", ("examples",), {"french": "x"}, False),
    ("playbook", ("examples",), {"zz": "x"}, False), ("playbook", ("id",), "Fiche 1", False),
    ("playbook", ("examples", "fr"), [{"Remboursement": "jamais"}], False),
    ("playbook", ("tests", "fr"), {"Autre Fiche": "x"}, False),
    ("playbook", ("facts",), {"Délai": {"value": {"fr": "x"}, "source": "x"}}, False),
    ("playbook", ("incident", "within"), "2wd", False),
    ("facts", ("delay", "since"), "2026-13-01", False), ("facts", ("delay", "since"), "12/11/2026", False),
    ("charter", ("rules", "links", "allow"), ["https://x.example"], False),
    ("charter", ("rules", "links", "allow"), ["Élan.example"], True),
    ("charter", ("rules", "parts", "first"), ["sorry"], False),
    ("charter", ("rules", "length"), {"x": "280 signes"}, False),
    ("charter", ("rules", "greetings"), {"level": "off"}, False),
    ("charter", ("similarity",), 101, False), ("charter", ("voice",), {"fr": "Vous"}, False),
    ("config", ("brand", "languages"), ["français"], False),
    ("config", ("brand", "timezone"), "Paris", False),
    ("config", ("brand", "name"), "${MARQUE}", True), ("config", ("brand", "name"), "La ${MARQUE}", False),
    ("config", ("desk", "language"), "${LANGUE}", True), ("config", ("desk", "language"), "de", False),
    ("config", ("desk", "telegram", "chat"), "${CHAT}", True),
    ("config", ("desk", "telegram", "chat"), 12, False),
    ("config", ("desk", "telegram", "token"), "jeton", False),
    ("config", ("database",), "postgres://u@h/n", True), ("config", ("database",), "mysql://h/n", False),
    ("config", ("desk", "hours"), {"lun-ven": ["09:00-19:00"]}, False),
    ("config", ("desk", "hours"), {"fri-mon": ["09:00-19:00"]}, False),
    ("config", ("desk", "hours", "mon-fri"), ["9h-19h"], False),
    ("config", ("desk", "hours", "mon-fri"), ["09:00-25:00"], False),
    ("config", ("channels", 0, "kind"), "facebook", False), ("config", ("channels", 0, "chat"), -1, False),
    ("config", ("channels", 0, "mode"), "${MODE}", True),
    ("config", ("channels", 0, "receiver_dedupes"), "oui", False),
    ("config", ("channels", 0, "own_authors"), [], False), ("config", ("channels", 0, "own_authors"), "x", False),
    ("config", ("channels", 0, "name"), "La boutique", False), ("config", ("channels", 0, "name"), "été_2", True),
    ("config", ("channels", 0, "reply_url"), "boutique.example", False),
    ("config", ("people", 0, "role"), "cm", False), ("config", ("server", "listen"), "8080", False),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "path", "new", "is_right"), WORDS)
def test_what_people_write_is_judged_alike(kind, path, new, is_right):
    """One value by one, as they come in a brand lead's file."""
    spoilt = changed(whole(kind), path, new)

    assert (is_right, is_right) == (fits(kind, spoilt), is_read(kind, spoilt))


def test_a_phrase_of_a_list_has_a_length():
    """A block of text has none: its lines have."""
    spoilt = changed(whole("playbook"), ("examples", "fr"), ["x" * 1001])

    assert (False, False) == (fits("playbook", spoilt), is_read("playbook", spoilt))


def test_a_fault_under_a_proposed_name_is_told_once():
    """The same key must not be found by its name and by the pattern of all others."""
    spoilt = changed(whole("playbook"), ("guidance",), {"fr": ""})

    assert 1 == len(list(VALIDATORS["playbook"].iter_errors(spoilt)))


def test_a_wrong_text_is_told_by_an_example_and_not_by_a_pattern():
    """`^([0-9]{1,6})(s|m|h|d|wd)$` is no sentence."""
    within, title, zone = (
        found["properties"][name]
        for kind, path, name in [
            ("playbook", "promise", "within"), ("playbook", "", "title"), ("config", "brand", "timezone"),
        ]
        for found in [dict(parts(editor_schema(kind, "fr")))[path]]
    )  # fmt: skip

    assert "Cela s’écrit autrement, par exemple\xa0: 2wd, 4h" == within["errorMessage"]
    assert title["errorMessage"].startswith("Il faut ici un texte.")
    assert {zone["anyOf"][0]["errorMessage"]} == {
        "Cela s’écrit autrement, par exemple\xa0: Europe/Paris"
    }


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_schema_and_closed(kind, language):
    """An editor refuses a broken one without a word; an open one lets every slip pass."""
    found = editor_schema(kind, language)
    jsonschema.Draft7Validator.check_schema(found)

    assert [] == [
        path
        for path, part in parts(found)
        if part.get("type") == "object"
        and "additionalProperties" not in part
        # a channel's kind brings the keys, and closes them
        and "allOf" not in part
    ]


def parts(whole_schema):
    """Every part of a schema, with its path."""
    found = []

    def note(part, path):
        found.append((path, part))
        return part

    rebuild(whole_schema, note)
    return found


def paths_of(kind):
    """Every key there is, as the words' file names it."""
    return {path for path, _ in parts(schema(kind))}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_key_has_words_in_both_languages_and_no_other_has(kind, language):
    """A key without words is one that only programmers use."""
    said = tomllib.loads(read_written(f"schema.{language}.toml"))[kind]
    of_rules = {f"rules.{name}" for name in RULES}
    levels = {f"rules.{name}.level": "rules.*.level" for name in RULES}
    needed = {levels.get(path, path) for path in paths_of(kind)} - of_rules

    assert (set(), set()) == (needed - set(said), set(said) - needed)


@pytest.mark.parametrize("kind", KINDS)
def test_every_property_is_described_and_every_word_explained(kind):
    """French where French was asked for, down to the words to choose from."""
    french, english = (parts(editor_schema(kind, language)) for language in ("fr", "en"))
    properties = [part.get("properties", {}) for _, part in french]

    assert [] == [name for one in properties for name in one if not one[name].get("description")]
    assert [] == [
        path
        for (path, here), (_, there) in zip(french, english, strict=True)
        if here.get("description")
        and here["description"] == there["description"]
        and here["description"] != "vous ou tu."
    ]
    assert [] == [
        path
        for path, part in french
        if "enum" in part
        and "enumDescriptions" not in part
        and not path.endswith(("timezone", ".rule"))
    ]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_given_example_fits_its_own_key(kind, language):
    """What an editor proposes must not be underlined at once."""
    wrong = [
        (path, example)
        for path, part in parts(editor_schema(kind, language))
        for example in part.get("examples", ())
        if not jsonschema.Draft7Validator(part).is_valid(example)
    ]

    assert [] == wrong


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_mean_the_same_to_an_editor(kind):
    r"""JavaScript knows no inline flags, and its `\w` has no accents."""
    patterns = [
        pattern
        for _, part in parts(editor_schema(kind, "fr"))
        for pattern in (part.get("pattern"), *part.get("patternProperties", ()))
        if pattern
    ]

    assert (True, []) == (
        bool(patterns),
        [one for one in patterns if re.search(r"\(\?[a-z]|\\w", one)],
    )


def test_every_fuller_pattern_still_stands_for_one():
    """One that the shapes no longer use would be left out without a word."""
    used = {
        pattern
        for kind in KINDS
        for _, part in parts(schema(kind))
        for pattern in (part.get("pattern"), *part.get("patternProperties", ()))
    }

    assert set() == set(FULLER) - used


@pytest.mark.parametrize("path", sorted(starter_playbooks().glob("*.yaml")), ids=lambda p: p.stem)
def test_the_starter_library_fits(path):
    """No squiggle in the files people start from."""
    kind = path.stem if path.stem in ("charter", "facts") else "playbook"

    assert [] == list(
        jsonschema.Draft7Validator(editor_schema(kind, "en")).iter_errors(
            plain(path.read_text("utf-8"))
        )
    )


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_configuration_that_init_writes_fits(language):
    """Before anything has been filled in."""
    written = plain(read_written(f"copilot.{language}.yaml"))

    assert [] == list(
        jsonschema.Draft7Validator(editor_schema("config", language)).iter_errors(written)
    )


def plain(text):
    """Days as text, numbers and flags as YAML has them: what an editor's server sees."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.yaml_implicit_resolvers = {
        first: [(tag, pattern) for tag, pattern in rules if not tag.endswith(":timestamp")]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return yaml.load(text, Loader)  # noqa: S506 - a safe one
