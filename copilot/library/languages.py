"""Values by language, and the phrases that people write: where YAML eats most."""

import unicodedata
from dataclasses import dataclass

from copilot.domain.playbook import Phrases as PhrasesByLanguage
from copilot.library import nodes
from copilot.library.meant import meant
from copilot.library.nodes import Node, Scalar
from copilot.library.place import Place, place_of
from copilot.library.record import Table
from copilot.library.scalars import ANY_SCALAR, prose
from copilot.library.shape import Json, Reading, Shape, Unfit, tell_what_yaml_ate

MOST_IN_PHRASE = 1000
#: What a test may await beside another playbook; their place is below a language.
EXPECTATIONS = ("this", "not this")
#: ISO 639-1
CODES = frozenset(
    (  # noqa: SIM905 - one code a line would hide the rest
        "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu "
        "cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi "
        "ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks "
        "ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl "
        "nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl "
        "sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve "
        "vi vo wa wo xh yi yo za zh zu"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase and where it stands."""

    text: str
    place: Place


def language(text: str) -> str:
    """
    Check a language's code.

    Raises:
        Unfit: it is none.
    """
    if text in CODES:
        return text
    if text in EXPECTATIONS or meant(text, EXPECTATIONS):
        raise Unfit("unknown-language/expectation")
    near = text.lower() if text.lower() in CODES else meant(text, CODES)
    if near is not None:
        raise Unfit("unknown-language/nearest", meant=near)
    raise Unfit("unknown-language")


def by_language(value: Shape[str] | None = None) -> Table[str]:
    """Make the shape of one text per language."""
    return Table(value or prose(), check=language, pattern="^[a-z]{2}$", is_languages=True)


@dataclass(frozen=True, slots=True)
class PlacedPhrases:
    """Phrases of one language: block text, one a line, or a list."""

    def read(self, node: Node, reading: Reading) -> tuple[Phrase, ...] | None:
        """Turn *node* into phrases, or report what YAML would make of them."""
        if isinstance(node, nodes.Mapping):
            reading.report.error(node.place, "phrase-mapping/instead")
            return None
        if isinstance(node, nodes.Listing):
            read = [self._item(item, reading) for item in node.items]
        else:
            read = self._text(node, reading)
        whole = [phrase for phrase in read if phrase is not None]
        if not read:
            reading.report.error(node.place, "no-phrases")
        return tuple(whole) if whole and len(whole) == len(read) else None

    def json(self) -> Json:
        """The same as JSON Schema."""
        one: Json = {"type": ANY_SCALAR}
        return {"anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}

    def _text(self, node: Scalar, reading: Reading) -> list[Phrase | None]:
        if node.is_null:
            reading.report.error(node.place, "null")
            return [None]
        if node.style != "|":
            return [self._item(node, reading)]
        return [
            self._line(line.strip(), number, reading)
            for number, line in enumerate(node.text.split("\n"), start=node.place.line + 1)
            if line.strip()
        ]

    def _line(self, line: str, number: int, reading: Reading) -> Phrase | None:
        within = reading.source.line(number)
        place = place_of(reading.path, line=number, found=line, within=within)
        if line.startswith("# "):
            reading.report.warning(place, "phrase-comment/in-block")
        return _checked(line, place, reading)

    def _item(self, node: Node, reading: Reading) -> Phrase | None:
        if isinstance(node, nodes.Mapping):
            reading.report.error(node.place, "phrase-mapping", cure=_line_of(node, reading))
            return None
        if isinstance(node, nodes.Listing):
            reading.report.error(node.place, "phrase-mapping/list")
            return None
        if node.is_null:
            code = "null/phrase" if node.text else "null/empty-phrase"
            reading.report.error(node.place, code, word=node.shown)
            return None
        tell_what_yaml_ate(node, reading, code="phrase-comment")
        if node.style == ">" or node.last_line > node.place.line or "\n" in node.text:
            reading.report.error(node.place, "phrase-folded")
            return None
        return _checked(node.text, node.place, reading)


def _line_of(node: nodes.Mapping, reading: Reading) -> str:
    line = reading.source.line(node.place.line)
    return line[node.place.column - 1 :].strip() if not node.is_flow else line.strip()


def _checked(text: str, place: Place, reading: Reading) -> Phrase | None:
    clean = unicodedata.normalize("NFC", text).strip()
    if not clean:
        reading.report.error(place, "empty-text")
        return None
    if len(clean) > MOST_IN_PHRASE:
        reading.report.error(place, "too-long", most=MOST_IN_PHRASE, length=len(clean))
        return None
    return Phrase(clean, place)


def placed() -> Table[tuple[Phrase, ...]]:
    """Make the shape of phrases per language, with the place of each."""
    return Table(PlacedPhrases(), check=language, pattern="^[a-z]{2}$", is_languages=True)


def bare(phrases: dict[str, tuple[Phrase, ...]] | None) -> PhrasesByLanguage:
    """Drop the places."""
    return {lang: tuple(phrase.text for phrase in some) for lang, some in (phrases or {}).items()}
