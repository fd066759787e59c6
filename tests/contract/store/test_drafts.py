from datetime import date

import pytest

from copilot.domain.case import CaseEvent
from copilot.domain.charter import Finding, Level
from copilot.domain.draft import StatedFact, TemplateId
from copilot.domain.playbook import Stage
from tests.contract.store.making import (
    KARIM,
    LEA,
    NOW,
    a_draft,
    after,
    an_approval,
    keep_case,
)

FIRST, SECOND = (TemplateId("late-delivery", Stage.FIRST, "fr", n) for n in (1, 2))


def test_a_draft_comes_back_whole(store):
    """The digest of an approval is over these very letters."""
    draft = a_draft(
        text="  Bonjour\u202f!\n\nÀ bientôt,\tLéa 💙 ",
        signed_for=LEA,
        author=KARIM,
        template=SECOND,
        findings=(Finding("banned", Level.BLOCK, (0, 7), "Bonjour", {"most": 1}),),
        facts=(
            StatedFact("delay", "2 jours", "SAV", date(2027, 1, 31)),
            StatedFact("a", "b", "c"),
            StatedFact("stock", "mardi", "logistique", ends_at=after(hours=2)),
        ),
        promise="un retour",
        promise_due=after(days=2),
        based_on=1,
    )
    with store.write() as records:
        keep_case(records)
        records.drafts.add(draft)
    with store.read() as records:
        assert draft == records.drafts.get("case-a", 1)
        assert records.drafts.get("case-a", 2) is None


def test_a_revision_is_written_once(store):
    """What was approved as v2 must stay v2."""
    with store.write() as records:
        keep_case(records)
        records.drafts.add(a_draft())

        with pytest.raises(ValueError, match="revision 1"):
            records.drafts.add(a_draft(id="other", text="autre"))

        assert [a_draft()] == records.drafts.list("case-a")


def test_revisions_are_listed_in_order(store):
    with store.write() as records:
        keep_case(records)
        for revision in (2, 1, 10):
            records.drafts.add(a_draft(revision=revision))

        assert [1, 2, 10] == [draft.revision for draft in records.drafts.list("case-a")]


def test_templates_in_use_are_counted_by_each_cases_last_rendered_draft(store):
    """Variants rotate by what stands in the thread, not by how often somebody leafed."""
    with store.write() as records:
        for name in "abc":
            keep_case(records, name)
        keep_case(records, "elsewhere", thread="other")
        rendered = [("a", 1, SECOND), ("a", 2, FIRST), ("a", 3, None), ("b", 1, FIRST)]
        rendered += [("c", 1, SECOND), ("elsewhere", 1, SECOND)]
        for name, revision, template in rendered:
            records.drafts.add(a_draft(f"case-{name}", revision, template=template))

        used = records.drafts.templates_used("page", "post")
        assert {FIRST.path: 2, SECOND.path: 1} == used
        assert {} == records.drafts.templates_used("shop", "post")


def test_one_person_approves_the_same_words_once(store):
    """Two presses of one person are not two people."""
    with store.write() as records:
        keep_case(records)
        added = [
            records.approvals.add(an_approval("1")),
            records.approvals.add(an_approval("2")),
            records.approvals.add(an_approval("3", person=KARIM, at=after(seconds=1))),
            records.approvals.add(an_approval("4", digest="0" * 64)),
        ]

        assert [True, False, True, True] == added
        standing = records.approvals.standing("case-a", "e" * 64)
        assert ["approval-1", "approval-3"] == [approval.id for approval in standing]


def test_a_withdrawn_approval_no_longer_stands_and_may_be_given_again(store):
    """*Send again* is a new approval by a person, under a key of its own."""
    with store.write() as records:
        keep_case(records)
        records.approvals.add(an_approval("1"))
        withdrawn = [
            records.approvals.withdraw("case-a", reason="changed", at=after(seconds=1))
            for _ in range(2)
        ]

        assert [1, 0] == withdrawn
        assert [] == records.approvals.standing("case-a", "e" * 64)
        assert records.approvals.add(an_approval("2", at=after(seconds=2)))
        assert [
            an_approval("1", withdrawn_at=after(seconds=1), reason="changed"),
            an_approval("2", at=after(seconds=2)),
        ] == records.approvals.list("case-a")
        assert NOW == records.approvals.list("case-a")[0].at


def test_what_states_a_fact_is_found_while_it_is_not_sent(store):
    """Only current drafts: what was edited out says nothing any more."""
    stated = StatedFact("stock_day", "mardi", "logistique")
    other = StatedFact("stockXday", "mardi", "logistique")
    with store.write() as records:
        for name, facts in (("a", (stated,)), ("b", (other,)), ("c", (stated,))):
            keep_case(records, name)
            records.drafts.add(a_draft(f"case-{name}", facts=facts))
        records.drafts.add(a_draft("case-c", revision=2))
        _point(records, "case-c", revision=2)
        records.cases.move("case-a", CaseEvent.SNOOZE, at=NOW)

        assert ["case-a"] == [one.case for one in records.drafts.stating("stock_day")]
        records.cases.move("case-a", CaseEvent.DISMISS, at=NOW)
        assert [] == list(records.drafts.stating("stock_day"))


def _point(records, case, *, revision):
    assert records.cases.redraft(
        case,
        expected=revision - 1,
        revision=revision,
        playbook="broken-on-arrival",
        stage="first",
        severity="high",
        set_digest="d" * 64,
        due_at=None,
    )


def test_what_some_have_said_yes_to_is_found_while_it_is_open(store):
    """It is what others are asked for; once it has left, or the yes is taken back, nothing is."""
    with store.write() as records:
        for name in ("a", "b", "c", "d"):
            keep_case(records, name)
        for name in ("a", "b", "c"):
            records.approvals.add(an_approval(name, f"case-{name}"))
        records.approvals.add(an_approval("again", "case-a", person=KARIM))
        records.approvals.withdraw("case-b", reason="changed", at=NOW)
        records.cases.move("case-c", CaseEvent.APPROVE, at=NOW)

        assert ["case-a"] == records.approvals.begun()
