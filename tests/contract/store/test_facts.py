"""Facts that the desk changed, kept on both databases."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from copilot.app.ports.records import FactPrompt, Notice
from copilot.domain.fact_change import FactChange, FactStatus
from tests.contract.store.making import KARIM, LEA, NOW, after


def a_change(**given):
    return FactChange(
        **{
            "id": "f1",
            "playbook": "",
            "name": "stock",
            "status": FactStatus.PROPOSED,
            "value": {"fr": "mardi « é »", "en": "Tuesday"},
            "source": "logistique",
            "ends_at": after(hours=2),
            "proposed_by": KARIM,
            "proposed_at": NOW,
        }
        | given
    )


def test_a_change_comes_back_as_it_was(store):
    whole = a_change(accepted_by=LEA, accepted_at=after(hours=1), ended_by=LEA, ended_at=NOW)
    bare = a_change(id="f2", status=FactStatus.ASKED, value={}, source="", ends_at=None)
    with store.write() as records:
        for change in (whole, bare):
            records.facts.add(change)

        assert (whole, bare, None) == tuple(records.facts.get(id_) for id_ in ("f1", "f2", "f3"))


def test_a_change_moves_only_from_where_it_is_expected(store):
    """Of two presses on one message, one finds it decided."""
    accepted = a_change(status=FactStatus.IN_FORCE, accepted_by=LEA, accepted_at=NOW)
    with store.write() as records:
        records.facts.add(a_change())
        moved = [records.facts.move(accepted, expected=FactStatus.PROPOSED) for _ in range(2)]

        assert [True, False] == moved
        assert [accepted] == records.facts.in_force()


def test_one_fact_has_one_value_in_force(store):
    """The database itself holds it: two leads may press in two processes."""
    with store.write() as records:
        records.facts.add(a_change(status=FactStatus.IN_FORCE))
        records.facts.add(a_change(id="f2", playbook="late", status=FactStatus.IN_FORCE))
    with (
        pytest.raises(sa.exc.IntegrityError, match=r"(?i)unique|refus"),
        store.write() as records,
    ):
        records.facts.add(a_change(id="f3", status=FactStatus.IN_FORCE))


def test_a_meaning_has_one_token(store):
    with store.write() as records:
        tokens = [records.facts.button(token=one, meaning="accept:f1") for one in ("a", "b")]

        assert ["a", "a"] == tokens
        assert ("accept:f1", None) == (records.facts.pressed("a"), records.facts.pressed("b"))


def test_a_question_learns_its_message_and_takes_one_answer_in_time(store):
    prompt = FactPrompt(id="p1", change="f1", asked="value", person=LEA, expires_at=after(hours=4))
    with store.write() as records:
        records.facts.add(a_change())
        records.facts.add_prompt(prompt)
        records.facts.add_prompt(replace(prompt, id="p2"))
        for number, id_ in enumerate(("p1", "p2"), 70):
            notice = Notice(id=f"n{id_}", chat=-1, code="fact_prompt", prompt=id_, created_at=NOW)
            records.notices.add(notice)
            records.notices.sent(notice.id, message=number, at=NOW)
        found = records.facts.prompt(-1, 70)
        answered = [records.facts.answer_prompt("p1", at=NOW) for _ in range(2)]

        assert replace(prompt, chat=-1, message=70) == found
        assert [True, False] == answered
        assert not records.facts.answer_prompt("p2", at=after(hours=4))
        assert records.facts.prompt(-1, 99) is None
