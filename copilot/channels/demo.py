"""The demo's public page: a thread in memory that customers and the brand write on."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from copilot.domain.channel import Absent, Look, Mode, Posted, Recovery, Reply, Sight, Unknowable
from copilot.domain.complaint import Author, Complaint
from copilot.domain.errors import DeliveryUnknown, NotDelivered

LIMIT = 8000


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicMessage:
    """One message on the page; *ours* when the brand wrote it, `key` when this product did."""

    id: str
    text: str
    author: str
    at: datetime
    parent_id: str | None = None
    ours: bool = False
    key: str | None = None
    edited: bool = False
    gone: bool = False
    likes: int = 0


@dataclass
class Faults:
    """How many of the next posts go wrong, and how; for tests and for showing recovery."""

    lose_answers: int = 0  #: the reply is stored, its answer is lost
    lose_requests: int = 0  #: nothing is stored, and nobody knows
    refuse: int = 0  #: refused, come again
    refuse_for_good: int = 0
    blind: bool = False  #: the page cannot be asked


class DemoChannel:
    """The `demo` channel and its page; *page_url* is where a reader finds it."""

    kind = "demo"
    limit = LIMIT
    recovery = Recovery.LOOK

    def __init__(
        self, name: str, *, mode: Mode, now: Callable[[], datetime], page_url: str = ""
    ) -> None:
        self.name = name
        self.mode = mode
        self.faults = Faults()
        self.on_change: Callable[[], None] = lambda: None
        self._now = now
        self._page_url = page_url
        self._messages: dict[str, PublicMessage] = {}

    def publish(self, complaint: Complaint) -> None:
        """Show what a customer writes; the same id again is an edit."""
        known = self._messages.get(complaint.id)
        self._keep(
            PublicMessage(
                id=complaint.id,
                text=complaint.text,
                author=complaint.author.name or complaint.author.handle or "",
                at=known.at if known else complaint.created_at or self._now(),
                parent_id=complaint.parent_id,
                edited=known is not None and known.text != complaint.text,
                likes=complaint.reactions.likes,
            )
        )

    def remove(self, message_id: str) -> None:
        """Let the customer delete a message; the product itself never does."""
        self._keep(replace(self._messages[message_id], gone=True))

    def answer_natively(self, parent_id: str, text: str, *, author: str) -> None:
        """Let a colleague answer on the page itself, past the desk."""
        self._write(text, author=author, parent_id=parent_id, key=None)

    def like(self, message_id: str, likes: int) -> None:
        """Show how many people like a message."""
        self._keep(replace(self._messages[message_id], likes=likes))

    def thread(self) -> tuple[PublicMessage, ...]:
        """Everything on the page, in the order it was written; what is gone too."""
        return tuple(self._messages.values())

    def measure(self, text: str) -> int:
        """Characters."""
        return len(text)

    async def look(self, complaint: Complaint) -> Sight:
        """See the message on the page, and whether a colleague answered it there."""
        if self.faults.blind:
            return Sight(Look.BLIND)
        message = self._messages.get(complaint.id)
        if message is None or message.gone:
            return Sight(Look.GONE)
        if message.text != complaint.text:
            return Sight(Look.CHANGED, message=replace(complaint, text=message.text))
        native = tuple(
            self._native(each, complaint)
            for each in self._messages.values()
            if each.parent_id == complaint.id and each.ours and not each.key and not each.gone
        )
        return Sight(Look.ANSWERED if native else Look.UNCHANGED, natives=native)

    async def post(self, reply: Reply) -> Posted:
        """
        Write *reply* under the message it answers.

        Raises:
            NotDelivered: the page refuses it, or the message is gone.
            DeliveryUnknown: a fault was asked for.
        """
        if self.mode is not Mode.LIVE:
            raise NotDelivered(f"channel `{self.name}` is read-only", final=True)
        self._refuse_if_asked()
        answered = self._messages.get(reply.complaint_id)
        if answered is None or answered.gone:
            raise NotDelivered("the message it answers is gone", final=True)
        if self._spend("lose_requests"):
            raise DeliveryUnknown("the connection broke")
        written = self._write(
            reply.text, author=reply.approved_by, parent_id=reply.complaint_id, key=reply.id
        )
        if self._spend("lose_answers"):
            raise DeliveryUnknown("the connection broke")
        return self._posted(written)

    async def look_up(self, reply: Reply) -> Posted | Absent | Unknowable:
        """Find *reply* on the page by its key."""
        if self.faults.blind:
            return Unknowable()
        written = (each for each in self._messages.values() if each.key == reply.id)
        found = next(written, None)
        return Absent() if found is None else self._posted(found)

    async def check(self) -> None:
        """Nothing can be wrong with it."""

    async def close(self) -> None:
        """Nothing is open."""

    def _refuse_if_asked(self) -> None:
        if self._spend("refuse"):
            raise NotDelivered("the page asks to come again", retry_after_seconds=1.0)
        if self._spend("refuse_for_good"):
            raise NotDelivered("the page refuses it", final=True)

    def _spend(self, fault: str) -> bool:
        left: int = getattr(self.faults, fault)
        setattr(self.faults, fault, max(left - 1, 0))
        return left > 0

    def _write(self, text: str, *, author: str, parent_id: str, key: str | None) -> PublicMessage:
        written = PublicMessage(
            id=f"reply-{len(self._messages) + 1}",
            text=text,
            author=author,
            at=self._now(),
            parent_id=parent_id,
            ours=True,
            key=key,
        )
        self._keep(written)
        return written

    def _native(self, message: PublicMessage, answered: Complaint) -> Complaint:
        return Complaint(
            id=message.id,
            channel=self.name,
            text=message.text,
            author=Author(name=message.author),
            created_at=message.at,
            thread_id=answered.thread,
            parent_id=answered.id,
        )

    def _keep(self, message: PublicMessage) -> None:
        self._messages[message.id] = message
        self.on_change()

    def _posted(self, message: PublicMessage) -> Posted:
        return Posted(message.id, f"{self._page_url}#{message.id}" if self._page_url else None)
