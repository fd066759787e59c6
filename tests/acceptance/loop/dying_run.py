"""
`copilot run`, except that it kills itself at one moment.

    python -m tests.acceptance.loop.dying_run -c copilot.yaml run

The moment is after the claim was committed and before any byte of the request has left.
"""

import os
import signal
import sys

from copilot.channels.webhook import WebhookChannel
from copilot.cli.main import main


async def die(self, reply):
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    WebhookChannel.post = die
    sys.exit(main())
