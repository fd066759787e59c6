"""
Complaints, matches, findings and facts back from the JSON they are kept as.

Going in needs no code: `column_types.Json` writes dataclasses as they are.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from copilot.domain.charter import Finding, Level
from copilot.domain.complaint import Author, Complaint, Media, Place, Reactions
from copilot.domain.draft import StatedFact, TemplateId
from copilot.domain.match import Band, Candidate, Evidence, Kind, Lost, Match, RunnerUp
from copilot.domain.playbook import Stage

Kept = Mapping[str, Any]
TIMES = ("created_at", "edited_at", "deleted_at")


def complaint_from(kept: Kept) -> Complaint:
    """Build a complaint again."""
    values = dict(kept)
    values |= {name: datetime.fromisoformat(kept[name]) for name in TIMES if kept[name]}
    values["author"] = Author(**kept["author"])
    values["place"] = Place(**kept["place"]) if kept["place"] else None
    values["reactions"] = Reactions(**kept["reactions"])
    values["media"] = tuple(Media(**item) for item in kept["media"])
    return Complaint(**values)


def match_from(kept: Kept) -> Match:
    """Build a match again."""
    return Match(
        lang=kept["lang"],
        kind=Kind(kept["kind"]),
        playbook=kept["playbook"],
        band=Band(kept["band"]),
        confidence=kept["confidence"],
        candidates=tuple(_candidate_from(item) for item in kept["candidates"]),
        runner_up=_runner_up_from(kept.get("runner_up")),
    )


def _candidate_from(kept: Kept) -> Candidate:
    because = (
        Evidence(
            item["example"],
            (item["span"][0], item["span"][1]),
            item["similarity"],
            # Matches of earlier versions have no such key.
            is_telling=item.get("is_telling", True),
        )
        for item in kept["because"]
    )
    return Candidate(kept["playbook"], kept["confidence"], tuple(because))


def _runner_up_from(kept: Kept | None) -> RunnerUp | None:
    if kept is None:
        return None
    return RunnerUp(
        playbook=kept["playbook"],
        lost=Lost(kept["lost"]),
        words=tuple(kept["words"]),
        span=(kept["span"][0], kept["span"][1]) if kept["span"] else None,
        theirs=kept["theirs"],
        own=kept["own"],
    )


def template_from(kept: Kept | None) -> TemplateId | None:
    """Build the name of a template again."""
    if kept is None:
        return None
    return TemplateId(kept["playbook"], Stage(kept["stage"]), kept["lang"], kept["variant"])


def findings_from(kept: Iterable[Kept]) -> tuple[Finding, ...]:
    """Build the charter's findings again."""
    return tuple(
        Finding(
            rule=item["rule"],
            level=Level(item["level"]),
            span=(item["span"][0], item["span"][1]) if item["span"] else None,
            words=item["words"],
            values=item["values"],
        )
        for item in kept
    )


def facts_from(kept: Iterable[Kept]) -> tuple[StatedFact, ...]:
    """Build the stated facts again."""
    return tuple(
        StatedFact(
            name=item["name"],
            value=item["value"],
            source=item["source"],
            until=date.fromisoformat(item["until"]) if item["until"] else None,
            # Drafts of earlier versions have no such key.
            ends_at=datetime.fromisoformat(item["ends_at"]) if item.get("ends_at") else None,
        )
        for item in kept
    )
