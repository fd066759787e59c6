"""
A link leads where the charter doesn't allow.

A link in an answer is read as the brand's word; a wrong one is a gift to impostors. Sub-domains of
an allowed domain are allowed.

Bad:

    Voyez https://bit.ly/3xYz

Good:

    Voyez https://aide.maison-lumen.example/retours
"""

import re
from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.library.composite import Items
from copilot.library.record import Key
from copilot.library.rules.rule import CharterRule, Reviewed, found
from copilot.library.scalars import word

NAME = "links"
SENTENCES = {
    "en": {
        "charter-links": "the reply links to {domain}, which the charter does not allow",
    },
    "fr": {
        "charter-links": "la réponse renvoie vers {domain}, que la charte n’admet pas",
    },
}
FRENCH = """
Un lien mène là où la charte ne l’admet pas.

Dans une réponse, un lien vaut parole de la marque ; un lien faux est un cadeau aux imposteurs.
Les sous-domaines d’un domaine admis le sont aussi.

À éviter :

    Voyez https://bit.ly/3xYz

Correct :

    Voyez https://aide.maison-lumen.example/retours
"""
_HOST = r"(?:[\w-]+\.)+[a-z]{2,24}"
_TOP = (  # noqa: SIM905 - a line a word would be longer than the module
    "app be biz ca ch co com de dev es eu example fr gg info io it link ly me net nl org ru "
    "shop site store top tv uk us xyz"
).split()
_LINK = re.compile(
    rf"(?:https?://|www\.)(?P<spelled>[^\s/?#<>«»\"]+)[^\s<>«»\"]*"
    rf"|(?<![\w@.-])(?P<bare>(?:[\w-]+\.)+(?:{'|'.join(_TOP)}))(?![\w-])(?:/[^\s<>«»\"]*)?",
    re.IGNORECASE,
)
#: Every link has one of these, and hardly anything else has.
_HINT = re.compile(r"[.:](?:(?<=\.)[^\W_]|//)")


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Find every link whose domain is not allowed."""
    for match in _LINK.finditer(text.text) if _HINT.search(text.text) else ():
        domain = host_of(match["spelled"] or match["bare"])
        if not is_allowed(domain, rule.allow):
            end = match.start() + len(match[0].rstrip(".,;:!?)…"))
            yield found(NAME, text, rule, (match.start(), end), domain=domain)


def host_of(authority: str) -> str:
    """Take the domain out of what stands between `//` and the next `/`."""
    host = authority.rpartition("@")[2].partition(":")[0]
    return host.rstrip(".,;!?)").lower().removeprefix("www.")


def is_allowed(domain: str, allowed: tuple[str, ...]) -> bool:
    """Say whether *domain* is one of *allowed* or below one."""
    return any(domain == one or domain.endswith(f".{one}") for one in allowed)


RULE = CharterRule(
    page=__doc__,
    french=FRENCH,
    sentences=SENTENCES,
    default=Rule(Level.BLOCK),
    check=check,
    keys={
        "allow": Key(
            Items(word(rf"(?i:{_HOST})", "not-a-domain", example="maison-lumen.example")),
            "Domains that replies may link to.",
        )
    },
)
