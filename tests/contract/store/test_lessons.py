"""What can be learned from the desk is read whole, in few questions, and without the erased."""

from dataclasses import replace

import sqlalchemy as sa

from copilot.app.ports.lessons import Choice
from copilot.domain.complaint import Author
from copilot.domain.draft import TemplateId
from copilot.domain.outbox import OutboxStatus
from copilot.domain.playbook import Stage
from copilot.store import lessons
from copilot.store.desk_tables import log_words
from tests.contract.store.making import (
    KARIM,
    LEA,
    NOW,
    a_case,
    a_complaint,
    a_draft,
    after,
    an_approval,
    bring_item,
    keep_case,
    keep_item,
)

FIRST = TemplateId("late-delivery", Stage.FIRST, "fr", 1)


def received(records, name="a"):
    """What taking a complaint in leaves in the log."""
    complaint = a_complaint(name)
    words = {"channel": complaint.channel, "id": complaint.id, "text": complaint.text}
    records.log.append("received", at=NOW, words=words)


def chosen(records, name, playbook, *, by=LEA, at=NOW):
    words = {"by": by, "from": None, "to": playbook}
    records.log.append("playbook", at=at, case=f"case-{name}", words=words)


def learned(store, **more):
    with store.read() as records:
        return list(records.lessons.handled(**more))


def test_a_case_comes_with_its_choices_drafts_and_yeses(store):
    """Who chose, what was proposed and what was approved: all that a lesson is made of."""
    with store.write() as records:
        received(records)
        case = keep_case(records)
        chosen(records, "a", "late-delivery")
        chosen(records, "a", "no-answer", by=KARIM, at=after(minutes=1))
        rendered = a_draft(template=FIRST)
        own = a_draft(revision=2, author=LEA, template=FIRST, text="Bonjour. Léa")
        for draft in (rendered, own):
            records.drafts.add(draft)
        records.approvals.add(an_approval(revision=2))

    (found,) = learned(store)

    assert case == found.case
    assert "écran cassé" == found.stored.complaint.text
    assert (
        Choice(by=LEA, playbook="late-delivery", at=NOW),
        Choice(by=KARIM, playbook="no-answer", at=after(minutes=1)),
    ) == found.choices
    assert (rendered, own) == found.drafts
    assert {2} == found.approved
    assert found.is_kept


def test_a_yes_that_was_withdrawn_is_none(store):
    with store.write() as records:
        received(records)
        keep_case(records)
        records.approvals.add(an_approval())
        records.approvals.withdraw("case-a", reason="undone", at=NOW)

    (found,) = learned(store)

    assert frozenset() == found.approved


def test_cases_come_by_number_and_since_a_time(store):
    with store.write() as records:
        for name, opened in {"b": NOW, "a": after(days=1), "c": after(days=2)}.items():
            keep_case(records, name, opened_at=opened)

    assert [1, 2, 3] == [one.case.number for one in learned(store)]
    assert [2, 3] == [one.case.number for one in learned(store, since=after(days=1))]


def test_no_batch_loses_or_repeats_a_case(store, monkeypatch):
    """A year of cases is read some hundred at a time."""
    monkeypatch.setattr(lessons, "BATCH", 2)
    with store.write() as records:
        for name in "abcde":
            keep_case(records, name)
            chosen(records, name, f"to-{name}")

    found = [(one.case.id, one.choices[0].playbook) for one in learned(store)]

    assert [(f"case-{name}", f"to-{name}") for name in "abcde"] == found


def test_whose_words_the_log_no_longer_holds_is_not_kept(store):
    """A person who asked to be forgotten comes back in no playbook."""
    with store.write() as records:
        for name in "ab":
            received(records, name)
            keep_case(records, name)
        erased = sa.delete(log_words).where(log_words.c.number == 2)
        records.lessons._connection.execute(erased)

    assert [True, False] == [one.is_kept for one in learned(store)]


def test_the_erasure_of_a_choice_leaves_no_choice(store):
    with store.write() as records:
        keep_case(records)
        chosen(records, "a", "late-delivery")
        records.lessons._connection.execute(sa.delete(log_words))

    (found,) = learned(store)

    assert () == found.choices


def test_an_edited_complaint_is_read_at_its_latest_version(store):
    with store.write() as records:
        keep_case(records)
        records.complaints.revise(
            "complaint-a", replace(a_complaint(), text="tout marche"), at=after(minutes=1)
        )

    (found,) = learned(store)

    assert ("tout marche", 2) == (found.stored.complaint.text, found.stored.version)


def test_authors_are_known_by_name(store):
    """One customer's words may hold another's name."""
    with store.write() as records:
        keep_case(records, "a")
        keep_case(records, "b", opened_at=after(days=1))
        nameless = replace(a_complaint("c"), author=Author())
        records.complaints.add(nameless, id="complaint-c", at=NOW)
        records.cases.add(a_case("c"))

    with store.read() as records:
        assert {"Claire M."} == records.lessons.names()
        assert frozenset() == records.lessons.names(since=after(days=2))


def test_a_yes_whose_reply_is_public_counts_whatever_happened_since(store):
    """A case that came back has no yes standing; what was said first was right all the same."""
    with store.write() as records:
        keep_case(records)
        keep_item(records)
        bring_item(records, "approval-a", OutboxStatus.POSTED)
        records.approvals.withdraw("case-a", reason="redrafted", at=NOW)
    with store.read() as records:
        (handled,) = records.lessons.handled()

    assert frozenset({1}) == handled.approved
