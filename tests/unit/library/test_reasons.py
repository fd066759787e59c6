"""Why a template cannot be rendered is said in the reader's language, with what to do about it."""

import pytest

from copilot.library.checks.renderings import SENTENCES

HEAD = "title: Retard\nseverity: low\nposture: inform\n"
PLAYBOOK = HEAD + "examples: {fr: rien reçu depuis lundi}\n"
PATH = "replies/late/first.fr.j2"


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("Bonjour {{ author.first_name }}", "nothing", ""),
        ("Bonjour {{ place.title }}", "absent", "title"),
        ("Bonjour {{ a }}{% set a = 1 %}", "undefined", "a"),
        ("Bonjour {{ exchange }}", "not-text", ""),
        ("Bonjour {% for a in complaint.text %}{{ a }}{% endfor %}", "not-a-list", ""),
        ("Bonjour {{ (exchange|first).text }}", "empty-list", ""),
        ("Bonjour {{ 'a' * 3 }}", "operator", "*"),
        ("Bonjour {{ channel.limit * 999999999999 }}", "number", ""),
        ("Bonjour {{ 1 / 0 }}", "calculation", ""),
        ("Bonjour {{ author.first_name < 3 }}", "calculation", ""),
        ("{% set a = complaint.text ~ complaint.text %}Bonjour {{ a }}", "length", ""),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_rendering_that_fails_is_told_in_the_readers_language(shelf, text, code, word, language):
    """Half a sentence of Python helps no brand lead."""
    made = shelf({"playbooks/late.yaml": PLAYBOOK, PATH: text}, language=language)

    (problem,) = [one for one in made.problems if one.rule == "render-failed"]
    wanted = SENTENCES[language][f"render-failed/{code}"].format(word=word, most=20_000)
    assert problem.message == wanted
