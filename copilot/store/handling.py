"""What happens to cases beside their replies (`app.ports.handling`)."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from copilot.domain.handling import (
    Alarm,
    Answer,
    Escalation,
    Insight,
    Moderation,
    Tick,
    Wait,
)
from copilot.store.handling_tables import (
    alarms,
    answers,
    escalations,
    insights,
    moderations,
    ticks,
    waits,
)
from copilot.store.table_values import Rows, only


class SqlWaits(Rows[Wait]):
    """Questions to colleagues within one transaction."""

    table, value = waits, Wait

    def add(self, wait: Wait) -> bool:
        """Keep a question; false when the case has one open."""
        return self._insert(wait)

    def open(self, case: str) -> Wait | None:
        """The case's question that has no answer yet."""
        return only(self._where((waits.c.case == case) & waits.c.answered_at.is_(None)))

    def of(self, case: str) -> Sequence[Wait]:
        """All of a case, oldest first."""
        return self._where(waits.c.case == case, waits.c.asked_at, waits.c.id)

    def answer(self, id: str, *, answer: str, by: int, at: datetime) -> bool:  # noqa: A002
        """Close a question, once."""
        is_open = (waits.c.id == id) & waits.c.answered_at.is_(None)
        return self._change(is_open, answer=answer, answered_by=by, answered_at=at)

    def due(self, now: datetime) -> Sequence[Wait]:
        """Open ones whose time to be chased up has come, oldest first."""
        is_due = waits.c.answered_at.is_(None) & (waits.c.chase_at <= now)
        return self._where(is_due, waits.c.chase_at, waits.c.id)

    def chase(self, id: str, *, expected: int, next_at: datetime) -> bool:  # noqa: A002
        """Count one more chase, if *expected* were counted before."""
        is_next = (waits.c.id == id) & (waits.c.chased == expected)
        return self._change(is_next, chased=expected + 1, chase_at=next_at)


class SqlInsights(Rows[Insight]):
    """Insights within one transaction."""

    table, value = insights, Insight

    def add(self, insight: Insight) -> None:
        """Keep one."""
        self._insert(insight)

    def say(self, id: str, word: str) -> bool:  # noqa: A002
        """Put a word to one that has none yet."""
        return self._change((insights.c.id == id) & (insights.c.word == ""), word=word)

    def of(self, case: str) -> Sequence[Insight]:
        """Of a case, oldest first."""
        return self._where(insights.c.case == case, insights.c.at, insights.c.id)

    def since(self, at: datetime) -> Sequence[Insight]:
        """Of all cases, oldest first."""
        return self._where(insights.c.at >= at, insights.c.at, insights.c.id)


class SqlEscalations(Rows[Escalation]):
    """Escalations within one transaction."""

    table, value = escalations, Escalation

    def add(self, escalation: Escalation) -> None:
        """Keep one."""
        self._insert(escalation)

    def say(self, id: str, note: str) -> bool:  # noqa: A002
        """Put a note to one, in the place of what was there; false when there is none."""
        return self._change(escalations.c.id == id, note=note)

    def of(self, case: str) -> Sequence[Escalation]:
        """Of a case, oldest first."""
        return self._where(escalations.c.case == case, escalations.c.at, escalations.c.id)


class SqlModerations(Rows[Moderation]):
    """Moderations within one transaction."""

    table, value = moderations, Moderation

    def open(self, moderation: Moderation) -> bool:
        """Keep one; false when the case has one."""
        return self._insert(moderation)

    def of(self, case: str) -> Moderation | None:
        """Of a case."""
        return only(self._where(moderations.c.case == case))

    def done(self, case: str, *, by: int, at: datetime) -> bool:
        """Close it, once."""
        is_open = (moderations.c.case == case) & moderations.c.done_at.is_(None)
        return self._change(is_open, done_by=by, done_at=at)

    def give(self, case: str, *, expected: int, to: int) -> bool:
        """Have somebody else see to it; false unless *expected* does, and it is open."""
        return self._change(_is_with(case, expected), person=to)

    def call_off(self, case: str, *, expected: int) -> bool:
        """Forget it; false unless *expected* sees to it, and it is open."""
        gone = self._connection.execute(moderations.delete().where(_is_with(case, expected)))
        return gone.rowcount == 1

    def due(self, now: datetime) -> Sequence[Moderation]:
        """Open ones whose time has come, oldest first."""
        is_due = moderations.c.done_at.is_(None) & (moderations.c.due_at <= now)
        return self._where(is_due, moderations.c.due_at, moderations.c.case)


def _is_with(case: str, person: int) -> sa.ColumnElement[bool]:
    is_open = (moderations.c.case == case) & moderations.c.done_at.is_(None)
    return is_open & (moderations.c.person == person)


class SqlSteps:
    """Ticks and answers within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._ticks = _Ticks(connection)
        self._answers = _Answers(connection)

    def tick(self, tick: Tick) -> bool:
        """Tick a step; false when it was."""
        return self._ticks.add(tick)

    def untick(self, case: str, *, playbook: str, step: str) -> bool:
        """Take it back; false when it was not ticked."""
        return self._ticks.remove(case, playbook, step)

    def ticked(self, case: str, *, playbook: str) -> Sequence[Tick]:
        """Those of a case under a playbook, oldest first."""
        return self._ticks.of(case, playbook)

    def put(self, answer: Answer) -> None:
        """Keep what was filled in, in the place of what was there."""
        self._answers.put(answer)

    def answers(self, case: str) -> Sequence[Answer]:
        """What was filled in for a case, by name."""
        return self._answers.of(case)


class _Ticks(Rows[Tick]):
    table, value = ticks, Tick

    def add(self, tick: Tick) -> bool:
        return self._insert(tick)

    def remove(self, case: str, playbook: str, step: str) -> bool:
        here = (ticks.c.case == case) & (ticks.c.playbook == playbook) & (ticks.c.step == step)
        return self._connection.execute(ticks.delete().where(here)).rowcount == 1

    def of(self, case: str, playbook: str) -> list[Tick]:
        here = (ticks.c.case == case) & (ticks.c.playbook == playbook)
        return self._where(here, ticks.c.at, ticks.c.step)


class _Answers(Rows[Answer]):
    table, value = answers, Answer

    def put(self, answer: Answer) -> None:
        here = (answers.c.case == answer.case) & (answers.c.name == answer.name)
        if not self._change(here, value=answer.value, by=answer.by, at=answer.at):
            self._insert(answer)

    def of(self, case: str) -> list[Answer]:
        return self._where(answers.c.case == case, answers.c.name)


class SqlAlarms(Rows[Alarm]):
    """Alarms within one transaction."""

    table, value = alarms, Alarm

    def add(self, alarm: Alarm) -> bool:
        """Raise one; false when the case has one."""
        return self._insert(alarm)

    def raise_again(self, alarm: Alarm) -> bool:
        """Begin one anew that was confirmed or lowered; false when it still stands unheard."""
        is_over = (alarms.c.case == alarm.case) & ~_unheard()
        return self._replace(is_over, alarm)

    def of(self, case: str) -> Alarm | None:
        """Of a case."""
        return only(self._where(alarms.c.case == case))

    def due(self, now: datetime) -> Sequence[Alarm]:
        """Those to wake people for again: neither confirmed nor lowered."""
        return self._where(_unheard() & (alarms.c.next_at <= now), alarms.c.next_at)

    def standing(self, since: datetime) -> Sequence[Alarm]:
        """Those raised since then that nobody has lowered, oldest first."""
        stands = alarms.c.lowered_at.is_(None) & (alarms.c.raised_at >= since)
        return self._where(stands, alarms.c.raised_at, alarms.c.case)

    def again(self, case: str, *, expected: int, next_at: datetime) -> bool:
        """Count one more round, if *expected* were counted before."""
        is_next = (alarms.c.case == case) & (alarms.c.rounds == expected)
        return self._change(is_next & _unheard(), rounds=expected + 1, next_at=next_at)

    def confirm(self, case: str, *, by: int, at: datetime) -> bool:
        """Somebody takes care of it; once, and not after it was lowered."""
        return self._change((alarms.c.case == case) & _unheard(), confirmed_by=by, confirmed_at=at)

    def lower(self, case: str, *, by: int, at: datetime) -> bool:
        """It was an exaggeration; once."""
        is_open = (alarms.c.case == case) & alarms.c.lowered_at.is_(None)
        return self._change(is_open, lowered_by=by, lowered_at=at)


def _unheard() -> sa.ColumnElement[bool]:
    return alarms.c.confirmed_at.is_(None) & alarms.c.lowered_at.is_(None)
