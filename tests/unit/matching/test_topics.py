"""Messages about one matter are gathered though no two are alike."""

from copilot.matching.nearest import Nearest
from copilot.matching.topics import topics

GYM = [
    "les casiers de la salle de sport sont trop petits",
    "salle de sport : un casier minuscule",
    "mon sac n'entre dans aucun casier de la salle",
]
TEA = [
    "le café de la machine est froid",
    "machine à café en rade, café froid",
    "café froid à la machine, encore",
]
ALONE = ["pourquoi la lune est-elle ronde"]


def found(texts, *, sizes=None, least=3, lang="fr"):
    return topics([(text, lang) for text in texts], sizes=sizes or [1] * len(texts), least=least)


def test_two_matters_are_two_topics_and_a_loner_is_none():
    members = {tuple(sorted(one.members)) for one in found([*GYM, *ALONE, *TEA])}

    assert {(0, 1, 2), (4, 5, 6)} == members


def test_a_topics_words_are_those_its_messages_share_as_they_are_written():
    """They become a title that a person reads, accents and all."""
    said = {word for one in found([*GYM, *TEA]) for word in one.words}

    assert {"café", "machine"} <= said
    assert said & {"casier", "casiers"}


def test_copies_count_as_the_messages_they_are():
    """A hundred copies of one text are a matter."""
    assert [(0,)] == [one.members for one in found(GYM[:1], sizes=[100])]


def test_the_largest_is_first():
    first, second = found([*GYM, *TEA], sizes=[1, 1, 1, 5, 5, 5])

    assert (3 in first.members, 0 in second.members) == (True, True)


def test_of_nothing_and_of_wordless_texts_nothing_comes():
    assert [] == found([])
    assert [] == found(["!!!", "…", "de la le"])


def test_the_order_of_messages_changes_no_topic():
    """Nor do two runs over one desk propose different playbooks."""
    told = [*GYM, *ALONE, *TEA]

    def said(texts):
        return {frozenset(texts[at] for at in one.members): set(one.words) for one in found(texts)}

    assert said(told) == said(told[::-1])


def test_the_nearest_is_found_with_what_it_stands_for():
    near = Nearest([("late", "toujours pas reçu"), ("broken", "écran cassé")])

    assert ("broken", "écran cassé", 100) == near.find("ECRAN CASSÉ !!", least=90)
    assert near.find("rien à voir", least=90) is None
    assert Nearest().find("rien", least=1) is None
