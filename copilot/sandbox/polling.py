"""The methods by which a bot fetches its updates, or has them brought."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from copilot.sandbox.pushing import CONNECTIONS, CONNECTIONS_MOST, Push, is_here
from copilot.sandbox.refusal import WEBHOOK_ACTIVE, bad_request, conflict
from copilot.sandbox.updates import LIMIT_MOST

if TYPE_CHECKING:
    from copilot.sandbox.call import Call
    from copilot.sandbox.words import Json

HTTPS = 443
#: The only ones that Telegram calls.
PORTS = frozenset({HTTPS, 80, 88, 8443})
SECRET_MOST = 256


async def get_updates(call: Call) -> list[Json]:
    """Answer getUpdates, holding the request back while there is nothing to tell."""
    if call.bot.push is not None:
        raise conflict(WEBHOOK_ACTIVE)
    _allow(call)
    timeout_seconds = call.parameters.integer("timeout") or 0
    return await call.bot.updates.take(
        offset=call.parameters.integer("offset") or 0,
        limit=call.parameters.integer("limit") or LIMIT_MOST,
        timeout_seconds=timeout_seconds,
    )


def set_webhook(call: Call) -> bool:
    """Answer setWebhook; an empty address takes the webhook away."""
    url = call.parameters.text("url")
    _must_be_callable(url)
    push = Push(
        call.bot.updates,
        call.world.clock,
        url,
        secret=_secret(call),
        connections=_connections(call),
    )
    _allow(call)
    _replace(call, push if url else None)
    return True


def delete_webhook(call: Call) -> bool:
    """Answer deleteWebhook."""
    _replace(call, None)
    return True


def get_webhook_info(call: Call) -> Json:
    """Answer getWebhookInfo."""
    push = call.bot.push
    info: Json = {
        "url": push.url if push else "",
        "has_custom_certificate": False,
        "pending_update_count": len(call.bot.updates),
    }
    if push:
        info["max_connections"] = push.connections
    if push and push.last_error:
        info["last_error_date"] = push.last_error_date
        info["last_error_message"] = push.last_error
    if call.bot.updates.asked:
        info["allowed_updates"] = call.bot.updates.asked
    return info


def _must_be_callable(url: str) -> None:
    """
    Hold a webhook's address to what Telegram calls.

    Raises:
        Refusal: it would not call it.
    """
    if not url or is_here(url):
        return
    if not url.startswith("https://"):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    try:
        port = urlsplit(url).port or HTTPS
    except ValueError:
        raise bad_request("bad webhook: Invalid port number") from None
    if port not in PORTS:
        raise bad_request(
            "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443",
        )


def _secret(call: Call) -> str:
    secret = call.parameters.text("secret_token")
    if len(secret) > SECRET_MOST:
        raise bad_request("secret token is too long")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", secret):
        raise bad_request("secret token contains unallowed characters")
    return secret


def _connections(call: Call) -> int:
    asked = call.parameters.integer("max_connections") or CONNECTIONS
    return max(1, min(asked, CONNECTIONS_MOST))


def _replace(call: Call, push: Push | None) -> None:
    """Put another webhook, or none, in the place of the present one."""
    bot = call.bot
    if bot.push is not None:
        bot.push.end()
    if call.parameters.boolean("drop_pending_updates"):
        bot.updates.clear()
    bot.push = push
    if push is not None:
        bot.updates.take_over()
        push.start()


def _allow(call: Call) -> None:
    """Take over `allowed_updates`; left out, the previous ones stay in force."""
    if call.parameters.text("allowed_updates"):
        kinds = call.parameters.sequence("allowed_updates", called="allowed updates") or []
        call.bot.updates.allow(str(kind) for kind in kinds)
