"""A reply must not hold what was to be filled in, or the marks of a web page."""

import re

from copilot.domain.leftover import LEFT, may_have_leftovers
from copilot.library.checks.checked import Checked
from copilot.library.place import Place
from copilot.library.source import Source

SENTENCES = {
    "en": {
        "placeholder/braces": (
            "`{word}` would be posted as it stands; what the desk fills in has two braces: {cure}"
        ),
        "placeholder/brackets": "`{word}` would be posted as it stands; write what belongs there",
        "placeholder/page": "`{word}` would be posted as it stands: a reply is plain text",
    },
    "fr": {
        "placeholder/braces": (
            "`{word}` serait publié tel quel\u202f; ce que le desk remplit prend deux "
            "accolades\u00a0: {cure}"
        ),
        "placeholder/brackets": (
            "`{word}` serait publié tel quel\u202f; écrivez ce qui doit se trouver là"
        ),
        "placeholder/page": (
            "`{word}` serait publié tel quel\u00a0: une réponse est du texte simple"
        ),
    },
}

PAGES = {
    "en": """\
## placeholder

A word in single braces or in square brackets, or a mark of a web page, is no sign for the desk:
customers would read it as it stands.

Bad: `Hello [first name], <b>thank you</b>. { signature }`

Good: `Hello {{ author.handle }}, thank you. {{ signature }}`
""",
    "fr": """\
## placeholder

Un mot entre accolades simples ou entre crochets, ou une balise de page web, ne dit rien au desk :
les clients le liraient tel quel.

À éviter : `Bonjour [prénom], <b>merci</b>. { signature }`

Correct : `Bonjour {{ author.handle }}, merci. {{ signature }}`
""",
}

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


def check(checked: Checked) -> None:
    """Look at what every reply and shared piece says outside Jinja's own signs."""
    for source in checked.library.replies.values():
        _check(checked, source)


def _check(checked: Checked, source: Source) -> None:
    said = _JINJA.sub("", source.text)
    if not may_have_leftovers(said):
        return
    # every letter keeps its place
    bare = _JINJA.sub(lambda own: re.sub(r"[^\n]", "\0", own[0]), source.text)
    for number, line in enumerate(bare.split("\n"), start=1):
        for kind, left in LEFT.items():
            for found in left.finditer(line):
                at = Place(source.path, number, found.start() + 1, found.end() + 1)
                cure = f"{{{{ {found['name']} }}}}" if kind == "braces" else ""
                checked.report.warning(at, f"placeholder/{kind}", word=found[0], cure=cure)
