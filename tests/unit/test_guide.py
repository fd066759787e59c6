"""The guide for community managers names only what the desk has, and shows only what is there."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from copilot.desk import command_names
from copilot.desk.words import catalogue

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = {"fr": DOCS / "au-desk.md", "en": DOCS / "at-the-desk.md"}
WORDS = Path(catalogue.__file__).parent
#: Bytes of a picture, and pictures of a page: it is read on a phone.
MOST_BYTES, MOST_PICTURES = 72_000, 12
#: What a button says can come from these, its first letter made a capital.
ON_BUTTONS = ("button.", "reason.", "topic.", "colleague.")
#: Bold without being a button: what a paragraph is about, and a question on a card.
EMPHASIS = {
    "fr": {
        "à ce message-là",
        "Parler à l’équipe",
        "Un dossier déjà pris",
        "Deux en même temps",
        "Il faut être deux",
        "Stagiaire",
        "Observateur",
        "❓ Envoi incertain",
    },
    "en": {
        "to that message",
        "Talk to the team",
        "A case that is taken",
        "Two at once",
        "It takes two",
        "Trainees",
        "Observers",
        "❓ Uncertain",
    },
}
#: Telegram's own, which every bot has.
TELEGRAMS = {"start"}


def plain(text):
    """With one kind of space."""
    return re.sub(r"\s", " ", text)


def sentences(lang):
    """Every sentence of the desk's, by its key."""
    with (WORDS / lang / "LC_MESSAGES" / "desk.po").open("rb") as file:
        for message in read_po(file):
            said = message.string if isinstance(message.string, str) else message.string[0]
            key = message.id if isinstance(message.id, str) else message.id[0]
            if key:
                yield key, plain(said)


def labels(lang):
    """What stands on buttons, as patterns: names and numbers are filled in."""
    for key, said in sentences(lang):
        if key.startswith(ON_BUTTONS):
            for one in (said, said[:1].upper() + said[1:]):
                yield re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(one)))


def page(lang):
    return plain(PAGES[lang].read_text("utf-8"))


def named(lang):
    """What the page says of the desk in bold, except what it only stresses."""
    return set(re.findall(r"\*\*(.+?)\*\*", page(lang))) - EMPHASIS[lang]


@pytest.mark.parametrize("lang", PAGES)
def test_guide_names_no_button_that_there_is_not(lang):
    """Somebody looks for it on their phone, under fire."""
    known = list(labels(lang))

    assert set() == {
        one for one in named(lang) if not any(known_.fullmatch(one) for known_ in known)
    }
    assert len(named(lang)) > 30


@pytest.mark.parametrize("lang", PAGES)
def test_guide_names_every_command_and_no_other(lang):
    """A table of commands is believed."""
    said = set(re.findall(r"`/(\w+)", page(lang))) - TELEGRAMS

    assert set(command_names.named(lang).values()) == said


@pytest.mark.parametrize("lang", PAGES)
def test_guide_quotes_what_the_desk_says(lang):
    """A refusal is looked up by its words."""
    every = [said.casefold() for _, said in sentences(lang)]
    quoted = re.findall(r"(?<!\*)\*([^* ][^*]*)\*(?!\*)", page(lang))

    assert [] == [one for one in quoted if not any(one.casefold() in said for said in every)]
    assert len(quoted) > 20


@pytest.mark.parametrize("lang", PAGES)
def test_every_sign_in_the_guide_is_one_of_the_desks(lang):
    """Signs change with the words they stand in."""
    every = "".join(said for _, said in sentences(lang))
    signs = re.findall(r"[\u2139-\u27bf\U0001f300-\U0001faff]", page(lang))

    assert set() == {one for one in signs if one not in every}


@pytest.mark.parametrize("lang", PAGES)
def test_pictures_are_there_and_all_are_shown(lang):
    """Each is small enough for a phone; none lies about unused."""
    folder = DOCS / "guide" / lang
    shown = re.findall(r'<img src="([^"]+)" width="390" alt="[^"]{10,}">', page(lang))
    there = sorted(folder.glob("*.png"))

    assert [f"guide/{lang}/{one.name}" for one in there] == sorted(shown)
    assert len(there) <= MOST_PICTURES
    assert [] == [one.name for one in there if one.stat().st_size > MOST_BYTES]


@pytest.mark.parametrize("lang", PAGES)
def test_links_within_the_page_lead_somewhere(lang):
    """As GitHub makes anchors of headings."""
    text = PAGES[lang].read_text("utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}

    assert set(re.findall(r"\]\(#([^)]+)\)", text)) == anchors


def test_readme_leads_to_both():
    """A colleague is sent there by whoever set the desk up."""
    readme = (ROOT / "README.md").read_text("utf-8")

    assert [] == [one.name for one in PAGES.values() if f"(docs/{one.name})" not in readme]
