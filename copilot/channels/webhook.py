"""Any system that speaks Standard Webhooks: complaints come in, replies go out, both signed."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

import httpx
from standardwebhooks import Webhook, WebhookVerificationError

from copilot.app.ports.web import Unverified, Verified
from copilot.channels.signing_secret import secret_fault
from copilot.channels.webhook_answer import MOST_ANSWER_BYTES, read_answer
from copilot.domain.channel import Absent, Look, Mode, Posted, Recovery, Reply, Sight, Unknowable
from copilot.domain.complaint import Complaint
from copilot.domain.complaint_json import LineIds, decode
from copilot.domain.complaint_keys import Keys
from copilot.domain.errors import ComplaintError, DeliveryUnknown, NotDelivered, UsageError

LIMIT = 8000
MOST_SIGNATURES = 8  #: each costs a digest of the whole body
MOST_DELIVERY_CHARACTERS = 256  #: we keep it to know a repeated delivery
CONNECT_SECONDS = 5.0
#: before any byte of the request left
NOT_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
)


class WebhookChannel:
    """
    One `webhook` channel, both ways.

    *receiver_dedupes* is the operator's word that the receiver treats a known `reply_id` as done
    and gives its first answer again; without it a lost answer is a question to a person.
    *own_authors* are the accounts that speak for the brand there, by id or handle.
    """

    kind = "webhook"

    def __init__(  # noqa: PLR0913 - one for each key of the configuration
        self,
        name: str,
        *,
        mode: Mode,
        secret: str,
        http: httpx.AsyncClient,
        reply_url: str | None = None,
        receiver_dedupes: bool = False,
        limit: int = LIMIT,
        own_authors: Iterable[str] = (),
        timeout_seconds: float = 10.0,
    ) -> None:
        if fault := secret_fault(secret):
            raise UsageError(f"channel `{name}`: {fault}")
        self.name = name
        self.mode = mode
        self.limit = limit
        self.recovery = Recovery.REPEAT if receiver_dedupes else Recovery.ASK
        self._own_ids = frozenset(own_authors)
        self._own_handles = frozenset(_handle(one) for one in self._own_ids)
        self._signer = Webhook(secret)
        self._reply_url = reply_url
        self._http = http
        self._timeout_seconds = timeout_seconds

    def measure(self, text: str) -> int:
        """Characters."""
        return len(text)

    def verify(self, headers: Mapping[str, str], body: bytes) -> Verified | Unverified:
        """Accept any one right signature among those given, no older than five minutes."""
        delivery = headers.get("webhook-id", "")
        given = headers.get("webhook-signature", "").split()
        if not delivery or not given or not headers.get("webhook-timestamp"):
            return Unverified("unsigned")
        if len(delivery) > MOST_DELIVERY_CHARACTERS:
            return Unverified("webhook-id too long")
        reason = "no matching signature"
        for signature in given[:MOST_SIGNATURES]:
            # one at a time: the library gives up at the first one it cannot read
            try:
                one = dict(headers) | {"webhook-signature": signature}
                self._signer.verify(body, one, json_parse=False)
            except WebhookVerificationError as exc:
                reason = str(exc).lower()
            except UnicodeDecodeError:
                reason = "not UTF-8"
            except ValueError:
                reason = "unreadable signature"
            else:
                return Verified(delivery)
        return Unverified(reason)

    def challenge(self, query: Mapping[str, str]) -> None:
        """None: Standard Webhooks has no verification request."""

    def decode(self, payload: object, *, delivery: str) -> tuple[Complaint, ...]:
        """One complaint, or a list of them, or `{"complaints": […]}`."""
        if isinstance(payload, dict) and "complaints" in payload:
            keys = Keys(payload, known=["complaints"])
            payload = keys.values["complaints"]
            if not isinstance(payload, list):
                raise ComplaintError("`complaints` must be a list")
        ids = LineIds(source=delivery)
        return tuple(
            decode(each, channel=self.name, id_if_missing=ids, pushed=True)
            for each in (payload if isinstance(payload, list) else [payload])
        )

    def is_own(self, complaint: Complaint) -> bool:
        """Whether the brand wrote it, by its configured accounts."""
        author = complaint.author
        if author.id in self._own_ids:
            return True
        return author.handle is not None and _handle(author.handle) in self._own_handles

    async def look(self, complaint: Complaint) -> Sight:  # noqa: ARG002 - the port's
        """Blind: the receiver has nothing to ask; it pushes edits and deletions itself."""
        return Sight(Look.BLIND)

    async def look_up(self, reply: Reply) -> Posted | Absent | Unknowable:  # noqa: ARG002
        """Unknowable, for the same reason."""
        return Unknowable()

    async def post(self, reply: Reply) -> Posted:
        """
        Send *reply* signed; its id is `reply_id`, `Idempotency-Key` and `webhook-id`.

        Raises:
            NotDelivered: it was refused, or no byte of it left.
            DeliveryUnknown: anything else but the receiver's `{"id", "url"}`.
        """
        if self.mode is not Mode.LIVE or not self._reply_url:
            raise NotDelivered(f"channel `{self.name}` is not set up to post", final=True)
        body = _body(reply)
        try:
            async with asyncio.timeout(self._timeout_seconds):
                status, headers, answer = await self._send(reply.id, body)
        except NOT_SENT as exc:
            raise NotDelivered(f"the receiver cannot be reached: {_named(exc)}") from exc
        except TimeoutError as exc:
            raise DeliveryUnknown(f"no answer within {self._timeout_seconds:g} s") from exc
        except httpx.HTTPError as exc:
            raise DeliveryUnknown(f"the connection broke: {_named(exc)}") from exc
        return read_answer(status, headers, answer)

    async def check(self) -> str | None:
        """Ask the receiver for its options: any answer but 410 shows that it is there."""
        if self.mode is not Mode.LIVE:
            return None
        if not self._reply_url:
            return f"channel `{self.name}` is live but has no `reply_url`"
        try:
            async with asyncio.timeout(self._timeout_seconds):
                answer = await self._http.options(self._reply_url, follow_redirects=False)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as exc:
            return f"`reply_url` cannot be reached ({_named(exc)}): is the receiver running?"
        if answer.status_code == httpx.codes.GONE:
            return "`reply_url` is gone for good (410): ask the receiver for its new address"
        return None

    async def close(self) -> None:
        """Nothing: the connections are the giver's."""

    async def _send(self, key: str, body: str) -> tuple[int, httpx.Headers, bytes]:
        now = datetime.now(UTC)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": key,
            "webhook-id": key,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": self._signer.sign(key, now, body),
            # a kept connection may be closed under our request: not worth a person's doubt
            "Connection": "close",
        }
        async with self._http.stream(
            "POST",
            self._reply_url or "",
            content=body.encode(),
            headers=headers,
            timeout=httpx.Timeout(None, connect=CONNECT_SECONDS, pool=CONNECT_SECONDS),
            follow_redirects=False,
        ) as answer:
            read = b""
            async for part in answer.aiter_bytes():
                read += part
                if len(read) > MOST_ANSWER_BYTES:
                    break
            return answer.status_code, answer.headers, read


def _body(reply: Reply) -> str:
    """The same bytes on every try, so that a receiver may compare them."""
    return json.dumps(
        {
            "reply_id": reply.id,
            "complaint_id": reply.complaint_id,
            "thread_id": reply.thread_id,
            "text": reply.text,
            "lang": reply.lang,
            "approved_by": reply.approved_by,
        }
    )


def _handle(name: str) -> str:
    """As platforms compare them: the @ and capitals tell nobody apart."""
    return name.removeprefix("@").casefold()


def _named(exc: Exception) -> str:
    return str(exc) or type(exc).__name__
