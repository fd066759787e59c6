"""Faults of templates are found here and not in public."""

import pytest

from copilot.domain.draft import ChannelFacts

PLAYBOOK = """\
title: Livraison en retard
severity: medium
posture: apologise
examples:
  fr: |
    toujours pas livré
    colis perdu depuis une semaine
"""
PATH = "replies/late/first.fr.j2"
GOOD_PARTS = "{% block regret %}Bonjour, pardon.{% endblock %} {% block next_step %}Je regarde.{% endblock %}"


def test_a_good_library_has_no_problem(shelf):
    assert shelf().problems == ()


@pytest.mark.parametrize(
    ("text", "place", "rule", "suggestion"),
    [
        ("Bonjour\n{{ autor.name }}", (2, 4), "undefined-name", "author"),
        ("Bonjour {{ author.frist_name }}", (1, 19), "undefined-name", "author.first_name"),
        ("Bonjour {{ author['frist_name'] }}", (1, 20), "undefined-name", "author.first_name"),
        ("Bonjour {{ facts.delay }}", (1, 18), "unknown-fact", None),
        ("Bonjour {{ ask.shop }}", (1, 16), "unknown-ask", None),
        ("Bonjour\n{% if %}", (2, 1), "template-syntax", None),
        ("Bonjour {% block regrets %}{% endblock %}", (1, 18), "unknown-part", "regret"),
        ("Bonjour {{ author.name|uper }}", (1, 24), "unknown-filter", "upper"),
        ("Bonjour {{ author.name|center(9) }}", (1, 24), "unknown-filter", None),
        ("Bonjour {{ author.name.upper() }}", (1, 1), "template-call", None),
        ("{% macro m() %}{% endmacro %}", (1, 4), "template-construct", None),
        ('{% include "shared/sgn.j2" %}', (1, 13), "include-missing", "shared/sign.j2"),
        ('{% include "../copilot.yaml" %}', (1, 13), "include-outside", None),
        ("{% include brand %}", (1, 1), "include-not-named", None),
        ('{% include "late/first.fr.j2" %}', (1, 13), "include-circle", None),
        ("Bonjour\n{{ author.first_name }}", (2, 1), "render-failed", None),
        ("{% if author.first_name %}Bonjour{% endif %}", (1, 1), "render-empty", None),
        (f"{GOOD_PARTS} Votre satisfaction est notre priorité.", (1, 97), "charter-banned", None),
        ("Bonjour.", (1, 1), "charter-parts", None),
        (f"{GOOD_PARTS} {'a' * 1001}", (1, 1), "charter-length", None),
        (f"{GOOD_PARTS} C'est OUBLIÉ.", (1, 103), "charter-capitals", None),
    ],
)
def test_a_fault_is_found_at_its_place(shelf, text, place, rule, suggestion):
    made = shelf({PATH: text, "replies/shared/sign.j2": "{{ signature }}"})

    found = [((one.line, one.column), one.rule, one.suggestion) for one in made.problems]
    matching = [one for one in found if one[:2] == (place, rule)]
    if rule == "charter-length":
        matching = [one for one in found if one[1] == rule]
    assert matching, found
    assert suggestion is None or suggestion in [one[2] for one in matching]


@pytest.mark.parametrize(
    ("path", "rule", "suggestion"),
    [
        ("replies/late/frist.fr.j2", "misnamed-template", "first.fr.j2"),
        ("replies/late/first.french.j2", "misnamed-template", None),
        ("replies/late/first-1.fr.j2", "misnamed-template", "first.fr.j2"),
        ("replies/late/first-02.fr.j2", "misnamed-template", "first.fr.j2"),
        ("replies/late/first.j2", "misnamed-template", None),
        ("replies/first.fr.j2", "misnamed-template", None),
        ("replies/late/more/first.fr.j2", "misnamed-template", None),
        ("replies/lat/first.fr.j2", "orphan-reply", "late"),
    ],
)
def test_a_file_that_would_never_be_used_is_reported(shelf, path, rule, suggestion):
    made = shelf({path: "Bonjour"})

    found = [(one.path, one.rule, one.suggestion) for one in made.problems]
    assert (path, rule, suggestion) in found


def test_a_folder_of_replies_without_a_playbook_is_told_once(shelf):
    """Eighteen lines about one missing file hide the others."""
    made = shelf({f"replies/lost/first-{n}.fr.j2": "Bonjour" for n in range(2, 8)})

    assert ["orphan-reply"] == [one.rule for one in made.problems]


@pytest.mark.parametrize(
    ("name", "text"),
    [("lost", b"\xff\xfe"), ("lost", "title: 'x\n"), ("Lost", "title: x\n")],
)
def test_replies_of_a_playbook_that_cannot_be_read_are_no_orphans(shelf, name, text):
    made = shelf({f"playbooks/{name}.yaml": text, "replies/lost/first.fr.j2": "Bonjour"})

    assert "orphan-reply" not in made.rules


def test_what_is_wrong_every_day_is_told_once(shelf):
    """The same banned words as an error and as a warning look like two faults."""
    made = shelf(
        {PATH: f"{GOOD_PARTS} Votre satisfaction est notre priorité. {{{{ author.name }}}}"}
    )

    banned = [one.severity.value for one in made.problems if one.rule == "charter-banned"]
    assert banned == ["error"]


def test_a_missing_first_answer_is_named_for_each_language(shelf):
    made = shelf({PATH: None}, languages=("fr", "en"))

    missing = [one.message for one in made.problems if one.rule == "missing-first"]
    assert ["`en`" in one for one in missing] == [True, False]


@pytest.mark.parametrize("posture", ["person", "silent"])
def test_a_playbook_that_never_drafts_needs_no_template(shelf, posture):
    text = f"title: T\nseverity: low\nposture: {posture}\nexamples: {{fr: [a b c]}}\n"

    assert "missing-first" not in shelf({"playbooks/danger.yaml": text}).rules


def test_a_fact_without_the_replys_language_is_reported(shelf):
    facts = "delay: {value: {en: two days}, source: SAV}\n"
    made = shelf({PATH: "Bonjour {{ facts.delay }}", "playbooks/facts.yaml": facts})

    assert {"fact-language", "fact-languages"} <= set(made.rules)


def test_an_expired_fact_warns_and_does_not_forbid_the_set(shelf):
    """A date that passes at night must not take the desk's files down in the morning."""
    facts = "delay:\n  value: {fr: 2 jours}\n  source: SAV\n  until: 2026-11-01\n"
    made = shelf({"playbooks/facts.yaml": facts})

    assert [(one.line, one.rule, one.severity.value) for one in made.problems] == [
        (4, "fact-expired", "warning")
    ]


def test_the_same_example_in_two_playbooks_is_reported(shelf):
    other = "title: T\nseverity: low\nposture: silent\nexamples: {fr: [Toujours pas LIVRE]}\n"
    made = shelf({"playbooks/other.yaml": other})

    assert [("playbooks/other.yaml", 4, 17, "repeated-example")] == made.found


def test_an_example_that_its_own_playbook_excludes_is_reported(shelf):
    text = "title: T\nseverity: low\nposture: silent\nexcludes: {fr: [assurance]}\nexamples: {fr: [mon assurance refuse]}\n"

    assert ("playbooks/o.yaml", 5, 17, "excluded-example") in shelf(
        {"playbooks/o.yaml": text}
    ).found


def test_templates_are_tried_for_every_channel(shelf):
    tiny = ChannelFacts("sms", "sms", 10)
    made = shelf(channels=(tiny,))

    assert "charter-length" in made.rules


def test_few_examples_are_told_by_what_comes_of_them(shelf):
    """Two, or none, are hardly ever found (the fixture's playbook); some are found now and then."""
    some = PLAYBOOK.replace("  fr: |\n", "  fr: |\n    où est-il\n    pas là\n    encore rien\n")
    made = shelf({"playbooks/late.yaml": some}, languages=("fr", "en"))

    few = [one.severity.value for one in made.report.problems if one.rule == "few-examples"]
    assert few == ["warning", "hint"]
