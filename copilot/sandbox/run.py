"""`copilot sandbox`: the embedded Bot API alone, until it is interrupted."""

from __future__ import annotations

import asyncio

from copilot.sandbox.server import Running, Sandbox, serve


def describe(running: Running) -> str:
    """Say what to put where, as lines to copy."""
    return f"""\
desk:
  telegram: {{token: "{running.bot_token}", chat: {running.chat_id}, api_url: "{running.url}"}}

Control side: {running.url}/sandbox/
X-Sandbox-Token: {running.token}
"""


async def run(
    *, port: int = 0, limits: str = "telegram", stop: asyncio.Event | None = None
) -> None:
    """
    Serve a sandbox and print how to reach it, until *stop* is set.

    Raises:
        OSError: the port is taken.
        ValueError: the limits are not `telegram`, `xN` or `off`.
    """
    async with serve(Sandbox(limits=limits), port) as running:
        print(describe(running), flush=True)  # noqa: T201 - the command's result
        await (stop or asyncio.Event()).wait()
