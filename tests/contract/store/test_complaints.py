from dataclasses import replace
from datetime import timedelta, timezone

import pytest

from copilot.app.ports.records import SetAside
from copilot.domain.complaint import Author, Media, Place, Reactions
from tests.contract.store.making import NOW, a_complaint, after, keep_case


def keep(records, *names, **changes):
    for name in names:
        records.complaints.add(a_complaint(name, **changes), id=f"complaint-{name}", at=NOW)


def ids(stored):
    return [one.id.removeprefix("complaint-") for one in stored]


def test_a_complaint_comes_back_whole(store):
    """A card is drawn from what was kept, not from what came in."""
    whole = a_complaint(
        text="écran 💥 cassé\n<b>{{ 7*7 }}</b>",
        lang="fr",
        created_at=NOW.astimezone(timezone(timedelta(hours=1))),
        edited_at=after(minutes=1),
        author=Author("777", "claire.m", "Claire M.", 240),
        url="https://page.example/1",
        parent_id="p",
        place=Place("ad", "Black Friday", "https://page.example"),
        rating=1.5,
        reactions=Reactions(63, 12, 4),
        media=(Media("photo", "https://page.example/1.jpg", "un écran"),),
    )
    with store.write() as records:
        records.complaints.add(whole, id="complaint-a", at=NOW)
    with store.read() as records:
        stored = records.complaints.get("complaint-a")

    assert (whole, 1, NOW) == (stored.complaint, stored.version, stored.received_at)


def test_the_same_platform_id_is_kept_once_per_channel(store):
    """Platforms deliver again; a second card for one message would be answered twice."""
    with store.write() as records:
        first = records.complaints.add(a_complaint(), id="1", at=NOW)
        again = records.complaints.add(a_complaint(text="autre"), id="2", at=NOW)
        elsewhere = records.complaints.add(a_complaint(channel="shop"), id="3", at=NOW)
        kept = records.complaints.find("page", "ext-a")

        assert (True, False, True) == (first, again, elsewhere)
        assert ("1", "écran cassé") == (kept.id, kept.complaint.text)
        assert records.complaints.find("page", "ext-b") is None


def test_several_are_read_at_once(store):
    """A search looks through a thousand."""
    with store.write() as records:
        keep(records, "a", "b", "c")
        found = records.complaints.several(["complaint-a", "complaint-c", "complaint-x"])

        wanted = ("complaint-a", "complaint-c")
        assert {name: records.complaints.get(name) for name in wanted} == found


def test_what_is_enclosed_a_moment_later_is_no_new_version(store):
    """The pictures of an album come one by one; nobody has edited anything."""
    with store.write() as records:
        keep(records, "a", "b")
        edited = a_complaint(text="voici les photos", edited_at=after(minutes=1))
        records.complaints.revise("complaint-a", edited, at=NOW)
        whole = replace(edited, media=(Media("photo", "tg://file/1"),))
        records.complaints.enclose("complaint-a", whole)
    with store.read() as records:
        assert (whole, 2) == (
            records.complaints.get("complaint-a").complaint,
            records.complaints.get("complaint-a").version,
        )
        assert () == records.complaints.version("complaint-a", 1).media
        assert () == records.complaints.get("complaint-b").complaint.media


def test_every_version_stays_readable(store):
    """An approval rests on the version it was given for."""
    with store.write() as records:
        keep(records, "a")
        edited = a_complaint(text="c'est réglé", edited_at=after(minutes=1))
        number = records.complaints.revise("complaint-a", edited, at=after(minutes=2))

        assert number == 2
        assert edited == records.complaints.get("complaint-a").complaint
        assert a_complaint() == records.complaints.version("complaint-a", 1)
        assert after(minutes=0) == records.complaints.get("complaint-a").received_at


def test_what_is_not_there_is_a_key_error(store):
    with store.write() as records:
        keep(records, "a")

        with pytest.raises(KeyError):
            records.complaints.get("nobody")
        with pytest.raises(KeyError):
            records.complaints.version("complaint-a", 2)
        with pytest.raises(KeyError):
            records.complaints.revise("nobody", a_complaint(), at=NOW)


def test_the_oldest_untriaged_waits_first(store):
    """Nobody is left behind because others came later."""
    with store.write() as records:
        records.complaints.add(a_complaint("late"), id="complaint-late", at=after(seconds=5))
        keep(records, "a", "b")
        records.complaints.settle("complaint-a", at=NOW)

        assert ["b", "late"] == ids(records.complaints.waiting(10))
        assert ["b"] == ids(records.complaints.waiting(1))


def test_a_complaint_is_settled_once(store):
    """Two processes that triage the same complaint must not both card it."""
    with store.write() as records:
        keep(records, "a", "b")
        settled = [
            records.complaints.settle(
                "complaint-b", at=NOW, set_aside=SetAside.DUPLICATE, duplicate_of="complaint-a"
            ),
            records.complaints.settle("complaint-b", at=NOW),
            records.complaints.settle("nobody", at=NOW),
        ]
        stored = records.complaints.get("complaint-b")

        assert [True, False, False] == settled
        assert (SetAside.DUPLICATE, "complaint-a", NOW) == (
            stored.set_aside,
            stored.duplicate_of,
            stored.triaged_at,
        )


def test_what_is_set_aside_can_be_listed_newest_first(store):
    """Every complaint ends somewhere visible, with its reason."""
    with store.write() as records:
        records.complaints.add(a_complaint("old"), id="complaint-old", at=NOW, backlog=True)
        records.complaints.add(a_complaint("own"), id="complaint-own", at=after(seconds=1))
        records.complaints.settle("complaint-own", at=NOW, set_aside=SetAside.OWN)
        keep(records, "a")
        aside = records.complaints.set_aside()

        assert ["own", "old"] == ids(aside)
        assert [SetAside.OWN, SetAside.BACKLOG] == [one.set_aside for one in aside]
        assert ["own"] == ids(records.complaints.set_aside(limit=1))
        counts = {SetAside.DUPLICATE: 0, SetAside.OWN: 1, SetAside.BACKLOG: 1}
        assert counts == records.complaints.aside()


def test_a_persons_messages_are_found_by_channel_and_id(store):
    """Somebody else's message is not their first contact."""
    with store.write() as records:
        records.complaints.add(a_complaint("b"), id="complaint-b", at=after(seconds=5))
        keep(records, "a")
        keep(records, "c", channel="shop")
        keep(records, "d", author=Author(id="778"))

        assert ["a", "b"] == ids(records.complaints.of_author("page", "777"))
        since = records.complaints.of_author("page", "777", since=after(seconds=1))
        assert ["b"] == ids(since)


def test_who_has_a_handle_alone_is_found_by_it(store):
    """Nobody is taken for the one whose number is written like a handle."""
    with store.write() as records:
        handle = Author(handle="777")
        records.complaints.add(a_complaint("b", author=handle), id="complaint-b", at=NOW)
        keep(records, "a")

        assert "@777" == handle.key
        assert ["b"] == ids(records.complaints.of_author("page", "@777"))
        assert ["a"] == ids(records.complaints.of_author("page", "777"))


def test_an_edit_that_names_the_author_makes_him_findable(store):
    with store.write() as records:
        nameless = a_complaint(author=Author())
        records.complaints.add(nameless, id="complaint-a", at=NOW)
        named = replace(nameless, author=Author(id="9"))
        records.complaints.revise("complaint-a", named, at=NOW)

        assert ["a"] == ids(records.complaints.of_author("page", "9"))


def test_the_count_adds_up(store):
    """No accepted complaint is lost: received is always the sum of the other three."""
    with store.write() as records:
        empty = records.complaints.count()
        keep(records, "a", "b", "c")
        keep_case(records, "d")
        for name in ("b", "d"):
            records.complaints.settle(f"complaint-{name}", at=NOW)
        records.complaints.settle("complaint-c", at=NOW, set_aside=SetAside.OWN)

        assert {"received": 0, "waiting": 0, "carded": 0, "set_aside": 0} == empty
        assert {
            "received": 4,
            "waiting": 1,
            "carded": 2,
            "set_aside": 1,
        } == records.complaints.count()


def test_text_that_is_hard_to_keep_is_kept(store):
    """A customer's text is data, whatever is in it."""
    text = "nul \x00, moitié \ud83d, « 'quote\" » \\ %s :x; DROP TABLE cases; --"
    with store.write() as records:
        keep(records, "a", text=text)

        assert text == records.complaints.get("complaint-a").complaint.text


def test_what_came_since_then_is_found_whatever_became_of_it(store):
    """A change of the playbooks is tried on past messages, oldest first."""
    with store.write() as records:
        for minutes, name in enumerate("dcba"):
            complaint = a_complaint(name)
            records.complaints.add(complaint, id=f"complaint-{name}", at=after(minutes=minutes))
        records.complaints.settle(
            "complaint-b", at=after(minutes=9), set_aside=SetAside.OWN, duplicate_of=None
        )
    with store.read() as records:
        found = records.complaints.received(after(minutes=1))

    assert ["c", "b", "a"] == ids(found)
