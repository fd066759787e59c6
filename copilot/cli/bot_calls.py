"""Single calls to the Bot API, for trying things out; the token never shows in what they say."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from copilot.config.secret import Secret


class CallFailed(Exception):  # noqa: N818 - reads as what happened
    """A call failed: what was found, and what to do."""

    def __init__(
        self, found: str, todo: str, parameters: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(found)
        self.found = found
        self.todo = todo
        self.parameters = parameters or {}


class BotCalls:
    """Calls of one bot; `server_time` is what the last answer's header said."""

    def __init__(self, http: httpx.AsyncClient, api_url: str, token: Secret) -> None:
        self._http = http
        self._api_url = api_url
        self._token = token
        self.server_time: datetime | None = None

    async def ask(self, method: str, **parameters: object) -> Mapping[str, Any]:
        """
        Call *method* and give its result.

        Raises:
            CallFailed: there was no answer, or a refusal.
        """
        url = f"{self._api_url}/bot{self._token.reveal()}/{method}"
        try:
            answer = await self._http.post(url, json=parameters)
            said = answer.json()
        except httpx.HTTPError as exc:
            todo = f"see whether this machine reaches {self._api_url}"
            raise CallFailed(f"no answer ({type(exc).__name__})", todo) from None
        except ValueError:
            todo = f"see what answers at {self._api_url}: it is no Bot API"
            raise CallFailed("an answer that is not Telegram's", todo) from None
        self._read_time(answer)
        if isinstance(said, dict) and said.get("ok") and isinstance(said.get("result"), dict):
            result: Mapping[str, Any] = said["result"]
            return result
        raise _refusal(answer.status_code, said if isinstance(said, dict) else {})

    def _read_time(self, answer: httpx.Response) -> None:
        try:
            self.server_time = parsedate_to_datetime(answer.headers["date"]).astimezone(UTC)
        except (KeyError, ValueError):
            self.server_time = None


def _refusal(status: int, said: Mapping[str, Any]) -> CallFailed:
    parameters = said.get("parameters")
    known = parameters if isinstance(parameters, dict) else {}
    description = str(said.get("description", status))[:200]
    if status in (401, 404):
        todo = "take the token again from @BotFather (/mybots, API Token) and set the variable"
        return CallFailed("Telegram does not know this token", todo, known)
    return CallFailed(f"Telegram says: {description}", "see what it says", known)
