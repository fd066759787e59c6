"""What the code asks the catalogues for: read from its syntax, without running it."""

import ast
import re
from enum import Enum
from functools import cache
from importlib import import_module
from itertools import chain
from pathlib import Path
from pkgutil import walk_packages

import copilot
import copilot.domain

ROOT = Path(copilot.__file__).parent
DESK = ROOT / "desk"
KEY = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
CODE = re.compile(r"[a-z][a-z_]*")
HOLE = "\0"


@cache
def strings(folder=ROOT):
    """Every string in *folder*'s code, a hole for each value of an f-string."""
    trees = (ast.parse(file.read_text("utf-8")) for file in sorted(folder.rglob("*.py")))
    return frozenset(chain.from_iterable(map(strings_of, trees)))


def strings_of(tree):
    nodes = list(ast.walk(tree))
    parts = {id(one) for node in nodes if isinstance(node, ast.JoinedStr) for one in node.values}
    for node in nodes:
        if isinstance(node, ast.JoinedStr):
            yield "".join(
                str(one.value) if isinstance(one, ast.Constant) else HOLE for one in node.values
            )
        elif isinstance(node, ast.Constant) and id(node) not in parts:
            yield from [node.value] if isinstance(node.value, str) else []


def whole_keys(groups):
    """The keys that stand whole in the desk's code."""
    return {text for text in strings(DESK) if KEY.fullmatch(text) and text.split(".")[0] in groups}


@cache
def patterns():
    """The keys that the desk's code puts together: `rule.…`, `…_plain`, `….…`."""
    wanted = re.compile(rf"([a-z_]+\.|{HOLE}[._])[a-z_.{HOLE}]*")
    return [
        re.compile("(.+)".join(re.escape(part) for part in text.split(HOLE)))
        for text in strings(DESK)
        if HOLE in text and wanted.fullmatch(text)
    ]


@cache
def codes():
    """Every word that can fill a hole: a code of the product, or the beginning or end of one."""
    said = strings()
    edges = {
        edge.strip("._")
        for text in said
        if HOLE in text
        for edge in (text.partition(HOLE)[0], text.rpartition(HOLE)[2])
    }
    return said | edges | enum_values() | {str(number) for number in range(13)}


def enum_values():
    """What the domain's enumerations can be."""
    modules = (
        import_module(found.name)
        for found in walk_packages(copilot.domain.__path__, "copilot.domain.")
    )
    return {
        str(member.value)
        for one in chain.from_iterable(vars(module).values() for module in modules)
        if isinstance(one, type) and issubclass(one, Enum)
        for member in one
    }


def is_built(key):
    """Say whether the code can put *key* together."""
    return any(
        all(is_code(one) for one in found.groups())
        for pattern in patterns()
        if (found := pattern.fullmatch(key))
    )


def is_code(text):
    """Say whether *text* is a code, or two with a sign between."""
    return text in codes() or any(
        text[:place] in codes() and text[place + 1 :] in codes()
        for place, sign in enumerate(text)
        if sign in "._"
    )


def codes_given_to(name):
    """The codes that calls of *name* are given, first or as `code=`."""
    found = set()
    for file in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", None) == name:
                given = [
                    *node.args[:1],
                    *(one.value for one in node.keywords if one.arg == "code"),
                ]
                found |= set(chain.from_iterable(map(strings_of, given)))
    return {code for code in found if CODE.fullmatch(code)}
