"""The methods by which a bot fetches its updates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from copilot.sandbox.refusal import WEBHOOK_ACTIVE, bad_request, conflict
from copilot.sandbox.updates import LIMIT_MOST

if TYPE_CHECKING:
    from copilot.sandbox.call import Call
    from copilot.sandbox.words import Json


async def get_updates(call: Call) -> list[Json]:
    """Answer getUpdates, holding the request back while there is nothing to tell."""
    if call.bot.webhook_url:
        raise conflict(WEBHOOK_ACTIVE)
    _allow(call)
    timeout_seconds = call.parameters.integer("timeout") or 0
    return await call.bot.updates.take(
        offset=call.parameters.integer("offset") or 0,
        limit=call.parameters.integer("limit") or LIMIT_MOST,
        timeout_seconds=timeout_seconds,
    )


def set_webhook(call: Call) -> bool:
    """Answer setWebhook; the address is remembered, nothing is ever sent there."""
    url = call.parameters.text("url")
    if url and not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    _allow(call)
    call.bot.webhook_url = url
    _drop(call)
    return True


def delete_webhook(call: Call) -> bool:
    """Answer deleteWebhook."""
    call.bot.webhook_url = ""
    _drop(call)
    return True


def get_webhook_info(call: Call) -> Json:
    """Answer getWebhookInfo."""
    info: Json = {
        "url": call.bot.webhook_url,
        "has_custom_certificate": False,
        "pending_update_count": len(call.bot.updates),
    }
    if call.bot.updates.asked:
        info["allowed_updates"] = call.bot.updates.asked
    return info


def _allow(call: Call) -> None:
    """Take over `allowed_updates`; left out, the previous ones stay in force."""
    if call.parameters.text("allowed_updates"):
        kinds = call.parameters.sequence("allowed_updates", called="allowed updates") or []
        call.bot.updates.allow(str(kind) for kind in kinds)


def _drop(call: Call) -> None:
    if call.parameters.boolean("drop_pending_updates"):
        call.bot.updates.clear()
