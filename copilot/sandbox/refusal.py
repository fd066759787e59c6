"""What Telegram says when it refuses: status, wording, and what a bot may do about it."""

from __future__ import annotations

import math

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
QUERY_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
OTHER_POLLER = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
SET_WEBHOOK = "Conflict: terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


class Refusal(Exception):  # noqa: N818 - an answer of Telegram's, not a fault of ours
    """One refused request, as it is answered."""

    def __init__(
        self, code: int, description: str, *, parameters: dict[str, int] | None = None
    ) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters or {}

    def answer(self) -> dict[str, object]:
        """Say it the way Telegram does."""
        answer: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(reason: str) -> Refusal:
    """Refuse what was asked for."""
    return Refusal(400, f"Bad Request: {reason}")


def unauthorized() -> Refusal:
    """Refuse an unknown token."""
    return Refusal(401, "Unauthorized")


def forbidden(reason: str) -> Refusal:
    """Refuse a bot that may not be there."""
    return Refusal(403, f"Forbidden: {reason}")


def unknown_method() -> Refusal:
    """Refuse a method that Telegram, or this sandbox, does not have."""
    return Refusal(404, "Not Found: method not found")


def conflict(description: str) -> Refusal:
    """Refuse a second reader of one bot's updates."""
    return Refusal(409, description)


def too_many(wait_seconds: float) -> Refusal:
    """Refuse one write too many, saying how long to wait."""
    retry_after = max(1, math.ceil(wait_seconds))
    description = f"Too Many Requests: retry after {retry_after}"
    return Refusal(429, description, parameters={"retry_after": retry_after})


def migrated(chat_id: int) -> Refusal:
    """Refuse a group that lives on under another id."""
    return Refusal(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        parameters={"migrate_to_chat_id": chat_id},
    )
