"""Checks of an accepted set that need the matcher, one a module, found here by themselves."""

from copilot.library.registry import check_of, modules

CHECKS = {name: check_of(module) for name, module in modules(__name__, __path__)}
