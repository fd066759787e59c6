"""An answer in JSON (CONTRACT.md, section 3): an object, or a line for a program to read."""

from json.encoder import encode_basestring as quoted

from copilot.domain.match import Candidate, Evidence, Match, RunnerUp


def as_line(found: Match, complaint_id: str) -> str:
    """
    What `json.dumps` makes of `as_json`, in a third of the time.

    Every message of a file has such a line, and no value in it but texts, numbers and lists of
    them.
    """
    because = ", ".join(map(_candidate, found.candidates))
    runner_up = _lost(found.runner_up) if found.runner_up else "null"
    return (
        f'{{"id": {quoted(complaint_id)}, "lang": {quoted(found.lang)}, '
        f'"kind": {quoted(found.kind)}, "playbook": {_or_null(found.playbook)}, '
        f'"band": {quoted(found.band)}, "confidence": {found.confidence!r}, '
        f'"candidates": [{because}], "runner_up": {runner_up}}}'
    )


def _candidate(one: Candidate) -> str:
    because = ", ".join(map(_reason, one.because))
    return (
        f'{{"playbook": {quoted(one.playbook)}, "confidence": {one.confidence!r}, '
        f'"because": [{because}]}}'
    )


def _reason(why: Evidence) -> str:
    low, high = why.span
    return (
        f'{{"example": {quoted(why.example)}, "span": [{low}, {high}], '
        f'"similarity": {why.similarity}, "telling": {"true" if why.is_telling else "false"}}}'
    )


def _lost(one: RunnerUp) -> str:
    span = f"[{one.span[0]}, {one.span[1]}]" if one.span else "null"
    return (
        f'{{"playbook": {quoted(one.playbook)}, "lost": {quoted(one.lost)}, '
        f'"words": [{", ".join(map(quoted, one.words))}], "span": {span}, '
        f'"examples": {{"answer": {one.theirs}, "own": {one.own}}}}}'
    )


def _or_null(text: str | None) -> str:
    return "null" if text is None else quoted(text)


def as_json(found: Match, complaint_id: str) -> dict[str, object]:
    """The answer as CONTRACT.md section 3 has it."""
    return {
        "id": complaint_id,
        "lang": found.lang,
        "kind": found.kind.value,
        "playbook": found.playbook,
        "band": found.band.value,
        "confidence": found.confidence,
        "candidates": [
            {
                "playbook": one.playbook,
                "confidence": one.confidence,
                "because": [
                    {
                        "example": why.example,
                        "span": list(why.span),
                        "similarity": why.similarity,
                        "telling": why.is_telling,
                    }
                    for why in one.because
                ],
            }
            for one in found.candidates
        ],
        "runner_up": _runner_up(found.runner_up) if found.runner_up else None,
    }


def _runner_up(one: RunnerUp) -> dict[str, object]:
    """What came nearest without being the answer; `examples` is how many say the word."""
    return {
        "playbook": one.playbook,
        "lost": one.lost.value,
        "words": list(one.words),
        "span": list(one.span) if one.span else None,
        "examples": {"answer": one.theirs, "own": one.own},
    }
