"""What is kept only to be known again is forgotten once nobody can send it again."""

from datetime import datetime, timedelta

from copilot.app.ports.store import Records

#: Telegram gives an unconfirmed update again for a day; people who look into a fault want more.
UPDATES = timedelta(days=7)
#: Senders of webhooks try again for some days; a complaint is known by its own id for ever.
DELIVERIES = timedelta(days=30)
#: So few at a time that nobody who presses waits for it.
AT_ONCE = 200


def forget(records: Records, *, now: datetime) -> int:
    """Forget a little of it; say how much."""
    updates = records.chat.forget_updates(now - UPDATES, limit=AT_ONCE)
    return updates + records.state.forget_deliveries(now - DELIVERIES, limit=AT_ONCE)
