"""What playbooks ask of the configured people."""

from collections.abc import Iterator

from copilot.config.coherence import UNUSED_PERSON
from copilot.config.read import report_for
from copilot.config.settings import Config
from copilot.domain.person import Person, Right, Role
from copilot.domain.playbook import Playbook, Severity
from copilot.domain.playbook_set import PlaybookSet
from copilot.domain.problem import Problem
from copilot.library.checks.checked import key_place
from copilot.library.nodes import Node, compose
from copilot.library.place import Place
from copilot.library.report import Report, nearest
from copilot.library.source import Source

#: The rule of approvals that nobody could give; `copilot doctor` looks for its warnings, too.
TOO_FEW = "too-few-approvers"


def check_people(config: Config, playbooks: PlaybookSet) -> tuple[Problem, ...]:
    """Find playbooks whose replies nobody could ever approve, or that name nobody."""
    report = report_for(config.desk.language)
    approvers = config.people.with_right(Right.APPROVE)
    if config.people and not approvers:
        report.error(_place_of_people(config), "too-few-approvers/none")
    for playbook in playbooks.playbooks.values():
        shown = (config.playbooks.parent / playbook.path).as_posix()
        if playbook.path.startswith("playbooks/"):
            shown = (config.playbooks / playbook.path.removeprefix("playbooks/")).as_posix()
        file = _File(shown, playbooks.files.get(playbook.path, ""))
        _check_approvals(playbook, approvers, file, report)
        _check_names(config, playbook, file, report)
    _check_alone(config, playbooks, approvers, report)
    return report.problems


class _File:
    """A playbook's file, read again only when something in it must be pointed at."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._text = text

    def place(self, *keys: str) -> Place:
        return key_place(_root(self._path, self._text), *keys, otherwise=Place(self._path))


def _place_of_people(config: Config) -> Place:
    path = config.path.as_posix()
    try:
        text = config.path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        # It is just being saved; what was read of it counts.
        return Place(path)
    return key_place(_root(path, text), "people", otherwise=Place(path))


def _root(path: str, text: str) -> Node | None:
    return compose(Source(path, text), Report())


def _check_approvals(
    playbook: Playbook,
    approvers: tuple[Person, ...],
    file: _File,
    report: Report,
) -> None:
    held = {person.role.value for person in approvers}
    for role in dict.fromkeys(playbook.approval_roles):
        if role not in held:
            at = file.place("approvals")
            report.error(at, "too-few-approvers/role", word=playbook.id, role=role)
    needed, able = playbook.approvals_needed, _able(playbook, approvers)
    # Nobody at all is said once, of the configuration.
    if approvers and needed > able:
        at = file.place("approvals")
        report.error(at, "too-few-approvers", word=playbook.id, needed=needed, count=able)


def _check_alone(
    config: Config, playbooks: PlaybookSet, approvers: tuple[Person, ...], report: Report
) -> None:
    """Say once, of the people, in which critical cases somebody could only approve alone."""
    critical = [
        playbook.id
        for playbook in playbooks.playbooks.values()
        if playbook.severity is Severity.CRITICAL
        and _able(playbook, approvers) == 1 >= playbook.approvals_needed
    ]
    if critical and not _is_unfilled(approvers):
        words = ", ".join(f"`{one}`" for one in sorted(critical))
        report.warning(_place_of_people(config), "too-few-approvers/alone", words=words)


def _is_unfilled(approvers: tuple[Person, ...]) -> bool:
    """Whether the team is still what `copilot init` wrote, which a hint says already."""
    return any(person.telegram == UNUSED_PERSON for person in approvers)


def _able(playbook: Playbook, approvers: tuple[Person, ...]) -> int:
    """How many could say yes here: a lawyer's yes counts where it is asked for."""
    is_legal_asked = Role.LEGAL.value in playbook.approval_roles
    return sum(is_legal_asked or person.role is not Role.LEGAL for person in approvers)


def _check_names(config: Config, playbook: Playbook, file: _File, report: Report) -> None:
    if playbook.escalate and playbook.escalate.to not in set(_roles(config)):
        at = file.place("escalate", "to")
        report.warning(at, "nobody-to-alert", word=playbook.id, role=playbook.escalate.to)
    names = [person.name for person in config.people]
    if playbook.owner and playbook.owner not in names:
        meant = nearest(playbook.owner, names)
        code = "unknown-owner/nearest" if meant else "unknown-owner"
        report.warning(
            file.place("owner"), code, suggestion=meant, word=playbook.owner, meant=meant or ""
        )


def _roles(config: Config) -> Iterator[str]:
    return (person.role.value for person in config.people)
