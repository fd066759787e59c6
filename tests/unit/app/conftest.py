"""The office of the stories: the app's rules are held on a real database and the starter library."""

from tests.acceptance.conftest import (
    channel,
    clock,
    office,
    shelf,
    starter,
    starter_set,
    story,
)

__all__ = [
    "channel",
    "clock",
    "office",
    "shelf",
    "starter",
    "starter_set",
    "story",
]
