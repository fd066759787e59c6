"""What customers write and YAML eats."""

import pytest

from copilot.library.languages import placed
from copilot.library.nodes import compose
from copilot.library.report import Report
from copilot.library.shape import Reading
from copilot.library.source import Source


def read(text):
    report = Report()
    source = Source("a.yaml", text)
    value = placed().read(compose(source, report), Reading(source, report))
    found = [(one.line, one.column, one.rule) for one in report.problems]
    phrases = {lang: [one.text for one in some] for lang, some in (value or {}).items()}
    return phrases, found


def test_block_text_takes_everything_as_it_is():
    """This is the cure that every problem shows, so it must hold."""
    written = [
        "#nul rien reçu",
        "Service client : absent",
        "@Lumen *jamais* !",
        "- tiret",
        '"guillemets" & co',
        "{accolades} [crochets] | > % ` ? ~",
    ]
    text = "fr: |\n" + "".join(f"  {one}\n" for one in written)

    assert read(text) == ({"fr": written}, [])


def test_a_list_and_block_text_give_the_same():
    listed, _ = read("fr:\n  - toujours rien\n  - colis perdu\n")
    block, _ = read("fr: |\n  toujours rien\n\n  colis perdu\n")

    assert listed == block == {"fr": ["toujours rien", "colis perdu"]}


def test_places_of_phrases_in_block_text():
    """A test that fails and an example that repeats are shown where they stand."""
    source = Source("a.yaml", "fr: |\n\n    été\n    à côté\n")
    value = placed().read(compose(source, Report()), Reading(source, Report()))

    assert [(one.place.line, one.place.column, one.place.end_column) for one in value["fr"]] == [
        (3, 5, 8),
        (4, 5, 11),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fr:\n  - rien reçu #nul\n", [(2, 15, "phrase-comment")]),
        ("fr:\n  - rien reçu # vu en mars\n", [(2, 15, "phrase-comment")]),
        ("fr:\n  - Service client : absent\n", [(2, 5, "phrase-mapping")]),
        ("fr:\n  - ? pourquoi\n", [(2, 5, "phrase-mapping")]),
        ("fr:\n  - - rien\n", [(2, 5, "phrase-mapping")]),
        ("fr:\n  - [nul]\n", [(2, 5, "phrase-mapping")]),
        ("fr:\n  - rien\n    du tout\n", [(2, 5, "phrase-folded")]),
        ("fr: >\n  rien\n  du tout\n", [(1, 5, "phrase-folded")]),
        ('fr:\n  - "rien\\ndu tout"\n', [(2, 5, "phrase-folded")]),
        ("fr:\n  - null\n", [(2, 5, "null")]),
        ("fr:\n  - #nul\n", [(2, 4, "null")]),
        ("fr:\n", [(1, 4, "null")]),
        ("fr: []\n", [(1, 5, "no-phrases")]),
        ("fr: {rien: reçu}\n", [(1, 5, "phrase-mapping")]),
        ("{fr: retard, de livraison}\n", [(1, 14, "flow-comma")]),
        ("french: rien\n", [(1, 1, "unknown-language")]),
        ("fr: [écran, &co]\n", [(1, 13, "anchor"), (1, 13, "null")]),
    ],
)
def test_what_yaml_eats_is_reported_where_it_is_eaten(text, found):
    assert read(text)[1] == found


def test_a_comment_apart_from_a_hashtag_only_warns():
    """`# seen in March` may be meant; `#nul` never is."""
    report = Report()
    source = Source("a.yaml", "fr:\n  - rien # vu\n  - reçu #nul\n")
    placed().read(compose(source, report), Reading(source, report))

    assert ["warning", "error"] == [one.severity.value for one in report.problems]


def test_the_block_form_is_shown_as_the_cure():
    for language, cure in (("en", "fr: |"), ("fr", "fr: |")):
        report = Report(language)
        source = Source("a.yaml", "fr:\n  - rien #nul\n  - a: b\n")
        placed().read(compose(source, report), Reading(source, report))

        assert [True, True] == [cure in one.message for one in report.problems]
