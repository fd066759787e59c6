"""What became of a promise, at any moment."""

from datetime import UTC, datetime, timedelta

import pytest

from copilot.domain.handling import Promise, PromiseState

DUE = datetime(2026, 11, 24, 18, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def promise(**kept):
    return Promise(
        id="p1",
        case="c1",
        what="un retour ici",
        due_at=DUE,
        owner=11,
        is_private=False,
        made_at=DUE - timedelta(days=2),
        **kept,
    )


@pytest.mark.parametrize(
    ("now", "state"),
    [
        (DUE - MINUTE, PromiseState.DUE),
        (DUE, PromiseState.DUE),
        (DUE + MINUTE, PromiseState.BROKEN),
    ],
)
def test_a_promise_is_broken_when_its_time_is_over(now, state):
    """To the minute: who keeps it at the very hour has kept it."""
    assert state is promise().state(now)


@pytest.mark.parametrize(
    ("kept_at", "state"),
    [(DUE, PromiseState.KEPT), (DUE + MINUTE, PromiseState.KEPT_LATE)],
)
def test_what_is_kept_stays_kept(kept_at, state):
    """However late one looks."""
    kept = promise(kept_by=11, kept_at=kept_at)

    assert state is kept.state(DUE + timedelta(days=90))
