"""
How much Telegram lets a bot write.

The numbers are those of https://core.telegram.org/bots/faq, "My bot is hitting limits": no more
than one message a second in a chat, 20 a minute in a group, 30 a second in all.
"""

import re
from dataclasses import dataclass

#: A server that is not Telegram's own may state others in this field, which IETF's draft
#: "RateLimit header fields for HTTP" names; the embedded one does.
FIELD = "RateLimit-Policy"
_POLICY = re.compile(r'"(bot|chat|group)";q=(\d{1,15});w=(\d{1,5})(?=\s*(?:,|$))')
#: Seconds that each is counted over.
_WINDOWS = {"bot": 1, "chat": 1, "group": 60}


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages that may be written or changed; answers to presses count for nothing."""

    bot: int = 30  #: a second, to all chats together
    chat: int = 1  #: a second, to one chat
    group: int = 20  #: a minute, to one group


PUBLISHED = Limits()


def stated(policy: str) -> Limits:
    """
    Read a server's own *policy*; what it leaves out is as published.

    For instance `"bot";q=1500;w=1, "chat";q=50;w=1, "group";q=1000;w=60`.
    """
    found = {
        name: int(quota)
        for name, quota, window in _POLICY.findall(policy)
        if int(window) == _WINDOWS[name] and int(quota) > 0
    }
    return Limits(**found)
