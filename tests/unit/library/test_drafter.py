"""Drafts: what a template sees, what a rendering remembers, and that a customer's text is data."""

import unicodedata
from datetime import timedelta

import pytest

from copilot.app.ports.library import ReviewRequest
from copilot.domain.charter import blocks
from copilot.domain.draft import ChannelFacts, Exchanged
from copilot.domain.errors import TemplateFailed

PAGE = ChannelFacts("page", "webhook", 8000)
FACTS = """\
delay: {value: {fr: 2 jours ouvrés}, source: SAV, until: 2026-11-20}
phone: {value: {fr: 09 69 39 00 00}, source: SAV}
"""


def with_first(shelf, text, **files):
    return shelf({"replies/late/first.fr.j2": text, **files}).drafter()


def test_a_reply_is_rendered_with_its_promise(shelf, request_for):
    rendered = shelf().drafter().render(request_for())

    assert rendered.text == (
        "Bonjour Claire, je suis désolée.\nJe vous réponds ici demain à 18\xa0h.\nLéa"
    )
    assert (rendered.promise, rendered.promise_due) == ("un retour", request_for().promise_due)
    assert rendered.findings == ()


def test_a_template_that_does_not_speak_of_the_promise_makes_none(shelf, request_for):
    """The desk counts promises; one that nobody reads must not be counted."""
    rendered = with_first(shelf, "Bonjour.").render(request_for())

    assert (rendered.promise, rendered.promise_due) == (None, None)


@pytest.mark.parametrize(
    "name", ["{{ 7*7 }}", "{% raw %}", "<b>x</b>", "@everyone https://x", "', }}", "#}"]
)
def test_a_name_is_data(shelf, request_for, name):
    """Guarantee 6: what a customer calls himself can't run in our templates."""
    rendered = with_first(shelf, "{{ author.name }}|{{ complaint.text }}").render(
        request_for(name, text=name)
    )

    assert rendered.text == f"{name}|{name}"


def test_controls_and_turned_writing_are_taken_out(shelf, request_for):
    rendered = with_first(shelf, "{{ author.name }}.").render(
        request_for("a\u202eb\x00c\n\ufdd0d\ufdd1")
    )

    assert rendered.text == "abc d."


def test_a_name_cannot_fill_the_reply(shelf, request_for):
    rendered = with_first(shelf, "{{ author.name }}").render(request_for("x" * 5000))

    assert len(rendered.text) == 81


def test_the_result_is_composed(shelf, request_for):
    rendered = shelf().drafter().render(request_for("Le\u0301a"))

    assert unicodedata.is_normalized("NFC", rendered.text)
    assert "Léa" in rendered.text


def test_stated_facts_are_remembered(shelf, request_for):
    """Their expiry is looked at again before posting."""
    drafter = with_first(
        shelf, "Bonjour, comptez {{ facts.delay }}.", **{"playbooks/facts.yaml": FACTS}
    )

    (fact,) = drafter.render(request_for()).facts
    assert (fact.name, fact.value, fact.source, str(fact.until)) == (
        "delay",
        "2 jours ouvrés",
        "SAV",
        "2026-11-20",
    )


def test_an_expired_fact_is_never_stated(shelf, request_for):
    drafter = with_first(shelf, "{{ facts.delay }}", **{"playbooks/facts.yaml": FACTS})
    tomorrow = request_for().now + timedelta(days=1)

    with pytest.raises(TemplateFailed, match="`delay` expired"):
        drafter.render(request_for(now=tomorrow))


def test_a_playbook_overlays_shared_facts(shelf, request_for):
    playbook = shelf().files.texts["playbooks/late.yaml"]
    own = playbook + "facts:\n  delay: {value: {fr: 3 jours}, source: Magasin}\n"
    drafter = with_first(
        shelf,
        "{{ facts.delay }} {{ facts.phone }}",
        **{"playbooks/facts.yaml": FACTS, "playbooks/late.yaml": own},
    )

    assert drafter.render(request_for()).text == "3 jours 09 69 39 00 00"


def test_the_brands_own_phone_is_not_personal_data(shelf, request_for):
    drafter = with_first(
        shelf, "Bonjour, appelez {{ facts.phone }}.", **{"playbooks/facts.yaml": FACTS}
    )

    rules = {finding.rule for finding in drafter.render(request_for()).findings}
    assert "personal_data" not in rules


def test_what_a_person_is_asked_for_is_known(shelf, request_for):
    playbook = shelf().files.texts["playbooks/late.yaml"]
    drafter = with_first(
        shelf,
        "{% include 'shared/shop.j2' %}",
        **{
            "replies/shared/shop.j2": "Bonjour de {{ ask.shop }}.",
            "playbooks/late.yaml": playbook + 'ask: {shop: {fr: "Quel magasin ?"}}\n',
        },
    )

    assert drafter.asks("late/first.fr.j2") == ("shop",)
    assert drafter.render(request_for(ask={"shop": "Lille"})).text == "Bonjour de Lille."
    with pytest.raises(TemplateFailed):
        drafter.render(request_for())


def test_what_was_said_before_is_seen(shelf, request_for):
    said = (Exchanged("Toujours rien", request_for().now, ours=False),)
    drafter = with_first(
        shelf,
        "Bonjour.{% for one in exchange %} {{ 'nous' if one.ours else one.text }}{% endfor %}",
    )

    assert drafter.render(request_for(exchange=said)).text == "Bonjour. Toujours rien"


def test_a_missing_template_fails_as_one(shelf, request_for):
    request = request_for(lang="en")

    with pytest.raises(TemplateFailed):
        shelf().drafter().render(request)


def test_a_persons_own_words_are_held_to_the_charter(shelf):
    findings = (
        shelf()
        .drafter()
        .review(
            ReviewRequest(
                "Bonjour, votre satisfaction est NOTRE priorité.",
                "fr",
                PAGE,
                "Léa",
                playbook="late",
            )
        )
    )

    (first, *_) = findings
    assert (first.rule, first.words, first.span) == (
        "banned",
        "votre satisfaction est NOTRE priorité",
        (9, 46),
    )
    assert blocks(findings)


def test_a_silenced_rule_says_nothing_of_its_template(shelf, request_for):
    charter = (
        "silence:\n  - {rule: greeting, template: late/first.fr.j2, because: suite d'un échange}\n"
    )
    quiet = with_first(shelf, "Je regarde.", **{"playbooks/charter.yaml": charter})
    loud = with_first(shelf, "Je regarde.")

    assert [
        {finding.rule for finding in one.render(request_for()).findings} for one in (quiet, loud)
    ] == [{"parts"}, {"parts", "greeting"}]
