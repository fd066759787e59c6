"""One language's words, asked for by key; what a key wants is in its catalogue."""

from dataclasses import dataclass
from gettext import NullTranslations

_FRENCH = str.maketrans({",": "\u202f", ".": ","})


@dataclass(frozen=True, slots=True)
class Words:
    """One language's catalogue, which raises KeyError for what it doesn't have."""

    lang: str
    catalogue: NullTranslations

    def has(self, key: str) -> bool:
        """Say whether there is a sentence for *key*."""
        try:
            self.catalogue.gettext(key)
        except KeyError:
            return False
        return True

    def say(self, key: str, **values: object) -> str:
        """
        The words for *key*.

        Raises:
            KeyError: the catalogue has no such key, or its sentence wants a value not given.
        """
        return self.catalogue.gettext(key).format_map(values)

    def count(self, key: str, number: int, **values: object) -> str:
        """
        The words for *number* of something: French says one for zero too.

        Raises:
            KeyError: the catalogue has no such key, or doesn't count it.
        """
        chosen = self.catalogue.ngettext(key, key, number)
        return chosen.format_map({"n": self.number(number), **values})

    def pick(self, *keys: str, **values: object) -> str:
        """
        The words of the first of *keys* that is known and has all its values.

        Raises:
            KeyError: none of them is and has.
        """
        for key in keys:
            try:
                return self.say(key, **values)
            except KeyError:
                continue
        raise KeyError(keys)

    def number(self, number: float) -> str:
        """A number with its thousands apart: 1 200, 4,5; 1,200, 4.5."""
        said = f"{number:,}".removesuffix(".0")
        return said.translate(_FRENCH) if self.lang == "fr" else said

    def ordinal(self, number: int) -> str:
        """1er, 2e; 1st, 2nd."""
        if self.lang == "fr":
            return "1er" if number == 1 else f"{number}e"
        ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{'th' if number % 100 in {11, 12, 13} else ending}"
