"""The charter's file: defaults, what it changes, and what is wrong with it."""

import pytest

from copilot.domain.charter import Level, SignedBy
from copilot.library.charter import DEFAULT
from copilot.library.rules import RULES

CONTRACT = """\
signature: person                # brand, or person: then a case is claimed before it can be approved
voice: {fr: vous}                # vous or tu
similarity: 80                   # two live replies in one thread may be this alike at most (0 to 100)
rules:
  banned: {level: block, fr: [votre satisfaction est notre priorité, veuillez agréer], en: [we apologize for any inconvenience]}
  length: {level: block, default: 1000, x: 280}
  links: {level: block, allow: [maison-lumen.example]}
  personal_data: {level: block}
  parts: {level: block, first: [regret, next_step], solution: [responsibility, repair]}
  promises: {level: block}       # nothing promised that the playbook doesn't promise
  promotion: {level: warn}
  greeting: {level: warn}
  exclamation: {level: warn, most: 1}
  capitals: {level: warn}
  emoji: {level: warn, most: 1}
silence:
  - {rule: greeting, template: late/first.fr.j2, because: suite d'un échange}
objectives: {first_answer: 1h, answered: 95, promises_kept: 98}
"""


def test_the_contracts_example_is_read_whole(shelf):
    made = shelf({"playbooks/charter.yaml": CONTRACT})
    charter = made.files.charter

    # the template greets as it should, so its silence is one too many
    assert made.rules == ["unneeded-silence"]
    assert (charter.signature, charter.voice, charter.similarity) == (
        SignedBy.PERSON,
        {"fr": "vous"},
        80,
    )
    assert charter.rules["length"].limits == {"default": 1000, "x": 280}
    assert charter.rules["links"].allow == ("maison-lumen.example",)
    assert charter.rules["banned"].words["fr"][1] == "veuillez agréer"
    assert charter.silence[0].because == "suite d'un échange"
    assert str(charter.objectives.first_answer) == "1h"


def test_without_a_charter_every_rule_has_its_default(shelf):
    assert shelf().files.charter == DEFAULT
    assert set(DEFAULT.rules) == set(RULES)


def test_what_a_charter_leaves_out_keeps_its_default(shelf):
    made = shelf({"playbooks/charter.yaml": "rules: {length: {x: 280}, emoji: {most: 3}}\n"})
    rules = made.files.charter.rules

    assert rules["length"].limits == {"default": 1000, "x": 280}
    assert (rules["emoji"].level, rules["emoji"].most) == (Level.WARN, 3)
    assert rules["parts"] == DEFAULT.rules["parts"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("similarity: 101\n", (1, 13, "out-of-range")),
        ("voice: {fr: toi}\n", (1, 13, "unknown-word")),
        ("rules: {baned: {level: warn}}\n", (1, 9, "unknown-key")),
        ("rules: {banned: {level: loud}}\n", (1, 25, "unknown-word")),
        ("rules: {banned: {frr: [a]}}\n", (1, 18, "unknown-key")),
        ("rules: {emoji: {most: -1}}\n", (1, 23, "out-of-range")),
        ("rules: {links: {allow: [https://a.com/]}}\n", (1, 25, "not-a-domain")),
        ("rules: {parts: {first: [regrets]}}\n", (1, 25, "unknown-word")),
        (
            "silence: [{rule: greeting, template: late/frist.fr.j2, because: x}]\n",
            (1, 38, "silence-nowhere"),
        ),
        ("silence: [{rule: greeting, template: late/first.fr.j2}]\n", (1, 11, "missing-key")),
    ],
)
def test_a_fault_is_found_at_its_place(shelf, text, place):
    made = shelf({"playbooks/charter.yaml": text})

    assert ("playbooks/charter.yaml", *place) in made.found
