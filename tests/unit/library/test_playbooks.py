"""A playbook's file becomes a playbook, or problems at its keys and values."""

import pytest

from copilot.domain.playbook import Duration, Posture, Severity, Unit

FULL = """\
id: late
title: Livraison en retard
severity: high
posture: apologise
responsibility: preventable
owner: Léa Martin
examples: {fr: [toujours rien]}
not_examples: {fr: [remboursement en retard]}
requires: {fr: [colis, commande]}
excludes: {fr: [assurance]}
guidance: {fr: Rester factuel., en: Stay factual.}
verify:
  - {fr: "Transporteur : état", en: "Carrier: state"}
facts:
  delay: {value: {fr: 2 jours}, source: SAV, since: 2026-11-12, until: 2027-01-31}
ask:
  shop: {fr: "Quel magasin ?"}
promise: {what: {fr: un retour}, within: 2wd}
approvals: [community_manager, legal]
escalate: {to: brand_lead, after: 30m}
incident: {count: 10, within: 30m, reactions: 300}
tests:
  fr:
    this: |
      toujours rien reçu
    not this: |
      merci
"""
HEAD = "title: T\nseverity: high\nposture: inform\nexamples: {fr: [a b]}\n"


def test_every_key_of_the_contract_is_read(shelf):
    made = shelf({"playbooks/late.yaml": FULL})

    playbook = made.files.playbooks["late"].playbook

    assert (playbook.severity, playbook.posture) == (Severity.HIGH, Posture.APOLOGISE)
    assert playbook.examples == {"fr": ("toujours rien",)}
    assert playbook.verify == ({"fr": "Transporteur : état", "en": "Carrier: state"},)
    assert playbook.facts["delay"].name == "delay"
    assert str(playbook.facts["delay"].until) == "2027-01-31"
    assert playbook.promise.within == Duration(2, Unit.WORKING_DAY)
    assert (playbook.approval_roles, playbook.approvals_needed) == (
        ("community_manager", "legal"),
        2,
    )
    assert playbook.escalate.to == "brand_lead"
    assert playbook.incident.reactions == 300
    assert [(one.expect, one.phrase, one.line, one.column) for one in playbook.tests] == [
        ("this", "toujours rien reçu", 25, 7),
        ("not this", "merci", 27, 7),
    ]


@pytest.mark.parametrize(
    ("line", "place", "rule", "suggestion"),
    [
        ("sevirity: low", (5, 1), "unknown-key", "severity"),
        ("colour: red", (5, 1), "unknown-key", None),
        ("owner:", (5, 7), "null", None),
        ("owner: {a: b}", (5, 8), "wrong-kind", None),
        ("owner: “Léa”", (5, 8), "typographic-quotes", None),
        ("owner: Léa #1", (5, 12), "eaten-comment", None),
        ("responsibility: victime", (5, 17), "unknown-word", "victim"),
        ("approvals: 9", (5, 12), "out-of-range", None),
        ("approvals: two", (5, 12), "not-a-number", None),
        ("approvals: []", (5, 12), "too-few", None),
        ("approvals: [boss]", (5, 13), "unknown-word", None),
        ("promise: {what: {fr: x}, within: 2 jours}", (5, 34), "not-a-duration", None),
        ("promise: {what: {fr: x}}", (5, 10), "missing-key", None),
        ("incident: {within: 2wd}", (5, 20), "not-a-duration", None),
        ("facts: {delay: {value: {fr: x}}}", (5, 16), "missing-key", None),
        ("facts: {Délai: {value: {fr: x}, source: y}}", (5, 9), "not-a-name", None),
        ("facts: {d: {value: {fr: x}, source: y, until: 31/01/2027}}", (5, 47), "not-a-day", None),
        ("facts: {d: {value: {fr: x}, source: y, until: 2027-02-30}}", (5, 47), "not-a-day", None),
        (
            "facts: {d: {value: {fr: x}, source: y, since: 2027-02-03, until: 2026-01-01}}",
            (5, 66),
            "dates-crossed",
            None,
        ),
        ("guidance: {fr: Rester factuel, sans détail}", (5, 32), "flow-comma", None),
        ("guidance: text", (5, 11), "wrong-kind", None),
        ("verify: text", (5, 9), "wrong-kind", None),
        ("id: other", (5, 5), "id-not-file-name", None),
        ("tests: {fr: {these: x}, xx: {this: y}}", (5, 25), "unknown-language", None),
        ("tests: {fr: {This: x}}", (5, 14), "unknown-expectation", None),
        ('owner: ""', (5, 8), "empty-text", None),
    ],
)
def test_a_wrong_line_is_reported_at_its_key_or_value(shelf, line, place, rule, suggestion):
    made = shelf({"playbooks/late.yaml": f"{HEAD}{line}\n"})

    found = [
        ((one.line, one.column), one.rule, one.suggestion)
        for one in made.problems
        if one.path == "playbooks/late.yaml"
    ]
    assert (place, rule, suggestion) in found


def test_every_missing_key_is_reported_at_once(shelf):
    """Brand leads should not have to run the check four times."""
    made = shelf({"playbooks/late.yaml": "owner: Léa\n"})

    missing = [one.message for one in made.problems if one.rule == "missing-key"]

    assert len(missing) == 4


@pytest.mark.parametrize("root", ["text\n", "[a, b]\n"])
def test_a_file_that_is_no_mapping_is_reported(shelf, root):
    made = shelf({"playbooks/late.yaml": root})

    assert ("playbooks/late.yaml", 1, 1, "wrong-kind") in made.found


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("playbooks/Retard.yaml", "not-an-id"),
        ("playbooks/shop/late.yaml", "repeated-id"),
        ("playbooks/shop/charter.yaml", "taken-id"),
    ],
)
def test_a_file_with_a_wrong_name_is_reported(shelf, path, rule):
    made = shelf({path: HEAD})

    assert (path, 1, 1, rule) in made.found


def test_a_playbook_may_lie_in_a_folder(shelf):
    made = shelf({"playbooks/late.yaml": None, "playbooks/shop/late.yaml": FULL})

    assert "late" in made.files.as_set().playbooks
