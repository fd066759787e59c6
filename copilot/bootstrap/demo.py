"""
`copilot demo`: the whole product on one machine, an incident played to it, and a page.

The page comes first: the service is imported once it can be looked at.
"""

import asyncio
import contextlib
import itertools
import os
import signal
import sys
import tempfile
import threading
import webbrowser
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from copilot.bootstrap.demo_brand import NAME, PEOPLE, configure, setting
from copilot.bootstrap.demo_show import Performance
from copilot.sandbox.page import Site
from copilot.sandbox.server import DESK_CHAT, Running, serve

INTERRUPTED = 130
#: The real ones would make a newcomer wait: 20 messages a minute for two dozen cards.
LIMITS = "x50"
READY = """\
La démo est prête : ouvrez l’adresse ci-dessus. Ctrl-C pour finir.
The demo is ready: open the address above. Ctrl-C to end."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What the desk is set up with: its language, and the folder of its playbooks if its own."""

    language: str
    library: Path | None


async def play(
    *,
    port: int,
    browser: bool,
    speed: float,
    language: str = "fr",
    library: Mapping[str, str] | None = None,
) -> int:
    """
    Serve the page and play the incident until interrupted; give the exit status.

    *library* holds the files of the playbooks and replies where the starter's own won't do.

    Raises:
        OSError: the port is taken.
    """
    told = setting(chat=DESK_CHAT, language=language)
    performance = Performance(brand=NAME, setting=told, speed=speed, lang=language)
    site = Site(performance, limits=LIMITS)
    performance.tell = site.tell
    async with _interrupted() as stop, serve(site.sandbox, port) as running:
        url = f"{running.url}/"
        print(url, flush=True)  # noqa: T201 - the command's result
        if sys.stderr.isatty():
            print(READY, file=sys.stderr, flush=True)  # noqa: T201 - what a person needs to know
        if browser and _has_screen():
            # Some browsers return only when they are closed: nobody waits for this thread.
            threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
        with tempfile.TemporaryDirectory(prefix="copilot-demo-") as folder:
            written = _write(Path(folder) / "library", library) if library else None
            setup = Setup(language, written)
            await _showings(Path(folder), performance, site, running, setup=setup, stop=stop)
    return INTERRUPTED


def _write(folder: Path, files: Mapping[str, str]) -> Path:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder


async def _showings(
    folder: Path,
    performance: Performance,
    site: Site,
    running: Running,
    *,
    setup: Setup,
    stop: asyncio.Event,
) -> None:
    """Play again whenever the page asks for it, each time from an empty desk."""
    for number in itertools.count(1):
        if stop.is_set():
            return
        own = folder / str(number)
        own.mkdir()
        config = configure(
            own,
            chat=running.chat_id,
            token=running.bot_token,
            api_url=running.url,
            language=setup.language,
            library=setup.library,
        )
        site.empty_desk(f"Desk {NAME}", {each.telegram: each.name for each in PEOPLE})
        channel = performance.begin(page_url=f"{running.url}/")
        service = await asyncio.to_thread(import_module, "copilot.bootstrap.demo_service")
        if not stop.is_set():
            await service.show(config, channel, performance, stop=stop)


def _has_screen() -> bool:
    """Without a screen Python opens a text browser, over the terminal that shows the address."""
    names = ("DISPLAY", "WAYLAND_DISPLAY")
    return sys.platform in ("darwin", "win32") or any(map(os.environ.get, names))


@contextlib.asynccontextmanager
async def _interrupted() -> AsyncIterator[asyncio.Event]:
    """An event that SIGINT or SIGTERM sets, so that everything ends in order."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    caught = (signal.SIGINT, signal.SIGTERM)
    # On Windows a loop hears no signals; there Ctrl-C cancels us, which ends in order, too.
    with contextlib.suppress(NotImplementedError):
        for number in caught:
            loop.add_signal_handler(number, stop.set)
    try:
        yield stop
    finally:
        with contextlib.suppress(NotImplementedError):
            for number in caught:
                loop.remove_signal_handler(number)
