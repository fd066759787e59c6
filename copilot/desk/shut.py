"""Why the desk cannot be written to: a sentence for the operator, a code for people."""

from dataclasses import dataclass

from telegram import error

_TOPIC_GONE = ("thread not found", "topic_deleted", "topic_id_invalid")
_MAY_NOT = ("rights", "chat_write_forbidden", "chat_restricted")


@dataclass(frozen=True, slots=True)
class Shut:
    """What is wrong; without `why` it is not the chat that refuses."""

    said: str
    why: str | None = None


def reason(fault: error.TelegramError) -> Shut:
    """Tell a chat that somebody must open again from what mends by itself."""
    match fault:
        case error.Forbidden():
            said = "add it to the group again, as an administrator"
            return Shut(f"the bot may not write to the desk: {fault.message}; {said}", "removed")
        case error.InvalidToken():
            return Shut("Telegram does not know the bot's token")
        case error.BadRequest():
            return _refused(fault.message)
    return Shut(f"Telegram cannot be reached: {fault.message}")


def _refused(message: str) -> Shut:
    said = message.lower()
    todo, why = "", None
    if "topic_closed" in said:
        todo, why = "; open the topic again, or let the bot manage topics", "topic_closed"
    elif any(sign in said for sign in _TOPIC_GONE):
        todo, why = "; correct desk.telegram.topic, or leave it out for General", "topic_gone"
    elif any(sign in said for sign in _MAY_NOT):
        todo, why = "; lift the bot's restriction, or make it an administrator", "restricted"
    return Shut(f"Telegram refuses the desk's messages: {message}{todo}", why)
