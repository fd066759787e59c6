"""The desk's own words: every sentence a person reads there, one gettext catalogue a language."""

from copilot.desk.words.catalogue import LANGUAGES, load, read
from copilot.desk.words.said import Words

__all__ = ["LANGUAGES", "Words", "load", "read"]
