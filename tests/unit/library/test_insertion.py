"""An accepted example is one more line: whatever else a person wrote in the file stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.library.insertion import NoPlaceError, edited, with_examples
from copilot.library.library_files import parse
from copilot.library.report import Report
from copilot.library.source import Source

HEAD = "title: Retard   # le titre\nseverity: 'low'\nposture: \"inform\"\n"
TAIL = "\n# pour Léa\nguidance: {fr: Rester calme., en: Stay calm.}\n"
BLOCK = "examples:\n  fr: |\n    pas reçu\n    rien : nul\n"
EATEN = [
    "- rien reçu",
    "rien reçu #nul",
    "Service client : absent",
    "Remboursement: jamais",
    "@Lumen vous dormez",
    "* trois étoiles *",
    "50% de retard",
    "%tage",
    "! attention",
    "[sic] bravo",
    "{bravo}",
    "| tube",
    "& compagnie",
    "`code` rien",
    "? quand",
    "> merci",
    '"merci" qu\'ils disent',
    "'merci' rien",
    "null",
    "~",
    "toujours pas: reçu",
    "fini :",
    "#MaisonLumen rien reçu",
    "---",
]


def read(text):
    report = Report()
    files = parse({"playbooks/p.yaml": Source("p.yaml", text)}, report, languages=("fr", "en"))
    assert [] == [str(one) for one in report.problems if one.severity.value == "error"]
    return files.playbooks["p"].playbook


def added(text, *phrases, lang="fr"):
    return with_examples(text, {lang: phrases})


def test_block_text_gets_a_line_with_its_indent():
    text = HEAD + BLOCK.replace("    ", "        ") + TAIL

    assert text.replace("nul\n", "nul\n        où est-il\n") == added(text, "où est-il")


def test_a_language_gets_its_lines_and_the_other_stays():
    text = HEAD + BLOCK + "  en: |\n    not here\n" + TAIL

    assert text.replace("not here\n", "not here\n    still waiting\n") == added(
        text, "still waiting", lang="en"
    )


@pytest.mark.parametrize("phrase", EATEN)
@pytest.mark.parametrize(
    "examples",
    [
        BLOCK,
        "examples:\n  fr:\n    - pas reçu\n    - 'rien : nul'\n",
        "examples:\n  fr:\n  - pas reçu\n  - 'rien : nul'\n",
        "examples:\n  fr: [pas reçu, 'rien : nul']\n",
        "examples: {fr: [pas reçu, 'rien : nul']}\n",
    ],
    ids=["block", "list", "list at the key's indent", "flow", "all flow"],
)
def test_what_customers_write_comes_back_letter_by_letter(examples, phrase):
    """Whatever YAML would eat is in block text afterwards."""
    found = read(added(HEAD + examples + TAIL, phrase))

    assert ("pas reçu", "rien : nul", phrase) == found.examples["fr"]
    assert "Retard" == found.title
    assert {"fr": "Rester calme.", "en": "Stay calm."} == found.guidance


def test_a_list_stays_a_list_for_a_phrase_that_it_holds():
    text = HEAD + "examples:\n  fr:\n    - pas reçu   # Claire\n    - 'rien : nul'\n" + TAIL

    assert text.replace("nul'\n", "nul'\n    - où est mon colis ?\n") == added(
        text, "où est mon colis ?"
    )


def test_a_list_that_becomes_block_text_keeps_its_comments_above_it():
    """A person's remark is worth more than where it stood."""
    text = HEAD + "examples:\n  fr:\n    # vus en mai\n    - pas reçu   # Claire\n" + TAIL
    block = "  # vus en mai\n  # Claire\n  fr: |\n    pas reçu\n    rien #nul\n"

    assert HEAD + "examples:\n" + block + TAIL == added(text, "rien #nul")


def test_a_single_text_becomes_two_lines():
    text = HEAD + "examples:\n  fr: pas reçu\n" + TAIL

    assert HEAD + "examples:\n  fr: |\n    pas reçu\n    rien\n" + TAIL == added(text, "rien")


def test_a_new_language_comes_last():
    text = HEAD + BLOCK + TAIL

    assert text.replace("nul\n", "nul\n  en: |\n    not here\n") == added(
        text, "not here", lang="en"
    )


def test_a_block_whose_last_phrase_is_a_hashtag_is_not_cut_apart():
    text = HEAD + BLOCK + "    #nul\n" + TAIL
    found = read(with_examples(text, {"fr": ["encore"], "en": ["again"]}))

    assert ("pas reçu", "rien : nul", "#nul", "encore") == found.examples["fr"]
    assert ("again",) == found.examples["en"]


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n"])
def test_the_end_of_the_file_is_no_trouble(end):
    text = HEAD + BLOCK.rstrip("\n") + end

    assert ("pas reçu", "rien : nul", "encore") == read(added(text, "encore")).examples["fr"]


@pytest.mark.parametrize("header", ["|", "|-", "|+", "|  # vus"])
def test_a_blocks_header_stays_as_it_is(header):
    text = HEAD + BLOCK.replace("fr: |", f"fr: {header}") + TAIL
    after = added(text, "encore")

    assert f"fr: {header}\n" in after
    assert ("pas reçu", "rien : nul", "encore") == read(after).examples["fr"]


@pytest.mark.parametrize("text", ["", "a: [", "- a", "title: x\n", "{examples: {fr: a}}\n"])
def test_a_text_without_a_place_for_examples_says_so(text):
    with pytest.raises(NoPlaceError):
        added(text, "rien")


PHRASES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=" "),
    min_size=1,
    max_size=40,
).map(lambda text: " ".join(text.split()))


@given(phrase=PHRASES.filter(bool), listed=st.booleans())
def test_any_phrase_of_one_line_comes_back(phrase, listed):
    """Customers write anything at all."""
    import unicodedata

    shape = (
        "examples:\n  fr:\n    - pas reçu\n" if listed else "examples:\n  fr: |\n    pas reçu\n"
    )
    found = read(added(HEAD + shape + TAIL, phrase))

    assert ("pas reçu", unicodedata.normalize("NFC", phrase)) == found.examples["fr"]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_an_editors_mark_and_line_ends_stay(mark, end):
    """A file from another editor must not come back changed on every line."""
    before = mark + (HEAD + BLOCK + TAIL).encode().replace(b"\n", end)
    after = edited(before, {"fr": ["où est-il"]})

    line = b"    rien : nul" + end
    assert before.replace(line, line + "    où est-il".encode() + end) == after


def test_bytes_that_are_no_text_are_left_alone():
    with pytest.raises(NoPlaceError):
        edited(b"title: Cass\xe9\n", {"fr": ["rien"]})
