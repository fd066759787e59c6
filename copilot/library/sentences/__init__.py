"""What problems say, by language and code; a code is a rule, or `rule/variant`."""

from collections.abc import Mapping

from copilot.library.sentences import en, fr

SENTENCES: Mapping[str, Mapping[str, str]] = {"en": en.SENTENCES, "fr": fr.SENTENCES}
