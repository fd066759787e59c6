"""A real `copilot demo` in its own process, and a real Chromium that looks at it."""

import contextlib
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE_SECONDS = 60  # two busy cores must not fail a test


def lacking():
    """Say what is missing for a browser, if anything."""
    try:
        import playwright  # noqa: F401 - its absence is the question
    except ImportError:
        return "playwright is not installed"
    return None if CHROMIUM.exists() else f"no browser at {CHROMIUM}"


@pytest.fixture(scope="module")
def chromium():
    """The browser; where there is none the test is skipped, except in CI."""
    reason = lacking()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    # Ended with the module: while it lives, no other test can run an event loop.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Demo:
    """A running demo."""

    url: str
    process: subprocess.Popen

    def interrupt(self):
        """End it as Ctrl-C does, and give its exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE_SECONDS)


def started(folder, stack, *, speed):
    """Start a demo as a newcomer does, in *folder*; it ends with *stack*."""
    command = [sys.executable, "-m", "copilot", "demo", "--no-browser", "--port", "0"]
    process = stack.enter_context(
        subprocess.Popen(
            [*command, "--speed", str(speed)],
            cwd=folder,
            env={**os.environ, "TMPDIR": str(folder)},
            stdout=subprocess.PIPE,
            text=True,
        )
    )
    stack.callback(process.kill)
    return Demo(process.stdout.readline().strip(), process)


@pytest.fixture
def start_demo(tmp_path):
    """Start demos of one's own, at a pace of one's own."""
    with contextlib.ExitStack() as stack:
        yield lambda *, speed: started(tmp_path, stack, speed=speed)


@pytest.fixture(scope="module")
def running_demo(tmp_path_factory):
    """One demo for all tests that only look."""
    with contextlib.ExitStack() as stack:
        yield started(tmp_path_factory.mktemp("demo"), stack, speed=40)


@dataclass
class Seen:
    """What a page said and asked for, besides what it showed."""

    errors: list = field(default_factory=list)
    hosts: set = field(default_factory=set)


@pytest.fixture
def look(chromium):
    """Open the page as on a device; gives the page and what it said."""
    contexts = []

    def open_page(demo, *, width=1440, height=900, dark=False, phone=False, script=""):
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            has_touch=phone,
            is_mobile=phone,
            locale="fr-FR",
            timezone_id="Europe/Paris",
        )
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page, seen = context.new_page(), Seen()
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        page.on("console", lambda said: said.type == "error" and seen.errors.append(said.text))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.on("request", lambda asked: seen.hosts.add(re.split("[/:]+", asked.url)[1]))
        page.goto(demo.url)
        return page, seen

    yield open_page
    for context in contexts:
        context.close()
