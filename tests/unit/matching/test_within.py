"""What was learned, for a library from which playbooks were taken out or to which some came."""

from dataclasses import replace

import pytest

from copilot.matching import train
from copilot.matching.matcher import Matcher

from .conftest import BROKEN, LATE, REFUND, make_playbook

OPPOSED = replace(BROKEN, not_examples={"fr": ("j'ai cassé mon écran en le faisant tomber",)})
NEW = make_playbook("price-rise", fr=("vos prix explosent", "encore une hausse de tarif"))
TEXTS = (
    "écran cassé à l'ouverture",
    "colis toujours pas reçu",
    "j'attends mon remboursement",
    "j'ai cassé mon écran en tombant",
    "bonjour",
    "my parcel is late",
)


@pytest.fixture(params=["weights", "centres"])
def learned(request, monkeypatch):
    """A library learned whole, in both of the ways of learning."""
    if request.param == "centres":
        monkeypatch.setattr(train, "LEARNABLE", 0)
    matcher = Matcher.build((OPPOSED, LATE, REFUND))
    assert (matcher.index.weights is None) == (request.param == "centres")
    return matcher.index


def asked(matcher):
    return [matcher.match(text, "fr", top=9) for text in TEXTS]


def test_who_was_taken_out_is_named_nowhere(learned):
    """Its file is gone: neither a first place nor a reason may lead to it."""
    found = asked(Matcher.build((OPPOSED, REFUND), learned))

    assert {"broken-on-arrival", "refund-delayed"} == {
        one.playbook for match in found for one in match.candidates
    }
    assert "late-delivery" not in {match.runner_up.playbook for match in found if match.runner_up}


def test_the_others_are_found_as_before(learned):
    """What was learned of them stays, with what only looks like them."""
    whole = Matcher.build((OPPOSED, LATE, REFUND), learned).match(TEXTS[0], "fr")
    fewer = Matcher.build((OPPOSED, REFUND), learned)

    assert whole.playbook == fewer.match(TEXTS[0], "fr").playbook
    assert whole.candidates[0].because == fewer.match(TEXTS[0], "fr").candidates[0].because
    assert "refund-delayed" == fewer.match(TEXTS[2], "fr").playbook
    assert fewer.match(TEXTS[3], "fr").playbook is None


def test_a_verdict_agrees(learned):
    """There are two ways through the same scores."""
    fewer = Matcher.build((OPPOSED, REFUND), learned)

    assert [match.playbook for match in asked(fewer)] == [
        fewer.verdict(text, "fr").playbook for text in TEXTS
    ]


def test_a_new_one_is_not_found_yet(learned):
    """It has not been learned; the others are not disturbed."""
    more = Matcher.build((OPPOSED, LATE, REFUND, NEW), learned)

    assert asked(Matcher.build((OPPOSED, LATE, REFUND), learned)) == asked(more)


def test_when_none_is_left_all_is_learned(learned):
    """There is nothing to answer with meanwhile."""
    found = Matcher.build((NEW,), learned).match("vos prix explosent encore", "fr")

    assert "price-rise" == found.playbook


def test_nobody_gone_is_the_same_index(learned):
    """Weights are not copied for nothing."""
    assert learned is Matcher.build((OPPOSED, LATE, REFUND, NEW), learned).index
