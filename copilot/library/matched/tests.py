"""The playbooks' own tests must hold."""

from copilot.domain.match import Match
from copilot.domain.playbook import PlaybookTest
from copilot.library.matched.matched import Matched
from copilot.library.place import Place
from copilot.library.playbooks import NOT_THIS, THIS

SENTENCES = {
    "en": {
        "failed-test/this": "this phrase must find `{expected}`, and {found}",
        "failed-test/not-this": (
            "this phrase must not find `{expected}`, and does ({confidence})"
        ),
        "unknown-playbook": "there is no playbook `{word}`; known: {known}",
        "unknown-playbook/nearest": "there is no playbook `{word}`; did you mean `{meant}`?",
        "found/none": "none is found; the nearest is `{first}` ({confidence})",
        "found/nothing": "none is found",
        "found/other": "`{first}` wins ({confidence})",
        "found/other-because": "`{first}` wins ({confidence}) by its example “{example}”",
    },
    "fr": {
        "failed-test/this": "cette phrase doit donner `{expected}`, or {found}",
        "failed-test/not-this": (
            "cette phrase ne doit pas donner `{expected}`, et elle le donne ({confidence})"
        ),
        "unknown-playbook": "il n’y a pas de fiche `{word}` ; fiches connues : {known}",
        "unknown-playbook/nearest": (
            "il n’y a pas de fiche `{word}` ; vouliez-vous dire `{meant}` ?"
        ),
        "found/none": "aucune fiche ne convient ; la plus proche est `{first}` ({confidence})",
        "found/nothing": "aucune fiche ne convient",
        "found/other": "`{first}` l’emporte ({confidence})",
        "found/other-because": (
            "`{first}` l’emporte ({confidence}) par son exemple « {example} »"
        ),
    },
}

PAGES = {
    "en": """\
## failed-test

A playbook's own test doesn't hold: another playbook wins, or none.
Give the playbook an example that is nearer, or the other one a counter-example (`not_examples`).

Bad: `this: toujours pas livré` in refund-delayed

Good: the phrase becomes an example, or the test moves to late-delivery

## unknown-playbook

A test names a playbook that is not there.

Bad: `late-delivry: …`

Good: `late-delivery: …`
""",
    "fr": """\
## failed-test

Le test d’une fiche échoue : une autre fiche l’emporte, ou aucune.
Donnez à la fiche un exemple plus proche, ou à l’autre un contre-exemple (`not_examples`).

À éviter : `this: toujours pas livré` dans refund-delayed

Correct : la phrase devient un exemple, ou le test rejoint late-delivery

## unknown-playbook

Un test nomme une fiche qui n’existe pas.

À éviter : `late-delivry: …`

Correct : `late-delivery: …`
""",
}


def check(matched: Matched) -> None:
    """Run every test of every playbook."""
    for playbook in matched.playbooks:
        for test in playbook.tests:
            at = _place(matched.paths[playbook.id], test)
            expected = playbook.id if test.expect in (THIS, NOT_THIS) else test.expect
            if expected not in matched.paths:
                matched.report.unknown(at, "unknown-playbook", word=expected, known=matched.paths)
                continue
            match = matched.find(test.phrase, test.lang)
            if not _holds(test, expected, match):
                _tell(matched, at, test, expected, match)


def _holds(test: PlaybookTest, expected: str, match: Match) -> bool:
    return (match.playbook == expected) is not (test.expect == NOT_THIS)


def _place(path: str, test: PlaybookTest) -> Place:
    return Place(path, test.line, test.column, test.column + len(test.phrase))


def _tell(matched: Matched, at: Place, test: PlaybookTest, expected: str, match: Match) -> None:
    confidence = f"{match.confidence:.2f}"
    if test.expect == NOT_THIS:
        code = "failed-test/not-this"
        matched.report.error(at, code, expected=expected, confidence=confidence)
        return
    matched.report.error(at, "failed-test/this", expected=expected, found=_found(matched, match))


def _found(matched: Matched, match: Match) -> str:
    """Say what won instead, and why."""
    say = matched.report.sentence
    if not match.candidates:
        return say("found/nothing", {})
    first = match.candidates[0]
    values = {"first": first.playbook, "confidence": f"{first.confidence:.2f}"}
    if match.playbook is None:
        return say("found/none", values)
    if first.because:
        example = first.because[0].example
        return say("found/other-because", {**values, "example": example})
    return say("found/other", values)
