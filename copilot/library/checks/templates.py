"""Templates must be readable, and hold only what a reply needs."""

import re
from collections.abc import Sequence

from jinja2 import TemplateAssertionError, TemplateSyntaxError

from copilot.library.checks.checked import Checked
from copilot.library.checks.jinja_words import told
from copilot.library.filters import FILTERS, TESTS
from copilot.library.place import Place
from copilot.library.refusals import Refusal
from copilot.library.report import nearest
from copilot.library.rules.parts import PARTS
from copilot.library.uses import Use, Uses

SENTENCES = {
    "en": {
        "template-syntax": (
            "this template cannot be read here; look again at what stands in {{{{ }}}} or {{% %}}"
        ),
        "template-syntax/unknown-tag": "there is no `{{% {word} %}}`; possible are {known}",
        "template-syntax/unknown-tag-nearest": (
            "there is no `{{% {word} %}}`; did you mean `{{% {meant} %}}`?"
        ),
        "template-syntax/unclosed-tag": (
            "`{{% {word} %}}` opens here and never closes; add `{{% {meant} %}}` where it ends"
        ),
        "template-syntax/crossed": (
            "`{{% {word} %}}` comes too soon: `{{% {tag} %}}` is still open; close it first "
            "with `{{% {meant} %}}`"
        ),
        "template-syntax/closes-nothing": (
            "`{{% {word} %}}` has nothing to close here; take it out, or see what should open "
            "above"
        ),
        "template-syntax/unclosed-comment": "a comment opens with {{# and never closes; add #}}",
        "template-syntax/braces": (
            "a brace or a % is missing here; write {{{{ promise.due }}}} and {{% endif %}}"
        ),
        "template-syntax/sign": (
            "the sign “{word}” is not allowed here; in {{{{ }}}} and {{% %}} quotes are "
            "straight and come in pairs"
        ),
        "template-syntax/too-deep": (
            "this cannot be read as a template: it is nested too deep or holds too large a number"
        ),
        "template-construct": "`{word}` is not allowed in a template",
        "template-call": "nothing can be called in a template but super() and loop.cycle()",
        "unknown-part": "`{word}` is not a part of a reply; known: {known}",
        "unknown-part/nearest": (
            "`{word}` is not a part of a reply; did you mean `{meant}`? Known: {known}"
        ),
        "unknown-filter": "`{word}` is not a filter or test; known: {known}",
        "unknown-filter/nearest": (
            "`{word}` is not a filter or test; did you mean `{meant}`? Known: {known}"
        ),
    },
    "fr": {
        "template-syntax": (
            "ce modèle est illisible ici ; relisez ce qui se trouve entre {{{{ }}}} ou {{% %}}"
        ),
        "template-syntax/unknown-tag": "`{{% {word} %}}` n’existe pas ; possibles : {known}",
        "template-syntax/unknown-tag-nearest": (
            "`{{% {word} %}}` n’existe pas ; vouliez-vous dire `{{% {meant} %}}` ?"
        ),
        "template-syntax/unclosed-tag": (
            "`{{% {word} %}}` s’ouvre ici et ne se ferme jamais ; ajoutez `{{% {meant} %}}` à "
            "l’endroit où il finit"
        ),
        "template-syntax/crossed": (
            "`{{% {word} %}}` arrive trop tôt : `{{% {tag} %}}` est encore ouvert ; fermez-le "
            "d’abord par `{{% {meant} %}}`"
        ),
        "template-syntax/closes-nothing": (
            "`{{% {word} %}}` n’a rien à fermer ici ; retirez-le, ou vérifiez ce qui devrait "
            "s’ouvrir plus haut"
        ),
        "template-syntax/unclosed-comment": (
            "un commentaire s’ouvre par {{# et ne se ferme jamais ; ajoutez #}}"
        ),
        "template-syntax/braces": (
            "il manque une accolade ou un % ici ; on écrit {{{{ promise.due }}}} et {{% endif %}}"
        ),
        "template-syntax/sign": (
            "le signe « {word} » n’est pas admis ici ; entre {{{{ }}}} et {{% %}}, les "
            "guillemets sont droits et vont par deux"
        ),
        "template-syntax/too-deep": (
            "ce modèle est illisible : l’imbrication est trop profonde, ou un nombre est trop "
            "grand"
        ),
        "template-construct": "`{word}` n’est pas admis dans un modèle",
        "template-call": (
            "dans un modèle, rien ne peut être appelé, sauf super() et loop.cycle()"
        ),
        "unknown-part": "`{word}` n’est pas une partie de réponse ; parties possibles : {known}",
        "unknown-part/nearest": (
            "`{word}` n’est pas une partie de réponse ; vouliez-vous dire `{meant}` ? Parties "
            "possibles : {known}"
        ),
        "unknown-filter": "`{word}` n’est pas un filtre ni un test ; possibles : {known}",
        "unknown-filter/nearest": (
            "`{word}` n’est pas un filtre ni un test ; vouliez-vous dire `{meant}` ? "
            "Possibles : {known}"
        ),
    },
}

PAGES = {
    "en": """\
## template-syntax

Jinja cannot read the template.

Bad: `{% if author.first_name %}Bonjour`

Good: `{% if author.first_name %}Bonjour{% endif %}`

## template-construct

Templates write a short text; what could run away or reach out is refused: macros, imports, lists
that are computed, powers.

Bad: `{% macro hello() %}…{% endmacro %}`

Good: `{% include "shared/hello.fr.j2" %}`

## template-call

Nothing is called in a template but `super()` and `loop.cycle()`; filters do the rest.

Bad: `{{ author.name.upper() }}`

Good: `{{ author.name|upper }}`

## unknown-part

Blocks are the parts of a reply that the charter knows.

Bad: `{% block regrets %}`

Good: `{% block regret %}`

## unknown-filter

There is no such filter or test.

Bad: `{{ author.name|uper }}`

Good: `{{ author.name|upper }}`
""",
    "fr": """\
## template-syntax

Jinja ne parvient pas à lire le modèle.

À éviter : `{% if author.first_name %}Bonjour`

Correct : `{% if author.first_name %}Bonjour{% endif %}`

## template-construct

Un modèle écrit un texte court ; ce qui pourrait s’emballer ou sortir du cadre est refusé :
macros, imports, listes calculées, puissances.

À éviter : `{% macro hello() %}…{% endmacro %}`

Correct : `{% include "shared/hello.fr.j2" %}`

## template-call

Dans un modèle, rien ne s’appelle, sauf `super()` et `loop.cycle()` ; les filtres font le reste.

À éviter : `{{ author.name.upper() }}`

Correct : `{{ author.name|upper }}`

## unknown-part

Les blocs sont les parties d’une réponse que la charte connaît.

À éviter : `{% block regrets %}`

Correct : `{% block regret %}`

## unknown-filter

Ce filtre ou ce test n’existe pas.

À éviter : `{{ author.name|uper }}`

Correct : `{{ author.name|upper }}`
""",
}


def check(checked: Checked) -> None:
    """Parse and compile every reply and shared piece."""
    for path in checked.library.replies:
        _check_one(checked, path)


def _check_one(checked: Checked, path: str) -> None:
    source = checked.library.replies[path]
    uses = checked.memory.recall(
        ("template", path, source.path, source.text), checked.report, lambda: _read(checked, path)
    )
    checked.templates.know(path, uses)


def _read(checked: Checked, path: str) -> Uses:
    try:
        looked = checked.cage.look(path)
        if not _tell_refusals(checked, path, looked.refusals):
            checked.cage.get_template(path)
    except TemplateAssertionError as exc:
        _tell_unknown(checked, path, exc)
    except TemplateSyntaxError as exc:
        _tell_syntax(checked, path, exc)
    except (RecursionError, ValueError, MemoryError, SyntaxError):
        checked.report.error(checked.place_of_line(path, 1), "template-syntax/too-deep")
    else:
        return looked.uses
    return Uses()


def _tell_syntax(checked: Checked, path: str, exc: TemplateSyntaxError) -> None:
    text = checked.reply_texts[path]
    code, line, values = told(exc.message or "", exc.lineno, text)
    word = values.get("word", "")
    named = re.search(rf"\{{%-?\s*(?P<name>{re.escape(word)})\b", checked.line(path, line))
    at = checked.place_of_line(path, line)
    if word and named:
        at = Place(at.path, line, named.start("name") + 1, named.end("name") + 1)
    # what ends a tag cannot stand for the tag that is not ended
    meant = values.get("meant") if code == "template-syntax/unknown-tag-nearest" else None
    checked.report.tell(at, code, values, suggestion=meant)


def _tell_refusals(checked: Checked, path: str, found: Sequence[Refusal]) -> bool:
    for refusal in found:
        use = Use(refusal.word, refusal.lineno)
        at = checked.place_of_use(path, use)
        if refusal.code == "unknown-part":
            checked.report.unknown(at, refusal.code, word=refusal.word, known=PARTS)
        else:
            checked.report.error(at, refusal.code, word=refusal.word)
    return bool(found)


def _tell_unknown(checked: Checked, path: str, exc: TemplateAssertionError) -> None:
    """Name the nearest filter or test; Jinja quotes the unknown one in its message."""
    word = (exc.message or "").partition("'")[2].partition("'")[0]
    known = [name for name in (*FILTERS, *TESTS) if name.isalpha()]
    at = checked.place_of_use(path, Use(word, exc.lineno))
    if word and nearest(word, known) != word:
        checked.report.unknown(at, "unknown-filter", word=word, known=sorted(set(known)))
    else:
        checked.report.error(at, "template-syntax")
