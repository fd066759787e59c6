"""
What nobody needs any more is forgotten, a little at a time.

What is on record stays: complaints, cases, replies, the log. So do notices that are told once for
ever, and questions to a person: they are short, and one that is answered after months must still
say that it is over.
"""

from datetime import datetime, timedelta

from copilot.app.ports.store import Records

#: Telegram gives an unconfirmed update again for a day; people who look into a fault want more.
UPDATES = timedelta(days=7)
#: Senders of webhooks try again for some days; a complaint is known by its own id for ever.
DELIVERIES = timedelta(days=30)
#: An older card is drawn anew when somebody presses it (`old_buttons`).
BUTTONS = timedelta(days=90)
#: What was said stays in the chat; nothing is written over after so long.
NOTICES = timedelta(days=90)
#: So few at a time that nobody who presses waits for it.
AT_ONCE = 200


def forget(records: Records, *, now: datetime) -> int:
    """Forget a little of it; say how much."""
    return (
        records.chat.forget_updates(now - UPDATES, limit=AT_ONCE)
        + records.state.forget_deliveries(now - DELIVERIES, limit=AT_ONCE)
        + records.chat.forget_buttons(now - BUTTONS, limit=AT_ONCE)
        + records.notices.forget(now - NOTICES, limit=AT_ONCE)
    )
