"""Trouble on demand: answers lost before or after the work, errors, delays, refusals."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = frozenset({"drop_before", "drop_after", "http_500", "slow", "refuse"})


@dataclass
class Fault:
    """What goes wrong with the next *times* calls of one method."""

    method: str
    kind: str
    times: int = 1
    seconds: float = 6.0
    code: int = 400
    description: str = "Bad Request: refused by the test"
    parameters: dict[str, int] = field(default_factory=dict)


@dataclass
class Faults:
    """The troubles that wait, first ordered first served."""

    waiting: list[Fault] = field(default_factory=list)

    def order(self, fault: Fault) -> None:
        """
        Have *fault* happen.

        Raises:
            ValueError: there is no such kind.
        """
        if fault.kind not in KINDS:
            raise ValueError(f"unknown kind `{fault.kind}`: say one of {', '.join(sorted(KINDS))}")
        self.waiting.append(fault)

    def next_for(self, method: str) -> Fault | None:
        """Take the trouble that is due for this call; `*` is due for any."""
        for fault in self.waiting:
            if fault.method.lower() in {"*", method.lower()}:
                fault.times -= 1
                if fault.times <= 0:
                    self.waiting.remove(fault)
                return fault
        return None
