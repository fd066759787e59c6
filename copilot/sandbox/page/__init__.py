"""The demo's page: the public thread beside the Telegram desk, for people with a browser."""

from copilot.sandbox.page.show import Show
from copilot.sandbox.page.site import Site

__all__ = ["Show", "Site"]
