"""What a server says of its limits."""

import pytest

from copilot.desk.limits import PUBLISHED, Limits, stated
from copilot.sandbox.limits import Limits as SandboxLimits


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("telegram", PUBLISHED),
        ("x50", Limits(bot=1500, chat=50, group=1000)),
        ("off", Limits(bot=30_000_000, chat=1_000_000, group=20_000_000)),
    ],
)
def test_the_embedded_server_says_its_limits(name, known):
    assert known == stated(SandboxLimits.named(name).policy)


@pytest.mark.parametrize(
    "policy",
    [
        "",
        "20;w=60",
        '"default";q=100;w=10',
        '"group";q=0;w=60',
        '"group";q=2000;w=3600',
        '"group";q=9999999999999999999999;w=60',
        '"group";q=1000;w=60;pk=:cHK=:',
        "\"group'; DROP",
    ],
)
def test_of_what_it_cannot_read_telegrams_own_are_kept(policy):
    """A gateway between may have limits of its own, for other things."""
    assert PUBLISHED == stated(policy)
