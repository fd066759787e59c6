"""Comments that silence a rule: what they cover, what they don't, and what is said of them."""

from datetime import date

import pytest

from copilot.library.check import check
from copilot.library.tree import FileLibrary

HEAD = "title: T\nseverity: low\nposture: silent\n"
WHY = "deux messages par an"


def told(folder, playbook, *, replies=None, more=None, more_rules=()):
    """What `check` says of one playbook and its replies: line and rule."""
    files = {"playbooks/late.yaml": playbook, **(replies or {})}
    (folder / "replies").mkdir(exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    library = FileLibrary(
        folder / "playbooks",
        folder / "replies",
        languages=["fr"],
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=lambda: date(2026, 11, 20),
    )
    problems = check(library, more=more, more_rules=more_rules).problems
    loaded = {(one.line, one.rule) for one in library.load().problems}
    assert not {"unneeded-silence"} & {rule for _, rule in loaded}
    return [(one.line, one.rule) for one in problems]


EXAMPLES = "examples:\n  fr: |\n    toujours pas livré\n"


def test_without_a_silence_the_rule_speaks(tmp_path):
    assert told(tmp_path, HEAD + EXAMPLES) == [(5, "few-examples")]


@pytest.mark.parametrize(
    "text",
    [
        f"# copilot: silence few-examples — {WHY}\n{HEAD}{EXAMPLES}",
        f"\n# la fiche\n# copilot: silence few-examples - {WHY}\n{HEAD}{EXAMPLES}",
        f"{HEAD}# copilot: silence few-examples -- {WHY}\n{EXAMPLES}",
        f"{HEAD}# copilot: silence few-examples: {WHY}\n# et puis\n\n{EXAMPLES}",
        f"{HEAD}examples:\n  # copilot: silence few-examples — {WHY}\n  fr: |\n    rien\n",
        f"{HEAD}examples:\n  fr: |  # copilot: silence few-examples — {WHY}\n    rien\n",
    ],
)
def test_a_silence_covers_its_line_and_what_hangs_on_it_or_the_whole_file(tmp_path, text):
    assert told(tmp_path, text) == []


def test_a_silence_ends_where_its_line_ends(tmp_path):
    text = f"{HEAD}# copilot: silence few-examples — {WHY}\nowner: Léa\n{EXAMPLES}"

    assert told(tmp_path, text) == [(4, "unneeded-silence"), (7, "few-examples")]


def test_a_silence_says_nothing_of_other_rules(tmp_path):
    text = f"{HEAD}examples:\n  # copilot: silence near-example — {WHY}\n  fr: rien\n"

    assert told(tmp_path, text) == [(5, "unneeded-silence"), (6, "few-examples")]


@pytest.mark.parametrize(
    ("comment", "rule"),
    [
        ("# copilot: silence few-examples", "bad-silence"),
        ("# copilot: silence few-examples — ok", "bad-silence"),
        ("# copilot: silense few-examples — deux par an", "bad-silence"),
        ("# copilot silence few-examples — deux par an", "bad-silence"),
        ("# copilot: silence few-exemples — deux par an", "bad-silence"),
    ],
)
def test_a_silence_that_silences_nothing_is_told(tmp_path, comment, rule):
    """Whoever wrote it believes that it works."""
    found = told(tmp_path, f"{HEAD}{comment}\n{EXAMPLES}")

    assert found == [(4, rule), (6, "few-examples")]


def test_an_ordinary_comment_may_name_the_program(tmp_path):
    text = f"# lu par copilot\n# voir copilot.yaml\n{HEAD}{EXAMPLES}"

    assert told(tmp_path, text) == [(7, "few-examples")]


def test_an_error_is_never_silenced(tmp_path):
    text = f"# copilot: silence unknown-key — plus tard, promis\n{HEAD}{EXAMPLES}x: y\n"

    assert {(1, "bad-silence"), (8, "unknown-key")} <= set(told(tmp_path, text))


def test_of_a_file_that_cannot_be_used_no_silence_is_called_unneeded(tmp_path):
    """What it silences was perhaps never looked at."""
    text = f"# copilot: silence few-examples — {WHY}\ntitle: [\n"

    assert "unneeded-silence" not in {rule for _, rule in told(tmp_path, text)}


def test_a_template_has_silences_too(tmp_path):
    playbook = (
        HEAD.replace("silent", "inform")
        + f"examples:\n  fr: rien  # copilot: silence few-examples — {WHY}\n"
    )
    above = "Bonjour,\n{# copilot: silence charter-emoji — la marque les aime #}\nmerci 🙏💪\n"
    first = "{# copilot: silence charter-emoji — la marque les aime #}Bonjour,\n\nmerci 🙏💪\n"
    below = "Bonjour, merci 🙏💪\n{# copilot: silence charter-emoji — la marque les aime #}\n"

    found = [
        [
            rule
            for _, rule in told(tmp_path, playbook, replies={"replies/late/first.fr.j2": text})
            if rule in ("charter-emoji", "unneeded-silence")
        ]
        for text in (above, first, below)
    ]
    assert found == [[], [], ["charter-emoji", "unneeded-silence"]]


def test_a_fault_that_others_find_is_silenced_too(tmp_path):
    """An owner who has left is found by comparing with the configuration."""
    from copilot.domain.problem import Problem, ProblemSeverity

    path = (tmp_path / "playbooks" / "late.yaml").as_posix()
    fault = Problem(path, 5, 8, 11, "unknown-owner", "?", ProblemSeverity.WARNING)
    text = f"{HEAD}# copilot: silence unknown-owner — partie, à remplacer\nowner: Léa\n{EXAMPLES}"

    found = told(tmp_path, text, more=lambda _: [fault], more_rules=["unknown-owner"])
    assert found == [(7, "few-examples")]
