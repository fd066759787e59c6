"""Turns an older card of a case into a line that leads to the current one."""

import logging

from telegram import error

from copilot.app.office import Clerk, Office
from copilot.desk.card_place import place_of
from copilot.desk.markup import inert, link
from copilot.desk.wire import Gone, Sent, Unacceptable, Wire, link_to
from copilot.desk.words import Words

log = logging.getLogger(__name__)


async def lead(
    old: Sent, case: str, *, office: Office, clerk: Clerk, wire: Wire, words: Words
) -> None:
    """Do it, unless *old* is the current one; that it could not be done is no fault."""
    number, card = await clerk(lambda: place_of(office, case))
    if card is None or card.message is None or card.chat is None:
        return
    if (card.chat, card.message) == (old.chat, old.message):
        return
    where = link_to(wire.chats.now(card.chat), card.message)
    key = "state.moved" if card.message > old.message else "state.moved_up"
    said = inert(words.say(key, number=number))
    there = link(words.say("state.moved_see"), where)
    text = said.source if not there else f"{said.source} {there.source}"
    try:
        await wire.edit(old, text)
    except (error.TelegramError, Gone, Unacceptable) as refused:
        log.info("an old card could not be pointed to the new one: %s", refused)
