"""The embedded Bot API: a small, strict, stateful Telegram for demo, tests and trying out."""

from copilot.sandbox.bot_api import Exchange
from copilot.sandbox.server import DESK_CHAT, Running, Sandbox, serve

__all__ = ["DESK_CHAT", "Exchange", "Running", "Sandbox", "serve"]
