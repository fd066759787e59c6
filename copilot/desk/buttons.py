"""A card's buttons: what they say, where they stand, and what `callback_data` holds."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from copilot.app import revert
from copilot.app.view import ButtonView, CardView
from copilot.desk.course_buttons import course_choice, course_label, stage_label
from copilot.desk.stranger import shorten, tame_line
from copilot.desk.words import Words
from copilot.domain.case import CaseStatus
from copilot.domain.charter import blocks

#: Of the layout `action:v:token`; raised when it changes, for old cards stay in chats for ever.
LAYOUT = "1"
MAX_DATA_BYTES = 64
LABEL_UNITS = 48
#: Other proposals, two in a row: three such labels have no room on a telephone.
OTHERS = ("variant", "playbook", "redraft", "stage")
#: Publish stands alone, away from the thumb's way.
ROWS = (
    ("here",),
    ("now",),
    ("approve",),
    ("claim", "edit"),
    ("revert",),
    OTHERS,
    ("claimed",),
    ("unseen",),
    ("undo",),
    ("posted",),
    ("resend",),
    ("pick",),
    ("next", "insight"),
    ("later", "dismiss", "leave", "rectify", "reopen", "more"),
    # It ends an alarm: last, where no other button moves to when one goes.
    ("lower",),
    ("back",),
)
#: Menus whose choices are short enough for two in a row.
PAIRED = frozenset({"later", "more", "wait", "insight", "claim", "private"})
#: Menus whose choices are named elsewhere too, within sentences.
NAMED = {"dismiss": "reason", "insight": "topic", "wait": "colleague"}

#: What stands on a card itself though it is one of several choices, where that is not below.
_PLACES = {one: one for one in ("here", "lower", "now", "unseen")} | {revert.KIND: "revert"}
_DATA = re.compile(r"([a-z_]{1,20}):([0-9]{1,2}):([A-Za-z0-9_-]{1,40})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Key:
    """One button as Telegram gets it: data to send back, or a page to open."""

    label: str
    data: str | None = None
    url: str | None = None


Keyboard = tuple[tuple[Key, ...], ...]


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press of a button of ours."""

    action: str
    token: str


def encode(button: ButtonView) -> str:
    """Give the `callback_data` of a button."""
    return f"{button.action}:{LAYOUT}:{button.token}"


def decode(data: str) -> Pressed | None:
    """Read `callback_data`; nothing when it isn't ours or of an earlier layout."""
    found = _DATA.fullmatch(data)
    if found is None or found[2] != LAYOUT:
        return None
    return Pressed(action=found[1], token=found[3])


def card_keyboard(view: CardView, words: Words, *, signer: str | None) -> Keyboard:
    """Lay out a card's buttons; *signer* is whose name is under the draft, if a person's."""
    rows: list[tuple[Key, ...]] = []
    for row in ROWS:
        found = [one for place in row for one in view.buttons if _place(view, one) == place]
        keys = [Key(_label(view, one, words, signer), encode(one)) for one in found]
        # What can be picked is said in whole sentences, each on a row of its own.
        if row == ("pick",):
            rows += [(key,) for key in keys]
        elif row == OTHERS:
            rows += [tuple(keys[i : i + 2]) for i in range(0, len(keys), 2)]
        else:
            rows.append(tuple(keys))
    return tuple(row for row in rows if row)


def menu_keyboard(buttons: Iterable[ButtonView], kind: str, words: Words) -> Keyboard:
    """
    Lay out the choices of a menu, the way back first.

    A menu opens for everybody: whoever was about to press the card's first button, which
    publishes, presses nothing that does anything.
    """
    every = tuple(buttons)
    choices = [Key(_choice(one, words), encode(one)) for one in every if one.action != "back"]
    width = 2 if kind in PAIRED else 1
    rows: list[tuple[Key, ...]] = [
        (Key(words.say("button.back"), encode(one)),) for one in every if one.action == "back"
    ]
    rows += [tuple(choices[i : i + width]) for i in range(0, len(choices), width)]
    return tuple(rows)


def _place(view: CardView, button: ButtonView) -> str:
    """Where a button stands: by its action, by what it picks, or by how the case stands."""
    if button.action == "claim" and view.claimant:
        return "claimed"
    if button.action == "stage" and view.case.status is CaseStatus.ANSWERED:
        return "next"
    kind = button.value.partition(":")[0]
    return _PLACES.get(kind, "pick") if button.action == "pick" else button.action


def _label(view: CardView, button: ButtonView, words: Words, signer: str | None) -> str:
    match button.action:
        case "approve":
            said = _approve(view, words, signer)
        case "claim" if view.claimant:
            # Everybody sees the same buttons: whoever holds the case is asked what to do with it.
            said = words.say("button.claimed", name=view.claimant.split()[0])
        case "edit" if view.draft is None:
            said = words.say("button.write")
        case "edit" if view.draft and blocks(view.draft.findings):
            said = words.say("button.correct")
        case "redraft" if view.draft is not None:
            said = words.say("button.redraft_again")
        case "stage":
            said = stage_label(view, button, words)
        case "later" if view.is_aside:
            said = words.say("button.later_again")
        case "playbook" if view.match.title is None:
            said = words.say("button.playbook_first")
        case "pick":
            said = course_label(view, button, words) or _choice(button, words)
        case action:
            said = words.say(f"button.{action}")
    return shorten(said, LABEL_UNITS)


def _approve(view: CardView, words: Words, signer: str | None) -> str:
    """Everybody sees the same buttons: after a first yes it is for the next."""
    given = len(view.approved_by)
    key = "button.approve_next" if given else "button.approve"
    if signer:
        return words.say(f"{key}_signed", n=given + 1, name=signer)
    return words.say(key, n=given + 1)


def _choice(button: ButtonView, words: Words) -> str:
    if button.label is not None:
        return tame_line(button.label, LABEL_UNITS) or words.say("who.nameless")
    kind, _, choice = button.value.partition(":")
    if kind in NAMED:
        code, _, number = choice.partition(":")
        key = f"{NAMED[kind]}.{code}_of" if number else f"{NAMED[kind]}.{code}"
        said = words.say(key, number=number)
        return said[:1].upper() + said[1:]
    if kind == revert.KIND:
        return words.say("button.revert", revision=choice)
    match kind:
        case "about":
            return words.say("button.about", topic=words.say(f"topic.{choice}"))
        case "claim":
            key = f"button.claim_{choice}"
        case "search":
            key = "button.search"
        case "later":
            key = f"button.later_choice.{choice}"
        case (
            "absent"
            | "answered"
            | "danger"
            | "here"
            | "lower"
            | "moderated"
            | "moderator"
            | "now"
            | "reveal"
            | "unmoderate"
            | "unseen"
        ):
            # What follows the colon says which one is meant, to us alone.
            key = f"button.{kind}"
        case "playbook" if choice == "none":
            key = "button.playbook_none.label"
        case _:
            return course_choice(kind, choice, words) or words.say(f"button.{button.action}")
    return words.say(key)
