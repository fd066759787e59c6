"""Personal data in what customers wrote, masked before it is shown outside the desk."""

from collections.abc import Mapping

from copilot.domain import named_people
from copilot.domain.personal_data import DataKind

_WORDS: Mapping[str, Mapping[DataKind, str]] = {
    "en": {
        DataKind.EMAIL: "[e-mail hidden]",
        DataKind.PHONE: "[phone hidden]",
        DataKind.IBAN: "[IBAN hidden]",
        DataKind.CARD: "[card hidden]",
        DataKind.ORDER: "[no. hidden]",
        DataKind.NAME: "[name hidden]",
    },
    "fr": {
        DataKind.EMAIL: "[e-mail masqué]",
        DataKind.PHONE: "[téléphone masqué]",
        DataKind.IBAN: "[IBAN masqué]",
        DataKind.CARD: "[carte bancaire masquée]",
        DataKind.ORDER: "[nº masqué]",
        DataKind.NAME: "[nom masqué]",
    },
}


def masked(text: str, language: str) -> str:
    """Put a word in the place of every piece of personal data."""
    pieces: list[str] = []
    end = 0
    for found in named_people.masked(text):
        start, stop = found.span
        pieces += [text[end:start], _WORDS[language][found.kind]]
        end = stop
    return "".join([*pieces, text[end:]])
