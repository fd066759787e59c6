"""The bot, and the long poll that brings raw updates."""

import json
import ssl
import sys
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from urllib.parse import urlencode
from urllib.request import getproxies

import httpx
import telegram
from telegram.ext import ExtBot
from telegram.request import BaseRequest, HTTPXRequest

from copilot.desk.flow import Flow
from copilot.desk.requests import Requests

#: Asked for by name: without a list Telegram keeps whatever was set before.
ALLOWED = (
    "message",
    "edited_message",
    "channel_post",
    "edited_channel_post",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "message_reaction",
)
POLL_SECONDS = 25
#: Beyond Telegram's own time, so that a quiet poll ends by its answer.
GRACE_SECONDS = 10.0
BATCH = 100
CONNECTIONS = 16
#: How long a request waits while all of them are busy.
POOL_SECONDS = 5.0
#: Of what the environment says, what would stand between us and Telegram.
PROXIES = frozenset({"http", "https", "all"})


# At every request httpx looks for this package, which nothing here needs; searching the disk for
# what is not there takes longer than sending the request.
if find_spec("sniffio") is None:
    sys.modules["sniffio"] = None  # type: ignore[assignment] # how Python knows that it is absent


@cache
def trust() -> ssl.SSLContext:
    """Whom to trust; read once, because each reading of the certificates costs a megabyte."""
    return httpx.create_ssl_context()


def connections(count: int, *, on_policy: Callable[[str], None] | None = None) -> BaseRequest:
    """Requests over so many connections; through a proxy by httpx, which knows them all."""
    if getproxies().keys() & PROXIES:
        return HTTPXRequest(
            connection_pool_size=count, pool_timeout=POOL_SECONDS, httpx_kwargs={"verify": trust()}
        )
    return Requests(
        connections=count, trust=trust(), pool_seconds=POOL_SECONDS, on_policy=on_policy
    )


def build_bot(
    token: str, *, api_url: str, on_policy: Callable[[str], None] | None = None
) -> ExtBot[None]:
    """
    Make the desk's bot; nothing is asked of the network yet.

    *on_policy* hears of limits that the server states.
    """
    base = api_url.rstrip("/")
    return ExtBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=connections(CONNECTIONS, on_policy=on_policy),
        get_updates_request=connections(1),
    )


def bot_key(bot: telegram.Bot) -> str:
    """Whose updates these are: the bot's number, which its token begins with."""
    return bot.token.partition(":")[0]


class Poll:
    """One long poll for updates, as the bytes Telegram sent, not as a library understands them."""

    def __init__(self, bot: telegram.Bot, *, request: BaseRequest | None = None) -> None:
        self._url = f"{bot.base_url}/getUpdates"
        self._request = request or connections(1)
        self.flow = Flow()

    async def __call__(
        self, offset: int | None, *, seconds: int = POLL_SECONDS
    ) -> list[dict[str, object]]:
        """
        Ask for updates from *offset* on, which confirms those before it.

        Raises:
            telegram.error.TelegramError: as any call.
        """
        asked = {"timeout": seconds, "limit": BATCH, "allowed_updates": json.dumps(ALLOWED)}
        if offset is not None:
            asked["offset"] = offset
        try:
            result = await self._request.post(
                f"{self._url}?{urlencode(asked)}", read_timeout=seconds + GRACE_SECONDS
            )
        except BaseException:
            self.flow.broke()
            raise
        self.flow.goes_on()
        return [one for one in result if isinstance(one, dict)] if isinstance(result, list) else []

    async def close(self) -> None:
        """Let go of the connection."""
        await self._request.shutdown()
