"""
What problems say, by language and code; a code is a rule, or `rule/variant`.

What reading the files finds is said in `en` and `fr`; every check and every rule of the charter
brings its own sentences along.
"""

from collections.abc import Mapping

from copilot.library import checks, matched, rules
from copilot.library.registry import modules
from copilot.library.sentences import en, fr

_PACKAGES = (checks, matched, rules)
_BROUGHT = [
    module.SENTENCES
    for package in _PACKAGES
    for _, module in modules(package.__name__, package.__path__)
]

SENTENCES: Mapping[str, Mapping[str, str]] = {
    language: {
        code: sentence
        for one in (read, *(brought[language] for brought in _BROUGHT))
        for code, sentence in one.items()
    }
    for language, read in (("en", en.SENTENCES), ("fr", fr.SENTENCES))
}
