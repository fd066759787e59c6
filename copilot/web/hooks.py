"""The way in for channels that push: proven, decoded, kept, and only then confirmed."""

import logging
from collections.abc import Mapping

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from copilot.app.ports.web import Accept, Hook, Unverified
from copilot.domain.complaint import Complaint
from copilot.domain.complaint_json import loads
from copilot.domain.errors import ComplaintError
from copilot.web.body import MOST_BODY_BYTES, read_body

log = logging.getLogger(__name__)

RETRY_SECONDS = "10"


class HookEndpoint:
    """`/hooks/<channel>` for every channel that is pushed to."""

    def __init__(
        self, hooks: Mapping[str, Hook], accept: Accept, *, most_body_bytes: int = MOST_BODY_BYTES
    ) -> None:
        self._hooks = hooks
        self._accept = accept
        self._most_body_bytes = most_body_bytes

    async def answer(self, request: Request) -> Response:
        """Take a delivery, or answer a platform's question."""
        if request.method == "POST":
            return await self.deliver(request)
        return await self.challenge(request)

    async def challenge(self, request: Request) -> Response:
        """Answer a platform that asks whether the address is ours."""
        _, hook = self._named(request)
        answer = hook.challenge(dict(request.query_params))
        if answer is None:
            raise HTTPException(405, "this channel is posted to", {"Allow": "POST"})
        return PlainTextResponse(answer, headers={"X-Content-Type-Options": "nosniff"})

    async def deliver(self, request: Request) -> Response:
        """Take one delivery in; whatever is not answered with 200, its sender sends again."""
        channel, hook = self._named(request)
        body = await read_body(request, most_bytes=self._most_body_bytes)
        proof = hook.verify(dict(request.headers), body)
        if isinstance(proof, Unverified):
            log.warning("hook %s: refused with 401, %s", channel, proof.reason)
            raise HTTPException(401, "missing, wrong or old signature")
        complaints = _decode(hook, body, proof.delivery)
        try:
            taken = await self._accept(channel, complaints, delivery=proof.delivery)
        except Exception as exc:  # noqa: BLE001 - whatever it was, the sender must try again
            # only its name: the words of a database's error may be the customer's
            log.error("hook %s: nothing kept, %s", channel, type(exc).__name__)  # noqa: TRY400
            said = "not kept, send it again"
            raise HTTPException(503, said, {"Retry-After": RETRY_SECONDS}) from None
        if taken.repeated:
            return JSONResponse({"accepted": 0, "repeated": True})
        return JSONResponse({"accepted": taken.new, "known": taken.known})

    def _named(self, request: Request) -> tuple[str, Hook]:
        channel = request.path_params["channel"]
        if channel not in self._hooks:
            raise HTTPException(404, "no such channel, or none that is posted to")
        return channel, self._hooks[channel]


def _decode(hook: Hook, body: bytes, delivery: str) -> tuple[Complaint, ...]:
    try:
        payload = loads(body)
    except ComplaintError as exc:
        raise HTTPException(400, str(exc)) from exc
    try:
        return hook.decode(payload, delivery=delivery)
    except ComplaintError as exc:
        raise HTTPException(413 if exc.too_long else 422, str(exc)) from exc
