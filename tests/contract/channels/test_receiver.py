"""The receiver as a process, as the acceptance script runs it beside `copilot run`."""

import asyncio
import json
import sys

import httpx
import pytest

from copilot.channels.webhook import WebhookChannel
from copilot.domain.channel import Mode
from copilot.domain.errors import DeliveryUnknown
from tests.contract.channels.places import SECRET, DemoPlace, reply_to


async def test_a_receiver_of_its_own_process_counts_and_stores(tmp_path):
    """What it counted must survive for the script to read, whoever is killed when."""
    counts = tmp_path / "counts.json"
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-m", "tests.fakes.receiver", "--secret", SECRET, "--dedupes"],
        *["--count-file", str(counts)],
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        url = (await process.stdout.readline()).decode().strip()
        async with httpx.AsyncClient(verify=False) as http:  # noqa: S501 - loopback, no TLS
            channel = WebhookChannel(
                "page", mode=Mode.LIVE, secret=SECRET, reply_url=url, http=http
            )
            await http.post(httpx.URL(url).join("/then"), json=["drop_after"])
            with pytest.raises(DeliveryUnknown):
                await channel.post(reply_to(DemoPlace()))
            posted = await channel.post(reply_to(DemoPlace()))
            told = (await http.get(url)).json()
    finally:
        process.terminate()
        await process.wait()

    assert posted.id == "post-1"
    assert told == json.loads(counts.read_text())
    assert told["requests"] == {"approval-1": 2}
    assert [each["text"] for each in told["posts"]] == [reply_to(DemoPlace()).text]
