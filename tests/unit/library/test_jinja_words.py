"""What Jinja cannot read is told in our words, where a person would look."""

import pytest

from copilot.library.cage import Cage

PATH = "replies/late/first.fr.j2"


@pytest.mark.parametrize(
    ("text", "line", "words", "suggestion"),
    [
        ("Bonjour\n{% block regret %}a{% endblok %}", 2, "{% endblock %}", "endblock"),
        ("{% blok regret %}a{% endblock %}", 1, "{% block %}", "block"),
        ("Bonjour\n{{ promise.due }", 2, "accolade", None),
        ("{% if brand }a{% endif %}", 1, "accolade", None),
        ("{{ brand", 1, "accolade", None),
        ("a\n{% block regret %}b\nc\n", 2, "ne se ferme jamais", None),
        ("{% if brand %}\n{% block regret %}b{% endblock %}", 1, "{% endif %}", None),
        ("{% if brand %}b{% endblock %}", 1, "fermez-le", None),
        ("b{% endblock %}", 1, "rien à fermer", None),
        ("b{# c", 1, "#}", None),
        ("{{ “brand” }}", 1, "guillemets", None),
        ("{{ brand brand }}", 1, "illisible ici", None),
        ("{% zzz %}", 1, "possibles", None),
    ],
)
def test_a_template_that_cannot_be_read_is_told_in_french(shelf, text, line, words, suggestion):
    """Jinja's own English sentences help no brand lead."""
    made = shelf({PATH: text}, language="fr")

    (problem,) = [one for one in made.problems if one.rule == "template-syntax"]
    assert (problem.path, problem.line, problem.suggestion) == (PATH, line, suggestion)
    assert words in problem.message
    assert "Jinja" not in problem.message


def test_the_tags_we_name_are_read_by_the_cage():
    """A suggestion that the cage refuses would send a person round in circles."""
    text = "{% set a = 1 %}{% with %}{% if a %}{% elif a %}{% else %}{% endif %}{% endwith %}"

    assert Cage({"a": text}).look("a")
