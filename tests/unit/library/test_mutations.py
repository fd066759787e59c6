"""
Whatever slips into a file, reading it ends, soon, with problems and not with a traceback.

And no phrase is taken that is not what its line says, unless that is told.
"""

import random
import re
import time
import unicodedata

import pytest

PLAYBOOK = """\
# livraisons
title: Livraison en retard
severity: medium
posture: apologise
examples:
  fr: |
    toujours pas livré
    colis perdu depuis une semaine #nul
    Service client : absent
  en:
    - still not here
    - where is my parcel
    - three weeks and no news
    - nobody answers the phone
    - "lost: my parcel, again"
    - 'it''s a shame'
not_examples: {fr: [déjà reçu, "merci, bravo"]}
requires:
  fr: [livré, colis, service]
guidance: {fr: Rester factuel., en: "Stay factual, always."}
promise: {what: {fr: un retour}, within: 2h}
approvals: 1
tests:
  fr:
    this: |
      pas encore livré
    not this: |
      @Lumen *bravo* !
"""
FACTS = "delay:\n  value: {fr: 2 jours ouvrés, en: two working days}\n  source: SAV\n  until: 2027-01-31\n"
CHARTER = "signature: person\nvoice: {fr: vous}\nrules:\n  banned:\n    level: block\n    fr:\n      - veuillez agréer\n  length: {default: 1000, x: 280}\n"
TEMPLATE = """\
{% block regret %}
{% if not exchange %}Bonjour{% if author.first_name %} {{ author.first_name }}{% endif %}, {% endif %}je suis désolée.
{% endblock %}
{% block next_step %}{% for one in exchange %}{{ one.text|truncate(20) }}{% endfor %}
Sous {{ facts.delay }}, je vous réponds ici {{ promise.due }}.{% endblock %}
{{ signature }}
"""
GOOD = {
    "playbooks/late.yaml": PLAYBOOK,
    "playbooks/facts.yaml": FACTS,
    "playbooks/charter.yaml": CHARTER,
    "replies/late/first.fr.j2": TEMPLATE,
}
SIGNS = "\t\n\r :#-[]{}&*!|>'\"%@`?,~\\${}%éœ😀\u2028\xa0\u0301\ufeff\x00aZ0"
PIECES = ("{{", "{%", "%}", "}}", "- ", ": ", " #", "#", "''", '"', "\\", "|\n", ">\n", "---\n", "~", "null", "<<: ", "? ", "{# ", " #}")  # fmt: skip
TYPES = (
    "{}",
    "[]",
    "a",
    '""',
    "1",
    "null",
    "{a: b}",
    "[a, b]",
    "- a",
    "|",
    "!!int 3",
    "&a b",
    "*a",
)
CUSTOMERS = ("#nul", "# 2", ": ", "Service: ", "@Lumen", "*", "&co", "!", "%", '"', "'", "[x]", "{x}", "- ", "? ", ">", "|", ",", "…")  # fmt: skip
ENCODINGS = ("utf-8", "cp1252", "latin-1", "utf-16", "utf-8-sig", "cp037", "utf-32", "mac-roman")
_ESCAPED = re.compile(r"''|\\.")


def letters(text, chance):
    """A slip of the hand: letters too many, too few, in another place."""
    signs = list(text)
    for _ in range(chance.randint(1, 5)):
        place = chance.randrange(len(signs) + 1)
        match chance.randrange(4):
            case 0:
                signs.insert(place, chance.choice(SIGNS))
            case 1:
                del signs[place : place + chance.randint(1, 20)]
            case 2:
                signs[place:place] = chance.choice(PIECES)
            case _:
                signs[place:place] = signs[max(place - 30, 0) : place]
    return "".join(signs)


def lines(text, chance):
    """A slip with lines: one lost, doubled, moved, indented, joined, swallowed by a comment."""
    rows = text.split("\n")
    for _ in range(chance.randint(1, 3)):
        place = chance.randrange(len(rows))
        match chance.randrange(6):
            case 0:
                del rows[place]
            case 1:
                rows.insert(place, rows[place])
            case 2:
                rows.insert(chance.randrange(len(rows)), rows.pop(place))
            case 3:
                rows[place] = " " * chance.randint(0, 6) + rows[place].lstrip()
            case 4:
                rows[place] = rows[place] + " " + (rows[place + 1 : place + 2] or [""])[0]
            case _:
                rows[place] = chance.choice(["# ", "- ", "\t", "> ", "'"]) + rows[place]
        rows = rows or [""]
    return "\n".join(rows)


def types(text, chance):
    """Something of another kind where a value stands."""
    rows = text.split("\n")
    keys = [at for at, row in enumerate(rows) if re.match(r"\s*[\w ]+:", row)]
    if keys:
        at = chance.choice(keys)
        rows[at] = rows[at].partition(":")[0] + ": " + chance.choice(TYPES)
    return "\n".join(rows)


def customers(text, chance):
    """What customers write, put into an item of a list or a phrase of a block."""
    rows = text.split("\n")
    at = chance.choice([at for at, row in enumerate(rows) if re.match(r"\s{4}\S", row)] or [0])
    said = rows[at].split(" ")
    said.insert(chance.randint(4, max(len(said), 4)), chance.choice(CUSTOMERS))
    rows[at] = " ".join(said)
    return "\n".join(rows)


def mutated(seed):
    """Change one good file; give its path and its bytes."""
    chance = random.Random(seed)  # noqa: S311 - reproducible slips, no secret
    path = chance.choice([*GOOD, "playbooks/late.yaml"])
    text = GOOD[path]
    for change in chance.choices((letters, lines, types, customers), k=chance.randint(1, 2)):
        text = change(text, chance) or " "
    encoding = "utf-8" if chance.random() < 0.9 else chance.choice(ENCODINGS)
    data = text.encode(encoding, "replace")
    if chance.random() < 0.02:
        data = data[: chance.randrange(len(data) + 1)]
    return path, data


def written_at(line, phrase):
    """Whether *line* says *phrase*, and nothing that it doesn't say."""
    at = phrase.place.column - 1
    rest = line[at:].rstrip()
    # in a block, quotes are what a customer wrote; after a quoted item a remark is a remark
    if rest[:1] in ("'", '"') and phrase.text[0] != rest[0]:
        rest = re.sub(r"(?<=['\"]) +# .*$", "", rest)
        quote = rest[0]
        end = next((m.end() for m in re.finditer(rf"(?:''|\\.|[^{quote}])*{quote}", rest[1:])), 0)
        said, after = rest[1:end], rest[1 + end :]
        if quote == "'":
            said = said.replace("''", "'")
        elif "\\" in said:
            return not after.strip(" ,]}")  # escapes say what they say
    else:
        said, after = rest, ""
        if len(rest) > len(phrase.text) and "[" in line[:at] + rest[:0]:
            said, after = rest[: len(phrase.text)], rest[len(phrase.text) :]
    same = unicodedata.normalize("NFC", said).strip() == phrase.text
    return (same and not after.lstrip(" ,]}").strip()) or (same and "[" in line[:at])


def check_one(shelf, seed):
    """Read one mutated library; hold what is taken against what is written."""
    path, data = mutated(seed)
    start = time.process_time()
    made = shelf({**GOOD, path: data}, languages=("fr", "en"))
    took = time.process_time() - start

    assert took < 1, (seed, took)
    assert all(one.line >= 1 <= one.column <= one.end_column for one in made.report.problems), seed
    file = made.files.playbooks.get("late")
    if path != "playbooks/late.yaml" or file is None or file.parsed is None:
        return
    told = {one.line for one in made.report.problems}
    for phrases in file.parsed.examples.values():
        for phrase in phrases:
            line = file.source.line(phrase.place.line)
            assert phrase.place.line in told or written_at(line, phrase), (seed, line, phrase)


@pytest.mark.parametrize("hundred", range(4))
def test_slips_of_every_kind_are_survived_and_told(shelf, hundred):
    for seed in range(hundred * 100, hundred * 100 + 100):
        check_one(shelf, seed)


@pytest.mark.soak
@pytest.mark.parametrize("thousand", range(1, 11))
def test_ten_thousand_slips_are_survived_and_told(shelf, thousand):
    for seed in range(thousand * 1000, thousand * 1000 + 1000):
        check_one(shelf, seed)


@pytest.mark.parametrize("path", ["playbooks/charter.yaml", "playbooks/facts.yaml"])
@pytest.mark.parametrize("text", ["a", "[]", "{}", "- a", "a: {b: [c]}", "1: 2", "rules: []"])
def test_any_yaml_may_stand_in_any_file(shelf, path, text):
    assert isinstance(shelf({path: text}).problems, tuple)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_any_encoding_may_be_met(shelf, encoding):
    data = PLAYBOOK.encode(encoding, "replace")

    assert isinstance(shelf({"playbooks/late.yaml": data}).problems, tuple)
