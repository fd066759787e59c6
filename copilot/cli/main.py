"""
The `copilot` command: which commands there are, and what becomes of what goes wrong.

Nothing heavy is imported here: `copilot --help` must answer at once. A command's own module is
imported when that command is asked for.
"""

import argparse
import io
import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any, Protocol, cast

from copilot.domain.errors import ConfigError, CopilotError, LibraryError, UsageError

FINE, WRONG, USAGE, INTERRUPTED = 0, 1, 2, 130
CONFIG_FILE = "copilot.yaml"

#: Every command and what it does, in the order in which one needs them; a module each.
COMMANDS: Mapping[str, str] = {
    "demo": "the whole product on this machine: no token, no network, nothing to configure",
    "init": "write a configuration, playbooks and replies to start from",
    "doctor": "try everything the configuration names, and say what to do about it",
    "run": "run the desk",
    "check": "find every fault in configuration, playbooks and replies",
    "match": "say which playbook a message looks like, how sure, and why",
    "draft": "match, and draft the replies as a community manager would see them",
    "replay": "say what a change of the playbooks would have done to past messages",
    "suggest": "propose what the desk has learned, as changes to the playbooks",
    "import": "take messages in from a file of JSON Lines",
    "cases": "list the cases on the desk",
    "case": "show one case with its whole history",
    "promises": "list what was promised, what is due, kept or broken",
    "audit": "verify or export the log of record",
    "sandbox": "run the embedded Telegram Bot API alone",
    "schema": "print a JSON Schema for editors",
}


class Command(Protocol):
    """What each module of this package named after a command holds."""

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Describe the command and its arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it, and say how it went as an exit status."""


class _Parser(argparse.ArgumentParser):
    """A parser that learns its arguments from its command's module when it is first used."""

    command = ""

    def parse_known_args(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - passed on
        """Learn the arguments, then parse them."""
        if self.command:
            _module(self.command).add(self)
            self.command = ""
        return super().parse_known_args(*args, **kwargs)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status."""
    # Our matrices are small: more threads only wait for each other, and each takes memory.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # a terminal that cannot show a letter gets its number, not an error
            stream.reconfigure(errors="backslashreplace")
    try:
        args = _parser().parse_args(argv)
        status = _module(args.command).run(args)
        if sys.stdout is not None:  # closed by who started us
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has gone (`| head`); Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except KeyboardInterrupt:
        return INTERRUPTED
    except CopilotError as error:
        return _told(error)
    except Exception as error:
        if os.environ.get("COPILOT_DEBUG"):
            raise
        return _unexpected(error)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="copilot",
        description="Complaints come in, a person approves every reply in Telegram, "
        "and it is posted once.",
        epilog="start with: copilot demo. Each command has --help with an example.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version)
    _add_config(parser, default=CONFIG_FILE)
    commands = parser.add_subparsers(
        dest="command", required=True, metavar="COMMAND", title="commands", parser_class=_Parser
    )
    for name, summary in COMMANDS.items():
        one = commands.add_parser(
            name,
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        one.command = name
        _add_config(one, default=argparse.SUPPRESS)
    return parser


def _add_config(parser: argparse.ArgumentParser, *, default: str) -> None:
    parser.add_argument(
        "-c",
        "--config",
        metavar="FILE",
        default=default,
        help=f"the configuration (default: {CONFIG_FILE} in this folder)",
    )


class _Version(argparse.Action):
    """Looks the version up only when it is asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, **_: object) -> None:
        super().__init__(option_strings, dest, nargs=0, help="print the version")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415 - slow, and rarely wanted

        print(f"copilot {version('reply-copilot')}")
        parser.exit()


def _module(command: str) -> Command:
    # `import` is a word of the language, so its module carries an underscore
    name = "import_" if command == "import" else command
    return cast(Command, import_module(f"copilot.cli.{name}"))


def _told(error: CopilotError) -> int:
    if isinstance(error, ConfigError | LibraryError):
        print(*error.problems, sep="\n", file=sys.stderr)
    else:
        print(f"copilot: {error}", file=sys.stderr)
    return USAGE if isinstance(error, UsageError) else WRONG


def _unexpected(error: Exception) -> int:
    what = f"{type(error).__name__}: {error}".splitlines()[0]
    print(
        f"copilot: this should not have happened ({what}); "
        "please run it again with COPILOT_DEBUG=1 and report what it prints",
        file=sys.stderr,
    )
    return WRONG
