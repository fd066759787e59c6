"""A place where complaints come from and replies go to."""

from typing import Protocol

from copilot.domain.channel import Absent, Mode, Posted, Recovery, Reply, Sight, Unknowable
from copilot.domain.complaint import Complaint


class Channel(Protocol):
    """One configured channel."""

    @property
    def name(self) -> str:
        """Its name in the configuration."""

    @property
    def kind(self) -> str:
        """Its platform: webhook, telegram, demo."""

    @property
    def mode(self) -> Mode:
        """Whether replies may leave."""

    @property
    def limit(self) -> int:
        """The longest reply, as `measure` counts."""

    @property
    def recovery(self) -> Recovery:
        """What a lost answer allows."""

    def measure(self, text: str) -> int:
        """The length of *text* as the platform counts it."""

    async def look(self, complaint: Complaint) -> Sight:
        """
        See whether the message is still there, unchanged and unanswered; give what is new.

        BLIND says that the platform has nothing to ask. One that could have been asked and gave
        no answer is an error, whichever: the reply waits.

        Raises:
            Exception: the look failed.
        """

    async def post(self, reply: Reply) -> Posted:
        """
        Publish *reply*; its id is the key where the platform takes one.

        Raises:
            NotDelivered: it is certain that nothing was published.
            DeliveryUnknown: no answer came; it may be public.
        """

    async def look_up(self, reply: Reply) -> Posted | Absent | Unknowable:
        """Say whether *reply* is public, without publishing anything; never raises."""

    async def check(self) -> str | None:
        """Try the credentials; nothing when they work, otherwise what to do about it."""

    async def close(self) -> None:
        """Let go of connections."""
