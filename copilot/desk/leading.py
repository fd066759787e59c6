"""
Turns older cards of a case into lines that lead to the current one.

Which ones are left to be turned is in the database: a new card is on record before its old one is
changed, and the process may end between.
"""

import json
import logging

from telegram import error

from copilot.app.office import Clerk, Office
from copilot.app.ports.store import Records
from copilot.desk.card_place import place_of
from copilot.desk.markup import inert, link
from copilot.desk.wire import Gone, Sent, Unacceptable, Wire, link_to_card
from copilot.desk.words import Words

log = logging.getLogger(__name__)

_KEY = "desk.left"


def leave(records: Records, case: str, old: Sent) -> None:
    """Keep that *old* is to lead to the card that *case* has from now on."""
    _write(records, [*_read(records), (case, old.chat, old.message)])


def is_any_left(records: Records) -> bool:
    """Whether an old card is still to be changed."""
    return bool(_read(records))


class Leading:
    """Changes old cards."""

    def __init__(self, *, office: Office, clerk: Clerk, wire: Wire, words: Words) -> None:
        self._office = office
        self._clerk = clerk
        self._wire = wire
        self._words = words

    async def lead(self, old: Sent, case: str) -> None:
        """Change *old*, unless it is the current one; that it could not be done is no fault."""
        try:
            await self._change(old, case)
        except error.TelegramError as refused:
            _say(refused)

    async def lead_all(self) -> None:
        """
        Change those that are left.

        Raises:
            telegram.error.TelegramError: to be tried again later.
        """
        for case, chat, message in await self._clerk(self._left):
            try:
                await self._change(Sent(chat, message), case)
            except (error.BadRequest, error.Forbidden) as refused:
                _say(refused)
            await self._clerk(self._first_done)

    async def _change(self, old: Sent, case: str) -> None:
        number, card = await self._clerk(lambda: place_of(self._office, case))
        if card is None or card.message is None or card.chat is None:
            return
        if (card.chat, card.message) == (old.chat, old.message):
            return
        where = link_to_card(card)
        key = "state.moved" if card.message > old.message else "state.moved_up"
        said = inert(self._words.say(key, number=number))
        there = link(self._words.say("state.moved_see"), where)
        text = said.source if not there else f"{said.source} {there.source}"
        try:
            await self._wire.edit(old, text)
        except (Gone, Unacceptable) as refused:
            _say(refused)

    def _left(self) -> list[tuple[str, int, int]]:
        with self._office.store.read() as records:
            return _read(records)

    def _first_done(self) -> None:
        with self._office.store.write() as records:
            _write(records, _read(records)[1:])


def _say(refused: Exception) -> None:
    log.info("an old card could not be pointed to the new one: %s", refused)


def _read(records: Records) -> list[tuple[str, int, int]]:
    kept = records.state.get(_KEY)
    return [(case, chat, message) for case, chat, message in json.loads(kept)] if kept else []


def _write(records: Records, left: list[tuple[str, int, int]]) -> None:
    if left:
        records.state.set(_KEY, json.dumps(left))
    else:
        records.state.drop(_KEY)
