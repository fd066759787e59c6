"""Notices saved files beside the desk's work; what they hold is swapped in between two presses."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from copilot.app.configuration import Configuration
from copilot.app.playbooks import Found, Playbooks
from copilot.app.study import Studied
from copilot.bootstrap.clerk import WriterThread
from copilot.bootstrap.loops import Bell
from copilot.bootstrap.memory import trim

#: Between two looks at the files, and at most when a look takes long: then it is every so many
#: times as long, to cost no more than one part in so many.
RELOAD_SECONDS, RELOAD_SECONDS_MOST, PARTS = 0.25, 2.0, 20
#: Between two questions whether it is time for a look.
STEP_SECONDS = 0.1
#: Files that stand still so long are taken for saved.
SETTLED_SECONDS = 0.2
#: Between two looks for something to learn that nobody has rung for.
STUDY_SECONDS = 60.0


@dataclass(slots=True, kw_only=True)
class Reload:
    """The loops' steps; each gives how much it has changed."""

    playbooks: Playbooks
    clerk: WriterThread
    configuration: Configuration | None
    is_stopping: Callable[[], bool]
    changed: Bell = field(default_factory=Bell)  #: rings when a set came into force
    _rest_until: float = 0.0
    _is_compared: bool = False  #: the playbooks in force with the people

    async def files(self) -> int:
        """Read beside the desk's work; swap on the writer thread, between two use cases."""
        return await self._library() + await self.settings()

    async def _library(self) -> int:
        began = time.monotonic()
        if began < self._rest_until:
            return 0
        found, cost = await asyncio.to_thread(self._look)
        if not self.playbooks.is_moving:
            rest = min(RELOAD_SECONDS_MOST, cost * PARTS)
            self._rest_until = began + max(RELOAD_SECONDS, rest)
        while found is None and self.playbooks.is_moving and not self.is_stopping():
            # Reading them takes a while as well, in which they may prove to stand still.
            await asyncio.sleep(max(0.0, began + SETTLED_SECONDS - time.monotonic()))
            began = time.monotonic()
            found, _ = await asyncio.to_thread(self._look)
        if found is None:
            return 0
        await self.clerk(lambda: self.playbooks.adopt(found))
        self._has_changed()
        return 1

    def _look(self) -> tuple[Found | None, float]:
        began = time.thread_time()
        return self.playbooks.look(), time.thread_time() - began

    async def settings(self) -> int:
        """As above, for the configuration's file."""
        configuration = self.configuration
        if configuration is None:
            return 0
        read = await asyncio.to_thread(configuration.look)
        if read is None:
            return 0
        await self.clerk(lambda: configuration.adopt(read))
        self._has_changed()
        return 1

    def _has_changed(self) -> None:
        self._is_compared = False
        self.changed.ring()

    async def study(self) -> int:
        """Hold what is in force against the people, then learn and try it, step by step."""
        configuration = self.configuration
        if configuration is not None and not self._is_compared:
            await self.clerk(configuration.compare)
            self._is_compared = True
            return 1
        studied = await asyncio.to_thread(self._study)
        if studied is None:
            return 0
        await self.clerk(lambda: self.playbooks.study.adopt(studied))
        return 1

    def _study(self) -> Studied | None:
        studied = self.playbooks.study.work()
        if studied is not None and studied.matcher is not None:
            trim()
        return studied
