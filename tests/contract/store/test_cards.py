import pytest

from copilot.app.ports.chat import AT_LEISURE
from copilot.app.ports.records import CardRecord
from copilot.domain.playbook import Severity
from tests.contract.store.making import keep_case

CHAT = -1001234567890


def shown(records, name="a", *, message=10, above=()):
    case = f"case-{name}"
    version = records.cards.get(case).version
    where = {"chat": CHAT, "message": message, "above": above}
    records.cards.shown(case, version=version, digest="d", **where)


def stale(records, **wanted):
    return [card.case.removeprefix("case-") for card in records.cards.stale(limit=9, **wanted)]


def test_a_card_is_stale_until_it_is_shown(store):
    with store.write() as records:
        keep_case(records)
        assert records.cards.get("case-a") is None
        records.cards.touch("case-a")
        assert ["a"] == stale(records)
        shown(records, message=12, above=(10, 11))

        assert [] == stale(records)
        expected = CardRecord(
            case="case-a",
            version=1,
            shown_version=1,
            shown_digest="d",
            chat=CHAT,
            message=12,
            above=(10, 11),
        )
        assert expected == records.cards.get("case-a")


def test_a_touch_while_it_was_drawn_keeps_a_card_stale(store):
    """Otherwise the desk would show what was true a moment ago, for ever."""
    with store.write() as records:
        keep_case(records)
        records.cards.touch("case-a")
    with store.read() as records:
        (drawn,) = records.cards.stale()
    with store.write() as records:
        records.cards.touch("case-a")
    with store.write() as records:
        records.cards.shown("case-a", version=drawn.version, digest="d", chat=CHAT, message=1)

        assert ["a"] == stale(records)


def test_the_smaller_urgency_wins_until_the_card_is_drawn(store):
    """Somebody pressed and looks at the card; a later routine touch must not push it back."""
    with store.write() as records:
        keep_case(records)
        urgencies = []
        for urgency in (5, 1, 7):
            records.cards.touch("case-a", urgency=urgency)
            urgencies.append(records.cards.get("case-a").urgency)
        shown(records)
        records.cards.touch("case-a", urgency=7)
        urgencies.append(records.cards.get("case-a").urgency)

        assert [5, 1, 1, 7] == urgencies


def test_cards_are_drawn_by_urgency_then_severity_then_number(store):
    with store.write() as records:
        severities = [*Severity, Severity.CRITICAL]
        for name, severity in zip("abcde", severities, strict=True):
            keep_case(records, name, severity=severity)
            records.cards.touch(f"case-{name}")
        records.cards.touch("case-a", urgency=0)

        assert ["a", "d", "e", "c", "b"] == stale(records)
        assert ["case-a"] == [card.case for card in records.cards.stale()]


def test_edits_come_without_cards_never_sent(store):
    """An edit costs less of Telegram's patience than a new message."""
    with store.write() as records:
        for name in "ab":
            keep_case(records, name)
            records.cards.touch(f"case-{name}")
        shown(records, "b")
        records.cards.touch("case-b")

        assert ["a", "b"] == stale(records)
        assert ["b"] == stale(records, sparing=True)
        records.cards.touch("case-a", urgency=0)
        assert ["a", "b"] == stale(records, sparing=True), "somebody waits for it"


def test_at_leisure_the_end_of_the_chat_comes_first(store):
    """That is what people look at; what is critical comes before, wherever it stands."""
    with store.write() as records:
        severities = [Severity.CRITICAL, Severity.LOW, Severity.HIGH, Severity.LOW]
        for name, severity, message in zip("abcd", severities, (10, 11, 12, 13), strict=True):
            keep_case(records, name, severity=severity)
            records.cards.touch(f"case-{name}")
            shown(records, name, message=message)
            records.cards.touch(f"case-{name}", urgency=AT_LEISURE)
        keep_case(records, "e")
        records.cards.touch("case-e")

        assert ["e", "a", "d", "c", "b"] == stale(records)
        assert [] == stale(records, sparing=True)


def test_a_lost_card_is_sent_anew(store):
    with store.write() as records:
        keep_case(records)
        records.cards.touch("case-a")
        shown(records, above=(9,))
        records.cards.lost("case-a")
        card = records.cards.get("case-a")

        assert ["a"] == stale(records)
        assert (None, None, (), None) == (card.chat, card.message, card.above, card.shown_digest)


def test_old_messages_still_lead_to_their_case(store):
    """Old cards stay in chats for ever, and people answer them."""
    with store.write() as records:
        for name in "ab":
            keep_case(records, name)
            records.cards.touch(f"case-{name}")
        shown(records, "a", message=10, above=(9,))
        records.cards.lost("case-a")
        shown(records, "a", message=20)
        shown(records, "b", message=30)

        found = [records.cards.at(CHAT, message) for message in (9, 10, 20, 30, 40)]
        assert ["case-a", "case-a", "case-a", "case-b", None] == found
        assert records.cards.at(CHAT + 1, 10) is None


def test_a_card_nobody_asked_for_cannot_be_shown(store):
    with store.write() as records:
        keep_case(records)

        with pytest.raises(KeyError):
            records.cards.shown("case-a", version=1, digest="d", chat=CHAT, message=1)


def test_of_copies_in_private_the_newest_of_each_chat_is_told(store):
    """An older one in the same chat says where the newer is; it still leads to the case."""
    with store.write() as records:
        keep_case(records)
        records.cards.touch("case-a")
        shown(records, message=12)
        records.cards.copied("case-a", chat=11, message=5)
        records.cards.copied("case-a", chat=11, message=9)
        records.cards.copied("case-a", chat=22, message=3)
        records.cards.copied("case-a", chat=22, message=3)

        assert [(11, 9), (22, 3)] == list(records.cards.copies("case-a"))
        assert "case-a" == records.cards.at(11, 5)
