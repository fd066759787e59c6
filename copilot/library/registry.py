"""Finds the modules of a package that hold rules, so that adding one takes one file."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

#: What makes a module of such a package one that holds rules.
WORDS = "SENTENCES"


def modules(package: str, path: Iterable[str]) -> Iterator[tuple[str, ModuleType]]:
    """Yield each module with rules in *package*, by name."""
    for name in sorted(found.name for found in iter_modules(path)):
        module = import_module(f"{package}.{name}")
        if hasattr(module, WORDS):
            yield name, module


def check_of(module: ModuleType) -> Callable[[Any], None]:
    """The check of a *module*."""
    check: Callable[[Any], None] = module.check
    return check
