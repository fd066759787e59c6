"""The demo in a browser as wide as a phone: pressing, writing, and taking pictures of parts."""

import base64
import contextlib
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from playwright.sync_api import Locator, Page, expect, sync_playwright

from copilot.desk.words import Words, load
from docs.guide.png import Pixels, write

CHROMIUM = "/usr/bin/chromium"
WIDTH, HEIGHT, SCALE = 390, 2600, 1.5
PATIENCE_SECONDS = 60
MARGIN = 4
#: Nothing moves, and nothing lies over what is shown.
STILL = """
*, *::before, *::after { animation: none !important; transition: none !important; }
.new-pill, .message .reply { display: none !important; }
.desk { background: #dfe9e6 !important; } .stack { width: 100%; max-width: 100% !important; }
"""
#: Where in an element a line begins that has a sign in it.
TOP = """(element, sign) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const at = walker.currentNode.textContent.indexOf(sign);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(walker.currentNode, at);
    range.setEnd(walker.currentNode, at + 1);
    return range.getBoundingClientRect().top;
  }
}"""
READ = """async (url) => {
  const picture = await createImageBitmap(await (await fetch(url)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const pixels = pen.getImageData(0, 0, picture.width, picture.height).data;
  let said = "";
  for (let at = 0; at < pixels.length; at += 32768) {
    said += String.fromCharCode(...pixels.subarray(at, at + 32768));
  }
  return [picture.width, picture.height, btoa(said)];
}"""


@dataclass(frozen=True)
class Stage:
    """One demo, in one language."""

    page: Page
    folder: Path
    words: Words

    def card(self, author: str) -> Locator:
        """The card of *author*'s first message, whatever becomes of it."""
        first = self.page.locator(".message.keyed", has_text=author).first
        expect(first).to_be_visible()
        return self.page.locator(f"#{first.get_attribute('id')}")

    def press(self, card: Locator, key: str, **values: object) -> None:
        """Press the button that the catalogue has as *key*."""
        self.key(card, key, **values).click()

    def key(self, card: Locator, key: str, **values: object) -> Locator:
        """The button that the catalogue has as *key*."""
        said = self.words.say(key, **values)
        return card.locator(".key").filter(has_text=re.compile(f"^{re.escape(said)}$")).first

    def become(self, place: int) -> None:
        """Be another person of the demo's."""
        self.page.locator("#persona").select_option(index=place)

    def write(self, text: str) -> None:
        """Send what stands in the box."""
        self.page.locator("#words").fill(text)
        self.page.locator("button.send").click()

    def take(
        self, name: str, first: Locator, last: Locator | None = None, *, since: str = ""
    ) -> None:
        """Keep a picture from the top of *first*, or of *since* in it, to the bottom of *last*."""
        self.page.mouse.move(1, 1)
        for part in (first, last or first):
            part.evaluate("part => part.scrollIntoView({ block: 'end' })")
        top, bottom = first.bounding_box(), (last or first).bounding_box()
        if top is None or bottom is None:
            raise ValueError(f"{name}: nothing to see")
        y = first.evaluate(TOP, since) if since else top["y"]
        y = max(0, y - MARGIN)
        height = bottom["y"] + bottom["height"] + MARGIN - y
        shot = self.page.screenshot(clip={"x": 0, "y": y, "width": WIDTH, "height": height})
        self.folder.joinpath(f"{name}.png").write_bytes(write(self._pixels(shot)))

    def _pixels(self, shot: bytes) -> Pixels:
        url = f"data:image/png;base64,{base64.b64encode(shot).decode()}"
        width, height, said = self.page.evaluate(READ, url)
        raw = np.frombuffer(base64.b64decode(said), np.uint8)
        return raw.reshape(height, width, 4)[:, :, :3]


@contextlib.contextmanager
def opened(folder: Path, *, lang: str) -> Iterator[Stage]:
    """Play the whole incident in *lang*; its pictures go to *folder*."""
    command = [sys.executable, "-m", "copilot", "demo", "--no-browser", "--speed", "60"]
    with contextlib.ExitStack() as stack:
        demo = stack.enter_context(
            subprocess.Popen(  # noqa: S603 - our own program
                [*command, "--language", lang], stdout=subprocess.PIPE, text=True
            )
        )
        stack.callback(demo.terminate)
        expect.set_options(timeout=PATIENCE_SECONDS * 1000)
        browsers = stack.enter_context(sync_playwright())
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        stack.callback(browser.close)
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            device_scale_factor=SCALE,
            bypass_csp=True,
            is_mobile=True,
            has_touch=True,
            locale=lang,
            timezone_id="Europe/Paris",
        )
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        page.goto((demo.stdout.readline() if demo.stdout else "").strip())
        page.add_style_tag(content=STILL)
        yield Stage(page, folder, load(lang))
