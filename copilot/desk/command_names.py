"""What can be asked of the bot by a command, in both languages, in the order of the menu."""

import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches

#: French first; the French name is also the key of what the menu says of it.
NAMES: tuple[tuple[str, str], ...] = (
    ("suivant", "next"),
    ("moi", "mine"),
    ("file", "queue"),
    ("dossier", "case"),
    ("chercher", "search"),
    ("publiees", "posted"),
    ("fait", "fact"),
    ("fiches", "playbooks"),
    ("equipe", "people"),
    ("passation", "handover"),
    ("suspendre", "pause"),
    ("reprendre", "resume"),
    ("aide", "help"),
)
#: What only the desk can be asked: the team must see it.
AT_DESK = frozenset({"fait"})
#: How much a mistyped word must resemble a command for the bot to take it as meant.
ALIKE = 0.6


def named(lang: str) -> Mapping[str, str]:
    """The name in one language of each command, by its key."""
    place = 0 if lang == "fr" else 1
    return {names[0]: names[place] for names in NAMES}


def names_of(key: str) -> tuple[str, ...]:
    """Both names of one command."""
    return next(names for names in NAMES if names[0] == key)


def folded(word: str) -> str:
    """A command as it was meant: without accents and capitals (`/Équipe`)."""
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(one for one in apart if not unicodedata.combining(one))


def key_of(word: str) -> str | None:
    """Which command *word* names in either language."""
    return next((names[0] for names in NAMES if folded(word) in names), None)


def nearest(word: str) -> str | None:
    """The command whose name is most like *word*, in the language of that name."""
    every = [name for names in NAMES for name in names]
    found = get_close_matches(folded(word), every, n=1, cutoff=ALIKE)
    return found[0] if found else None
