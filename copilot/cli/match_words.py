"""A match in words: which playbook, how sure, the words that say so, and why not the next one."""

from collections.abc import Iterator, Mapping

from copilot.cli.words import say
from copilot.domain.match import Candidate, Evidence, Lost, Match
from copilot.domain.playbook import Playbook

Playbooks = Mapping[str, Playbook]
#: How much of the message is shown on either side of the words that convinced.
AROUND = 50
#: Lost for a reason that needs no sentence of its own.
_PLAIN = (Lost.LESS, Lost.FAR, Lost.NOTHING)


def headline(found: Match, text: str, playbooks: Playbooks, language: str = "en") -> str:
    """Say it in one line."""
    first = found.candidates[0] if found.candidates else None
    if found.playbook is None or first is None:
        return _none(found, playbooks, language)
    title, band = playbooks[first.playbook].title, say(language, found.band.value)
    telling = _telling(first)
    why = say(language, "why", words=_words(text, *telling.span)) if telling else ""
    return f"{title}, {band}{why}"


def in_words(found: Match, text: str, playbooks: Playbooks, language: str = "en") -> str:
    """Say it with its reasons and what came next, for who writes playbooks."""
    kind = say(language, found.kind.value)
    first = found.candidates[0] if found.candidates else None
    if found.playbook is None or first is None:
        head = _none(found, playbooks, language)
        said = [f"{head}  ({kind}, {found.lang})"]
        said += _reasons(found, text, language) if _is_far(found) else []
    else:
        head = f"{playbooks[first.playbook].title}, {say(language, found.band.value)}"
        said = [f"{head}  ({kind}, {found.lang}) [{first.playbook}]"]
        said += _reasons(found, text, language)
    if found.runner_up and found.runner_up.lost not in (Lost.FAR, Lost.NOTHING):
        said.append("  " + _runner_up(found, text, playbooks, language))
    others = _others(found, playbooks)
    if others:
        said.append("  " + say(language, "others", titles=" · ".join(others)))
    return "\n".join(said)


def _none(found: Match, playbooks: Playbooks, language: str) -> str:
    """None applies: with what came nearest, if anything did."""
    band = say(language, found.band.value)
    if not found.candidates:
        return band
    if found.runner_up and found.runner_up.lost is Lost.NOTHING:
        return say(language, "nothing", band=band)
    near = found.runner_up.playbook if found.runner_up else found.candidates[0].playbook
    return say(language, "nearest", band=band, title=playbooks[near].title)


def _is_far(found: Match) -> bool:
    return found.runner_up is not None and found.runner_up.lost is Lost.FAR


def _reasons(found: Match, text: str, language: str) -> Iterator[str]:
    """The message with the words that tell marked, and the examples they resemble."""
    telling = [why for why in found.candidates[0].because if why.is_telling]
    if not telling:
        yield "  " + say(language, "no-telling-word")
        return
    yield "  " + _marked(text, *telling[0].span)
    for why in telling:
        words = _words(text, *why.span)
        yield "  " + say(language, "resembles", words=words, example=why.example)


def _runner_up(found: Match, text: str, playbooks: Playbooks, language: str) -> str:
    """What came next and why it is not the answer."""
    runner_up = found.runner_up
    assert runner_up is not None  # noqa: S101 - asked for only then
    title = playbooks[runner_up.playbook].title
    name = f"{title} [{runner_up.playbook}]"
    lost, words = runner_up.lost, list(runner_up.words)
    if runner_up.span:
        words = [text[slice(*runner_up.span)]]
    if lost in _PLAIN or (lost is Lost.WORD and found.playbook is None):
        return say(language, "next", title=name)
    many = say(language, "example" if runner_up.theirs == 1 else "examples", n=runner_up.theirs)
    values = {"title": name, "theirs": many, "own": runner_up.own}
    if found.playbook is not None:
        values["first"] = playbooks[found.playbook].title
    code = "never" if lost is Lost.WORD and not runner_up.own else lost.value
    if lost is Lost.KIND:
        code = f"kind/{found.kind.value}"
    quoted = [say(language, "quoted", words=_words(each, 0, len(each))) for each in words]
    return say(language, f"lost/{code}", words=", ".join(quoted), **values)


def _others(found: Match, playbooks: Playbooks) -> list[str]:
    """The candidates of which nothing has been said yet, unless nothing is alike."""
    if found.runner_up and found.runner_up.lost is Lost.NOTHING:
        return []
    told = {found.playbook, found.runner_up.playbook if found.runner_up else None}
    return [
        f"{playbooks[one.playbook].title} [{one.playbook}]"
        for one in found.candidates
        if one.playbook not in told
    ]


def _telling(one: Candidate) -> Evidence | None:
    return next((why for why in one.because if why.is_telling), None)


def _marked(text: str, start: int, end: int) -> str:
    """The message around the words, and those between brackets."""
    low = 0 if start <= AROUND else text.find(" ", start - AROUND, start) + 1 or start - AROUND
    high = len(text) if end + AROUND >= len(text) else text.rfind(" ", end, end + AROUND)
    high = end + AROUND if high < 0 else high
    before, after = _words(text, low, start), _words(text, end, high)
    return (
        f"{'… ' if low else ''}{before}[{_words(text, start, end)}]{after}"
        f"{' …' if high < len(text) else ''}"
    )


def _words(text: str, start: int, end: int) -> str:
    """The words of the message, fit for one line of a terminal."""
    return "".join(each if each.isprintable() else " " for each in text[start:end])
