"""
The desk's own words, one catalogue a language; every sentence a person reads is in them.

A key holds a sentence with `{placeholders}`, or a pair of sentences for one and for several.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

#: What can be chosen as `desk.language`; French is written first.
LANGUAGES = ("fr", "en")

_NO_BREAK, _NARROW = "\u00a0", "\u202f"

Entry = str | tuple[str, str]


class Words:
    """One language's catalogue."""

    def __init__(self, lang: str, entries: Mapping[str, Entry]) -> None:
        self.lang = lang
        self.entries = entries

    def has(self, key: str) -> bool:
        """Say whether there are words for *key*."""
        return key in self.entries

    def say(self, key: str, **values: object) -> str:
        """
        The words for *key*.

        Raises:
            KeyError: the catalogue has no such key, or its sentence wants a value not given.
        """
        entry = self.entries[key]
        if isinstance(entry, tuple):
            raise KeyError(f"{key} is counted")
        return entry.format_map(values)

    def count(self, key: str, number: int, **values: object) -> str:
        """The words for *number* of something: French says one for zero too."""
        entry = self.entries[key]
        if not isinstance(entry, tuple):
            raise KeyError(f"{key} is not counted")
        is_one = number < 2 if self.lang == "fr" else number == 1
        chosen = entry[0] if is_one else entry[1]
        return chosen.format_map({"n": self.number(number), **values})

    def pick(self, *keys: str, **values: object) -> str:
        """The words of the first of *keys* that is known and has all its values."""
        for key in keys:
            try:
                return self.say(key, **values)
            except KeyError:
                continue
        raise KeyError(keys)

    def number(self, number: int) -> str:
        """A number with its thousands apart."""
        return f"{number:,}".replace(",", _NARROW if self.lang == "fr" else ",")

    def ordinal(self, number: int) -> str:
        """1er, 2e; 1st, 2nd."""
        if self.lang == "fr":
            return "1er" if number == 1 else f"{number}e"
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{'th' if number % 100 in {11, 12, 13} else ending}"


@cache
def load(lang: str) -> Words:
    """
    Read a catalogue.

    Raises:
        ValueError: for a language the desk doesn't speak.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"the desk speaks {' and '.join(LANGUAGES)}, not {lang!r}")
    source = resources.files(__name__).joinpath(f"{lang}.toml").read_text("utf-8")
    return Words(lang, dict(_flat(tomllib.loads(source), lang)))


def _flat(table: Mapping[str, object], lang: str, prefix: str = "") -> list[tuple[str, Entry]]:
    found: list[tuple[str, Entry]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            found += _flat(value, lang, f"{key}.")
        elif isinstance(value, list):
            one, several = (_typeset(str(each), lang) for each in value)
            found.append((key, (one, several)))
        else:
            found.append((key, _typeset(str(value), lang)))
    return found


def _typeset(sentence: str, lang: str) -> str:
    """Put the spaces that French wants where a line must not break; catalogues hold plain ones."""
    if lang != "fr":
        return sentence
    sentence = re.sub(r"« ?", f"«{_NO_BREAK}", sentence)
    sentence = re.sub(r" ?([:»])(?=\W|$)", rf"{_NO_BREAK}\1", sentence)
    sentence = re.sub(r" ([;!?])", rf"{_NARROW}\1", sentence)
    return re.sub(r"(?<=[\d}]) (h|min)\b", rf"{_NO_BREAK}\1", sentence)
