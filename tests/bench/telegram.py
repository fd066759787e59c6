"""
A Telegram with people in it, and the channel's platform, in a process of their own.

So that the desk's loop is slowed by neither, and the times are those of the other side. Orders come
as lines of JSON on standard input, one answer each; all times are of the one monotonic clock.

    python -m tests.bench.telegram

* limits named           from now on
* cards                  every message with buttons: its number, its words, its buttons' data
* press presses every    everybody at once, or one *every* so many seconds: seconds till answered
* platform calm          whether the channel's platform takes replies as it should, from now on
* posts                  the complaints that it was asked to post under, once for each time
* hook url secret texts every   one signed delivery each: seconds till a message with the last
                         word of it is sent
"""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime

import httpx
from standardwebhooks import Webhook

from copilot.sandbox import Sandbox, serve
from copilot.sandbox.control_request import Fields
from copilot.sandbox.limits import Limits
from copilot.sandbox.person import press
from copilot.sandbox.view import chat_view

#: Longer than any press may take, so that the longest is seen.
PATIENCE_SECONDS = 30.0
#: What the channel's platform does to one reply after another.
TROUBLE = ("hang", "500", "slow", "cut")
SLOW_SECONDS = 3.0


class People:
    """Everybody on the other side of the Bot API."""

    def __init__(self, sandbox, takes):
        self.takes = takes  # the channel's platform
        self.world, self.chat = sandbox.world, sandbox.chat_id
        self.sent = {}  # when a message was asked for, by its words
        self.news = asyncio.Event()
        self.answered = {}  # when a press was answered, by its number
        sandbox.on_exchange(self._watch)

    async def obey(self, order):
        """Do what a line says."""
        return await getattr(self, order.pop("do"))(**order)

    async def limits(self, named):
        self.world.limits = Limits.named(named)

    async def platform(self, calm):
        self.takes.is_calm = calm

    async def posts(self):
        return self.takes.posts

    async def cards(self):
        shown = chat_view(self.world, self.world.chats[self.chat])["messages"]
        return [
            {
                "message_id": one["message_id"],
                "text": one["text"],
                "data": [key["data"] for row in one["buttons"] for key in row if key.get("data")],
            }
            for one in shown
            if one["buttons"]
        ]

    async def press(self, presses, every=0.0):
        waits = [self._press(one, place * every) for place, one in enumerate(presses)]
        return await asyncio.gather(*waits)

    async def _press(self, fields, after):
        await asyncio.sleep(after)
        begun = time.monotonic()
        fields |= {"chat_id": self.chat, "wait": PATIENCE_SECONDS}
        query = (await press(self.world, Fields(fields)))["query_id"]
        return [self.answered[query] - begun, self.world.queries[query].answer.get("text", "")]

    async def hook(self, url, secret, texts, every):
        async with httpx.AsyncClient() as http:
            return [await self._deliver(http, url, Webhook(secret), one, every) for one in texts]

    async def _deliver(self, http, url, signer, text, every):
        mark = text.split()[-1]
        body = json.dumps({"id": mark, "text": text, "author": {"id": mark}})
        now = datetime.now(UTC)
        headers = {
            "webhook-id": mark,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": signer.sign(mark, now, body),
        }
        begun = time.monotonic()
        (await http.post(url, content=body.encode(), headers=headers)).raise_for_status()
        while (sent := self._sent(mark)) is None:
            self.news.clear()
            await self.news.wait()
        await asyncio.sleep(every)
        return sent - begun

    def _sent(self, mark):
        return next((at for words, at in self.sent.items() if mark in words), None)

    def _watch(self, exchange):
        if exchange.method == "sendMessage":
            self.sent[str(exchange.parameters["text"])] = time.monotonic()
            self.news.set()
        if exchange.method == "answerCallbackQuery":
            self.answered[exchange.parameters["callback_query_id"]] = time.monotonic()


class Platform:
    """Takes no reply as it should, unless it is calm."""

    def __init__(self):
        self.asked, self.is_calm, self.posts = 0, False, []

    async def take(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
        if head.startswith("post "):
            size = int(head.partition("content-length:")[2].split()[0])
            self.posts.append(json.loads(await reader.readexactly(size))["complaint_id"])
        await (self._answer(writer) if self.is_calm else self._trouble(writer))
        writer.close()

    async def _answer(self, writer):
        body = json.dumps({"id": f"post-{len(self.posts)}", "url": "https://page.example/1"})
        writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n{body}".encode())

    async def _trouble(self, writer):
        trouble = TROUBLE[self.asked % len(TROUBLE)]
        self.asked += 1
        if trouble == "hang":
            await asyncio.sleep(PATIENCE_SECONDS)
        elif trouble == "slow":
            for byte in b"HTTP/1.1 200 OK\r\n":
                writer.write(bytes([byte]))
                await asyncio.sleep(SLOW_SECONDS / 17)
        elif trouble == "500":
            writer.write(b"HTTP/1.1 500 Oh\r\nContent-Length: 0\r\n\r\n")


async def main():
    """Say where everything is, then obey until the input ends."""
    sandbox, platform = Sandbox(limits="off"), Platform()
    people = People(sandbox, platform)
    hostile = await asyncio.start_server(platform.take, "127.0.0.1", 0)
    port = hostile.sockets[0].getsockname()[1]
    lines = asyncio.StreamReader(limit=2**24)
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(lines), sys.stdin
    )
    async with serve(sandbox) as running:
        said = {"api_url": running.url, "token": running.bot_token, "chat": running.chat_id}
        say(said | {"reply_url": f"http://127.0.0.1:{port}/replies"})
        while line := await lines.readline():
            say(await people.obey(json.loads(line)))
    hostile.close()


def say(answer):
    """One line for whoever asked."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
