from dataclasses import replace

import pytest

from copilot.app.ports.records import Asked, Button, Note, Notice, Prompt
from tests.contract.store.making import KARIM, LEA, NOW, after, keep_case

CHAT = -1001234567890


def test_an_update_is_kept_once_until_it_is_handled(store):
    """Telegram sends again what was not confirmed; it must be handled exactly once."""
    with store.write() as records:
        added = [
            records.chat.add_update(number, payload, bot="desk", at=NOW)
            for number, payload in ((3_000_000_000, "{}"), (7, '{"a": 1}'), (7, "{}"))
        ]
        assert [True, True, False] == added
    with store.write() as records:
        assert [(7, '{"a": 1}'), (3_000_000_000, "{}")] == records.chat.unhandled(bot="desk")
        assert [(7, '{"a": 1}')] == records.chat.unhandled(bot="desk", limit=1)
        assert [] == records.chat.unhandled(bot="other")
        records.chat.handled(7, bot="desk", at=NOW, fault="unreadable")
    with store.write() as records:
        assert [(3_000_000_000, "{}")] == records.chat.unhandled(bot="desk")
        assert not records.chat.add_update(7, "{}", bot="desk", at=NOW)


def button(records, token, **changes):
    meaning = {"case": "case-a", "action": "approve", "revision": 1, "version": 1, "at": NOW}
    return records.chat.button(token=token, **meaning | changes)


def test_a_button_keeps_its_token_while_it_means_the_same(store):
    """A card drawn again must be equal, or Telegram counts an edit for nothing."""
    with store.write() as records:
        keep_case(records)
        tokens = [button(records, "t1"), button(records, "t2"), button(records, "t3", revision=2)]
        tokens += [button(records, "t4", value="x"), button(records, "t5", value="x")]

        assert ["t1", "t1", "t3", "t4", "t4"] == tokens
        expected = Button(
            token="t4", case="case-a", action="approve", revision=1, version=1, value="x"
        )
        assert expected == records.chat.find_button("t4")
        assert records.chat.find_button("t2") is None


def test_old_buttons_are_forgotten_oldest_first(store):
    """One that is given out again afterwards is a new one, and as young as that."""
    with store.write() as records:
        keep_case(records)
        for days, token in enumerate("abc"):
            button(records, token, revision=days, at=after(days=days))

        limits = (1, 5, 5)
        forgotten = [records.chat.forget_buttons(after(days=2), limit=n) for n in limits]
        anew = button(records, "d", revision=0, at=after(days=3))
        known = [records.chat.find_button(token) is not None for token in "abcd"]

        assert [1, 1, 0] == forgotten
        assert ("d", [False, False, True, True]) == (anew, known)
        assert 0 == records.chat.forget_buttons(after(days=2), limit=5)


def a_prompt(**changes):
    base = Prompt(
        id="prompt",
        case="case-a",
        asked=Asked.WORDING,
        person=KARIM,
        revision=1,
        expires_at=after(minutes=10),
    )
    return replace(base, **changes)


def test_a_prompt_learns_its_message_when_its_notice_is_sent(store):
    """Only a reply to that very message is new wording."""
    with store.write() as records:
        keep_case(records)
        records.chat.add_prompt(a_prompt())
        records.notices.add(a_notice("n", prompt="prompt"))
        assert records.chat.prompt(CHAT, 5) is None
        records.notices.sent("n", message=5, at=NOW)
    with store.read() as records:
        assert a_prompt(chat=CHAT, message=5) == records.chat.prompt(CHAT, 5)
        assert records.chat.prompt(CHAT, 6) is None


def test_a_prompt_takes_one_answer_in_time(store):
    with store.write() as records:
        keep_case(records)
        for name in ("in time", "late"):
            records.chat.add_prompt(a_prompt(id=name))
        answered = [
            records.chat.answer_prompt("in time", at=after(minutes=9)),
            records.chat.answer_prompt("in time", at=after(minutes=9)),
            records.chat.answer_prompt("late", at=after(minutes=10)),
            records.chat.answer_prompt("nothing", at=NOW),
        ]

        assert [True, False, False, False] == answered


def test_a_prompt_remembers_the_message_that_answered_it(store):
    """Whoever edits that message later edits the answer."""
    with store.write() as records:
        keep_case(records)
        records.chat.add_prompt(a_prompt(chat=CHAT, message=5))
        records.chat.answer_prompt("prompt", at=NOW, message=6)
    with store.read() as records:
        assert a_prompt(chat=CHAT, message=5, done_at=NOW, answer=6) == records.chat.prompt(
            CHAT, 5
        )


def test_an_edited_note_changes_and_nothing_else_does(store):
    """People correct what they wrote; the words of a stranger's message are not a note."""
    with store.write() as records:
        keep_case(records)
        note = Note(case="case-a", chat=CHAT, message=1, person=LEA, text="lourd", at=NOW)
        records.chat.add_note(note)
        revised = [records.chat.revise_note(CHAT, number, text="très lourd") for number in (1, 2)]

        assert ["case-a", None] == revised
        assert [replace(note, text="très lourd")] == records.chat.notes("case-a")


def test_a_note_is_kept_once(store):
    with store.write() as records:
        keep_case(records)
        late, early = (
            Note(case="case-a", chat=CHAT, message=n, person=LEA, text=f"note {n}", at=at)
            for n, at in ((1, after(seconds=1)), (2, NOW))
        )

        assert [True, True, False] == [records.chat.add_note(note) for note in (late, early, late)]
        assert [early, late] == records.chat.notes("case-a")
        assert [] == records.chat.notes("case-b")


def a_notice(name, **changes):
    base = Notice(id=name, chat=CHAT, code="paused", values={"by": "Léa", "n": 2}, created_at=NOW)
    return replace(base, **changes)


def waiting(records, **limits):
    return [notice.id for notice in records.notices.waiting(**limits)]


def test_a_notice_comes_back_whole(store):
    with store.write() as records:
        keep_case(records)
        notice = a_notice("n", case="case-a", reply_to=7, prompt="p", urgency=0)
        records.notices.add(notice)

        assert [notice] == records.notices.waiting()


def test_handled_updates_are_forgotten_a_few_at_a_time_the_oldest_first(store):
    """Customers' words stand in them; what nobody has handled, or could handle, stays."""
    with store.write() as records:
        for number in range(1, 6):
            records.chat.add_update(number, "{}", bot="1", at=NOW)
        for number in (1, 2, 4):
            records.chat.handled(number, bot="1", at=after(minutes=number))
        records.chat.handled(3, bot="1", at=NOW, fault="KeyError")

        limits = (1, 5, 5)
        forgotten = [records.chat.forget_updates(after(minutes=3), limit=n) for n in limits]
        new = [records.chat.add_update(n, "{}", bot="1", at=NOW) for n in range(1, 6)]

        assert [1, 1, 0] == forgotten
        assert [True, True, False, False, False] == new


def test_a_notice_kept_under_a_key_is_known_by_it(store):
    with store.write() as records:
        records.notices.add(a_notice("a"), once="late:1")
        records.notices.add(a_notice("b"))

        assert {"late:1"} == records.notices.known(["late:1", "late:2"])


def test_old_notices_are_forgotten_but_those_to_be_sent_and_those_told_once_for_ever(store):
    """A fault told a year ago is told again only where its key is lost."""
    with store.write() as records:
        for days, name in enumerate("abc"):
            records.notices.add(a_notice(name))
            records.notices.sent(name, message=None, at=after(days=days))
        records.notices.add(a_notice("once"), once="late:1")
        records.notices.sent("once", message=1, at=NOW)
        records.notices.add(a_notice("waiting"))

        limits = (1, 5, 5)
        forgotten = [records.notices.forget(after(days=2), limit=n) for n in limits]
        left = [name for name in ("a", "b", "c", "once", "waiting") if records.notices.find(name)]

        assert [1, 1, 0] == forgotten
        assert ["c", "once", "waiting"] == left


def test_notices_wait_by_urgency_then_age(store):
    with store.write() as records:
        records.notices.add(a_notice("late", created_at=after(seconds=2)))
        records.notices.add(a_notice("early"))
        records.notices.add(a_notice("urgent", created_at=after(seconds=3), urgency=0))

        assert ["urgent", "early", "late"] == waiting(records)
        records.notices.sent("urgent", message=None, at=NOW)
        assert ["early"] == waiting(records, limit=1)


def test_a_notice_under_a_key_is_kept_once_for_ever(store):
    """The same fault is told once, not at every reload."""
    with store.write() as records:
        first = records.notices.add(a_notice("a"), once="fault 1")
        records.notices.sent("a", message=1, at=NOW)
        again = records.notices.add(a_notice("b"), once="fault 1")
        other = records.notices.add(a_notice("c"), once="fault 2")
        free = [records.notices.add(a_notice(name)) for name in "de"]

        assert (True, False, True, [True, True]) == (first, again, other, free)
        assert ["c", "d", "e"] == waiting(records)


@pytest.mark.parametrize("message", [4, None])
def test_a_sent_notice_no_longer_waits(store, message):
    with store.write() as records:
        records.notices.add(a_notice("n"))
        for _ in range(2):
            records.notices.sent("n", message=message, at=NOW)

        assert [] == waiting(records)


def test_only_a_question_not_yet_seen_to_that_person_is_put_in_private(store):
    """Whoever pressed in private is asked there; what others were asked stays where it is."""
    with store.write() as records:
        keep_case(records)
        for name, person in (("mine", KARIM), ("another", KARIM + 1), ("seen", KARIM)):
            records.chat.add_prompt(a_prompt(id=name, person=person))
            records.notices.add(a_notice(f"n-{name}", prompt=name))
        records.notices.add(a_notice("n-plain"))
        records.notices.sent("n-seen", message=5, at=NOW)
        records.notices.take_aside(KARIM, case="case-a")
        chats = {one.id: one.chat for one in records.notices.waiting()}

        assert {"n-mine": KARIM, "n-another": CHAT, "n-plain": CHAT} == chats


def test_what_was_said_of_a_case_is_found_with_where_it_stands(store):
    """Who was reached is known by it, and what was said is written over when it is past."""
    with store.write() as records:
        keep_case(records)
        for place, code in enumerate(("danger", "danger", "noted")):
            name = f"{code}-{place}"
            at = after(seconds=place)
            records.notices.add(a_notice(name, code=code, case="case-a", created_at=at))
        records.notices.add(a_notice("elsewhere", code="danger"))
        records.notices.sent("danger-1", message=9, at=NOW)
        found = records.notices.about("case-a", "danger")

        assert [("danger-0", None), ("danger-1", 9)] == [(one.id, one.message) for one in found]
        assert found[1] == records.notices.find("danger-1")
        assert records.notices.find("nothing") is None
