"""Where updates are put down, however they come: only then may Telegram forget them."""

import json
from collections.abc import Mapping, Sequence

from copilot.app.office import Office


def keep(office: Office, raw: Sequence[Mapping[str, object]], *, bot: str) -> list[int]:
    """Commit updates of *bot*, a known one once; give their numbers."""
    numbers = [number for one in raw if isinstance(number := one.get("update_id"), int)]
    if raw:
        at = office.clock.now()
        with office.store.write() as records:
            for one, number in zip(raw, numbers, strict=True):
                records.chat.add_update(number, json.dumps(one), bot=bot, at=at)
    return numbers
