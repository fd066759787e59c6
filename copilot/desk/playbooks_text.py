"""The answer to `/fiches`: what is in force, since when, and what is wrong with the files."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from copilot.app.faults import Standing
from copilot.app.in_force import PlaybooksInForce
from copilot.desk.drawing import lines
from copilot.desk.markup import Html, bold, inert, quote
from copilot.desk.moments import Moments
from copilot.desk.problem_text import problem_lines
from copilot.desk.stranger import shorten
from copilot.desk.words import Words

#: As people compare them: git shows as many.
DIGEST = 8
MOST, UNITS = 40, 60


def playbooks_text(found: PlaybooksInForce, words: Words, *, now: datetime, zone: str) -> str:
    """Put it into words, as HTML."""
    times = Moments(words, ZoneInfo(zone), now)
    return lines(
        bold(inert(words.count("playbooks.count", found.playbooks))),
        _titles(found, words),
        _version(found, words, times),
        inert(words.count("playbooks.changed_facts", found.changed_facts))
        if found.changed_facts
        else Html(),
        Html() if found.is_learned else inert(words.say("playbooks.learning")),
        *_fault("library_fault", found.library_fault, words, times),
        *_fault("config_fault", found.config_fault, words, times),
        *_fault("tests_fault", found.tests_fault, words, times),
        *_fault("approvers_fault", found.approvers_fault, words, times),
        inert(words.say("playbooks.restart", keys=", ".join(found.restart)))
        if found.restart
        else Html(),
        inert(words.say("playbooks.fine")) if _is_fine(found) else Html(),
    ).source


def _is_fine(found: PlaybooksInForce) -> bool:
    return not any(
        (found.library_fault, found.config_fault, found.tests_fault, found.approvers_fault)
    )


def _titles(found: PlaybooksInForce, words: Words) -> Html:
    """What they are called, how serious each is; folded, for there may be fifty."""
    told = [
        inert(
            f"{words.say(f'list.severity.{severity}').partition(' ')[0]} {shorten(title, UNITS)}"
        )
        for severity, title in found.titles[:MOST]
    ]
    more = len(found.titles) - MOST
    left = inert(words.count("list.more", more)) if more > 0 else Html()
    return quote(lines(*told, left), folded=True)


def _version(found: PlaybooksInForce, words: Words, times: Moments) -> Html:
    if found.since is None:
        return Html()
    return inert(
        words.say(
            "playbooks.version",
            digest=found.digest[:DIGEST],
            since=times.moment(found.since),
            ago=times.ago(found.since),
        )
    )


def _fault(key: str, fault: Standing | None, words: Words, times: Moments) -> Iterator[Html]:
    if fault is None:
        return
    yield bold(inert(words.say(f"playbooks.{key}", since=times.moment(fault.since))))
    yield from problem_lines(list(fault.problems), words, more=fault.more)
