"""What drafts must know of configured channels before any of them is opened."""

from copilot.config.settings import ChannelConfig
from copilot.domain.draft import ChannelFacts


def facts_of(channel: ChannelConfig) -> ChannelFacts:
    """Its name, kind and longest reply."""
    own = channel.values.get("limit")
    limit = own if isinstance(own, int) else _limit(channel.kind)
    return ChannelFacts(name=channel.name, kind=channel.kind, limit=limit)


def _limit(kind: str) -> int:
    """The platform's own limit; each platform's library is loaded only for its own kind."""
    if kind == "telegram":
        from copilot.channels.telegram import LIMIT  # noqa: PLC0415

        return LIMIT
    if kind == "webhook":
        from copilot.channels.webhook import LIMIT as WEBHOOK_LIMIT  # noqa: PLC0415

        return WEBHOOK_LIMIT
    from copilot.channels.demo import LIMIT as DEMO_LIMIT  # noqa: PLC0415

    return DEMO_LIMIT
