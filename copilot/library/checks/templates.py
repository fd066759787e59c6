"""Templates must be readable, and hold only what a reply needs."""

import re

from jinja2 import TemplateAssertionError, TemplateSyntaxError

from copilot.library.cage import Refusal, refusals
from copilot.library.checks.checked import Checked
from copilot.library.checks.jinja_words import told
from copilot.library.filters import FILTERS, TESTS
from copilot.library.place import Place
from copilot.library.report import nearest
from copilot.library.rules.parts import PARTS
from copilot.library.template import Use


def check(checked: Checked) -> None:
    """Parse and compile every reply and shared piece."""
    for path in checked.library.replies:
        _check_one(checked, path)


def _check_one(checked: Checked, path: str) -> None:
    try:
        tree = checked.cage.tree(path)
        checked.templates.look(path, tree)
        if not _tell_refusals(checked, path, list(refusals(tree))):
            checked.cage.get_template(path)
    except TemplateAssertionError as exc:
        _tell_unknown(checked, path, exc)
    except TemplateSyntaxError as exc:
        _tell_syntax(checked, path, exc)
    except (RecursionError, ValueError, MemoryError, SyntaxError):
        checked.report.error(checked.place_of_line(path, 1), "template-syntax/too-deep")


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


def _tell_refusals(checked: Checked, path: str, found: list[Refusal]) -> bool:
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
