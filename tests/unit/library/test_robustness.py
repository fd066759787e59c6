"""Whatever is in the files, reading them ends, soon, with problems and not with a traceback."""

import random

import pytest

ALPHABET = "\t\n :#-[]{}&*!|>'\"%@`?,~\\${}%éœ😀\u2028\x00aZ0"


def mutated(text, seed):
    """Change a text as a slip of the hand would: letters, lines, signs of YAML and Jinja."""
    chance = random.Random(seed)  # noqa: S311 - reproducible slips, no secret
    letters = list(text)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(letters) + 1)
        match chance.randrange(4):
            case 0:
                letters.insert(place, chance.choice(ALPHABET))
            case 1:
                del letters[place : place + chance.randint(1, 20)]
            case 2:
                letters[place : place + 1] = chance.choice(
                    ["{{", "{%", "%}", "}}", "- ", ": ", " #"]
                )
            case _:
                letters[place:place] = letters[max(place - 30, 0) : place]
    return "".join(letters)


@pytest.mark.parametrize("path", ["playbooks/late.yaml", "replies/late/first.fr.j2"])
def test_slips_of_the_hand_never_give_a_traceback(shelf, path):
    good = shelf().files.texts[path]

    for seed in range(40):
        made = shelf({path: mutated(good, seed).encode("utf-8", "replace")})

        assert all(one.line >= 1 and one.column >= 1 for one in made.problems)


@pytest.mark.soak
@pytest.mark.parametrize("path", ["playbooks/late.yaml", "replies/late/first.fr.j2"])
def test_ten_thousand_slips_never_give_a_traceback(shelf, path):
    good = shelf().files.texts[path]

    for seed in range(1000, 6000):
        shelf({path: mutated(good, seed).encode("utf-8", "replace")})


@pytest.mark.parametrize("path", ["playbooks/charter.yaml", "playbooks/facts.yaml"])
@pytest.mark.parametrize("text", ["a", "[]", "{}", "- a", "a: {b: [c]}", "1: 2", "rules: []"])
def test_any_yaml_may_stand_in_any_file(shelf, path, text):
    assert isinstance(shelf({path: text}).problems, tuple)


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "latin-1", "utf-8-sig", "cp037"])
def test_any_encoding_may_be_met(shelf, encoding):
    data = shelf().files.texts["playbooks/late.yaml"].encode(encoding, "replace")

    assert isinstance(shelf({"playbooks/late.yaml": data}).problems, tuple)
