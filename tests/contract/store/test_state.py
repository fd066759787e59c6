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


def test_a_delivery_is_new_once_per_channel(store):
    """A webhook delivered again is answered with 200 and does nothing."""
    with store.write() as records:
        new = [
            records.state.first_delivery(channel, delivery, at=NOW)
            for channel, delivery in (("shop", "1"), ("shop", "1"), ("page", "1"), ("shop", "2"))
        ]

        assert [True, False, True, True] == new
