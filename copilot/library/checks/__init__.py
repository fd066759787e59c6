"""
Checks across the files of a library, one a module, found here by themselves.

A module has `check`, `SENTENCES` and `PAGES` (both by language), and may name in `AFTER` the
modules whose findings it looks at. One that looks at the playbooks alone, and warns at most, may
say so with `APART`: a large library has it done beside the others.
"""

from graphlib import TopologicalSorter

from copilot.library.registry import check_of, modules

_FOUND = dict(modules(__name__, __path__))
_ORDER = TopologicalSorter(
    {name: getattr(module, "AFTER", ()) for name, module in _FOUND.items()}
).static_order()

CHECKS = {name: check_of(_FOUND[name]) for name in _ORDER}
APART = frozenset(name for name, module in _FOUND.items() if getattr(module, "APART", False))
