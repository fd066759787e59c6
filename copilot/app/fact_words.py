"""What a person types after `/fait`, taken apart: the value per language, the source, the end."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

#: Longer values are no facts; Telegram's prompt must still show them.
MOST_IN_VALUE, MOST_IN_SOURCE = 300, 120

#: A part begins a message or follows what ends one: a value may say “ouvert jusqu'à 20 h” itself.
_BEFORE = r"(?:^|[,;.\n(–—]\s*|\s[-/]\s+)"
_MARKS: Mapping[str, str] = {
    "value": r"(?:valeur|value)\s*[:=]\s*",
    "source": r"sources?\s*[:=]\s*|source\s+",
    "until": r"(?:jusqu['’]?\s?(?:à|au|aux|a|en)?|until|till|til|fin\s*[:=]|end\s*[:=])\s*[:=]?\s*"
    r"|(?=(?:pendant|for)\s+\d)",
}
_LANGUAGES: Mapping[str, str] = {
    "fr": "fr|français|francais|french|en français|in french",
    "en": "en|anglais|english|en anglais|in english",
}
_QUOTED = re.compile(r"[«“\"]\s*([^«»“”\"]+?)\s*[»”\"]")
_FRINGE = " \t\n,;.–—"


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of a message; `rest` is what stands before the first part with a name."""

    rest: str = ""
    value: Mapping[str, str] = field(default_factory=dict)  #: by language
    source: str = ""
    until: str = ""


def take_apart(text: str, *, languages: Collection[str]) -> Said:
    """Find the parts of *text*; each reaches to the next one."""
    text = text.replace("\xa0", " ").replace("\u202f", " ")
    marks = sorted(_marks(text, languages))
    starts = [*(start for start, _, _ in marks), len(text)]
    parts = {"": _tidy(text[: starts[0]])}
    for (_, end, name), until in zip(marks, starts[1:], strict=True):
        parts.setdefault(name, _tidy(text[end:until]))
    rest = parts[""] or parts.get("value", "")
    value = {lang: parts[f"value:{lang}"] for lang in languages if parts.get(f"value:{lang}")}
    return Said(rest, value, parts.get("source", ""), parts.get("until", ""))


def _marks(text: str, languages: Collection[str]) -> list[tuple[int, int, str]]:
    found = []
    for name, pattern in _patterns(languages):
        for one in re.finditer(f"{_BEFORE}(?:{pattern})", text, re.IGNORECASE):
            start = one.start() + (len(one[0]) - len(one[0].lstrip(_FRINGE + "(-/")))
            found.append((start, one.end(), name))
    return found


def _patterns(languages: Collection[str]) -> list[tuple[str, str]]:
    spoken = [
        (f"value:{lang}", rf"(?:{_LANGUAGES.get(lang, re.escape(lang))})\s*[:=]\s*")
        for lang in languages
    ]
    return [*_MARKS.items(), *spoken]


def _tidy(text: str) -> str:
    """One line without what held the parts together; a bracket goes with its pair."""
    line = " ".join(text.split()).strip(_FRINGE)
    if line.count(")") > line.count("("):
        line = line.removesuffix(")")
    if line.count("(") > line.count(")"):
        line = line.removesuffix("(")
    line = re.sub(r"\s[-/]$", "", line.strip(_FRINGE))
    quoted = _QUOTED.fullmatch(line)
    return quoted[1] if quoted else line
