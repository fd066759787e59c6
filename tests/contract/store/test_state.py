from copilot.app.ports.records import AcceptedSet, Pause
from tests.contract.store.making import KARIM, LEA, NOW, after


def a_set(letter, at=NOW):
    files = {"playbooks/a.yaml": "title: « é »\n", "replies/a/first.fr.j2": letter}
    return AcceptedSet(digest=letter * 64, files=files, accepted_at=at)


def test_a_set_is_put_in_force_once(store):
    """Reading the same files again is no news."""
    with store.write() as records:
        assert records.sets.current() is None
        accepted = [records.sets.accept(a_set(letter)) for letter in "aab"]

        assert [True, False, True] == accepted
        assert a_set("b") == records.sets.current()
        assert a_set("a") == records.sets.get("a" * 64)
        assert records.sets.get("c" * 64) is None
        assert a_set("a").accepted_at == records.sets.accepted_at("a" * 64)
        assert records.sets.accepted_at("c" * 64) is None


def test_an_old_set_can_come_back_into_force(store):
    """A brand lead takes a change back with git."""
    with store.write() as records:
        for letter in "ab":
            records.sets.accept(a_set(letter))

        assert records.sets.accept(a_set("a", after(hours=1)))
        assert a_set("a", after(hours=1)) == records.sets.current()


def test_posting_is_suspended_and_resumed_once(store):
    with store.write() as records:
        assert (None, False) == (records.state.paused(), records.state.resume())
        paused = [records.state.pause(by=KARIM, at=NOW), records.state.pause(by=LEA, at=NOW)]

        assert [True, False] == paused
        assert Pause(by=KARIM, at=NOW) == records.state.paused()
        assert [True, False] == [records.state.resume(), records.state.resume()]
        assert records.state.paused() is None


def test_a_small_value_is_kept_and_replaced(store):
    with store.write() as records:
        assert records.state.get("cursor") is None
        for value in ("1", "2"):
            records.state.set("cursor", value)
        records.state.set("other", "x")
    with store.read() as records:
        assert ("2", "x") == (records.state.get("cursor"), records.state.get("other"))


def test_what_was_done_once_is_known_among_many(store):
    """Whether two hundred reminders were told is one question, not two hundred."""
    keys = [f"told:{number}" for number in range(1, 1201)]
    with store.write() as records:
        done = [records.state.once(key) for key in ("told:7", "told:1200", "told:7")]

        assert [True, True, False] == done
        assert {"told:7", "told:1200"} == records.state.known(keys)
        assert frozenset() == records.state.known(())


def test_a_delivery_is_new_once_per_channel(store):
    """A webhook delivered again is answered with 200 and does nothing."""
    with store.write() as records:
        new = [
            records.state.first_delivery(channel, delivery, at=NOW)
            for channel, delivery in (("shop", "1"), ("shop", "1"), ("page", "1"), ("shop", "2"))
        ]

        assert [True, False, True, True] == new


def test_old_deliveries_are_forgotten_a_few_at_a_time(store):
    with store.write() as records:
        for number in range(3):
            records.state.first_delivery("shop", f"{number}", at=after(days=number))

        forgotten = [records.state.forget_deliveries(after(days=2), limit=1) for _ in "abc"]

        assert [1, 1, 0] == forgotten
        assert not records.state.first_delivery("shop", "2", at=NOW)
