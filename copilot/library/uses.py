"""What one template uses, read from its tree."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jinja2 import nodes

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
    #: What of a rendering it looks at at all: `author.first_name`, or `exchange` as a whole.
    given: frozenset[str] = frozenset()
    unnamed_files: tuple[int, ...] = ()  #: lines that include what can't be known beforehand

    def at(self, lines: Sequence[int]) -> "Uses":
        """The same where each line is another: the one that *lines* has in its place."""
        return Uses(
            names=_moved(self.names, lines),
            attributes=_moved(self.attributes, lines),
            files=_moved(self.files, lines),
            hidden=_moved(self.hidden, lines),
            given=self.given,
            unnamed_files=tuple(lines[line] for line in self.unnamed_files),
        )


def _moved(found: tuple[Use, ...], lines: Sequence[int]) -> tuple[Use, ...]:
    return tuple(Use(use.name, lines[use.line], use.of) for use in found)


def every(tree: nodes.Node) -> list[nodes.Node]:
    """All nodes below *tree*, in the order they were written."""
    found: list[nodes.Node] = []
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        found.append(node)
        below: list[nodes.Node] = []
        for name in node.fields:
            value = getattr(node, name, None)
            if isinstance(value, nodes.Node):
                below.append(value)
            elif isinstance(value, list):
                below += [one for one in value if isinstance(one, nodes.Node)]
        waiting += reversed(below)
    return found[1:]


def uses(all_nodes: Sequence[nodes.Node]) -> Uses:
    """Read what a tree with *all_nodes* uses."""
    named = [node for node in all_nodes if isinstance(node, nodes.Name)]
    # a name used before it is set is found when the template is tried
    known = {*NAMES, *_JINJAS, *(node.name for node in named if node.ctx != "load")}
    names = tuple(Use(node.name, node.lineno) for node in named if node.name not in known)
    files = list(_files(all_nodes))
    return Uses(
        names=names,
        attributes=tuple(_attributes(all_nodes)),
        hidden=tuple(_hidden(all_nodes)),
        given=frozenset(_given(all_nodes)),
        files=tuple(use for use in files if use.name),
        unnamed_files=tuple(use.line for use in files if not use.name),
    )


def _attributes(all_nodes: Sequence[nodes.Node]) -> Iterator[Use]:
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


def _given(all_nodes: Sequence[nodes.Node]) -> Iterator[str]:
    owners: set[int] = set()
    for node in all_nodes:
        # an owner comes after what takes something of it
        if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
            owners.add(id(node.node))
            yield f"{node.node.name}.{node.attr}"
        elif isinstance(node, nodes.Name) and node.name in NAMES and id(node) not in owners:
            yield node.name


def _hidden(all_nodes: Sequence[nodes.Node]) -> Iterator[Use]:
    for node in all_nodes:
        name: object = getattr(node, "attr", "")
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            name = node.arg.value
        if str(name).startswith("_"):
            yield Use(str(name), node.lineno)


def _files(all_nodes: Sequence[nodes.Node]) -> Iterator[Use]:
    for node in all_nodes:
        if isinstance(node, nodes.Extends | nodes.Include):
            path = node.template
            value = path.value if isinstance(path, nodes.Const) else None
            yield Use(value if isinstance(value, str) else "", node.lineno)
