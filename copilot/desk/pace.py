"""When the desk may write: at most as fast as Telegram allows, slower where it refuses anyway."""

from collections import defaultdict, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from copilot.desk.limits import PUBLISHED, Limits, stated

SECOND, MINUTE = 1.0, 60.0
#: A refusal for less than this is about one second's burst, not about the minute.
BURST_SECONDS = 2.5
#: Between two messages after a burst was refused.
GAP_SECONDS = 1.05
#: Left free in each minute for the cards that people press.
HEADROOM = 0.25
#: A quiet desk that is refused learns nothing of the minute: one card a minute would be too few.
LEAST = 8.0
#: Each minute without a refusal lets a little more through.
GROWTH = 1.2


@dataclass(slots=True)
class Writing:
    """One message on its way; Telegram may count it at any moment until its answer is here."""

    at: float  #: when it began, then when its answer came
    is_over: bool = False


class Pace:
    """Counts what is written and says when the next message may go."""

    def __init__(self, clock: Callable[[], float], limits: Limits = PUBLISHED) -> None:
        self._clock = clock  #: seconds, from anywhere
        self.limits = limits
        self._policy = ""
        self._chats: defaultdict[int, deque[Writing]] = defaultdict(deque)
        self._all: deque[Writing] = deque()
        self._blocked_until = float("-inf")
        self._gap = 0.0
        self._learned_at = 0.0
        self.capacity: float | None = None  #: messages a minute, once Telegram refused one
        self.last_at = float("-inf")  #: when a message was written

    def state(self, policy: str) -> None:
        """The server says what its limits are; see `limits.stated`."""
        if policy != self._policy:
            self._policy, self.limits = policy, stated(policy)

    def begin(self, chat: int) -> Writing:
        """A message to *chat* is being written."""
        writing = Writing(self._clock())
        self._chats[chat].append(writing)
        self._all.append(writing)
        return writing

    def end(self, writing: Writing) -> None:
        """Its answer is here, or will never come."""
        now = writing.at = self.last_at = self._clock()
        writing.is_over = True
        self._forget(now)
        if now - self._learned_at >= MINUTE:
            self._gap = 0.0
            self._unlearn(now)

    def refused(self, chat: int, retry_after_seconds: float) -> None:
        """Telegram asks to wait."""
        now = self._clock()
        self._forget(now)
        self._blocked_until = max(self._blocked_until, now + retry_after_seconds)
        self._learned_at = now
        if retry_after_seconds < BURST_SECONDS:
            self._gap = GAP_SECONDS
        else:
            taken = sum(one.is_over for one in self._chats.get(chat, ()))
            self.capacity = max(float(taken), LEAST)

    def blocked_seconds(self) -> float:
        """How long Telegram wants nothing at all."""
        return max(0.0, self._blocked_until - self._clock())

    def wait_seconds(self, chat: int, *, background: bool) -> float:
        """How long until *chat* may be written to; *background* leaves room for presses."""
        now = self._clock()
        self._forget(now)
        mine, limits = self._chats.get(chat, ()), self.limits
        waits = [
            self._blocked_until - now,
            _window(self._all, limits.bot, SECOND, now),
            _window(mine, limits.chat, SECOND, now),
        ]
        if mine:
            waits.append(mine[-1].at + self._gap - now)
        if chat < 0:
            room = self._background() if background else limits.group
            waits.append(_window(mine, room, MINUTE, now))
        return max(0.0, *waits)

    def _background(self) -> int:
        """Messages a minute in a group that nobody waits for."""
        most = self.limits.group if self.capacity is None else self.capacity
        return max(int(most * (1 - HEADROOM)), 1)

    def _unlearn(self, now: float) -> None:
        if self.capacity is None:
            return
        self.capacity *= GROWTH
        self._learned_at = now
        if self.capacity >= self.limits.group:
            self.capacity = None

    def _forget(self, now: float) -> None:
        for chat in [*self._chats]:
            writings = self._chats[chat]
            _drop(writings, now - MINUTE)
            if not writings:
                del self._chats[chat]
        _drop(self._all, now - MINUTE)

    # For another process to go on with: seconds are counted back from now.

    def kept(self) -> dict[str, object]:
        """What the next process must know, as plain values."""
        now = self._clock()
        self._forget(now)
        ages = {
            str(chat): [round(now - one.at, 3) for one in writings]
            for chat, writings in self._chats.items()
        }
        return {"ages": ages, "blocked": self.blocked_seconds()}

    def restore(
        self, ages: Mapping[int, Sequence[float]], *, blocked: float, since: float
    ) -> None:
        """
        Take over from a process that left *ages* and *blocked*, *since* seconds ago.

        What this one wrote itself before is among them.
        """
        now = self._clock()
        self._chats.clear()
        self._all.clear()
        for chat, seconds in ages.items():
            earlier = [Writing(now - one - since, is_over=True) for one in seconds]
            self._chats[chat].extend(earlier)
            self._all.extend(earlier)
        self._all = deque(sorted(self._all, key=lambda one: one.at))
        self._blocked_until = max(self._blocked_until, now + blocked - since)
        self._forget(now)


def _window(writings: Sequence[Writing], most: int, span: float, now: float) -> float:
    """How long until fewer than *most* of them are younger than *span*."""
    if len(writings) < most:
        return 0.0
    first = writings[len(writings) - most]
    return (first.at if first.is_over else now) + span - now


def _drop(writings: deque[Writing], until: float) -> None:
    while writings and writings[0].is_over and writings[0].at <= until:
        writings.popleft()
