"""Who works at the desk and what each role may do (CONTRACT.md, section 7)."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person is at the desk."""

    COMMUNITY_MANAGER = "community_manager"
    BRAND_LEAD = "brand_lead"
    LEGAL = "legal"
    TRAINEE = "trainee"
    OBSERVER = "observer"


class Right(StrEnum):
    """What may be done, checked at every press."""

    APPROVE = "approve"
    WORK = "work"  #: edit, change playbook or variant, claim, snooze, dismiss
    NOTE = "note"
    PAUSE = "pause"
    LEAD = "lead"  #: say what is true: a brand lead's yes to a changed fact


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.COMMUNITY_MANAGER: frozenset(Right) - {Right.LEAD},
    Role.BRAND_LEAD: frozenset(Right),
    Role.LEGAL: frozenset({Right.APPROVE, Right.NOTE, Right.PAUSE}),
    Role.TRAINEE: frozenset({Right.WORK, Right.NOTE}),
    Role.OBSERVER: frozenset({Right.NOTE}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """One configured person; `telegram` is the numeric id of the account."""

    name: str
    telegram: int
    role: Role
    signature: str | None = None
    on_call: bool = False  #: reached outside desk hours, and when someone may be in danger

    def may(self, right: Right) -> bool:
        """Say whether the role carries *right*."""
        return right in RIGHTS[self.role]

    @property
    def signs_as(self) -> str:
        """The name under a reply: the signature, or the first name."""
        return self.signature or self.name.split()[0]


#: Before a surname nobody is called by these alone.
_TITLES = frozenset(
    ["m", "mme", "mlle", "me", "maître", "dr", "pr", "mr", "mrs", "ms", "miss", "prof"]
)


class People:
    """
    The configured people; empty means that nobody may do anything.

    Of those who have left the team the names alone are known: cards go on saying who did what.
    """

    def __init__(
        self, people: Iterable[Person], *, former: Mapping[int, str] | None = None
    ) -> None:
        self._by_id = {person.telegram: person for person in people}
        self._former = dict(former or {})
        firsts = Counter(_first(name) for name in {*self.names.values()})
        self._shared = {first for first, count in firsts.items() if count > 1}

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[Person]:
        return iter(self._by_id.values())

    def find(self, telegram: int | None) -> Person | None:
        """The person behind a Telegram account, or nothing for a stranger."""
        return self._by_id.get(telegram) if telegram is not None else None

    def name_of(self, telegram: int | None) -> str:
        """A name to show; the bare number for somebody who was never configured."""
        person = self.find(telegram)
        return person.name if person else self._former.get(telegram or 0, str(telegram or ""))

    def called(self, telegram: int | None) -> str:
        """What colleagues call somebody: the first name, or the whole one where two share it."""
        whole = self.name_of(telegram)
        first = _first(whole)
        return whole if first in self._shared else first

    @property
    def names(self) -> dict[int, str]:
        """Everybody's name by account, those who have left included."""
        return self._former | {person.telegram: person.name for person in self}

    def after(self, names: Mapping[int, str]) -> "People":
        """The same people, who came after those of *names*."""
        return People(self, former={**names, **self.names})

    def with_right(self, right: Right) -> tuple[Person, ...]:
        """Everyone who may do *right*."""
        return tuple(person for person in self._by_id.values() if person.may(right))

    def on_call(self) -> tuple[Person, ...]:
        """Whoever is on call; where nobody is, those who lead the brand."""
        chosen = tuple(person for person in self._by_id.values() if person.on_call)
        return chosen or self.with_right(Right.LEAD)

    def with_role(self, role: str) -> tuple[Person, ...]:
        """Everyone who is *role*."""
        return tuple(person for person in self._by_id.values() if person.role.value == role)


def _first(name: str) -> str:
    first = name.split(maxsplit=1)[0] if name.split() else name
    return name if first.rstrip(".").lower() in _TITLES else first
