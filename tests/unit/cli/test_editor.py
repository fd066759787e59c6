"""What `copilot init` writes for editors and git: each piece finds the others, without a network."""

import json
import posixpath
import re
from pathlib import Path

import pytest
import yaml

from copilot.cli.editor import SCHEMAS, editor_files, with_schema
from copilot.cli.editor_schema import KINDS, editor_schema
from copilot.cli.init import files_of
from copilot.cli.main import main
from copilot.library.nodes import compose
from copilot.library.report import Report
from copilot.library.source import Source

HOOKS = Path(__file__).parents[3] / ".pre-commit-hooks.yaml"
MODELINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
OWN = {
    "copilot.yaml": "config",
    "playbooks/charter.yaml": "charter",
    "playbooks/facts.yaml": "facts",
}


@pytest.fixture(params=["fr", "en"])
def written(request):
    """Everything that `init` writes."""
    return files_of("shop", request.param)


def test_every_yaml_file_names_its_own_schema(written):
    """An editor that was opened on a folder above has no settings of ours."""
    named = {
        path: posixpath.normpath(posixpath.join(posixpath.dirname(path), MODELINE.match(text)[1]))
        for path, text in written.items()
        if path.endswith(".yaml") and not path.startswith(".")
    }

    assert {path: f"{SCHEMAS}/{OWN.get(path, 'playbook')}.schema.json" for path in named} == named
    assert set(named.values()) <= set(written)


def test_a_playbook_in_a_folder_of_its_own_finds_its_schema():
    """Sub-folders are allowed."""
    assert with_schema("playbooks/shop/x.yaml", "").endswith(
        "=../../.schemas/playbook.schema.json\n"
    )


def test_what_is_no_yaml_of_ours_is_left_alone():
    """A template is no YAML, and git's own settings have no schema."""
    same = [
        with_schema(path, "x") for path in ("replies/x/first.fr.j2", ".pre-commit-config.yaml")
    ]

    assert ["x", "x"] == same


def test_the_settings_name_schemas_that_are_there(written):
    """And every kind of file has one."""
    settings = json.loads(written[".vscode/settings.json"])["yaml.schemas"]

    assert {f"{SCHEMAS}/{kind}.schema.json" for kind in KINDS} == set(settings)
    assert set(settings) <= set(written)


def test_nothing_is_fetched(written):
    """A schema that is asked for elsewhere is missing in a train, and goes away one day."""
    settings = json.loads(written[".vscode/settings.json"])

    assert False is settings["yaml.schemaStore.enable"]
    assert [] == [one for one in settings["yaml.schemas"] if "://" in one]


def test_schemas_speak_the_brands_language():
    """The folder's language is the brand lead's."""
    schemas = [
        json.loads(editor_files(language)[f"{SCHEMAS}/playbook.schema.json"])
        for language in ("fr", "en")
    ]

    assert [editor_schema("playbook", "fr"), editor_schema("playbook", "en")] == schemas


def test_the_schema_line_is_a_comment_to_the_reader(written):
    """What editors read changes nothing for `check`."""
    path = "playbooks/broken-on-arrival.yaml"
    report = Report()
    compose(Source(path, written[path]), report)

    assert () == report.problems


@pytest.mark.parametrize(("language", "begins"), [("fr", "Une fiche"), ("en", "A playbook")])
def test_a_schema_is_printed_in_the_language_asked_for(capsys, language, begins):
    """After an update the files in `.schemas` are written again this way."""
    status = main(["schema", "playbook", "--language", language])
    said = json.loads(capsys.readouterr().out)

    assert (0, True) == (status, said["description"].startswith(begins))


def hook_of(written):
    """The hook that `init` writes."""
    (repository,) = yaml.safe_load(written[".pre-commit-config.yaml"])["repos"]
    (hook,) = repository["hooks"]
    return {"repo": repository["repo"], **hook}


def test_the_hook_that_init_writes_is_local(written):
    """It runs the command that is installed, and fetches nothing."""
    hook = hook_of(written)

    assert ("local", "system", False) == (hook["repo"], hook["language"], hook["pass_filenames"])
    assert "copilot check --no-env" == hook["entry"]


def test_the_hook_runs_for_what_check_reads(written):
    """And lets other commits pass at once."""
    files = re.compile(hook_of(written)["files"])
    changed = [
        "copilot.yaml",
        "playbooks/a.yaml",
        "replies/a/first.fr.j2",
        "README.md",
        "notes/a.txt",
    ]

    assert changed[:3] == [path for path in changed if files.search(path)]


def test_the_repository_offers_the_same_hook(written):
    """A brand whose folder lies deeper in its repository names this one instead."""
    (offered,) = yaml.safe_load(HOOKS.read_text("utf-8"))
    same = ("id", "entry", "pass_filenames")

    assert [offered[key] for key in same] == [hook_of(written)[key] for key in same]
    assert re.search(offered["files"], "brands/lumen/playbooks/a.yaml")
    assert not re.search(offered["files"], "brands/lumen/notes.md")
