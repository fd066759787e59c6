"""
Personal data in a text: e-mail addresses, phone numbers, accounts, cards, order numbers.

For masking what customers write and for stopping what replies would reveal.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]


class DataKind(StrEnum):
    """What was found."""

    EMAIL = "email"
    PHONE = "phone"
    IBAN = "iban"
    CARD = "card"
    ORDER = "order"
    NAME = "name"  #: of somebody else; found by `named_people` alone


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of personal data; `span` is half-open, in characters."""

    kind: DataKind
    span: Span


_EMAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")
_PHONE_FR = re.compile(
    r"(?<![\w+])(?:(?:\+|00)33[ \xa0\u202f]?(?:\(0\)[ \xa0\u202f]?)?|0)[1-9]"
    r"(?:[ \xa0\u202f.-]?[0-9]{2}){4}(?![0-9])"
)
_PHONE = re.compile(r"(?<![\w+])(?:\+|00)[1-9](?:[ \xa0\u202f./-]?\(?[0-9]\)?){6,13}(?![0-9])")
_PHONE_UK = re.compile(
    r"(?<![\w+])(?<![0-9] )0[1-9][0-9]{1,3}[ \xa0-]?[0-9]{3,4}[ \xa0-]?[0-9]{3,4}(?![0-9])"
)
_IBAN = re.compile(r"(?<!\w)[A-Za-z]{2}[0-9]{2}(?=[ \xa0\u202f.-]?[A-Za-z0-9])")
_CARD = re.compile(r"(?<![\w+-])[2-6][0-9](?:[ \xa0\u202f.-]?[0-9]){11,17}(?![\w])")
_LABEL = (
    r"(?:commandes?|cmd|orders?|factures?|invoices?|dossiers?|case|ticket|suivi|colis|tracking|parcel"
    r"|contrats?|contract|clients?|customer|r[ée]servations?|booking|r[ée]f(?:[ée]rences?)?\.?)"
)
_SIGN = r"(?:\s{0,2}(?:n[°ºo]s?|n°|no\.|num[ée]ros?|numbers?|id|#|:|est(?: le)?|is))*"
_ORDER = re.compile(
    rf"(?<!\w){_LABEL}{_SIGN}\s{{0,2}}[#:]?\s?"
    r"(?P<number>(?:[A-Z]{1,5}[-_ ]?)?[0-9][0-9A-Z_/-]{3,30})",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![\w-])(?P<number>[A-Z]{1,4}-?[0-9]{5,20}|[0-9]{3}-[0-9]{7}-[0-9]{7})(?!\w)"
)
_ORDER_DIGITS = 5
#: Two digits after two letters begin every account; five digits near each other are in every card,
#: phone and number. Hardly any other text has either.
_ANY = re.compile(
    r"[0-9](?:[0-9](?<=[A-Za-z]{2}[0-9]{2})|(?>[^0-9\s]{0,30}[0-9]|[^0-9]{1,3}[0-9]){4})"
)

# lengths by country: https://www.swift.com/standards/data-standards/iban
_IBAN_LENGTHS = {
    "AD": 24, "AT": 20, "BE": 16, "BG": 22, "CH": 21, "CY": 28, "CZ": 24, "DE": 22, "DK": 18,
    "EE": 20, "ES": 24, "FI": 18, "FR": 27, "GB": 22, "GR": 27, "HR": 21, "HU": 28, "IE": 22,
    "IS": 26, "IT": 27, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "MC": 27, "MT": 31, "NL": 18,
    "NO": 15, "PL": 28, "PT": 25, "RO": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "TN": 24,
    "TR": 26, "MA": 28,
}  # fmt: skip


def in_name(name: str) -> tuple[Found, ...]:
    """What of a name is no name: a number to ring, an address, an account."""
    return tuple(one for one in find(name) if one.kind is not DataKind.ORDER)


def find(text: str) -> tuple[Found, ...]:
    """Find every piece of personal data in *text*, in order, none overlapping another."""
    taken: list[Found] = []
    for found in _all(text):
        if not any(found.span[0] < one.span[1] and one.span[0] < found.span[1] for one in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda one: one.span))


def _all(text: str) -> Iterator[Found]:
    """The surest first: an account's digits are not also a phone number."""
    for match in _EMAIL.finditer(text) if "@" in text else ():
        yield Found(DataKind.EMAIL, match.span())
    if _ANY.search(text):
        yield from _accounts(text)
        yield from _numbers(text)


def _accounts(text: str) -> Iterator[Found]:
    for match in _IBAN.finditer(text):
        span = _iban(text, match.start())
        if span:
            yield Found(DataKind.IBAN, span)


def _numbers(text: str) -> Iterator[Found]:
    for match in _CARD.finditer(text):
        if _is_card(_digits(match[0])):
            yield Found(DataKind.CARD, match.span())
    for match in _ORDER.finditer(text):
        if len(_digits(match["number"])) >= _ORDER_DIGITS:
            yield Found(DataKind.ORDER, match.span("number"))
    yield from _spelled(text)


def _spelled(text: str) -> Iterator[Found]:
    for pattern in (_PHONE_FR, _PHONE, _PHONE_UK):
        for match in pattern.finditer(text):
            yield Found(DataKind.PHONE, match.span())
    for match in _CODE.finditer(text):
        yield Found(DataKind.ORDER, match.span("number"))


def _iban(text: str, start: int) -> Span | None:
    """Walk from *start* until the country's length is reached, and try the checksum."""
    wanted = _IBAN_LENGTHS.get(text[start : start + 2].upper())
    compact = ""
    for index in range(start, min(len(text), start + 64)):
        one = text[index]
        if one.isascii() and one.isalnum():
            compact += one.upper()
        elif one not in " \xa0\u202f.-":
            return None
        if len(compact) == wanted:
            follows = text[index + 1 : index + 2]
            return (
                (start, index + 1) if _passes_mod_97(compact) and not follows.isalnum() else None
            )
    return None


def _passes_mod_97(iban: str) -> bool:
    moved = iban[4:] + iban[:4]
    return int("".join(str(int(one, 36)) for one in moved)) % 97 == 1


def _is_card(digits: str) -> bool:
    """Say whether *digits* pass Luhn's check."""
    if not 13 <= len(digits) <= 19:
        return False
    total = 0
    for index, digit in enumerate(reversed(digits)):
        double = int(digit) * (1 + index % 2)
        total += double - 9 if double > 9 else double
    return total % 10 == 0


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isascii() and one.isdigit())
