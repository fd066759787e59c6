"""Values that a configuration takes from the environment: `"${NAME}"`, whole scalars only."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from copilot.library import nodes
from copilot.library.nodes import Node, Scalar
from copilot.library.report import Report

_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


@dataclass(frozen=True, slots=True)
class Environment:
    """
    What variables stand for.

    Without *values* none is looked up. With *needed* only what stands under those keys of the
    file must be there: `copilot cases` needs the database, and no bot's token.
    """

    values: Mapping[str, str] | None
    needed: Collection[str] | None = None

    def resolve(self, root: Node, report: Report) -> Node:
        """Put values in the place of variables; a missing one is reported, and stays open."""
        if not isinstance(root, nodes.Mapping):
            return root
        entries = (
            (key, self._resolve(value, report, is_needed=self._is_needed(key.text)))
            for key, value in root.entries
        )
        return replace(root, entries=tuple(entries))

    def _is_needed(self, key: str) -> bool:
        return self.needed is None or key in self.needed

    def _resolve(self, node: Node, report: Report, *, is_needed: bool) -> Node:
        if isinstance(node, nodes.Mapping):
            entries = tuple(
                (key, self._resolve(value, report, is_needed=is_needed))
                for key, value in node.entries
            )
            return replace(node, entries=entries)
        if isinstance(node, nodes.Listing):
            items = (self._resolve(item, report, is_needed=is_needed) for item in node.items)
            return replace(node, items=tuple(items))
        return self._scalar(node, report, is_needed=is_needed)

    def _scalar(self, scalar: Scalar, report: Report, *, is_needed: bool) -> Scalar:
        found = _VARIABLE.search(scalar.text)
        if found is None:
            return scalar
        name = found[1]
        if found[0] != scalar.text:
            report.error(scalar.place, "partial-variable", name=name)
            return replace(scalar, is_resolved=False)
        # An empty variable is what a forgotten line of an .env file leaves behind.
        value = (self.values or {}).get(name)
        if not value:
            if self.values is not None and is_needed:
                report.error(scalar.place, "missing-variable", name=name)
            return replace(scalar, variable=name, is_resolved=False)
        return replace(scalar, text=value, style='"', variable=name)
