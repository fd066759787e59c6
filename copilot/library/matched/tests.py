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
            "this phrase must not find `{expected}`, and does ({sureness}){because}"
        ),
        "unknown-playbook": "there is no playbook `{word}`; known: {known}",
        "unknown-playbook/nearest": "there is no playbook `{word}`; did you mean `{meant}`?",
        "found/none": "none is found; the nearest is `{first}` ({confidence})",
        "found/nothing": "none is found",
        "found/other": "`{first}` wins ({sureness}){because}",
        "found/because": " by its example “{example}”",
        "found/why-close": "`{expected}` comes close behind",
        "found/why-word": (
            "“{word}” is in {theirs} of the examples of `{first}`, and in {own} of `{expected}`"
        ),
        "found/why-less": "it is less like the examples of `{expected}`",
        "found/why-required": "`{expected}` requires a word that is not there ({words}, …)",
        "found/why-excluded": "`{expected}` excludes {words}",
        "found/why-not_example": "`{expected}` has a counter-example like it: {words}",
        "found/why-kind": (
            "`{expected}` thanks for praise or apologises for a complaint, which this is not"
        ),
        "found/why-far": "it has too little in common with the examples of `{expected}`",
        "found/why-nothing": "no word that tells is among the examples of `{expected}`",
        "found/behind": "`{expected}` gets {confidence}",
        "found/far-behind": "`{expected}` is far behind",
    },
    "fr": {
        "failed-test/this": "cette phrase doit donner `{expected}`, or {found}",
        "failed-test/not-this": (
            "cette phrase ne doit pas donner `{expected}`, et elle le donne ({sureness}){because}"
        ),
        "unknown-playbook": "il n’y a pas de fiche `{word}` ; fiches connues : {known}",
        "unknown-playbook/nearest": (
            "il n’y a pas de fiche `{word}` ; vouliez-vous dire `{meant}` ?"
        ),
        "found/none": "aucune fiche ne convient ; la plus proche est `{first}` ({confidence})",
        "found/nothing": "aucune fiche ne convient",
        "found/other": "`{first}` l’emporte ({sureness}){because}",
        "found/because": " par son exemple « {example} »",
        "found/why-close": "`{expected}` suit de près",
        "found/why-word": (
            "« {word} » figure dans {theirs} des exemples de `{first}` et dans {own} de "
            "ceux de `{expected}`"
        ),
        "found/why-less": "elle ressemble moins aux exemples de `{expected}`",
        "found/why-required": "`{expected}` exige un mot qui n’y est pas ({words}, …)",
        "found/why-excluded": "`{expected}` exclut {words}",
        "found/why-not_example": "elle ressemble à un contre-exemple de `{expected}` : {words}",
        "found/why-kind": (
            "`{expected}` remercie d’un compliment ou s’excuse d’un tort, et ce n’est pas le cas"
        ),
        "found/why-far": "elle a trop peu en commun avec les exemples de `{expected}`",
        "found/why-nothing": "aucun mot parlant n’est dans les exemples de `{expected}`",
        "found/behind": "`{expected}` obtient {confidence}",
        "found/far-behind": "`{expected}` est loin derrière",
    },
}

PAGES = {
    "en": """\
## failed-test

A playbook's own test doesn't hold: another playbook wins, or none.
The message says what won, by which example, and what the expected one lacked.
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
Le message dit ce qui l’a emporté, par quel exemple, et ce qui manquait à la fiche attendue.
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
    if test.expect == NOT_THIS:
        matched.report.error(
            at,
            "failed-test/not-this",
            expected=expected,
            sureness=matched.sureness(match),
            because=_because(matched, match),
        )
        return
    found = _found(matched, match)
    why = _why(matched, test, expected, match)
    told = f"{found}; {why}" if matched.report.language == "en" else f"{found}\u00a0; {why}"
    matched.report.error(at, "failed-test/this", expected=expected, found=told if why else found)


def _found(matched: Matched, match: Match) -> str:
    """Say what won instead."""
    say = matched.report.sentence
    if not match.candidates:
        return say("found/nothing", {})
    first = match.candidates[0]
    values = {"first": first.playbook, "confidence": matched.figure(first.confidence)}
    if match.playbook is None:
        return say("found/none", values)
    because, sureness = _because(matched, match), matched.sureness(match)
    return say("found/other", {**values, "sureness": sureness, "because": because})


def _because(matched: Matched, match: Match) -> str:
    evidence = match.candidates[0].because if match.candidates else ()
    if not evidence:
        return ""
    return matched.report.sentence("found/because", {"example": evidence[0].example})


def _why(matched: Matched, test: PlaybookTest, expected: str, match: Match) -> str:
    """Say why what was expected lost."""
    say, lost = matched.report.sentence, match.runner_up
    if lost is not None and lost.playbook == expected:
        values: dict[str, str | int] = {
            "expected": expected,
            "first": match.candidates[0].playbook,
            "words": matched.quoted(lost.words),
            "word": test.phrase[slice(*lost.span)] if lost.span else "",
            "theirs": lost.theirs,
            "own": lost.own,
        }
        return say(f"found/why-{lost.lost.value}", values)
    known = {one.playbook: one.confidence for one in match.candidates}
    if expected in known and match.candidates[0].playbook != expected:
        confidence = matched.figure(known[expected])
        return say("found/behind", {"expected": expected, "confidence": confidence})
    return (
        "" if expected in known or not known else say("found/far-behind", {"expected": expected})
    )
