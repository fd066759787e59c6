"""What a replay found, as text for a brand lead and as JSON."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from copilot.app.replay import Change, Replayed, Verdict, counts, moves, worst_first
from copilot.cli import words
from copilot.cli.masked import masked
from copilot.cli.replay_sides import Side
from copilot.cli.replay_words import say
from copilot.cli.shown import Paint
from copilot.cli.tables import one_line
from copilot.domain.match import Band
from copilot.domain.playbook import Playbook, Severity

#: Of one title, and of a message, so that an example stays one line.
_WIDEST_TITLE, _NARROWEST_MESSAGE = 36, 40
_MOST_MOVES = 12
_COMMIT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Both sides, and what became of every complaint."""

    before: Side
    after: Side
    renamed: Mapping[str, str]
    replayed: Sequence[Replayed]

    @property
    def changed(self) -> tuple[Replayed, ...]:
        """The worst first."""
        return worst_first(self.replayed, self.before.playbooks, self.after.playbooks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """How to show it: in which language, how many examples, how wide, in colour or not."""

    language: str
    examples: int
    columns: int
    paint: Paint


def as_text(found: Found, shape: Shape) -> str:
    """Counts, from where to where, then examples."""
    changed = found.changed
    parts = [
        "\n".join(_head(found, shape)),
        "\n".join(_moves(found, changed, shape)),
        "\n".join(_examples(found, changed, shape)),
    ]
    return "\n\n".join(part for part in parts if part)


def _head(found: Found, shape: Shape) -> Iterator[str]:
    language = shape.language
    by_change = counts(found.replayed)
    complaints = say(language, "complaint", n=sum(by_change.values()))
    against = side_name(found.before, language)
    head = say(language, "head", complaints=complaints, against=against)
    yield shape.paint("place", head)
    for old, new in found.renamed.items():
        before, after = _named(found.before.playbooks[old]), _named(found.after.playbooks[new])
        yield say(language, "renamed", before=before, after=after)
    same = by_change.pop(Change.SAME)
    for change, many in ((Change.SAME, same), *by_change.items()):
        if many or change is Change.SAME:
            yield f"{many:>7}  {say(language, change.value, n=many)}"
    yield f"{'':>9}" + say(language, "matched", **_matched(found.replayed))


def _moves(found: Found, changed: Sequence[Replayed], shape: Shape) -> Iterator[str]:
    every = moves(changed)
    if not every:
        return
    yield shape.paint("place", say(shape.language, "moves"))
    for (old, new), many in list(every.items())[:_MOST_MOVES]:
        before, after = (_title(found, each, shape) for each in (old, new))
        yield f"{many:>7}  {say(shape.language, 'arrow', before=before, after=after)}"
    if len(every) > _MOST_MOVES:
        yield f"{'':>9}" + say(shape.language, "more-moves", n=len(every) - _MOST_MOVES)


def _examples(found: Found, changed: Sequence[Replayed], shape: Shape) -> Iterator[str]:
    if not changed or not shape.examples:
        return
    yield shape.paint("place", say(shape.language, "examples"))
    for one in changed[: shape.examples]:
        yield _example(found, one, shape)
    if len(changed) > shape.examples:
        more = len(changed) - shape.examples
        yield "  " + say(shape.language, "more", n=more, all=len(changed))


def _example(found: Found, one: Replayed, shape: Shape) -> str:
    """What won before and now, how sure, and the message, in one line."""
    language = shape.language
    head = _answers(found, one, shape)
    if _is_critical(found, one):
        head = f"{say(language, 'critical')} · {head}"
    tail = f" ({say(language, 'times', n=len(one.complaints))})" if len(one.complaints) > 1 else ""
    room = max(shape.columns - len(head) - len(tail) - 8, _NARROWEST_MESSAGE)
    said = one_line(masked(one.text, language), widest=room)
    quoted = say(language, "quote", words=said or say(language, "wordless"))
    mark = shape.paint("error", "!") if one.is_grave else " "
    return f"{mark} {head}{quoted}{tail}"


def _answers(found: Found, one: Replayed, shape: Shape) -> str:
    """A playbook that stays is named once."""
    before, after = (_answer(found, each, shape) for each in (one.before, one.after))
    if one.before.playbook == one.after.playbook:
        after = words.say(shape.language, one.after.band.value)
    return say(shape.language, "arrow", before=before, after=after)


def _answer(found: Found, verdict: Verdict, shape: Shape) -> str:
    title = _title(found, verdict.playbook, shape)
    if verdict.band is Band.NONE:
        return title
    band = words.say(shape.language, verdict.band.value)
    return say(shape.language, "sure-of", title=title, band=band)


def _title(found: Found, name: str | None, shape: Shape) -> str:
    """What it is called now, and its id where two are called the same."""
    if name is None:
        return say(shape.language, "none")
    every = {**found.before.playbooks, **found.after.playbooks}
    title = one_line(every[name].title, widest=_WIDEST_TITLE)
    now = (each for other, each in every.items() if other not in found.renamed)
    is_shared = sum(each.title == every[name].title for each in now) > 1
    return f"{title} [{name}]" if is_shared else title


def _named(playbook: Playbook) -> str:
    return f"{one_line(playbook.title, widest=_WIDEST_TITLE)} [{playbook.id}]"


def _is_critical(found: Found, one: Replayed) -> bool:
    both = (found.before.playbooks, found.after.playbooks)
    known = (each[name] for name in one.playbooks for each in both if name in each)
    return any(each.severity is Severity.CRITICAL for each in known)


def _matched(replayed: Sequence[Replayed]) -> dict[str, int]:
    """How many complaints have a playbook on either side."""
    return {
        "before": sum(len(one.complaints) for one in replayed if one.before.playbook),
        "after": sum(len(one.complaints) for one in replayed if one.after.playbook),
    }


def side_name(side: Side, language: str) -> str:
    """A folder by its path, a revision with its commit and day."""
    if side.commit is None or side.day is None:
        return side.name
    year, month, day = side.day.split("-")
    on = say(language, "day", year=year, month=month, day=day)
    return say(language, "revision", name=side.name, commit=side.commit[:_COMMIT], day=on)


def as_json(found: Found, refused: Sequence[Mapping[str, object]], language: str) -> str:
    """Everything that changed; personal data is masked here, too."""
    changed = found.changed
    said = {
        "against": {"name": found.before.name, "commit": found.before.commit},
        "complaints": sum(len(one.complaints) for one in found.replayed),
        "texts": len(found.replayed),
        "counts": {change.value: many for change, many in counts(found.replayed).items()},
        "matched": _matched(found.replayed),
        "renamed": dict(found.renamed),
        "moves": [
            {"before": old, "after": new, "complaints": many}
            for (old, new), many in moves(changed).items()
        ],
        "changes": [_change(found, one, language) for one in changed],
        "refused": list(refused),
    }
    return json.dumps(said, ensure_ascii=False, indent=2)


def _change(found: Found, one: Replayed, language: str) -> dict[str, object]:
    return {
        "change": one.change.value,
        "grave": one.is_grave,
        "critical": _is_critical(found, one),
        "ids": list(one.complaints),
        "text": masked(one.text, language),
        "before": _verdict(one.before),
        "after": _verdict(one.after),
    }


def _verdict(one: Verdict) -> dict[str, object]:
    return {"playbook": one.playbook, "band": one.band.value, "confidence": one.confidence}
