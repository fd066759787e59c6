"""Single calls to the Bot API, for trying things out; the token never shows in what they say."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from copilot.cli.findings import Say, english
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

    def __init__(
        self, http: httpx.AsyncClient, api_url: str, token: Secret, say: Say = english
    ) -> None:
        self._http = http
        self._api_url = api_url
        self._token = token
        self._say = say
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
            todo = self._say("see whether this machine reaches {url}", url=self._api_url)
            found = self._say("no answer ({fault})", fault=type(exc).__name__)
            raise CallFailed(found, todo) from None
        except ValueError:
            todo = self._say("see what answers at {url}: it is no Bot API", url=self._api_url)
            raise CallFailed(self._say("an answer that is not Telegram's"), todo) from None
        self._read_time(answer)
        if isinstance(said, dict) and said.get("ok") and isinstance(said.get("result"), dict):
            result: Mapping[str, Any] = said["result"]
            return result
        raise _refusal(answer.status_code, said if isinstance(said, dict) else {}, self._say)

    def _read_time(self, answer: httpx.Response) -> None:
        try:
            self.server_time = parsedate_to_datetime(answer.headers["date"]).astimezone(UTC)
        except (KeyError, ValueError):
            self.server_time = None


def _refusal(status: int, said: Mapping[str, Any], say: Say) -> CallFailed:
    parameters = said.get("parameters")
    known = parameters if isinstance(parameters, dict) else {}
    description = str(said.get("description", status))[:200]
    if status in (401, 404):
        todo = say(
            "take the token again from @BotFather (/mybots, API Token) and set the variable"
        )
        return CallFailed(say("Telegram does not know this token"), todo, known)
    found = say("Telegram says: {description}", description=description)
    return CallFailed(found, say("see what it says"), known)
