"""Figures from answers: how often right, how well it knows when nothing fits, how sure of it."""

from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from copilot.domain.match import Band, band_of
from docs.matching.messages import Message

Values: TypeAlias = npt.NDArray[np.float64]

RESAMPLED = 5_000
SEED = 7
#: Of the messages that belong somewhere, the share that is kept when methods are compared.
KEPT = 0.90


def accuracy(messages: Sequence[Message], given: dict[str, Any]) -> dict[str, Any]:
    """Of the messages that belong somewhere, how many a method puts in the right place."""
    belongs = [at for at, each in enumerate(messages) if each.playbooks]
    first = hits(messages, given["ranked"], 1)[belongs]
    langs = np.array([messages[at].lang for at in belongs])
    low, high = interval(first)
    return {
        "top1": _percent(first),
        "top1_low": low,
        "top1_high": high,
        "top1_fr": _percent(first[langs == "fr"]),
        "top1_en": _percent(first[langs == "en"]),
        "top3": _percent(hits(messages, given["ranked"], 3)[belongs]),
        "top1_mistyped": _percent(hits(messages, given["mistyped"], 1)[belongs]),
    }


def refusal(messages: Sequence[Message], given: dict[str, Any]) -> dict[str, Any]:
    """How well a method tells what belongs somewhere from what belongs nowhere."""
    scores = np.array(given["scores"])
    none = np.array(given["is_none"])
    belongs = np.array([bool(each.playbooks) for each in messages])
    inside, outside = scores[belongs], scores[~belongs]
    least = np.quantile(inside, 1 - KEPT)
    learned = np.quantile(given["held_out"], 1 - KEPT)
    return {
        "auroc": round(100 * auroc(inside, outside), 1),
        "rejected": _percent(outside < least),
        "learned_kept": _percent(inside >= learned),
        "learned_rejected": _percent(outside < learned),
        "own_kept": _percent(~none[belongs]) if none.any() else None,
        "own_rejected": _percent(none[~belongs]) if none.any() else None,
    }


def bands(messages: Sequence[Message], given: dict[str, Any]) -> dict[str, Any]:
    """How many answers fall in each band, and how many of these are right, or rightly none."""
    fell: dict[Band, list[bool]] = {band: [] for band in Band}
    for one, names, score, none in zip(
        messages, given["ranked"], given["scores"], given["is_none"], strict=True
    ):
        right = not one.playbooks if none else names[0] in one.playbooks
        fell[band_of(score, applies=not none)].append(right)
    return {
        band.value: {"given": len(found), "right": _percent(np.array(found or [0.0]))}
        for band, found in fell.items()
    }


def lead(
    messages: Sequence[Message], ours: dict[str, Any], theirs: dict[str, Any]
) -> tuple[float, float, float]:
    """By how many points ours is first more often, and the interval, over the same messages."""
    belongs = [at for at, each in enumerate(messages) if each.playbooks]
    ahead = (
        hits(messages, ours["ranked"], 1)[belongs] - hits(messages, theirs["ranked"], 1)[belongs]
    )
    return (_percent(ahead), *interval(ahead))


def hits(messages: Sequence[Message], ranked: Sequence[Sequence[str]], count: int) -> Values:
    """Whether one of the right playbooks is among the first *count*."""
    pairs = zip(messages, ranked, strict=True)
    right = [not set(one.playbooks).isdisjoint(names[:count]) for one, names in pairs]
    return np.array(right, np.float64)


def auroc(inside: Values, outside: Values) -> float:
    """How often what belongs scores above what does not; equal scores count half."""
    above = (inside[:, None] > outside).mean()
    return float(above + (inside[:, None] == outside).mean() / 2)


def interval(values: Values) -> tuple[float, float]:
    """Between which percentages the mean lies in 95 of 100 draws of as many messages."""
    chance = np.random.default_rng(SEED)
    drawn = chance.integers(0, len(values), (RESAMPLED, len(values)))
    low, high = np.quantile(values[drawn].mean(axis=1), (0.025, 0.975))
    return round(100 * float(low), 1), round(100 * float(high), 1)


def _percent(values: Values) -> float:
    return round(100 * float(np.mean(values)), 1)
