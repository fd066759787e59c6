"""What every part of a card needs at hand while it is drawn."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from copilot.app.view import CardView
from copilot.desk.markup import Html, inert, joined
from copilot.desk.moments import Moments
from copilot.desk.stranger import name_line
from copilot.desk.words import Words
from copilot.domain.case import WORKABLE

NAME_UNITS = 60
_SLOT = "\ufffc"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much room each part may take; a card that is too long is drawn again with less."""

    complaint: int
    draft: int
    guidance: int
    items: int  #: lines of a list
    item: int  #: units of one of them


@dataclass(frozen=True, slots=True)
class Drawing:
    """One card on its way to paper."""

    view: CardView
    words: Words
    times: Moments
    sizes: Sizes

    @property
    def author(self) -> str:
        """Who wrote the complaint, never empty."""
        author = self.view.complaint.author
        return (
            name_line(author.name, NAME_UNITS, self.words)
            or name_line(author.handle, NAME_UNITS, self.words)
            or self.words.say("who.nameless")
        )

    def say(self, key: str, **values: object) -> Html:
        """Our own words as markup, with nothing in the values working."""
        return inert(self.words.say(key, **values))

    def when(self, at: datetime) -> str:
        """A time seen from today; once the card is settled, one that stays true for ever."""
        if self.view.case.status in WORKABLE:
            return self.times.moment(at)
        days = {one.astimezone(self.times.zone).date() for one in (self.view.case.opened_at, at)}
        return self.times.clock(at) if len(days) == 1 else self.times.dated(at)

    def names(self, people: tuple[str, ...]) -> str:
        """Several people in one breath."""
        return ", ".join(people)

    def roles(self, roles: tuple[str, ...]) -> str:
        """Roles, or `approver`, as people call them."""
        return ", ".join(self.words.pick(f"role.{role}", "role.approver") for role in roles)


def compose(words: Words, key: str, pieces: Mapping[str, Html], **values: object) -> Html:
    """The words for *key* with markup in the place of some of its values."""
    slots = {name: f"{_SLOT}{number}{_SLOT}" for number, name in enumerate(pieces)}
    typed = {
        name: value.replace(_SLOT, "\ufffd") if isinstance(value, str) else value
        for name, value in values.items()
    }
    sentence = words.say(key, **slots, **typed)
    parts = sentence.split(_SLOT)
    chosen = list(pieces.values())
    return joined(
        chosen[int(part)] if place % 2 else inert(part) for place, part in enumerate(parts)
    )


def line(*pieces: Html) -> Html:
    """Put *pieces* on one line, a middle dot between them."""
    return joined(pieces, " · ")


def lines(*pieces: Html) -> Html:
    """Put *pieces* one below another."""
    return joined(pieces, "\n")


def drawing(view: CardView, words: Words, sizes: Sizes) -> Drawing:
    """Lay everything out for one card."""
    times = Moments(words, ZoneInfo(view.zone), view.now)
    return Drawing(view, words, times, sizes)
