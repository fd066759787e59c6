"""Where pushed complaints come in, and what the service says of itself over HTTP."""

from collections.abc import Callable, Sequence

from copilot.app.intake import Intake, accept_within
from copilot.app.office import Clerk, Office
from copilot.app.ports.web import AtDesk, Health, Measurement, Taken
from copilot.channels.webhook import WebhookChannel
from copilot.domain.complaint import Complaint
from copilot.domain.errors import StoreError


class Doorway:
    """Implements what `web.build_app` asks for."""

    def __init__(
        self,
        office: Office,
        clerk: Clerk,
        *,
        taken: Callable[[], None],
        telegram_health: Callable[[], str | None] = lambda: None,
        at_desk: Callable[[], AtDesk] = lambda: AtDesk.HERE,
    ) -> None:
        self._office = office
        self._clerk = clerk
        self._taken = taken
        self._telegram_health = telegram_health
        self._at_desk = at_desk

    async def accept(
        self, channel: str, complaints: Sequence[Complaint], *, delivery: str
    ) -> Taken:
        """Keep one delivery whole; a known one changes nothing."""
        taken = await self._clerk(lambda: self._keep(channel, complaints, delivery))
        self._taken()
        return taken

    def _keep(self, channel: str, complaints: Sequence[Complaint], delivery: str) -> Taken:
        office = self._office
        with office.store.write() as records:
            now = office.clock.now()
            if not records.state.first_delivery(channel, delivery, at=now):
                return Taken(repeated=True)
            outcomes = [
                accept_within(office, records, one, own=self._is_own(channel, one)).outcome
                for one in complaints
            ]
        known = outcomes.count(Intake.KNOWN)
        return Taken(new=len(outcomes) - known, known=known)

    def _is_own(self, channel: str, complaint: Complaint) -> bool:
        pushed = self._office.channels.get(channel)
        return isinstance(pushed, WebhookChannel) and pushed.is_own(complaint)

    async def health(self) -> Health:
        """What is wrong now; channels are asked by `copilot doctor`, not by a probe."""
        return Health(
            database=await self._clerk(self._database_fault),
            telegram=self._telegram_health(),
            desk=self._at_desk(),
            channels=dict.fromkeys(self._office.channels),
        )

    def _database_fault(self) -> str | None:
        try:
            with self._office.store.read() as records:
                records.state.paused()
        except StoreError as fault:
            return str(fault)
        return None

    async def measure(self) -> Sequence[Measurement]:
        """Numbers for Prometheus."""
        return await self._clerk(self._count)

    def _count(self) -> Sequence[Measurement]:
        with self._office.store.read() as records:
            cases = records.cases.counts()
            complaints = records.complaints.count()
            paused = records.state.paused() is not None
        return (
            Measurement(
                "copilot_cases",
                "Cases by status.",
                "gauge",
                [({"status": status.value}, float(n)) for status, n in cases.items()],
            ),
            Measurement(
                "copilot_complaints",
                "Complaints by what became of them.",
                "gauge",
                [({"state": state}, float(n)) for state, n in complaints.items()],
            ),
            Measurement(
                "copilot_posting_paused",
                "1 while posting is suspended.",
                "gauge",
                [({}, float(paused))],
            ),
            Measurement(
                "copilot_has_desk",
                "1 in the process that has the desk: of all together, one.",
                "gauge",
                [({}, float(self._at_desk() is AtDesk.HERE))],
            ),
        )
