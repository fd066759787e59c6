"""
Takes the guide's pictures from the demo: python -m docs.guide.pictures.

Everything in them is the demo's own: brand, people, messages, playbooks, the desk's words.
"""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, expect

from docs.guide.stage import Stage, opened

HERE = Path(__file__).parent
LEA, KARIM = 0, 1


@dataclass(frozen=True)
class Said:
    """What the person at the desk writes, in one language."""

    banned: str
    note: str
    in_person: str


SAID = {
    "fr": Said(
        "Votre satisfaction est notre priorité.",
        "Cliente fidèle : je la remercie, sans lui demander de nous défendre.",
        "Bonjour Élodie, je suis Léa. Je vous lis et je reste là. Le 3114 répond jour et nuit, "
        "gratuitement ; si le danger est immédiat, appelez le 15 ou le 112. "
        "Y a-t-il quelqu’un près de vous ?\n\nLéa, pour Maison Lumen",
    ),
    "en": Said(
        "Your satisfaction is our priority.",
        "A loyal customer: I’ll thank her, without asking her to defend us.",
        "Hello Élodie, I’m Léa. I am reading you and staying here. In France 3114 answers day "
        "and night, free of charge; if the danger is immediate, call 15 or 112. "
        "Is there somebody near you?\n\nLéa, for Maison Lumen",
    ),
}


def main(languages: list[str]) -> None:
    """Take all pictures, in all languages or in those named."""
    for lang in languages or sorted(SAID):
        folder = HERE / lang
        folder.mkdir(exist_ok=True)
        with opened(folder, lang=lang) as stage:
            _begin(stage)
            _answer(stage)
            _edit(stage, SAID[lang])
            _choose(stage)
            _together(stage, SAID[lang])
            _danger(stage, SAID[lang])


def _begin(stage: Stage) -> None:
    """Let every message come."""
    stage.press(stage.card("Claire M."), "button.claim")
    expect(stage.page.locator("#progress")).to_have_text(re.compile(r"^(\d+)/\1 "))
    expect(stage.card("David Nguyen")).to_be_visible()
    stage.card("Julien Faure").scroll_into_view_if_needed()


def _answer(stage: Stage) -> None:
    """From a fresh card to the published reply."""
    card = stage.card("Julien Faure")
    stage.take("card", card)
    stage.press(card, "button.claim")
    approve = stage.key(card, "button.approve_signed", name="Léa")
    expect(approve).to_be_visible()
    stage.take("taken", card, since="✍")
    approve.click()
    expect(stage.key(card, "button.undo")).to_be_visible()
    stage.take("leaving", card)
    expect(stage.key(card, "button.rectify")).to_be_visible()
    stage.take("posted", card)


def _edit(stage: Stage, said: Said) -> None:
    """One's own words, and what the charter says of them."""
    card = stage.card("Marc D.")
    stage.press(card, "button.claim")
    expect(stage.key(card, "button.approve_signed", name="Léa")).to_be_visible()
    draft = card.locator("blockquote").last.text_content() or ""
    stage.press(card, "button.edit")
    expect(stage.page.locator("#replying")).to_be_visible()
    stage.take("edit", _last(stage), stage.page.locator("#composer"))
    stage.write(draft.replace(". ", f". {said.banned} ", 1))
    expect(stage.key(card, "button.correct")).to_be_visible()
    card.scroll_into_view_if_needed()
    stage.take("blocked", card, since="✍")


def _choose(stage: Stage) -> None:
    """The menus of a card."""
    card = stage.page.locator(".message.keyed", has_text="Claire M.").last
    stage.press(card, "button.playbook")
    expect(stage.key(card, "button.search")).to_be_visible()
    stage.take("playbooks", card.locator(".keyboard"))
    stage.press(card, "button.back")
    card = stage.card("Thomas Lebrun")
    stage.press(card, "button.more")
    expect(stage.key(card, "button.wait")).to_be_visible()
    stage.take("more", card.locator(".keyboard"))
    stage.press(card, "button.back")


def _together(stage: Stage, said: Said) -> None:
    """A note, and what a colleague reads who comes second."""
    card = stage.card("Sophie R.")
    card.locator(".reply").evaluate("button => button.click()")
    stage.write(said.note)
    expect(card).to_contain_text(said.note)
    stage.take("note", card, card.locator(".bubble"), since="✍")
    stage.become(KARIM)
    card = stage.card("Claire M.")
    stage.press(card, "button.approve_signed", name="Léa")
    expect(stage.page.locator("#alert")).to_be_visible()
    stage.take("refused", stage.page.locator("#alert"))
    stage.page.keyboard.press("Enter")
    stage.become(LEA)


def _danger(stage: Stage, said: Said) -> None:
    """A card on which a person answers, and a second one agrees."""
    card = stage.card("Élodie V.")
    stage.take("danger", card)
    stage.press(card, "button.here")
    expect(stage.page.locator("#alert")).to_be_visible()
    stage.page.keyboard.press("Enter")
    expect(card).to_contain_text("🔒")
    stage.press(card, "button.write")
    expect(stage.page.locator("#replying")).to_be_visible()
    stage.write(said.in_person)
    approve = stage.key(card, "button.approve_signed", name="Léa")
    expect(approve).to_be_visible()
    approve.click()
    wanted = stage.words.say("state.more_needed", people="Léa", missing="\n")
    expect(card).to_contain_text(wanted.partition("\n")[0].strip())
    expect(stage.key(card, "button.here")).to_have_count(0)
    stage.take("second", card, since="✍")


def _last(stage: Stage) -> Locator:
    return stage.page.locator(".message").last


if __name__ == "__main__":
    main(sys.argv[1:])
