"""Checks across the files of a library, one a module; this table is the whole registry."""

from collections.abc import Callable, Mapping

from copilot.library.checks import (
    examples,
    facts,
    given,
    includes,
    names,
    renderings,
    silences,
    stages,
    templates,
)
from copilot.library.checks.checked import Checked

CHECKS: Mapping[str, Callable[[Checked], None]] = {
    "templates": templates.check,
    "names": names.check,
    "includes": includes.check,
    "given": given.check,
    "stages": stages.check,
    "facts": facts.check,
    "examples": examples.check,
    "silences": silences.check,
    "renderings": renderings.check,
}
