"""The way in for the desk's updates, where Telegram brings them: proven, kept, then confirmed."""

import hmac
import json
import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from copilot.app.ports.web import Brought
from copilot.web.body import read_body

log = logging.getLogger(__name__)

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name, not a token


class TelegramEndpoint:
    """Takes updates of one bot."""

    def __init__(self, brought: Brought) -> None:
        self._brought = brought

    async def deliver(self, request: Request) -> Response:
        """Take one update; whatever is not answered with 200, Telegram brings again."""
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), self._brought.secret.encode()):
            log.warning("%s: refused with 401, not Telegram's secret", self._brought.path)
            raise HTTPException(401, "missing or wrong secret")
        update = _decode(await read_body(request))
        try:
            await self._brought.keep(update)
        except Exception as exc:  # noqa: BLE001 - whatever it was, Telegram must try again
            # only its name: the words of a database's error may be the customer's
            log.error("update not kept, %s", type(exc).__name__)  # noqa: TRY400
            raise HTTPException(503, "not kept, bring it again") from None
        # Empty: Telegram would carry out a method named in the answer.
        return Response()


def _decode(body: bytes) -> dict[str, object]:
    try:
        update = json.loads(body)
    except (ValueError, RecursionError) as exc:
        raise HTTPException(400, "not JSON") from exc
    if not isinstance(update, dict) or type(update.get("update_id")) is not int:
        raise HTTPException(400, "no update")
    return update
