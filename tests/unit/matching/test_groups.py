from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.matching.groups import Groups
from tests.bench import copying
from tests.bench.groups import grouped, pairs

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
LILLE = "Accueil lamentable au magasin de Lille, une heure d'attente au comptoir"
LYON = "Accueil lamentable au magasin de Lyon, une heure d'attente au comptoir"
BROKEN = "Mon ordinateur neuf est arrivé avec l'écran fissuré"
TEXTS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=()), max_size=60),
        st.sampled_from([LILLE, LYON, BROKEN, LILLE[:40], f"RT @x: {BROKEN}", "", "😡"]),
    ),
    max_size=30,
)


def ids(texts, **options):
    groups = Groups(**options)
    return [groups.add(str(number), text).id for number, text in enumerate(texts)]


def test_copies_join_the_first_and_others_found_their_own():
    """A group goes by the message that began it."""
    assert ["0", "1", "0", "3", "1"] == ids(
        [LILLE, BROKEN, f"RT @x: {LILLE}", LYON, f"{BROKEN} 😡 svp"]
    )


def test_a_group_knows_its_size_its_beginning_and_its_latest():
    """An incident is so many within so long."""
    groups = Groups()
    groups.add("a", BROKEN, at=NOON)
    group = groups.add("b", f"Bonjour, {BROKEN}", at=NOON + timedelta(minutes=5))

    assert ("a", 2) == (group.id, group.size)
    assert (NOON, NOON + timedelta(minutes=5)) == (group.since, group.latest)


def test_the_title_is_what_most_wrote():
    """Not what the first happened to write."""
    groups = Groups()
    groups.add("a", f"ça fait deux semaines que j'attends {BROKEN[:44]}")
    for number in range(3):
        group = groups.add(str(number), BROKEN)

    assert BROKEN == group.title


def test_two_halves_become_one_group_when_the_whole_comes():
    """What was cut at either end has nothing in common until then."""
    whole = "Vigile agressif à l'entrée, il a fouillé le sac de ma mère de 78 ans sans un mot de politesse"
    groups = Groups()
    front = groups.add("front", whole[:48])
    back = groups.add("back", whole[46:])
    both = groups.add("whole", whole)

    assert ("front", "back") == (front.id, back.id)
    assert ("front", ("back",), 3) == (both.id, both.absorbed, both.size)


def test_what_leaves_out_the_difference_does_not_join_two_shops():
    """A fragment that fits both says nothing of either."""
    groups = Groups()
    for name, text in (
        ("lille", LILLE),
        ("lyon", LYON),
        ("cut", "une heure d'attente au comptoir"),
    ):
        group = groups.add(name, text)

    assert () == group.absorbed
    assert "lyon" == groups.add("again", LYON).id


def test_what_was_of_no_use_for_longest_is_forgotten_first():
    """Memory is bounded by texts, and a story that goes on is kept."""
    groups = Groups(window=2)
    groups.add("a", BROKEN)
    groups.add("b", "Votre service client ne répond jamais")
    groups.add("c", BROKEN)
    groups.add("d", "La batterie de mon aspirateur a fumé")

    assert "a" == groups.add("e", BROKEN).id
    assert "f" == groups.add("f", "Votre service client ne répond jamais").id


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_an_exact_copy_always_joins(texts):
    """Whatever else came between."""
    groups = Groups()
    for number, text in enumerate(texts):
        groups.add(str(number), text)
    found = [groups.add(f"again {number}", text).id for number, text in enumerate(texts)]

    assert found == [groups.add(f"more {number}", text).id for number, text in enumerate(texts)]
    assert not any(name.startswith("again") for name in found)


@given(TEXTS, st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_exact_copies_may_come_in_any_order(texts, chance):
    """Who wrote first is no matter."""
    unlike = [f"{number} {number}" for number in range(len(texts))]
    twice = [*unlike, *unlike]
    chance.shuffle(twice)
    found = ids(twice)

    assert len(unlike) == len(set(found))
    assert all(found[at] == found[twice.index(text)] for at, text in enumerate(twice))


@given(TEXTS, st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_memory_is_bounded_and_the_same_stream_gives_the_same_groups(texts, window):
    """Whatever comes, and however long."""
    groups = Groups(window=window)
    found = []
    for number, text in enumerate(texts):
        found.append(groups.add(str(number), text).id)

        assert len(groups) <= window
        assert len(groups._exact) <= window
        assert {at for places in groups._near._places.values() for at in places} <= set(
            groups._variants
        )

    assert found == ids(texts, window=window)


def test_mechanical_copies_find_their_group():
    """A floor under the figures of `tests/bench/groups.py`, on fewer messages."""
    messages = copying.stream(copying.bases(), 500, 7, most=2)
    found, _ = grouped(messages)
    precision, recall, both = pairs(found, [message.truth for message in messages])

    assert precision > 97
    assert recall > 96
    assert both > 97
