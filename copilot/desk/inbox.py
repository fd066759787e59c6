"""Where updates are put down, however they come, until they are handled and all is said."""

import json
from collections.abc import Mapping, Sequence

from copilot.app.doing import key_of
from copilot.app.office import Office


def keep(office: Office, raw: Sequence[Mapping[str, object]], *, bot: str) -> list[int]:
    """Commit updates of *bot*, a known one once; give their numbers: Telegram may forget them."""
    numbers = [number for one in raw if isinstance(number := one.get("update_id"), int)]
    if raw:
        at = office.clock.now()
        with office.store.write() as records:
            for one, number in zip(raw, numbers, strict=True):
                records.chat.add_update(number, json.dumps(one), bot=bot, at=at)
    return numbers


def unhandled(office: Office, *, bot: str) -> Sequence[tuple[int, str]]:
    """Those that wait, by number, as Telegram wrote them."""
    with office.store.read() as records:
        return records.chat.unhandled(bot=bot)


def settled(office: Office, done: Mapping[int, str | None], *, bot: str) -> None:
    """Set updates down as handled, with their faults if they had any."""
    with office.store.write() as records:
        at = office.clock.now()
        for number, fault in done.items():
            records.chat.handled(number, bot=bot, at=at, fault=fault)
            records.state.drop(key_of(bot=bot, update=number))
