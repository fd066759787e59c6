from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.matching.matters import Matters

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_other_words_about_one_thing_are_one_matter():
    """Nobody copies: forty people tell of one outage, each in his own way."""
    matters = Matters(within=HOUR)
    matters.add("a", "Plus d'internet depuis ce matin sur Lille", at=NOON)
    matters.add("b", "La caissière m'a humiliée devant mes enfants", at=NOON)
    found = matters.add("c", "internet coupé, tout Lille en panne", at=NOON + HOUR / 2)

    assert ("a", 2, NOON) == (found.id, found.size, found.since)


def test_one_playbook_is_one_matter_and_two_are_two():
    """Who matched them knew more than their words say."""
    matters = Matters(within=HOUR)
    matters.add("a", "rien ne marche ici", at=NOON, playbook="outage")

    assert "a" == matters.add("b", "box en rouge", at=NOON, playbook="outage").id
    assert "c" == matters.add("c", "rien ne marche ici", at=NOON, playbook="refund").id


def test_what_came_too_long_ago_is_another_matter():
    """Yesterday's outage is not today's."""
    matters = Matters(within=HOUR)
    matters.add("a", "internet coupé à Lille", at=NOON)

    assert "b" == matters.add("b", "internet coupé à Lille", at=NOON + 2 * HOUR).id


@given(st.lists(st.text(st.characters(exclude_categories=()), max_size=40), max_size=20))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_matter_and_memory_is_bounded(texts):
    """Whatever comes, and however long."""
    matters = Matters(within=HOUR, window=4)
    for number, text in enumerate(texts):
        found = matters.add(str(number), text, at=NOON)

        assert 1 <= found.size <= 4
        assert len(matters._said) <= 4
