"""How a reply is signed, and whose signature stands at its end, whoever typed it."""

import re

from copilot.app.office import Office
from copilot.app.shelf import InForce
from copilot.domain.charter import SignedBy
from copilot.domain.person import Person

#: How a person signs for the brand.
SIGNED = {"fr": "{person}, pour {brand}", "en": "{person}, for {brand}"}
#: What comes before a signature: the line's beginning, the end of a sentence, or a dash.
_BEFORE = r"(?:^|(?<=[\n.!?…»:)—–-])|(?<=[.!?…»:)—–-]\s))"
_FOR = r"\s*,?\s+(?:pour|for)\s+"


def signature_for(office: Office, built: InForce, lang: str, *, signed_for: int | None) -> str:
    """The whole signature: the brand's, or a person's for the brand."""
    person = office.people.find(signed_for)
    if built.playbooks.charter.signature is SignedBy.BRAND or person is None:
        return office.brand.name
    return SIGNED.get(lang, SIGNED["en"]).format(person=person.signs_as, brand=office.brand.name)


def typed_signer(office: Office, text: str, *, first: int) -> int | None:
    """
    Who of the desk has signed at the end of *text*, as people type it.

    Of two who sign alike it is *first*, who wrote the words.
    """
    people = sorted(office.people, key=lambda one: one.telegram != first)
    found = (one.telegram for one in people if _whose(office, [one]).search(text))
    return next(found, None)


def signed_anew(office: Office, text: str, signature: str) -> str:
    """
    *text* with *signature* in the place of whichever stands at its end, or added below.

    All of it is replaced, twice signed or not; words that nobody has signed get a blank line and
    the signature, as a template has it.
    """
    people = list(office.people)
    found = _whose(office, people, or_brand=True).search(text) or _bare(people).search(text)
    if found:
        return text[: found.start()] + signature
    return f"{text.rstrip()}\n\n{signature}"


def is_said(text: str, words: str) -> bool:
    """Whether *words* stand in *text*; what is typed again has other spaces than what is set."""
    return bool(words) and " ".join(words.split()) in " ".join(text.split())


def _bare(people: list[Person]) -> re.Pattern[str]:
    """The name of one of *people*, alone on the last line."""
    names = "|".join(_words(one.signs_as) for one in people) or "(?!)"
    return re.compile(rf"(?<=\n)[ \t—–-]*(?:{names})[\s.]*\Z", re.IGNORECASE)


def _whose(office: Office, people: list[Person], *, or_brand: bool = False) -> re.Pattern[str]:
    """The signature of one of *people* for the brand at a text's end, or the brand's own."""
    brand = _words(office.brand.name)
    names = "|".join(_words(one.signs_as) for one in people) or "(?!)"
    signed = rf"(?<!\w)(?:(?:{names}){_FOR})+{brand}"
    own = rf"|{_BEFORE}{brand}" if or_brand else ""
    return re.compile(rf"(?:{signed}{own})[\s.]*\Z", re.IGNORECASE)


def _words(name: str) -> str:
    """A name, however its words are spaced."""
    return r"\s+".join(re.escape(part) for part in name.split())
