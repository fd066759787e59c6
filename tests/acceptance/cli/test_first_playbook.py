"""The pages about the first playbook, followed word by word: each stays true, or fails here."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

DOCS = Path(__file__).parents[3] / "docs"
PAGES = {"fr": DOCS / "premiere-fiche.md", "en": DOCS / "first-playbook.md"}
BLOCK = re.compile(r"^```(\w+)(?: (\S+))?(?: (\d+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(page):
    """What a reader types, saves and sees, in order: language, file, line, text."""
    return [match.groups() for match in BLOCK.finditer(page.read_text("utf-8"))]


def save(path, line, text):
    """Write a file, or one line of it."""
    file = Path(path)
    if line is None:
        file.parent.mkdir(parents=True, exist_ok=True)
        new = text
    else:
        lines = file.read_text("utf-8").splitlines(keepends=True)
        lines[int(line) - 1] = text
        new = "".join(lines)
    file.write_text(new, "utf-8")


def type_in(commands, copilot, monkeypatch):
    """Run the lines of a terminal, and give what they print."""
    said = ""
    for line in commands.splitlines():
        program, *arguments = shlex.split(line)
        if program == "cd":
            monkeypatch.chdir(arguments[0])
        else:
            assert "copilot" == program
            said += copilot(*arguments).out
    return said


def plain(text):
    """With one kind of space."""
    return re.sub(r"[^\S\n]", " ", text)


def missing(expected, said):
    """The expected lines that what was said doesn't show, whatever their spaces."""
    shown = plain(said)
    return [line for line in expected.splitlines() if plain(line) not in shown]


@pytest.mark.parametrize("language", PAGES)
def test_the_first_playbook_works_as_its_page_says(nowhere, copilot, monkeypatch, language):
    """A brand lead follows it word by word, and has nobody to ask."""
    monkeypatch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
    said, steps = "", []
    for kind, path, line, text in blocks(PAGES[language]):
        if kind == "sh":
            said = type_in(text, copilot, monkeypatch)
        elif kind == "text":
            steps.append(missing(text, said))
        elif path:
            save(path, line, text)

    assert [[]] * 5 == steps


def test_both_pages_take_the_same_steps():
    """Who mends one mends the other."""
    shapes = [
        [(kind, path if kind == "yaml" else None, line) for kind, path, line, _ in blocks(page)]
        for page in PAGES.values()
    ]

    assert shapes[0] == shapes[1]


def test_both_pages_write_the_same_playbook():
    """But for its title and the order of the languages."""
    french, english = (
        next(yaml.safe_load(text) for kind, _, _, text in blocks(page) if kind == "yaml")
        for page in PAGES.values()
    )

    assert french | {"title": ""} == english | {"title": ""}


@pytest.mark.parametrize("language", PAGES)
def test_every_page_it_links_is_there(language):
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", PAGES[language].read_text("utf-8"))

    assert links
    assert [] == [link for link in links if not (DOCS / link).exists()]
