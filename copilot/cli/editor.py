"""What `copilot init` writes for editors and git: schemas, settings, a check before commits."""

import json
from collections.abc import Mapping

from copilot.cli.editor_schema import KINDS, editor_schema
from copilot.cli.sector import read_written

#: Hidden, and beside the files that use it: no network, no address that goes away.
SCHEMAS = ".schemas"
_FILES: Mapping[str, list[str]] = {
    "playbook": ["playbooks/**/*.yaml", "!playbooks/charter.yaml", "!playbooks/facts.yaml"],
    "charter": ["playbooks/charter.yaml"],
    "facts": ["playbooks/facts.yaml"],
    "config": ["copilot.yaml"],
}


def editor_files(language: str) -> dict[str, str]:
    """The files, by their path below the new folder."""
    settings = {
        "yaml.schemas": {_path(kind): patterns for kind, patterns in _FILES.items()},
        # Nothing is fetched: what is not ours has no schema here.
        "yaml.schemaStore.enable": False,
        "files.associations": {"*.j2": "jinja"},
        "files.encoding": "utf8",
        "files.eol": "\n",
        "files.insertFinalNewline": True,
        "[yaml]": {"editor.insertSpaces": True, "editor.tabSize": 2},
    }
    return {
        ".vscode/settings.json": _json(settings),
        ".vscode/extensions.json": _json({"recommendations": ["redhat.vscode-yaml"]}),
        ".pre-commit-config.yaml": read_written(f"pre-commit.{language}.yaml"),
        **{_path(kind): _json(editor_schema(kind, language)) for kind in KINDS},
    }


def with_schema(path: str, text: str) -> str:
    """A YAML file that names its schema on its first line, for editors without our settings."""
    if not path.endswith(".yaml") or path.startswith("."):
        return text
    up = "../" * path.count("/")
    return f"# yaml-language-server: $schema={up}{_path(_kind(path))}\n{text}"


def _kind(path: str) -> str:
    own = {paths[0]: kind for kind, paths in _FILES.items()}
    return own.get(path, "playbook")


def _path(kind: str) -> str:
    return f"{SCHEMAS}/{kind}.schema.json"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
