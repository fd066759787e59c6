"""What playbooks ask of people, held against the people there are."""

import pytest

from copilot.config.approvers import check_people
from copilot.config.read import load
from copilot.domain.playbook_set import PlaybookSet, digest_of
from copilot.library.library_files import parse
from copilot.library.report import Report
from copilot.library.source import Source

from .conftest import VARIABLES, WHOLE

PLAYBOOK = """\
title: Retard
severity: low
posture: inform
examples: {fr: rien reçu}
"""
ALONE = WHOLE.replace("role: community_manager", "role: trainee")


def set_of(text, **others):
    paths = {f"playbooks/{name}.yaml": one for name, one in {"late": text, **others}.items()}
    sources = {path: Source(path, one) for path, one in paths.items()}
    report = Report()
    library = parse(sources, report, languages=("fr",))
    assert () == report.problems
    playbooks = library.as_set()
    return PlaybookSet(
        digest_of(playbooks.files), playbooks.files, playbooks.playbooks, playbooks.templates
    )


@pytest.fixture
def found(written):
    def find(text="", *, config=WHOLE, severity="low"):
        playbooks = set_of(PLAYBOOK.replace("low", severity) + text)
        problems = check_people(load(written(text=config), environ=VARIABLES), playbooks)
        return [(one.path.rpartition("/")[2], one.line, one.column, str(one.severity), one.message)
                for one in problems]  # fmt: skip

    return find


def test_two_people_may_give_two_approvals(found):
    """Both of the example may approve."""
    assert [] == found("approvals: 2\n")


def test_more_approvals_than_approvers_is_a_fault(found):
    """The reply could never be posted."""
    message = "`late` asks for 3 different people to approve, and 2 may"

    assert [("late.yaml", 5, 1, "error", message)] == found("approvals: 3\n")


def test_a_role_that_nobody_has_is_a_fault(found):
    """Legal would have to approve, and nobody is legal."""
    message = "`late` asks for the approval of a `legal`, and nobody is one"

    assert [("late.yaml", 5, 1, "error", message)] == found(
        "approvals: [community_manager, legal]\n"
    )


def test_nobody_who_may_approve_is_told_once(found):
    """Not once for each playbook."""
    config = WHOLE.replace("community_manager", "trainee").replace("brand_lead", "observer")
    message = (
        "nobody here may approve a reply; give somebody the role community_manager or brand_lead"
    )

    assert [("copilot.yaml", 11, 1, "error", message)] == found("approvals: 2\n", config=config)


def test_one_approver_alone_is_warned_of_a_critical_playbook(found):
    """What they write for it themselves could never be posted."""
    message = (
        "nobody approves their own words alone in a critical case (`late`), and only one "
        "person may approve; give somebody else the role community_manager or brand_lead"
    )

    assert [("copilot.yaml", 11, 1, "warning", message)] == found(
        config=ALONE, severity="critical"
    )


def test_one_approver_alone_is_warned_once_of_all_critical_playbooks(written):
    """One more person mends them all: the desk is told once, and which they are."""
    critical = PLAYBOOK.replace("low", "critical")
    playbooks = set_of(critical, broken=critical, calm=PLAYBOOK)
    (told,) = check_people(load(written(text=ALONE), environ=VARIABLES), playbooks)

    assert "in a critical case (`broken`, `late`), and only one" in told.message


@pytest.mark.parametrize(
    ("severity", "config"),
    [
        ("critical", WHOLE),
        ("high", ALONE),
        ("critical", ALONE.replace("telegram: 22222222", "telegram: 1")),
    ],
    ids=["two may", "less grave", "not filled in yet"],
)
def test_no_second_approver_is_asked_for_where_none_is_missing(found, severity, config):
    """Nor of the placeholder that `copilot init` writes."""
    assert [] == found(config=config, severity=severity)


def test_a_lawyer_is_a_second_approver_only_where_the_law_is_asked(found):
    """Elsewhere their yes does not count."""
    config = WHOLE.replace("role: community_manager", "role: legal")

    assert [1, 0] == [
        len(found(approvals, config=config, severity="critical"))
        for approvals in ("", "approvals: [legal]\n")
    ]


def test_more_approvals_than_one_can_give_is_told_once(found):
    """The fault says already that people are missing."""
    (one,) = found("approvals: 2\n", config=ALONE, severity="critical")

    assert "error" == one[3]


def test_an_alert_that_reaches_nobody_is_a_warning(found):
    """The playbook works, and its escalation does not."""
    message = "`late` alerts a `legal`, and nobody is one"

    assert [("late.yaml", 5, 12, "warning", message)] == found(
        "escalate: {to: legal, after: 1h}\n"
    )


def test_an_owner_is_one_of_the_people(found):
    """A name that changed, or a typo."""
    message = "`Léa Martn` is not among the `people`; did you mean `Léa Martin`?"

    assert [("late.yaml", 5, 1, "warning", message)] == found("owner: Léa Martn\n")
