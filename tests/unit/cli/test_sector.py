"""The starter library, cut to a trade."""

import re
from pathlib import Path

import pytest

from copilot.cli import sector
from copilot.cli.sector import LEFT_OUT, WITHOUT_SHOPS, bare, library_of, spoken, without

WRITTEN = Path(sector.__file__).parent / "written/without-shops"
YAML = """\
# a comment
tests:
  fr:
    this: |
      rien reçu
    late: |
      toujours rien
      encore : rien

    not this: |
      autre
last: x
"""


def test_a_key_is_dropped_with_everything_below_it():
    """A test that names an absent playbook would be a fault."""
    assert YAML.replace(
        "    late: |\n      toujours rien\n      encore : rien\n\n", ""
    ) == without(YAML, lambda key: key == "late", depth=4)


def test_nothing_is_dropped_without_a_reason():
    """The shop's library is the starter library, letter for letter."""
    assert YAML == without(YAML, lambda key: key == "absent", depth=4)


def test_comments_go_and_values_stay():
    """`init` explains in the brand's own language instead."""
    assert "a: {b: c}\nlist:\n  - d\n" == bare("# head\na: {b: c}   # why\n\nlist:\n  - d\n")


@pytest.mark.parametrize("trade", LEFT_OUT)
def test_a_sector_has_no_trace_of_what_it_leaves_out(trade):
    """Neither playbook nor replies nor tests."""
    library = library_of(trade)
    traces = [
        (path, name)
        for path, text in library.items()
        for name in LEFT_OUT[trade]
        if name in path or f"    {name}: |" in text
    ]

    assert [] == traces


def test_every_sector_keeps_what_everybody_needs():
    """Someone in danger writes to any brand."""
    assert [] == [one for one, left in LEFT_OUT.items() if "someone-in-danger" in left]


@pytest.mark.parametrize("trade", LEFT_OUT)
def test_a_french_brand_lead_reads_french_comments(trade):
    """The file to copy explains itself in comments."""
    library = library_of(trade)
    own = [one for one in library if one not in ("playbooks/charter.yaml", "playbooks/facts.yaml")]
    texts = [spoken(library[path], "fr") for path in own]
    comments = [
        line
        for text in texts
        for line in re.findall(r"(?:^|   )# (.+)|\{#-?([^#]+)#\}", text, re.MULTILINE)
    ]

    assert [] == [one for one in comments if re.search(r"\b(the|one|of|what|is)\b", str(one))]


@pytest.mark.parametrize("trade", LEFT_OUT)
def test_an_english_brand_lead_reads_english_titles_and_sources(trade):
    """They stand on every card."""
    french = [
        said
        for path, text in library_of(trade).items()
        if path.endswith(".yaml")
        for said in re.findall(r"\b(?:title|source): [^,}\n]+", text)
        if said in spoken(text, "en") and said != "title: Compliment"
    ]

    assert [] == french


SHOP = re.compile(r"(?i)magasin|boutique|comptoir|\bstock\b|\bshops?\b|\bstores?\b|\bcounter\b")


@pytest.mark.parametrize("trade", WITHOUT_SHOPS)
def test_who_has_no_shops_speaks_of_none(trade):
    """Replies, facts, and what the desk is told to do; only what customers write may."""
    library = library_of(trade)
    told = {
        path: text if path.endswith(("j2", "facts.yaml")) else text.partition("\nguidance:")[2]
        for path, text in library.items()
    }
    found = [
        (path, word[0])
        for path, text in told.items()
        for word in SHOP.finditer(text.partition("\ntests:")[0])
    ]

    assert [] == found


def test_a_reply_without_shops_stands_for_one_of_the_starters():
    """One whose original is renamed would never be written."""
    replies = {path for path in library_of("shop") if path.startswith("replies/")}
    own = {path.relative_to(WRITTEN).as_posix() for path in WRITTEN.rglob("*.j2")}

    assert (True, set()) == (bool(own), own - replies)
