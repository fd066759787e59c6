"""What a new process does with what the one before had begun: the same, once."""

import pytest

from copilot.app import reveal
from copilot.app.dialogue import reply
from copilot.app.doing import once
from copilot.app.press import press
from copilot.app.view import Outcome
from tests.acceptance.conftest import LEA
from tests.acceptance.story import BROKEN
from tests.fakes.clock import START


@pytest.mark.parametrize("action", ["variant", "claim", "approve", "playbook"])
def test_a_press_given_to_a_new_process_again_comes_to_the_same_and_does_nothing(
    story, office, action
):
    """The process before ended after its commit and before it could say so."""
    case = story.complain()
    if action == "approve":
        story.press(case, "claim", LEA)
    pressed = {"action": action, "token": story.token(case, action), "person": LEA}
    first = press(office, **pressed, doing="doing:1:7")
    events = story.events(case)
    again = press(office, **pressed, doing="doing:1:7")

    assert first == again
    assert events == story.events(case)


def test_hidden_data_is_said_again_without_having_been_kept_for_it(story, office):
    """The state table is erased for nobody: what it never held need not be."""
    case = story.complain(f"{BROKEN}, commande LM-44712233")
    more = story.press(case, "more", LEA).menu.buttons
    token = next(one.token for one in more if one.value == reveal.CHOICE)
    pressed = {"action": "pick", "token": token, "person": LEA, "doing": "doing:1:7"}
    first = press(office, **pressed)
    with office.store.read() as records:
        kept = records.state.get("doing:1:7")
    again = press(office, **pressed)

    assert (("order", "LM-44712233"),) == first.values["found"]
    assert first == again
    assert "44712233" not in kept
    assert 1 == story.events(case).count("revealed")


def test_an_answer_given_to_a_new_process_again_comes_to_the_same(story, office):
    """The confirmation is said then, and one revision is made beyond the claim’s."""
    case = story.complain()
    story.press(case, "claim", LEA)
    story.press(case, "edit", LEA)
    story.sent_prompt(900)
    written = {"chat": office.desk.chat, "to_message": 900, "message": 5001, "person": LEA}
    written |= {"text": "Bonjour Claire, je m’en occupe.", "doing": "doing:1:8"}
    first, again = reply(office, **written), reply(office, **written)

    assert "revised" == first.code
    assert first == again
    assert 3 == story.draft(case).revision


def test_what_became_of_an_update_is_dropped_once_it_was_said(office):
    """The desk's state stays as small as it is."""
    with office.store.write() as records:
        once(records, "doing:1:9", lambda: Outcome(code="claimed", values={"until": START}))
        records.state.drop("doing:1:9")
        kept = records.state.get("doing:1:9")

    assert kept is None
