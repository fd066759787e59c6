"""What a template uses, read from its text without rendering it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jinja2 import TemplateNotFound, TemplateSyntaxError, meta, nodes

from copilot.library.cage import Cage
from copilot.library.view import NAMES


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
    unnamed_files: tuple[int, ...] = ()  #: lines that include what can't be known beforehand


def uses(tree: nodes.Template) -> Uses:
    """Read what *tree* uses."""
    unknown = meta.find_undeclared_variables(tree) - set(NAMES)
    names = tuple(
        Use(node.name, node.lineno) for node in tree.find_all(nodes.Name) if node.name in unknown
    )
    files = list(_files(tree))
    return Uses(
        names=names,
        attributes=tuple(_attributes(tree)),
        files=tuple(use for use in files if use.name),
        unnamed_files=tuple(use.line for use in files if not use.name),
    )


def _attributes(tree: nodes.Template) -> Iterator[Use]:
    for plain in tree.find_all(nodes.Getattr):
        if isinstance(plain.node, nodes.Name) and plain.node.name in NAMES:
            yield Use(plain.attr, plain.lineno, plain.node.name)
    for item in tree.find_all(nodes.Getitem):
        owner, key = item.node, item.arg
        if isinstance(owner, nodes.Name) and owner.name in NAMES and isinstance(key, nodes.Const):
            yield Use(str(key.value), item.lineno, owner.name)


def _files(tree: nodes.Template) -> Iterator[Use]:
    named = [(node.template, node.lineno) for node in tree.find_all(nodes.Extends)]
    named += [(node.template, node.lineno) for node in tree.find_all(nodes.Include)]
    for path, line in named:
        value = path.value if isinstance(path, nodes.Const) else None
        yield Use(value if isinstance(value, str) else "", line)


def column_of(line: str, use: Use) -> tuple[int, int]:
    """Find the columns of *use* in its line."""
    before = rf"\b{use.of}\b\s*(?:\.\s*|\[\s*[\"'])" if use.of else r"(?<![\w.])"
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

    def look(self, path: str, tree: nodes.Template) -> None:
        """Take the uses of *path* from a *tree* that is at hand."""
        self._uses[path] = uses(tree)

    def reached(self, path: str) -> tuple[str, ...]:
        """The file *path* and all it includes or extends, each once."""
        reached = [path]
        for one in reached:
            for use in self.of(one).files:
                if use.name in self._files and use.name not in reached:
                    reached.append(use.name)
        return tuple(reached)

    def asks(self, path: str) -> tuple[str, ...]:
        """Names of `ask` values that *path* needs."""
        names = {
            use.name
            for file in self.reached(path)
            for use in self.of(file).attributes
            if use.of == "ask"
        }
        return tuple(sorted(names))
