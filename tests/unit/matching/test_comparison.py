"""The measured page keeps its word: table, chart and messages are those of the figures."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from rapidfuzz import fuzz, process

from docs.matching import chart, compare, measures, messages, table

SAID = messages.read()


@pytest.fixture(scope="module")
def library():
    return compare.library()


@pytest.fixture(scope="module")
def figures():
    return json.loads(compare.FIGURES.read_text(encoding="utf-8"))


def test_chart_and_table_belong_to_the_figures():
    """A figure mended by hand, or a chart of last year, would be believed."""
    assert [] == compare.faults()


def test_a_table_changed_by_hand_is_told(monkeypatch, tmp_path):
    page = tmp_path / "matching.md"
    page.write_text(compare.PAGE.read_text(encoding="utf-8").replace("AUROC |", "AUROC! |"))
    monkeypatch.setattr(compare, "PAGE", page)

    assert ["matching.md: its table is not that of figures.json"] == compare.faults()


def test_a_table_put_into_a_page_is_found_there_and_nothing_else_changes():
    page = f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n"

    changed = table.put(page, "| new |")

    assert "| new |" == table.between(changed)
    assert ("before\n", "\nafter\n") == (
        changed.partition(table.BEGIN)[0],
        changed.partition(table.END)[2],
    )


def test_the_chart_says_in_words_what_it_shows(figures):
    """Who cannot see it reads its description; nothing in it comes from elsewhere."""
    drawn = chart.draw(figures)
    root = ET.fromstring(drawn)  # noqa: S314 - drawn a line above

    described = next(each.text for each in root if each.tag.endswith("desc"))
    assert [] == [
        one["name"]
        for one in figures["methods"].values()
        if one["name"].replace("`", "") not in described
    ]
    assert "prefers-color-scheme: dark" in drawn
    assert [] == re.findall(r"(?:href|url\(|@import)", drawn)


def test_the_messages_are_many_in_two_languages_and_some_belong_nowhere():
    belonging = [each for each in SAID if each.playbooks]
    french = sum(each.lang == "fr" for each in SAID) / len(SAID)

    assert len(belonging) >= 400
    assert len(SAID) - len(belonging) >= 120
    assert 0.6 < french < 0.7
    assert {"fr", "en"} == {each.lang for each in SAID}


def test_every_message_is_labelled_with_playbooks_of_the_starter_library(library):
    known = {playbook.id for playbook in library}

    assert known == {name for each in SAID for name in each.playbooks}


def test_no_message_is_an_example_in_disguise(library):
    """Measured on what it learned from, every method looks good."""
    learned = [
        text.casefold()
        for playbook in library
        for phrases in (playbook.examples, playbook.not_examples)
        for texts in phrases.values()
        for text in texts
    ]

    assert [] == [
        each.text
        for each in SAID
        if process.extractOne(each.text.casefold(), learned, scorer=fuzz.ratio, score_cutoff=85)
    ]


def test_no_message_stands_twice():
    assert len(SAID) == len({each.text.casefold() for each in SAID})


def test_slips_of_the_finger_are_the_same_each_time_and_about_one_in_ten():
    once, again = messages.mistyped(SAID), messages.mistyped(SAID)

    assert once == again
    alike = [fuzz.ratio(each.text, slipped) for each, slipped in zip(SAID, once, strict=True)]
    assert 90 < sum(alike) / len(alike) < 97


def test_of_equal_scores_half_count_as_told_apart():
    inside, outside = measures.np.array([0.5, 0.9]), measures.np.array([0.5, 0.1])

    assert 0.875 == measures.auroc(inside, outside)


def test_one_of_several_right_playbooks_is_right():
    said = [messages.Message("fr", ("late-delivery", "no-answer"), "x")]

    assert [1.0] == measures.hits(said, [["no-answer", "praise"]], 1).tolist()
    assert [0.0] == measures.hits(said, [["praise", "no-answer"]], 1).tolist()


def test_a_band_is_worth_what_its_answers_were():
    """None is an answer: it is right where nothing belongs, and wrong where something does."""
    said = [messages.Message("fr", names, "x") for names in (("a",), ("a",), (), ("a",))]
    given = {
        "ranked": [["a"], ["b"], ["a"], ["a"]],
        "scores": [0.95, 0.92, 0.2, 0.1],
        "is_none": [False, False, True, True],
    }

    found = measures.bands(said, given)

    assert {"given": 2, "right": 50.0} == found["sure"]
    assert {"given": 2, "right": 50.0} == found["none"]
    assert {"given": 0, "right": 0.0} == found["likely"]


def test_the_page_names_every_module():
    """Who changes the matcher begins there."""
    root = Path(__file__).parents[3]
    page = (root / "docs/matching.md").read_text("utf-8")
    made_of = page.partition("## What it is made of")[2].partition("\n## ")[0]
    named = set(re.findall(r"`(\w+)`", made_of))

    assert set() == {one.stem for one in (root / "copilot/matching").glob("[!_]*.py")} - named
