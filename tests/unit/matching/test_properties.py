"""What holds of the whole matcher, whatever the library's order and whatever is written."""

import os
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from copilot.matching.matcher import Matcher
from copilot.matching.normalise import plain

#: Confidence is learned anew with each example; so much it may move by chance.
TOLERANCE = 0.005
#: Each example builds a matcher or two; `COPILOT_SOAK` says how many for a night.
FEW, MANY = 2, int(os.environ.get("COPILOT_SOAK", "300"))
RELAXED = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]

TEXTS = (
    "écran brisé à l'arrivée",
    "colis perdu et pas remboursé",
    "where is my refund",
    "bonjour",
)
WORDS = """
mon ma le la écran colis vitre argent carton livreur boîte est arrivé cassé perdu reçu toujours pas
rien jamais remboursement depuis mardi svp pk jattends lecran #servicenul 😡 nul honteux vélo
grève assurance bonjour merci
""".split()  # noqa: SIM905 - read as people write
text_of_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=9).map(" ".join)


@pytest.fixture(scope="module")
def before(library):
    french = [replace(each, examples={"fr": each.examples["fr"][:4]}) for each in library]
    return {playbook.id: playbook for playbook in french}, Matcher.build(french)


def shuffled(playbook, draw):
    examples = {
        lang: tuple(draw(st.permutations(playbook.examples[lang])))
        for lang in draw(st.permutations(sorted(playbook.examples)))
    }
    return replace(playbook, examples=examples)


def check_order(before, data):
    playbooks, matcher = before
    order = data.draw(st.permutations(list(playbooks.values())))
    mixed = Matcher.build([shuffled(each, data.draw) for each in order])

    assert [mixed.match(text) for text in TEXTS] == [matcher.match(text) for text in TEXTS]


@settings(max_examples=FEW, deadline=None, suppress_health_check=RELAXED)
@given(st.data())
def test_no_order_of_files_or_examples_changes_an_answer(before, data):
    """Two machines list a folder differently, two people a file: they must answer alike."""
    check_order(before, data)


@pytest.mark.soak
@settings(max_examples=MANY, deadline=None, suppress_health_check=RELAXED)
@given(st.data())
def test_of_many_orders_none_changes_an_answer(before, data):
    """The same, many times over."""
    check_order(before, data)


def standing(matcher, text, name):
    """The rank of a playbook for *text*, and how sure it is."""
    found = matcher.match(text, "fr", top=9).candidates
    [(rank, confidence)] = [
        (rank, each.confidence) for rank, each in enumerate(found) if each.playbook == name
    ]
    return rank, confidence


def check_addition(before, text, name):
    playbooks, matcher = before
    playbook = playbooks[name]
    examples = {"fr": (*playbook.examples["fr"], text)}
    wider = Matcher.build({**playbooks, name: replace(playbook, examples=examples)}.values())
    rank, sure = standing(matcher, text, name)
    rank_after, sure_after = standing(wider, text, name)

    assert rank_after <= rank
    assert sure_after >= sure - TOLERANCE


names = st.sampled_from(["broken-on-arrival", "late-delivery", "refund-delayed"])


@settings(max_examples=FEW, deadline=None, suppress_health_check=RELAXED)
@given(text_of_words, names)
@example("colis perdu et pas remboursé", "late-delivery")
def test_an_example_added_never_makes_that_very_phrase_match_worse(before, text, name):
    """Who adds a customer's words to a playbook expects them to be found there."""
    check_addition(before, text, name)


@pytest.mark.soak
@settings(max_examples=MANY, deadline=None, suppress_health_check=RELAXED)
@given(text_of_words, names)
def test_of_many_examples_added_none_makes_its_phrase_match_worse(before, text, name):
    """The same, many times over."""
    check_addition(before, text, name)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*WORDS, "jnveux", "lappli", "S.A.V.", ":(", "<3", "#jenaimarre", "j", "l"]
        )
        | st.text("abcdejlmnst'’.#·()-", max_size=9)
    ).map(" ".join),
    st.sampled_from(["fr", "en", None]),
)
def test_normalising_what_people_type_twice_equals_once(text, lang):
    """Where spellings, lost apostrophes, hashtags and faces meet."""
    once = plain(text, lang)

    assert plain(once, lang) == once
