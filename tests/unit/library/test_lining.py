"""What the author of a template wrote as lines is what is posted as lines."""

import pytest

from copilot.library.cage import Cage
from copilot.library.rendering import run

VALUES = {"yes": True, "no": False, "many": ["a", "b"], "empty": ""}
FILES = {
    "shared/words.j2": "{#- A note. -#}\nwords\n",
    "shared/note.j2": "{# A note. #}\nwords\n",
    "shared/nothing.j2": "{% if no %}\nwords\n{% endif %}\n",
    "shared/whole.j2": (
        "{% block regret %}{% endblock %}\n\n{% block repair %}\nB\n{% endblock %}\nC\n"
    ),
}


def text(template):
    return run(Cage({**FILES, "a.j2": template}), "a.j2", VALUES).text


@pytest.mark.parametrize(
    ("template", "written"),
    [
        (
            "{% block regret %}A{% endblock %}\n\n{% block repair %}B{% endblock %}\n\nC",
            "A\n\nB\n\nC",
        ),
        ("{% block regret %}A{% endblock %}\n{% block repair %}B{% endblock %}\nC\n", "A\nB\nC"),
        (
            "{% block regret %}\nA\n{% endblock %}\n\n{% block repair %}\nB\n{% endblock %}\n",
            "A\n\nB",
        ),
        ("A\n{% if yes %}B{% endif %}\nC", "A\nB\nC"),
        ("A\n{% if yes %}\nB\n{% else %}\nD\n{% endif %}\nC", "A\nB\nC"),
        ("A\n\n{% if yes %}\nB\n\n{% endif %}\nC", "A\n\nB\n\nC"),
        ("A\n{% for one in many %}\n- {{ one }}\n{% endfor %}\nC", "A\n- a\n- b\nC"),
        ("A\n{% include 'shared/words.j2' %}\nC", "A\nwords\nC"),
        ("A, {% include 'shared/words.j2' %}, C", "A, words, C"),
        ("A, {% include 'shared/note.j2' %}, C", "A, words, C"),
        ("A {# a note #}\nC", "A\nC"),
        ("A\n{% raw %}{{ x }}{% endraw %}\nC", "A\n{{ x }}\nC"),
        ("A\n{{ many[0] }}\n{{ many[1] }}\nC", "A\na\nb\nC"),
    ],
)
def test_a_break_after_a_tag_is_kept_where_its_line_says_something(template, written):
    """A blank line before the signature is what separates it from the reply."""
    assert written == text(template)


@pytest.mark.parametrize(
    "template",
    [
        "A\n{% if no %}B{% endif %}\nC",
        "A\n{% if no %}\nB\n{% endif %}\nC",
        "A\n  {% if no %}B{% endif %}  \nC",
        "A\n{# a note #}\nC",
        "A\n{# a note\nof two lines #}\nC",
        "A\n{% set x = 1 %}\nC",
        "A\n{{ empty }}\nC",
        "A\n  {{ empty }}{% if no %}B{% endif %}\nC",
        "A\n{% block regret %}{% endblock %}\nC",
        "A\n{% block regret %}\n{% if no %}B{% endif %}\n{% endblock %}\nC",
        "A\n{% include 'shared/nothing.j2' %}\nC",
        "{% if no %}B{% endif %}\nA\n{%- if no %}\nB\n{% endif %}\n\nC".replace("\n\n", "\n"),
        "A\n{% if yes -%}\n\n{% endif -%}\nC",
    ],
)
def test_a_line_of_tags_that_writes_nothing_is_no_line(template):
    """An `{% if %}` on a line of its own is how authors write; its line is nobody's to read."""
    assert text(template) == "A\nC"


@pytest.mark.parametrize(
    "template",
    [
        "A\n\n{% if no %}B{% endif %}\n\nC",
        "A\n\n{% if no %}\nB\n\n{% endif %}\n\n\nC",
        "A\n\n{% block regret %}{% endblock %}\n\n{% block repair %}{% endblock %}\n\nC",
    ],
)
def test_blank_lines_around_nothing_are_one_blank_line(template):
    """What a fact would have filled leaves no hole in the reply."""
    assert text(template) == "A\n\nC"


def test_lines_of_a_template_that_is_extended_are_kept():
    """A brand may have one frame for all its replies."""
    template = "{% extends 'shared/whole.j2' %}\n{% block regret %}A{% endblock %}\n"

    assert text(template) == "A\n\nB\nC"


def test_a_part_is_filled_whatever_lines_its_tags_stand_on():
    """The charter asks which parts say something."""
    template = "{% block regret %}\n{% endblock %}\n{% block repair %}\nB\n{% endblock %}\n"
    result = run(Cage({"a.j2": template}), "a.j2", VALUES)

    assert result.parts == {"repair"}
