"""What examples find when left out, and the pairs of playbooks that are confused."""

from copilot.domain.playbook import Playbook, Posture, Severity
from copilot.matching.confusion import confusions
from copilot.matching.left_out import Left, left_out
from copilot.matching.matcher import Matcher

LATE = (
    "mon colis n'est toujours pas arrivé",
    "colis jamais arrivé, commande perdue",
    "où est mon colis commandé lundi",
    "le colis a trois semaines de retard",
)
RUDE = (
    "le vendeur a été très impoli",
    "vendeur impoli au magasin de Lyon",
    "un vendeur m'a parlé très mal",
    "accueil impoli au magasin",
)


def playbook(name, examples, **changes):
    given = {"posture": Posture.APOLOGISE, **changes}
    return Playbook(
        name,
        f"playbooks/{name}.yaml",
        name,
        Severity.LOW,
        given.pop("posture"),
        {"fr": tuple(examples)},
        **given,
    )


def left_of(*playbooks):
    index = Matcher.build(playbooks).index
    return {each.text: each for each in left_out(index, {one.id: one for one in playbooks})}


def test_an_example_that_others_resemble_is_found():
    found = left_of(playbook("late", LATE), playbook("rude", RUDE))

    assert dict.fromkeys((*LATE, *RUDE), True) == {
        text: each.is_found for text, each in found.items()
    }


def test_an_example_in_the_words_of_another_playbook_is_told_with_its_lead():
    stray = "un vendeur très impoli au magasin"
    found = left_of(playbook("late", (*LATE, stray)), playbook("rude", RUDE))[stray]

    assert (found.playbook, found.found, found.is_found) == ("late", "rude", False)
    assert found.lead > 0


def test_a_counter_example_keeps_a_playbook_from_winning():
    """The cure that is proposed must mend what was told."""
    stray = "le vendeur dit que ma commande de lundi est perdue"
    against = {"fr": ("un vendeur dit que la commande de lundi est perdue",)}
    said = (*RUDE, "le vendeur dit que c'est ma faute", "le vendeur dit que je suis impoli")
    late = playbook("late", (*LATE, stray))
    before = left_of(late, playbook("rude", said))[stray]
    after = left_of(late, playbook("rude", said, not_examples=against))[stray]

    assert not before.is_found
    assert after.is_found


def test_a_playbook_whose_conditions_reject_a_phrase_cannot_win_it():
    stray = "un vendeur très impoli au magasin"
    rude = playbook("rude", RUDE, excludes={"fr": ("très impoli au magasin",)})

    assert left_of(playbook("late", (*LATE, stray)), rude)[stray].found == "late"


def test_the_order_of_playbooks_changes_nothing():
    books = [playbook("late", (*LATE, "vendeur impoli")), playbook("rude", RUDE)]

    assert left_of(*books) == left_of(*reversed(books))


def test_one_playbook_alone_is_always_found():
    assert all(each.is_found for each in left_of(playbook("late", LATE)).values())


def left(playbook, found, lead=0.1, text="…"):
    return Left(playbook, "fr", text, found, lead if playbook != found else 0.0)


def test_a_pair_is_told_once_with_the_one_that_loses_more_first():
    every = [left("a", "a")] * 8 + [left("b", "b")] * 8
    every += [left("a", "b", 0.1, "near"), left("b", "a", 0.2, "x"), left("b", "a", 0.3, "far")]

    (pair,) = confusions(every)

    assert ("b", "a") == (pair.loser, pair.winner)
    assert ["far", "x", "near"] == [each.text for each in pair.clearest]
    assert 3 / 9 == pair.share


def test_a_few_strays_among_many_are_no_confusion():
    """Two of thirty happens to every playbook; a warning for it would be noise."""
    assert confusions([left("a", "a")] * 28 + [left("b", "b")] * 30 + [left("a", "b")] * 2) == ()
    assert confusions([left("a", "a")] * 90 + [left("b", "b")] * 90 + [left("a", "b")] * 5) == ()


def test_what_goes_astray_by_a_hair_or_among_a_handful_is_no_confusion():
    """Of four examples three may go anywhere; of many, some always lie between two playbooks."""
    assert confusions([left("a", "b")] * 3 + [left("a", "a"), left("b", "b")]) == ()
    assert confusions([left("a", "b", 0.01)] * 9 + [left("a", "a"), left("b", "b")] * 9) == ()
