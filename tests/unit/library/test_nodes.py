"""YAML becomes nodes with exact places, and everything clever in it a problem."""

import pytest
import yaml

from copilot.library import nodes
from copilot.library.nodes import Listing, Mapping, Scalar, compose, node_at
from copilot.library.report import Report
from copilot.library.source import Source


@pytest.fixture(params=["CLoader", "Loader"])
def loader(request, monkeypatch):
    """With libyaml and without, places must be the same."""
    if not hasattr(yaml, request.param):
        pytest.skip("libyaml is not there")
    monkeypatch.setattr(nodes, "_LOADER", getattr(yaml, request.param))


def read(text):
    report = Report()
    root = compose(Source("a.yaml", text), report)
    return root, [(one.line, one.column, one.rule) for one in report.problems]


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: 1\na: 2\n", [(2, 1, "repeated-key")]),
        ("é😀:\n  x: 1\n  x: 2\n", [(3, 3, "repeated-key")]),
        ("a: &x b\nc: *x\n", [(1, 4, "anchor"), (2, 4, "alias")]),
        ("a: !!int 3\n", [(1, 4, "tag")]),
        ("? [a]\n: b\n", [(1, 3, "key-not-text")]),
        ("a: b\n---\nc: d\n", [(2, 1, "several-documents")]),
        ("", [(1, 1, "empty-file")]),
        ("# only this\n", [(1, 1, "empty-file")]),
        ("[" * 30 + "]" * 30, [(1, 21, "too-deep")]),
        ("a:\n\tb: c\n", [(2, 1, "tab")]),
        ("a:\n\xa0 b: c\nd: e: f\n", [(2, 1, "indent"), (3, 5, "unquoted-colon")]),
        ("a: Service client : absent\n", [(1, 19, "unquoted-colon")]),
        ("a: b\n c: d\n", [(2, 3, "indent")]),
        ("- @Lumen rien\n", [(1, 3, "phrase-sign")]),
        ("- `rien`\n", [(1, 3, "phrase-sign")]),
        ("- %rien\n", [(1, 3, "phrase-sign")]),
        ('- "jamais" livré\n', [(1, 3, "phrase-sign")]),
        ("- *jamais* livré\n", [(1, 3, "phrase-sign")]),
        ("- | rien\n", [(1, 3, "phrase-sign")]),
        ("- > rien\n", [(1, 3, "phrase-sign")]),
        ("- [nul] rien\n", [(1, 3, "phrase-sign")]),
        ("a: 'jamais\nb: c\n", [(1, 4, "unclosed-quote")]),
        ("a: 'jamais\nb: 'c'\n", [(1, 4, "unclosed-quote")]),
        ("fr: |\n    un\n    deux\n  trois\n", [(4, 3, "indent")]),
        ("a: {b: “x: y”}\n", [(1, 8, "typographic-quotes")]),
        ("a: [b, c\n", [(1, 4, "unclosed-bracket")]),
        ("a: {t: ${TOKEN}, c: 1}\n", [(1, 8, "unquoted-variable")]),
    ],
)
def test_a_fault_is_found_at_its_place(text, found):
    assert read(text)[1] == found


@pytest.mark.usefixtures("loader")
def test_columns_count_characters():
    """An editor jumps to characters; bytes would put it beside every accent."""
    root, _ = read("é😀: {à: 👩‍👧, b: c}\n")

    inner = node_at(root, "é😀", "b")

    assert (inner.place.line, inner.place.column, inner.place.end_column) == (1, 17, 18)


def test_scalars_are_texts():
    """`no` is not false, and 010 is not eight."""
    root, _ = read("a: no\nb: 010\nc: 2026-11-12\n")

    assert [value.text for _, value in root.entries] == ["no", "010", "2026-11-12"]


def test_a_bomb_of_aliases_never_unfolds():
    """Ten lines of YAML can stand for a thousand million values."""
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    _, found = read("\n".join(lines))

    assert {rule for _, _, rule in found} == {"anchor", "alias"}


def test_kinds_of_nodes():
    root, _ = read("a: {b: c}\nd: [e]\n")

    kinds = [type(root), *(type(value) for _, value in root.entries)]
    assert kinds == [Mapping, Mapping, Listing]
    assert isinstance(node_at(root, "a", "b"), Scalar)
    assert node_at(root, "a", "b", "c") is None


def test_a_secret_is_never_shown():
    """Problems go to a terminal, a log and the desk."""
    scalar = Scalar("s3cret", nodes.Place("a"), variable="TOKEN")

    assert scalar.shown == "${TOKEN}"


def test_an_unquoted_variable_is_cured_by_its_quoted_form():
    report = Report()
    compose(Source("a.yaml", "a: {t: ${TOKEN}}"), report)

    assert report.problems[0].suggestion == '"${TOKEN}"'
