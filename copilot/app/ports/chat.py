"""What goes between the desk and Telegram, as the use cases see it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from copilot.app.ports.records import Button, CardRecord, Note, Notice, Prompt

#: First cards at most this urgent wait for room; somebody pressed the others.
BACKGROUND = 3
#: Cards that are right in time, and that nobody waits for.
AT_LEISURE = 8


class Chat(Protocol):
    """What goes between the desk and Telegram."""

    def add_update(self, update_id: int, payload: str, *, bot: str, at: datetime) -> bool:
        """Keep a raw update before it is confirmed; false when it is known."""

    def unhandled(self, *, bot: str, limit: int = 100) -> Sequence[tuple[int, str]]:
        """Updates nobody has handled, by their number."""

    def handled(self, update_id: int, *, bot: str, at: datetime, fault: str | None = None) -> None:
        """Mark one as handled; *fault* says why it could not be."""

    def forget_updates(self, before: datetime, *, limit: int) -> int:
        """Remove some of those handled *before*, oldest first; those with a fault stay."""

    def button(
        self,
        *,
        token: str,
        case: str,
        action: str,
        revision: int,
        version: int,
        value: str = "",
        at: datetime,
    ) -> str:
        """The token for this meaning: the one given out before, or *token* from *at* on."""

    def find_button(self, token: str) -> Button | None:
        """What a token stands for."""

    def forget_buttons(self, before: datetime, *, limit: int) -> int:
        """Remove some of those given out *before*, oldest first; a press finds them no more."""

    def add_prompt(self, prompt: Prompt) -> None:
        """Keep a question."""

    def prompt(self, chat: int, message: int) -> Prompt | None:
        """The question that a message of the bot's asks."""

    def is_asked(self, case: str, *, person: int, about: str, revision: int) -> bool:
        """Whether *person* was asked *about* this at *revision* of the case, answered or not."""

    def answer_prompt(self, id: str, *, at: datetime, message: int | None = None) -> bool:  # noqa: A002
        """Take its one answer; false when it was answered or has expired."""

    def add_note(self, note: Note) -> bool:
        """Keep a note; false when that message is known."""

    def revise_note(self, chat: int, message: int, *, text: str) -> str | None:
        """Change a note's words; give its case, or nothing when there is no such note."""

    def notes(self, case: str) -> Sequence[Note]:
        """A case's notes, oldest first."""


class Cards(Protocol):
    """What must be drawn on the desk."""

    def touch(self, case: str, *, urgency: int = 5) -> None:
        """Ask for the card to be drawn (again); the smaller urgency wins until it is drawn."""

    def get(self, case: str) -> CardRecord | None:
        """The card of a case."""

    def stale(self, *, limit: int = 1, sparing: bool = False) -> Sequence[CardRecord]:
        """
        Cards to draw: by urgency, then severity (critical first), then case number.

        Those drawn at leisure come critical ones first, then from the end of the chat up: that is
        where people are reading. *sparing* leaves them out, and first cards nobody asked for.
        """

    def shown(
        self,
        case: str,
        *,
        version: int,
        digest: str,
        chat: int,
        message: int,
        above: tuple[int, ...] = (),
    ) -> None:
        """Record what Telegram shows now."""

    def renew(self, case: str) -> None:
        """Have the case stand at the end of the chat again, as an answer to its own old card."""

    def lost(self, case: str) -> None:
        """The message is gone from the chat: it must be sent anew."""

    def copied(self, case: str, *, chat: int, message: int) -> None:
        """Note that somebody sees the card in a private chat too."""

    def copies(self, case: str) -> Sequence[tuple[int, int]]:
        """Chat and message of the newest copy in each private chat."""

    def at(self, chat: int, message: int) -> str | None:
        """The case whose card (or message above it) that is; old cards count too."""


class Notices(Protocol):
    """Messages of the bot's that are not cards."""

    def add(self, notice: Notice, *, once: str | None = None) -> bool:
        """Keep one to send; with *once* only if none was ever kept under that key."""

    def known(self, keys: Iterable[str]) -> frozenset[str]:
        """Those of *keys* under which one was ever kept: to add it again would do nothing."""

    def waiting(self, *, limit: int = 10) -> Sequence[Notice]:
        """Those to send, by urgency, then age."""

    def about(self, case: str, *codes: str) -> Sequence[Notice]:
        """Those of *codes* about a case, sent or not, oldest first."""

    def forget(self, before: datetime, *, limit: int) -> int:
        """Remove some of those sent *before*, oldest first; what is told once for ever stays."""

    def find(self, id: str) -> Notice | None:  # noqa: A002
        """One of them."""

    def at(self, chat: int, message: int) -> str | None:
        """The case that the message of that number is about; none for what is about none."""

    def take_aside(self, person: int, *, case: str) -> None:
        """Questions about a case to *person* that nobody has seen yet are put in private."""

    def ask_again(self, chat: int, *, now: datetime) -> None:
        """Send questions anew that stand in *chat*, where nobody can answer them any more."""

    def sent(
        self,
        id: str,  # noqa: A002
        *,
        message: int | None,
        at: datetime,
        chat: int | None = None,
    ) -> None:
        """
        Record that it is in the chat (or, without a message, never will be).

        The prompt it asks learns its message, and its chat: the notice’s own unless it is *chat*
        by now.
        """
