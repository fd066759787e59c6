"""Files built alike share what they are compiled to, and nothing else."""

import pytest

from copilot.library.cage import Cage
from copilot.library.rendering import Broken, Result, run

ALIKE = {
    "a.j2": "Bonjour {{ name }},\n{% block regret %}je regrette.{% endblock %}\n{{ end }}",
    "b.j2": "\n\nSalut {{ name }} !\n\n{% block regret %}\n\ndésolée{% endblock %}\n\n{{ end }}",
}


def test_files_built_alike_keep_their_own_words():
    """A reply that says another playbook's words would be the worst of all faults."""
    cage = Cage(ALIKE)
    values = {"name": "Claire", "end": "Léa"}

    assert run(cage, "a.j2", values) == Result(
        "Bonjour Claire,\nje regrette.\nLéa", frozenset({"regret"})
    )
    assert run(cage, "b.j2", values) == Result(
        "Salut Claire !\n\ndésolée\n\nLéa", frozenset({"regret"})
    )


@pytest.mark.parametrize(("path", "line"), [("a.j2", 3), ("b.j2", 9)])
def test_a_failure_is_told_at_the_own_line_of_each(path, line):
    """Whoever mends the file looks where the message points."""
    with pytest.raises(Broken) as caught:
        run(Cage(ALIKE), path, {"name": "Claire"})

    assert (caught.value.path, caught.value.line) == (path, line)


def test_what_each_uses_stands_at_its_own_lines():
    """The second file of a build is never parsed, and still knows where its names are."""
    cage = Cage(ALIKE)

    lines = {path: [use.line for use in cage.look(path).uses.names] for path in ALIKE}

    assert lines == {"a.j2": [1, 3], "b.j2": [3, 9]}


def test_texts_of_each_are_put_together_with_constants():
    """Jinja joins a constant and the text beside it while it compiles."""
    files = {"a.j2": "{{ 'x' }}eau{{ 'y' ~ 'z' }}!", "b.j2": "{{ 'x' }}air{{ 'y' ~ 'z' }}?"}

    assert [run(Cage(files), path, {}).text for path in files] == ["xeauyz!", "xairyz?"]


def test_an_included_file_may_be_built_like_the_one_that_includes_it():
    """The name of the file that includes is a part of the code, too."""
    files = {"a.j2": "1{% include 'b.j2' %}2", "b.j2": "3{% include 'c.j2' %}4", "c.j2": "5"}

    assert run(Cage(files), "a.j2", {}).text == "13542"


def test_a_text_with_our_marks_is_compiled_by_itself():
    """Somebody may paste anything; it comes out as it stands there."""
    text = "a\ufdd32\ufdd4b {{ name }}"

    assert run(Cage({"a.j2": text}), "a.j2", {"name": "c"}).text == "a\ufdd32\ufdd4b c"


def test_what_is_wrong_in_one_of_two_is_told_of_that_one():
    """Files with faults share nothing: the same fault has another line in each."""
    files = {"a.j2": "\n{{ x|uper }}", "b.j2": "\n\n\n{{ x|uper }}"}

    lines = []
    for path in files:
        with pytest.raises(Broken) as caught:
            run(Cage(files), path, {"x": "a"})
        lines.append((caught.value.path, caught.value.line))

    assert lines == [("a.j2", 2), ("b.j2", 4)]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("{{ author.first_name }}", {"author.first_name"}),
        ("{{ author['name'] }}", {"author"}),
        ("{{ author.first_name }}{% if author %}a{% endif %}", {"author.first_name", "author"}),
        ("{{ facts.delay }}{% if exchange %}a{% endif %}", {"facts.delay", "exchange"}),
    ],
)
def test_a_file_tells_what_of_a_rendering_it_looks_at(text, given):
    """A rendering that it could tell from another must not be left out."""
    assert Cage({"a.j2": text}).look("a.j2").uses.given == given
