"""What the HTTP side asks of the rest: hooks to let complaints in, health, measurements."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, Protocol

from copilot.domain.complaint import Complaint


@dataclass(frozen=True, slots=True)
class Verified:
    """The sender holds the secret; `delivery` is the same when it sends again."""

    delivery: str


@dataclass(frozen=True, slots=True)
class Unverified:
    """The sender did not prove anything; the reason is for the log, not for the sender."""

    reason: str


class Hook(Protocol):
    """The way into one channel that is pushed to."""

    def verify(self, headers: Mapping[str, str], body: bytes) -> Verified | Unverified:
        """Hold *headers* (names in lower case) and the raw *body* against the secret."""

    def challenge(self, query: Mapping[str, str]) -> str | None:
        """The answer to a platform's verification request; nothing where there is none."""

    def decode(self, payload: object, *, delivery: str) -> tuple[Complaint, ...]:
        """
        The complaints in one verified delivery, none or several.

        Raises:
            ComplaintError: one of them breaks a rule; then none is taken.
        """


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one delivery."""

    new: int = 0  #: complaints, or versions of one, that were not there
    known: int = 0  #: the same complaint at the same version was there
    repeated: bool = False  #: the delivery itself was; nothing was done


class Accept(Protocol):
    """Keeps what a hook took."""

    async def __call__(
        self, channel: str, complaints: Sequence[Complaint], *, delivery: str
    ) -> Taken:
        """Keep all of them in one transaction, and answer only after it has committed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """The updates of the desk's bot that Telegram brings by webhook."""

    path: str
    secret: str = field(repr=False)  #: stands in a header of every delivery
    #: Keeps one update; returns only after it has committed.
    keep: Callable[[Mapping[str, object]], Awaitable[None]]


class AtDesk(StrEnum):
    """Where the desk is, as one process sees it."""

    HERE = "here"
    STANDING_BY = "standing by"  #: another process has it; this one takes over when that ends
    ELSEWHERE = "elsewhere"  #: this process was started without it


@dataclass(frozen=True, slots=True)
class Health:
    """What is wrong, in a sentence, with each part; nothing where all is well."""

    database: str | None = None
    telegram: str | None = None  #: as the process at the desk knows it
    desk: AtDesk = AtDesk.HERE
    channels: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number for Prometheus, or several told apart by labels."""

    name: str
    help: str
    kind: Literal["counter", "gauge"]
    samples: Sequence[tuple[Mapping[str, str], float]]
