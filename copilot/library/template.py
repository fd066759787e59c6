"""What a template uses, read from its text without rendering it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import TemplateNotFound, TemplateSyntaxError, nodes

from copilot.library.cage import Cage
from copilot.library.view import NAMES

#: What Jinja itself gives.
_JINJAS = ("loop", "self", "super", "true", "false", "none")


@dataclass(frozen=True, slots=True)
class Use:
    """A name or attribute at a line: `facts.delay`, `author`, or a file's path."""

    name: str
    line: int
    of: str = ""


@dataclass(frozen=True, slots=True)
class Uses:
    """Everything one file uses."""

    names: tuple[Use, ...] = ()  #: that nothing gives
    attributes: tuple[Use, ...] = ()
    files: tuple[Use, ...] = ()
    hidden: tuple[Use, ...] = ()  #: attributes that begin with `_`
    given: frozenset[str] = frozenset()  #: what of a rendering it looks at at all
    unnamed_files: tuple[int, ...] = ()  #: lines that include what can't be known beforehand


def uses(tree: nodes.Template) -> Uses:
    """Read what *tree* uses."""
    all_nodes = list(tree.find_all(nodes.Node))
    named = [node for node in all_nodes if isinstance(node, nodes.Name)]
    # a name used before it is set is found when the template is tried
    known = {*NAMES, *_JINJAS, *(node.name for node in named if node.ctx != "load")}
    names = tuple(Use(node.name, node.lineno) for node in named if node.name not in known)
    files = list(_files(all_nodes))
    return Uses(
        names=names,
        attributes=tuple(_attributes(all_nodes)),
        hidden=tuple(_hidden(all_nodes)),
        given=frozenset(node.name for node in named).intersection(NAMES),
        files=tuple(use for use in files if use.name),
        unnamed_files=tuple(use.line for use in files if not use.name),
    )


def _attributes(all_nodes: list[nodes.Node]) -> Iterator[Use]:
    for node in all_nodes:
        if not isinstance(node, nodes.Getattr | nodes.Getitem):
            continue
        owner = node.node
        if not isinstance(owner, nodes.Name) or owner.name not in NAMES:
            continue
        if isinstance(node, nodes.Getattr):
            yield Use(node.attr, node.lineno, owner.name)
        elif isinstance(node.arg, nodes.Const):
            yield Use(str(node.arg.value), node.lineno, owner.name)


def _hidden(all_nodes: list[nodes.Node]) -> Iterator[Use]:
    for node in all_nodes:
        name: object = getattr(node, "attr", "")
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            name = node.arg.value
        if str(name).startswith("_"):
            yield Use(str(name), node.lineno)


def _files(all_nodes: list[nodes.Node]) -> Iterator[Use]:
    for node in all_nodes:
        if isinstance(node, nodes.Extends | nodes.Include):
            path = node.template
            value = path.value if isinstance(path, nodes.Const) else None
            yield Use(value if isinstance(value, str) else "", node.lineno)


def column_of(line: str, use: Use) -> tuple[int, int]:
    """Find the columns of *use* in its line."""
    before = rf"\b{use.of}\b\s*(?:\.\s*|\[\s*[\"'])" if use.of else ""
    if not use.of and use.name.isidentifier():
        before = r"(?<![\w.])"
    found = re.search(rf"{before}(?P<name>{re.escape(use.name)})", line)
    if found is None:
        return 1, max(len(line.rstrip()), 0) + 1
    return found.start("name") + 1, found.end("name") + 1


class Templates:
    """The uses of every template of a set, followed through what it includes."""

    def __init__(self, cage: Cage, files: Mapping[str, str]) -> None:
        self._cage = cage
        self._files = files
        self._uses: dict[str, Uses] = {}

    def of(self, path: str) -> Uses:
        """What the file *path* itself uses; nothing if it can't be read."""
        if path not in self._uses:
            try:
                self._uses[path] = uses(self._cage.tree(path))
            except (TemplateSyntaxError, TemplateNotFound):
                self._uses[path] = Uses()
        return self._uses[path]

    def know(self, path: str, used: Uses) -> None:
        """Take over what *path* uses, which has been read before."""
        self._uses[path] = used

    def reached(self, path: str) -> tuple[str, ...]:
        """The file *path* and all it includes or extends, each once."""
        reached = [path]
        for one in reached:
            for use in self.of(one).files:
                if use.name in self._files and use.name not in reached:
                    reached.append(use.name)
        return tuple(reached)

    def given(self, path: str) -> frozenset[str]:
        """What of a rendering *path*, and all that it includes, looks at."""
        return frozenset().union(*(self.of(file).given for file in self.reached(path)))

    def asks(self, path: str) -> tuple[str, ...]:
        """Names of `ask` values that *path* needs."""
        names = {
            use.name
            for file in self.reached(path)
            for use in self.of(file).attributes
            if use.of == "ask"
        }
        return tuple(sorted(names))
