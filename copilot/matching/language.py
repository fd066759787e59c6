"""Which language a text is in: by its script, then by the small words that give it away."""

import re
from functools import cache, lru_cache

from copilot.matching.letters import FOREIGN, LONGEST_WORD
from copilot.matching.lexicon import table
from copilot.matching.normalise import words

UNKNOWN = "und"
ENOUGH_TEXT, ENOUGH_WORDS = 2_000, 80
LEAST = 0.5

_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("zh", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ko", re.compile(r"[\u1100-\u11ff\uac00-\ud7af]")),
    ("ar", re.compile(r"[\u0600-\u06ff\u0750-\u077f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1cff\u1f00-\u1fff\u3040-\ud7af]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
#: Letters that a language has and its neighbours do not, worth half a small word each.
_LETTERS = {
    "fr": re.compile(r"[éèêàçùœûîô]|^[cdjlmnst][’'](?=[aeéèêiouyh])", re.IGNORECASE),
    "es": re.compile(r"[ñ¿¡]"),
    "de": re.compile(r"[äöüß]"),
    "pt": re.compile(r"[ãõ]"),
    "en": re.compile(
        r"^(?:i[’']m|i[’']ve|\w+n[’']t|it[’']s|th\w+|wh\w+|\w+ing)(?!\w)", re.IGNORECASE
    ),
}
_LINKS = re.compile(r"(?:https?://|www\.)\S+|@\w+")
_CHUNKS = re.compile(r"[¿¡]|#?[^\W_]+(?:['’ʼ`´\u0300-\u036f]+[^\W_]+)*")

Weights = tuple[tuple[str, float], ...]


@cache
def _marks() -> dict[str, dict[str, float]]:
    """For each word the languages it marks; shared by many, it says little of each."""
    marks: dict[str, set[str]] = {}
    for lang, said, *_ in table("languages.tsv"):
        for word in said.split():
            marks.setdefault(word, set()).add(lang)
    return {
        word: {lang: 1.0 / len(langs) for lang in sorted(langs)} for word, langs in marks.items()
    }


@cache
def small_words() -> frozenset[str]:
    """The words that every message has and that say nothing of its matter."""
    rows = table("languages.tsv")
    return frozenset(word for _, said, what in rows if what == "small" for word in said.split())


def detect(text: str) -> str:
    """Name the language of *text* by its ISO 639-1 code, or `und` when nothing gives it away."""
    text = text[:ENOUGH_TEXT]
    if "@" in text or "://" in text or "www." in text:
        text = _LINKS.sub(" ", text)
    if not text.isascii() and _OTHER_SCRIPT.search(text):
        latin = len(_LATIN.findall(text))
        for lang, script in _SCRIPTS:
            if (count := len(script.findall(text))) and count * 2 >= latin:
                return lang
    return _by_words(text)


def _by_words(text: str) -> str:
    scores = dict.fromkeys(_LETTERS, 0.0)
    for chunk in _CHUNKS.findall(text)[:ENOUGH_WORDS]:
        if len(chunk) <= LONGEST_WORD:  # what is longer is of no language
            for lang, weight in _given_away(chunk):
                scores[lang] = scores.get(lang, 0.0) + weight
    best, second = sorted(scores.values(), reverse=True)[:2]
    if best < LEAST or best == second:
        return UNKNOWN
    return max(scores, key=lambda lang: scores[lang])


@lru_cache(maxsize=16384)
def _given_away(chunk: str) -> Weights:
    """What a word as it is written, with its apostrophes, speaks for."""
    if FOREIGN.fullmatch(chunk):  # none of the languages told by words has them
        return ()
    scores = {lang: 0.5 * len(letters.findall(chunk)) for lang, letters in _LETTERS.items()}
    for read_as in ("fr", "en", None):  # SMS spellings are read as each would read them
        for word in words(chunk, read_as):
            for lang, weight in _marks().get(word, {}).items():
                if read_as == (lang if lang in ("fr", "en") else None):
                    scores[lang] = scores.get(lang, 0.0) + weight
    return tuple((lang, weight) for lang, weight in scores.items() if weight)
