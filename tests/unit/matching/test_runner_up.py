from dataclasses import replace

import pytest

from copilot.domain.match import Kind, Lost
from copilot.domain.playbook import Posture
from copilot.matching.matcher import Matcher


def lost(matcher, text, lang="fr", **more):
    """What came nearest without being the answer, and why."""
    return matcher.match(text, lang, **more).runner_up


def test_a_word_of_the_answer_that_the_other_never_says(matcher):
    """« « remboursement » est dans 4 exemples de l'un, dans aucun de l'autre » convinces a CM."""
    text = "Bonjour, où est le remboursement de ma commande ?"
    found = matcher.match(text, "fr")

    assert "refund-delayed" == found.playbook
    assert (Lost.WORD, "remboursement") == (
        found.runner_up.lost,
        text[slice(*found.runner_up.span)],
    )
    assert found.runner_up.theirs > found.runner_up.own == 0


def test_the_word_is_the_customers_own(matcher):
    """Accents, capitals and slips stay as they were typed, so that it is found in the message."""
    text = "😡 et mon REMBOURSSEMENT promis svp"

    assert "REMBOURSSEMENT" == text[slice(*lost(matcher, text).span)]


def test_two_playbooks_of_the_same_examples_are_nearly_equal(make, library):
    """A CM should look at both when the figures cannot tell them apart."""
    broken = library[0]
    twin = replace(broken, id="broken-twin")

    runner_up = lost(Matcher.build([*library, twin]), "mon écran est arrivé cassé")

    assert Lost.CLOSE is runner_up.lost
    assert runner_up.playbook in {"broken-on-arrival", "broken-twin"}


def test_an_excluded_word_is_named_as_the_playbook_writes_it(make, library):
    """Otherwise nobody sees why the obvious playbook is not offered."""
    broken, *others = library
    barred = replace(broken, excludes={"fr": ("téléphone", "assurance mobile")})

    runner_up = lost(
        Matcher.build([barred, *others]), "mon écran est arrivé cassé, assurance mobile ?"
    )

    assert ("broken-on-arrival", Lost.EXCLUDED) == (runner_up.playbook, runner_up.lost)
    assert ("assurance mobile",) == runner_up.words


def test_required_words_are_named_without_their_other_forms(make, library):
    """Three are enough to understand; « écran, écrans » are one."""
    broken, *others = library
    asked = ("dalle", "dalles", "vitre", "clavier", "souris")
    strict = replace(broken, requires={"fr": asked})

    runner_up = lost(
        Matcher.build([strict, *others]), "produit reçu cassé et abîmé, c'est honteux"
    )

    assert ("broken-on-arrival", Lost.REQUIRED) == (runner_up.playbook, runner_up.lost)
    assert ("dalle", "vitre", "clavier") == runner_up.words


def test_what_is_no_example_is_shown(make, library):
    """Dropping the screen oneself: the phrase of the file says it best."""
    broken, *others = library
    clumsy = "j'ai cassé mon écran en le faisant tomber"
    wary = replace(broken, not_examples={"fr": (clumsy, "je l'ai fait tomber", "tombé par terre")})

    runner_up = lost(Matcher.build([wary, *others]), "écran cassé, je l'ai fait tomber hier")

    assert ("broken-on-arrival", Lost.NOT_EXAMPLE) == (runner_up.playbook, runner_up.lost)
    assert set(runner_up.words) <= set(wary.not_examples["fr"])


def test_thanks_for_a_complaint_are_set_aside(make, library):
    """Sarcasm thanks in words; the card says why the thanks are not offered."""
    praise = make(
        "praise",
        fr=("merci beaucoup", "bravo à l'équipe", "merci pour tout"),
        posture=Posture.THANK,
    )
    matcher = Matcher.build([*library, praise])
    found = matcher.match("Merci bravo pour mon colis perdu, c'est honteux, inadmissible !", "fr")

    assert Kind.COMPLAINT is found.kind
    assert ("praise", Lost.KIND) == (found.runner_up.playbook, found.runner_up.lost)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("un gâteau au chocolat et du thé", Lost.NOTHING),
        ("le président parle ce soir à la télé boîte", Lost.FAR),
    ],
)
def test_none_says_whether_anything_came_near(matcher, text, expected):
    """« rien ne ressemble » and « trop peu en commun » are two answers."""
    found = matcher.match(text, "fr")

    assert (None, expected) == (found.playbook, found.runner_up.lost)


def test_a_library_of_one_has_no_runner_up(make):
    """Nothing to compare with."""
    alone = Matcher.build([make("a", fr=("écran cassé", "écran fendu", "dalle fissurée"))])

    assert lost(alone, "écran cassé") is None


def test_asking_for_one_candidate_still_names_the_next(matcher):
    """`--top` says how many are listed, not how much is known."""
    found = matcher.match("mon écran est arrivé cassé", "fr", top=1)

    assert 1 == len(found.candidates)
    assert found.runner_up == lost(matcher, "mon écran est arrivé cassé")


def test_the_runner_up_is_never_the_answer(matcher):
    """It would contradict itself."""
    texts = ("écran cassé", "colis perdu", "remboursez moi", "bonjour", "écran perdu remboursé")
    found = [matcher.match(text, "fr") for text in texts]

    assert not any(one.runner_up.playbook == one.playbook for one in found)
