"""“48 min left” is true when it is read, without drowning the chat."""

from copilot.app.refresh import AT_ONCE, Refresh
from tests.acceptance.conftest import LEA


def versions(story, cases):
    with story.office.store.read() as records:
        return [records.cards.get(case.id).version for case in cases]


def test_old_cards_are_drawn_again_a_few_at_a_time_the_most_pressing_first(story, office):
    cases = []
    for number in range(AT_ONCE + 2):
        cases.append(story.complain(id=f"m{number}", author=f"a{number}"))
        story.clock.advance(seconds=30)
    refresh = Refresh(office)
    fresh = refresh.look()
    before = versions(story, cases)
    story.clock.advance(minutes=6)
    first = refresh.look()
    after = versions(story, cases)
    rest = refresh.look()

    assert (fresh, first, rest) == (0, AT_ONCE, 2)
    assert [True] * AT_ONCE + [False] * 2 == [
        new > old for new, old in zip(after, before, strict=True)
    ]


def test_a_closed_case_is_left_alone(story, office):
    case = story.complain()
    refresh = Refresh(office)
    refresh.look()
    story.press(case, "dismiss", LEA, "spam")
    story.clock.advance(minutes=30)

    assert refresh.look() == 0
