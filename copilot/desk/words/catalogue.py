"""
Reads a language's catalogue, `<language>/LC_MESSAGES/desk.po`, as the desk starts.

Babel compiles it in memory: 55 ms and 1.7 MiB, once. What a person edits is what runs, in an
installation as in a checkout; compiled files made by the build would save that, and be stale in
every editable installation. Babel's own numbers and dates stay out: its tables of a language take
6 MiB more to say what `Words.number` says in a line. The tests hold ours against them.
"""

import re
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib import resources
from io import BytesIO
from typing import NoReturn

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from copilot.desk.words.said import Words

#: What can be chosen as `desk.language`; French is written first.
LANGUAGES = ("fr", "en")

_NO_BREAK, _NARROW = "\u00a0", "\u202f"


class _Unknown(NullTranslations):
    """Where a catalogue has nothing: gettext would show the key itself to a person."""

    def gettext(self, message: str) -> NoReturn:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> NoReturn:  # noqa: ARG002 - gettext's
        raise KeyError(msgid1)


@cache
def load(lang: str) -> Words:
    """
    Read a catalogue and keep it.

    Raises:
        ValueError: for a language the desk doesn't speak.
    """
    return read(lang)


def read(lang: str) -> Words:
    """
    Read a catalogue for what is said once: kept, it takes up to 2 MiB.

    Raises:
        ValueError: for a language the desk doesn't speak.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"the desk speaks {' and '.join(LANGUAGES)}, not {lang!r}")
    file = resources.files(__package__).joinpath(lang, "LC_MESSAGES", "desk.po")
    with file.open("rb") as source:
        catalogue = read_po(source, abort_invalid=True)
    if lang == "fr":
        _typeset_all(catalogue)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = GNUTranslations(compiled)
    translations.add_fallback(_Unknown())
    return Words(lang, translations)


def _typeset_all(catalogue: Catalog) -> None:
    for message in catalogue:
        said = message.string
        if message.id and said:
            message.string = (
                typeset(said) if isinstance(said, str) else tuple(typeset(one) for one in said)
            )


def typeset(sentence: str) -> str:
    """Put the spaces that French wants where a line must not break; catalogues hold plain ones."""
    sentence = re.sub(r"« ?", f"«{_NO_BREAK}", sentence)
    sentence = re.sub(r" ?([:»])(?=\W|$)", rf"{_NO_BREAK}\1", sentence)
    sentence = re.sub(r" ([;!?])", rf"{_NARROW}\1", sentence)
    sentence = re.sub(r"(?<=[\d}]) (h|min)\b", rf"{_NO_BREAK}\1", sentence)
    return re.sub(r"\bh (?=[\d{])", f"h{_NO_BREAK}", sentence)
