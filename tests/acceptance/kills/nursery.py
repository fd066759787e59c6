"""
Where the desk's processes in stories with kills come from.

It is forked once, when the playbooks are read, and bears every such process: so each is as new as
one just started, and holds nothing of the one before.
"""

import asyncio
import gc
import os
import signal
import sys
import tempfile
import traceback
import warnings
from contextlib import suppress
from multiprocessing import connection
from pathlib import Path
from zoneinfo import ZoneInfo

from copilot.app.office import Office
from copilot.desk import menu
from copilot.desk.words import load
from copilot.domain.hours import DeskHours
from copilot.domain.person import People, Person, Role
from copilot.domain.settings import Brand, DeskSettings
from copilot.sandbox import Sandbox, serve
from copilot.store.ids import SystemIds
from tests.acceptance.kills.compiled import open_store
from tests.acceptance.kills.worker import DeskProcess
from tests.fakes.channel import ScriptedChannel
from tests.fakes.clock import FrozenClock
from tests.unit.desk.conftest import wired_desk


class Nursery:
    """Bears desk processes; forked from the tests before anything of a story is open."""

    def __init__(self, library, shelf, *, leave):
        self.playbooks = shelf.in_force.playbooks
        self.ours, theirs = connection.Pipe()
        self.process = _fork()
        if self.process == 0:
            self.ours.close()
            leave()
            _bear(theirs, library, shelf)
        theirs.close()

    def bear(self, birth, address):
        """Start a desk process, which calls at *address*."""
        self.ours.send((birth, address))

    def close(self):
        self.ours.close()
        os.waitpid(self.process, 0)


def _fork():
    with warnings.catch_warnings():
        # Nothing of other threads is used after it.
        warnings.simplefilter("ignore", DeprecationWarning)
        return os.fork()


def _bear(orders, library, shelf):
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    os.environ["PTB_TIMEDELTA"] = "1"  # as the product does
    menu.read = load  # the product reads the other language once; here it would be once a process
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(_rehearse(Path(folder), library, shelf))
    gc.freeze()
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            birth, address = orders.recv()
            if _fork() == 0:
                orders.close()
                _live(birth, address, library, shelf)
    os._exit(0)


async def _rehearse(folder, library, shelf):
    """
    Tell something elsewhere: what files and libraries take to be read is then paid once.

    Nothing of a later story is known here, so none of its state can be kept by it.
    """
    clock = FrozenClock()
    async with serve(Sandbox(limits="off")) as running:
        office = Office(
            store=open_store("sqlite:///copilot.db", folder=folder),
            clock=clock,
            ids=SystemIds(clock),
            brand=Brand("Maison Lumen", ("fr", "en"), "Europe/Paris"),
            desk=DeskSettings(
                language="fr", chat=running.chat_id, hours=DeskHours(ZoneInfo("Europe/Paris"))
            ),
            people=People([Person("Léa Martin", 11, Role.COMMUNITY_MANAGER, "Léa")]),
            shelf=shelf,
            channels={"page": ScriptedChannel()},
        )
        async with wired_desk(running, office, clock, ScriptedChannel()) as wired:
            wired.story.complain()
            await wired.paint()
            for label in ("Je prends", "Variante", "Modifier", "Publier"):
                await wired.press((await wired.mine())[0], label)
                await wired.paint()
            await wired.say("/suivant")
        office.store.close()


def _live(birth, address, library, shelf):
    try:
        with connection.Client(address) as line:
            line.send(os.getpid())
            asyncio.run(DeskProcess(birth, line, library, shelf).run())
    except (EOFError, ConnectionError):
        os._exit(0)
    except BaseException:  # noqa: BLE001 - the story has ended; who reads the output wants to know
        traceback.print_exc(file=sys.__stderr__)
    os._exit(1)
