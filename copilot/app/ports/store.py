"""
The database as the use cases see it.

Everything is synchronous and called from one writer thread. `write()` is one immediate
transaction: all of it is kept, or nothing. Every `move` and `claim` is one guarded UPDATE whose
row count decides: of any number of concurrent callers exactly one succeeds.
"""

from contextlib import AbstractContextManager
from typing import Protocol

from copilot.app.ports.chat import Cards, Chat, Notices
from copilot.app.ports.facts import Facts
from copilot.app.ports.handling import (
    Alarms,
    Escalations,
    Insights,
    Moderations,
    Promises,
    Steps,
    Waits,
)
from copilot.app.ports.lessons import Lessons
from copilot.app.ports.outbox import Outbox
from copilot.app.ports.record import Log, Sets, State
from copilot.app.ports.work import Approvals, Cases, Complaints, Drafts


class Records(Protocol):
    """Everything, inside one transaction."""

    def attempt(self) -> AbstractContextManager[None]:
        """
        A part that may fail alone: after an error it is as if it had never been begun.

        Raises:
            StoreError: the database refused, and the whole transaction is lost.
        """

    @property
    def complaints(self) -> Complaints:
        """Its complaints."""

    @property
    def cases(self) -> Cases:
        """Its cases."""

    @property
    def drafts(self) -> Drafts:
        """Its drafts."""

    @property
    def approvals(self) -> Approvals:
        """Its approvals."""

    @property
    def outbox(self) -> Outbox:
        """Its outbox."""

    @property
    def chat(self) -> Chat:
        """Its chat."""

    @property
    def cards(self) -> Cards:
        """Its cards."""

    @property
    def notices(self) -> Notices:
        """Its notices."""

    @property
    def sets(self) -> Sets:
        """Its sets."""

    @property
    def facts(self) -> Facts:
        """Its changed facts."""

    @property
    def log(self) -> Log:
        """Its log."""

    @property
    def lessons(self) -> Lessons:
        """What can be learned from it."""

    @property
    def state(self) -> State:
        """Its state."""

    @property
    def waits(self) -> Waits:
        """Its questions to colleagues."""

    @property
    def insights(self) -> Insights:
        """Its insights."""

    @property
    def escalations(self) -> Escalations:
        """Its escalations."""

    @property
    def moderations(self) -> Moderations:
        """Its moderations."""

    @property
    def steps(self) -> Steps:
        """Its ticked steps and filled-in answers."""

    @property
    def promises(self) -> Promises:
        """Its promises."""

    @property
    def alarms(self) -> Alarms:
        """Its alarms."""


class Store(Protocol):
    """The database."""

    def write(self) -> AbstractContextManager[Records]:
        """One immediate transaction; committed at the end, rolled back on an error."""

    def read(self) -> AbstractContextManager[Records]:
        """One consistent view; writing in it is an error."""
