"""Templates can write a short text, and nothing else."""

import pytest

from copilot.domain.errors import TemplateFailed
from copilot.library.cage import Cage
from copilot.library.rendering import Broken, run

VALUES = {"text": "abc", "many": [1, 2, 3], "nothing": None, "number": 7}


def render(text, **files):
    return run(Cage({"a.j2": text, **files}), "a.j2", VALUES)


@pytest.mark.parametrize(
    "text",
    [
        "{{ range(9) }}",
        "{{ lipsum() }}",
        "{{ cycler(1) }}",
        "{{ text * 99999 }}",
        "{{ many * 99999 }}",
        "{{ 'x' * 10**9 }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ number ** 2 }}",
        "{{ 99999999 * 99999999 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '{:>999999999}'.format(1) }}",
        "{{ text.center(999999999) }}",
        "{{ text|center(999999999) }}",
        "{{ text|indent(999999999) }}",
        "{{ text.upper() }}",
        "{{ text.__class__ }}",
        "{{ text['__class__'] }}",
        "{{ text|attr('__class__') }}",
        "{{ ().__class__.__base__.__subclasses__() }}",
        "{{ self.__init__ }}",
        "{{ many|xmlattr }}",
        "{{ many|pprint }}",
        "{{ many }}",
        "{{ nothing }}",
        "{{ missing }}",
        "{{ number is even and missing }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% set x %}{{ text }}{% endset %}{{ x }}",
        "{% filter upper %}a{% endfilter %}",
        "{% import 'a.j2' as a %}",
        "{% from 'a.j2' import a %}",
        "{% include 'a.j2' %}",
        "{% include '../b.j2' %}",
        "{% include '/etc/passwd' %}",
        "{% include text %}",
        "{% for x in text %}{{ x }}{% endfor %}",
        "{% for x in many recursive %}{{ loop(many) }}{% endfor %}",
        "{% block other %}a{% endblock %}",
        "{% set x = [many, many] %}{{ x == x }}",
        "{% set x = {} %}",
        "{{ text|replace('', 'x' * 9) }}",
        "{{ 1 / 0 }}",
        "{% if %}",
        "{{ " + "(" * 5000,
        "{{ " + "9" * 5000 + " }}",
        "{% for x in many %}" * 21 + "{% endfor %}" * 21,
    ],
)
def test_what_runs_away_or_reaches_out_is_refused(text):
    """Each of these, in one brand's file, would stop or open the desk of that brand."""
    with pytest.raises((TemplateFailed, Exception)) as caught:
        render(text)

    assert isinstance(caught.value, Broken)


@pytest.mark.parametrize(
    "step", ["{% set x = x ~ x %}", "{% set x = x + x %}", "{% set x = x|replace('a', x) %}"]
)
def test_texts_cannot_double_for_ever(step):
    """Forty lines of doubling would fill the memory before anything is written."""
    with pytest.raises(Broken, match="20000 characters"):
        render("{% set x = 'aaaa' %}" + step * 40 + "{{ x }}")


def test_loops_in_loops_stop():
    inside = "{% for a in many %}" * 9 + "{% endfor %}" * 9

    with pytest.raises(Broken, match="1000 steps"):
        render(inside)


def test_includes_that_multiply_stop():
    files = {
        f"{n}.j2": f"{{% include '{n + 1}.j2' %}}{{% include '{n + 1}.j2' %}}" for n in range(30)
    }

    with pytest.raises(Broken, match="1000 steps"):
        render("{% include '0.j2' %}", **files, **{"30.j2": ""})


def test_a_result_over_the_limit_is_refused_while_it_is_written():
    with pytest.raises(Broken, match="20000 characters"):
        render("a" * 20_001)


def test_a_result_at_the_limit_is_accepted():
    assert len(render("a" * 20_000).text) == 20_000


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ 7 * 6 }}", "42"),
        ("{{ text ~ number }}", "abc7"),
        ("{{ text + 'd' }}", "abcd"),
        ("{{ text|upper }} {{ text|replace('b', 'x') }}", "ABC axc"),
        ("{% for x in many %}{{ x }}{{ ', ' if not loop.last }}{% endfor %}", "1, 2, 3"),
        ("{% for x in many %}{{ loop.cycle('a', 'b') }}{% endfor %}", "aba"),
        ("{{ many|join(' et ') }}", "1 et 2 et 3"),
        ("{{ missing|default('x') }}", "x"),
        ("{% if nothing is none %}y{% endif %}", "y"),
        ("{% if text in ['abc', 'd'] %}y{% endif %}", "y"),
        ("a  \n\n\n\n\nb\n", "a\n\nb"),
        ("e\u0301", "é"),
    ],
)
def test_what_replies_need_works(text, written):
    assert render(text).text == written


def test_a_part_is_filled_when_something_stands_in_it():
    """The charter asks for parts; an empty block is not one."""
    result = render(
        "{% block regret %}{% if nothing %}x{% endif %} {% endblock %}"
        "{% block repair %}{{ text }}{% endblock %}"
    )

    assert (result.text, result.parts) == ("abc", frozenset({"repair"}))


def test_parts_of_an_extended_template_count():
    base = "{% block regret %}pardon{% endblock %} {% block repair %}{% endblock %}"
    result = render(
        "{% extends 'b.j2' %}{% block regret %}oh, {{ super() }}{% endblock %}", **{"b.j2": base}
    )

    assert (result.text, result.parts) == ("oh, pardon", frozenset({"regret"}))


def test_a_failure_names_the_file_and_line_it_happened_in():
    with pytest.raises(Broken) as caught:
        render("a\n{% include 'b.j2' %}", **{"b.j2": "\n\n{{ nothing }}"})

    assert (caught.value.path, caught.value.line) == ("b.j2", 3)
