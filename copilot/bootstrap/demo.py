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
from collections.abc import AsyncIterator
from importlib import import_module
from pathlib import Path

from copilot.bootstrap.demo_brand import BRAND, PEOPLE, configure, setting
from copilot.bootstrap.demo_show import Performance
from copilot.sandbox.page import Site
from copilot.sandbox.server import DESK_CHAT, Running, serve

INTERRUPTED = 130
#: The real ones would make a newcomer wait: 20 messages a minute for two dozen cards.
LIMITS = "x50"
READY = """\
La démo est prête : ouvrez l’adresse ci-dessus. Ctrl-C pour finir.
The demo is ready: open the address above. Ctrl-C to end."""


async def play(*, port: int, browser: bool, speed: float) -> int:
    """
    Serve the page and play the incident until interrupted; give the exit status.

    Raises:
        OSError: the port is taken.
    """
    performance = Performance(brand=BRAND.name, setting=setting(chat=DESK_CHAT), speed=speed)
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
            await _showings(Path(folder), performance, site, running, stop)
    return INTERRUPTED


async def _showings(
    folder: Path, performance: Performance, site: Site, running: Running, stop: asyncio.Event
) -> None:
    """Play again whenever the page asks for it, each time from an empty desk."""
    for number in itertools.count(1):
        if stop.is_set():
            return
        own = folder / str(number)
        own.mkdir()
        config = configure(own, chat=running.chat_id, token=running.bot_token, api_url=running.url)
        site.empty_desk(f"Desk {BRAND.name}", {each.telegram: each.name for each in PEOPLE})
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
