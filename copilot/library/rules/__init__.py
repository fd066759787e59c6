"""
The charter's rules over text, one a module, found here by themselves.

A module has `RULE`; `SENTENCES` in it say what `check` says of a template that breaks the rule.
What blocks stands first: that is what a colleague must change.
"""

from collections.abc import Mapping

from copilot.domain.charter import Level
from copilot.library.registry import modules
from copilot.library.rules.rule import CharterRule

_FOUND: Mapping[str, CharterRule] = {
    name: module.RULE for name, module in modules(__name__, __path__)
}

RULES: Mapping[str, CharterRule] = dict(
    sorted(_FOUND.items(), key=lambda one: one[1].default.level is not Level.BLOCK)
)
