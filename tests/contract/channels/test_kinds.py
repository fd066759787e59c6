"""The table of kinds and the factories behind it say the same."""

import subprocess
import sys
from datetime import UTC, datetime

import httpx
import pytest
import telegram

from copilot.channels.kinds import KINDS, keys, kind_fault, kinds
from copilot.channels.registry import FACTORIES, Resources, build
from copilot.domain.channel import Mode
from copilot.domain.errors import UsageError
from tests.contract.channels.places import SECRET

VALUES = {
    "name": "x",
    "secret": SECRET,
    "chat": -1001,
    "reply_url": "https://shop.example/replies",
    "receiver_dedupes": True,
    "limit": 500,
    "own_authors": ("maison_lumen",),
}


@pytest.fixture(name="resources")
async def shared():
    async with httpx.AsyncClient() as http:
        yield Resources(http=http, now=lambda: datetime.now(UTC), bot=telegram.Bot("1:token"))


def test_every_kind_has_a_factory():
    assert set(FACTORIES) == set(KINDS) == set(kinds())


@pytest.mark.parametrize("kind", kinds())
async def test_a_kind_is_built_from_its_keys_alone(kind, resources):
    """Without `mode` nothing speaks in public."""
    known = {key.name for key in keys(kind)}
    channel = build(kind, {k: v for k, v in VALUES.items() if k in known}, resources)

    assert (channel.kind, channel.name, channel.mode) == (kind, "x", Mode.READ_ONLY)


@pytest.mark.parametrize("kind", kinds())
async def test_the_required_keys_are_enough(kind, resources):
    required = {key.name for key in keys(kind) if key.required}
    build(kind, {k: v for k, v in VALUES.items() if k in required}, resources)


async def test_an_unknown_kind_is_named_with_the_nearest(resources):
    with pytest.raises(UsageError) as caught:
        build("webhok", VALUES, resources)

    assert str(caught.value) == "`webhok` is not a kind of channel; did you mean `webhook`?"
    assert kind_fault("pigeon") == (
        "`pigeon` is not a kind of channel; known are webhook, telegram, demo"
    )


async def test_a_telegram_channel_without_any_bot_says_what_to_do(resources):
    without = Resources(http=resources.http, now=resources.now)
    with pytest.raises(UsageError, match="give it a `token`"):
        build("telegram", VALUES, without)


def test_the_table_loads_no_platforms_library():
    """`copilot --help` and `copilot check` read it, and must be quick."""
    script = (
        "import sys, copilot.channels.kinds;"
        "print(sorted({'telegram', 'httpx', 'standardwebhooks'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)

    assert out.stdout.strip() == b"[]"
