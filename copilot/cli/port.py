"""A port to listen on, and what to say when it is taken."""

import argparse
import errno
from collections.abc import Iterator
from contextlib import contextmanager

from copilot.domain.errors import UsageError


def port(text: str) -> int:
    """
    Read a port's number; 0 is any free one.

    Raises:
        ArgumentTypeError: it is none.
    """
    if not text.isdecimal() or not 0 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError("a number between 0 and 65535")
    return int(text)


@contextmanager
def taken(number: int) -> Iterator[None]:
    """Translate the system's refusal to listen on *number*."""
    try:
        yield
    except OSError as exc:
        if exc.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        reason = "is taken" if exc.errno == errno.EADDRINUSE else "may not be used"
        raise UsageError(f"port {number} {reason}; choose another with --port") from exc
