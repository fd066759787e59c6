"""Stored updates as the library understands them: reading one costs as much as storing it."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

import telegram

#: A fault of reading stands in an update's place; it blocks nothing else.
Understood = telegram.Update | Exception
#: Those in one transaction: the first answers leave while the next presses are done.
TOGETHER = 12


@dataclass(slots=True)
class Reader:
    """Reads each update once, for as long as it waits."""

    bot: telegram.Bot
    _known: dict[int, Understood] = field(default_factory=dict)

    def of(self, waiting: Sequence[tuple[int, str]]) -> Sequence[tuple[int, Understood]]:
        """What those that wait now say, by their number."""
        known = self._known
        self._known = {
            number: known[number] if number in known else self._read(payload)
            for number, payload in waiting
        }
        return list(self._known.items())

    def _read(self, payload: str) -> Understood:
        try:
            return telegram.Update.de_json(json.loads(payload), self.bot)
        except Exception as fault:  # noqa: BLE001 - whatever it is, it blocks nothing else
            return fault


def actor(update: telegram.Update) -> telegram.User | None:
    """
    Who acts, and may have to be asked about; of each person everything is handled in order.

    Nobody where Telegram tells who comes and goes: the presses after it rest on it, so it waits
    for no answer about whoever did it.
    """
    message = update.effective_message
    if update.chat_member is not None:
        return None
    if message is not None and (message.left_chat_member or message.new_chat_members):
        return None
    return update.effective_user


def in_order(
    read: Sequence[tuple[int, Understood]],
    late: set[int],
    *,
    is_asked_about: Callable[[telegram.Update], bool],
) -> list[tuple[int, Understood]]:
    """
    What can be handled now: all but what waits for an answer about who did it.

    *late* are those who had to be asked about: of theirs one at a time, because the answer may
    hold for one alone.
    """
    ripe: list[tuple[int, Understood]] = []
    turns: set[int] = set()
    for number, update in read:
        user = None if isinstance(update, Exception) else actor(update)
        if isinstance(update, Exception) or user is None:
            ripe.append((number, update))
        elif user.id in turns & late:
            continue
        elif is_asked_about(update):
            late.add(user.id)
        else:
            ripe.append((number, update))
        turns.add(user.id if user else 0)
    return ripe


def together(
    ripe: Sequence[tuple[int, Understood]],
    *,
    is_press: Callable[[telegram.Update], bool],
    alone: Collection[int],
) -> Iterator[dict[int, telegram.Update] | tuple[int, Understood]]:
    """In order: presses that follow each other, but for those that stay *alone*, and the rest."""
    presses: dict[int, telegram.Update] = {}
    for number, update in ripe:
        fits = not isinstance(update, Exception) and number not in alone and is_press(update)
        if presses and (not fits or len(presses) == TOGETHER):
            yield presses
            presses = {}
        if fits and not isinstance(update, Exception):
            presses[number] = update
        else:
            yield number, update
    if presses:
        yield presses
