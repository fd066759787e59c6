"""
Every error this package raises on purpose.

* CopilotError
  x UsageError          wrong command line or configuration: exit status 2
    - ConfigError       the configuration's problems, all of them
    - StoreError        the database cannot be used; says what to do
    - RevisionError     a revision of the playbooks cannot be read; the command has the words
  x LibraryError        no usable set of playbooks; holds every problem
  x NotWritten          suggestions are not in the files; every file is as it was
  x ComplaintError      an incoming message is not one; says which rule it breaks
  x TemplateFailed      a reply cannot be rendered for this complaint
  x Refused             a person asked for what is not allowed now; the desk has the words
  x IllegalMove         a state was asked for a move its table forbids
  x ChannelError
    - NotDelivered      refused, or never reached the platform: nothing is public
    - DeliveryUnknown   no answer came; it may be public
"""

from collections.abc import Mapping, Sequence

from copilot.domain.problem import Problem


class CopilotError(Exception):
    """Base of all; caught only where the command line ends."""


class UsageError(CopilotError):
    """Wrong command line or configuration."""


class ConfigError(UsageError):
    """The configuration cannot be used."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class StoreError(UsageError):
    """The database cannot be used."""


class RevisionError(UsageError):
    """A revision of the playbooks cannot be read; `why` is a word for it."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why}: {detail}" if detail else why)
        self.why = why
        self.detail = detail


class LibraryError(CopilotError):
    """The playbooks cannot be used, and no earlier set was ever accepted."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


class NotWritten(CopilotError):  # noqa: N818 - reads as what happened
    """Suggestions are not in the files; says why, and every file is as it was."""


class ComplaintError(CopilotError):
    """An incoming message breaks a rule of CONTRACT.md section 2."""

    def __init__(self, message: str, *, too_long: bool = False) -> None:
        super().__init__(message)
        self.too_long = too_long


class TemplateFailed(CopilotError):  # noqa: N818 - reads as what happened
    """A reply cannot be rendered for this complaint; `fact` names what may not be stated now."""

    def __init__(self, words: str, *, fact: str = "") -> None:
        super().__init__(words)
        self.fact = fact


class Refused(CopilotError):  # noqa: N818 - reads as what happened
    """What a person asked for is not allowed now; nothing was changed."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values: Mapping[str, object] = values


class IllegalMove(CopilotError):  # noqa: N818 - reads as what happened
    """A state was asked for a move that its table forbids."""


class ChannelError(CopilotError):
    """A channel could not do what it was asked."""


class NotDelivered(ChannelError):  # noqa: N818 - reads as what happened
    """
    It is certain that nothing was published.

    `final` when trying again is useless; otherwise `retry_after_seconds` may say when.
    """

    def __init__(
        self, reason: str, *, final: bool = False, retry_after_seconds: float | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.final = final
        self.retry_after_seconds = retry_after_seconds


class DeliveryUnknown(ChannelError):  # noqa: N818 - reads as what happened
    """No answer came; the reply may be public."""
