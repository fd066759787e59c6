"""Renders a template for people of all sorts, once for each that it could tell apart."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache, partial

from copilot.domain.complaint import Author, Complaint
from copilot.domain.draft import ChannelFacts, Exchanged, RenderRequest, TemplateId
from copilot.domain.playbook import Fact, Playbook
from copilot.library.cage import Cage
from copilot.library.first_name import first_name
from copilot.library.library_files import without_dates
from copilot.library.rendering import Result, run
from copilot.library.view import View

ANYWHERE = ChannelFacts("default", "default", 20_000)
_TEXTS = {"fr": "Toujours rien reçu, c'est la honte.", "en": "Still nothing, shame on you."}
SIGNATURE = "Léa"
_HOSTILE = "{{ 7*7 }} {% raw %} <b>@everyone</b> https://x.invalid \u202egnp"
_LONG = "très " * 3000
_LONG_NAME = "Maximilienne " * 20
#: What of a sample a template may look at, by what it names.
_SEEN: Mapping[str, Callable[["Sample"], object]] = {
    "author": lambda sample: sample.who,
    "author.name": lambda sample: sample.who,
    "author.first_name": lambda sample: first_name(sample.request.complaint.author.name),
    "author.handle": lambda sample: sample.request.complaint.author.handle,
    "complaint": lambda sample: sample.who,
    "complaint.text": lambda sample: sample.who,
    "exchange": lambda sample: len(sample.request.exchange),
    "correction": lambda sample: sample.request.corrects,
    "channel": lambda sample: sample.request.channel,
    "channel.name": lambda sample: sample.request.channel.name,
    "channel.kind": lambda sample: sample.request.channel.kind,
    "channel.limit": lambda sample: sample.request.channel.limit,
}


@dataclass(frozen=True, slots=True)
class Sample:
    """What to render, and whether such a complaint comes every day."""

    request: RenderRequest
    who: str
    is_ordinary: bool = True


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one sample; `due` is the time it says the promise is due."""

    sample: Sample
    result: Result
    due: str


class Trials:
    """Renders with what a library knows, facts being true at any time."""

    def __init__(self, cage: Cage, *, shared: Mapping[str, Fact], brand: str) -> None:
        self._cage = cage
        self._shared = without_dates(shared)
        self._brand = brand
        self._timeless: dict[str, Playbook] = {}

    def of(
        self, samples: Iterator[Sample], playbook: Playbook, given: frozenset[str]
    ) -> Iterator[Outcome]:
        """
        Yield what comes of each sample.

        Raises:
            Broken: one of them can't be rendered.
        """
        timeless = self._without_dates(playbook)
        # a name of nothing that is here belongs to its owner as a whole
        whole = {name if name in _SEEN else name.partition(".")[0] for name in given}
        looks = [look for name, look in _SEEN.items() if name in whole]
        known: dict[tuple[object, ...], tuple[Result, str]] = {}
        for sample in samples:
            # what the template can tell from other samples
            seen = tuple([look(sample) for look in looks])
            if seen not in known:
                view = View(
                    sample.request, playbook=timeless, shared=self._shared, brand=self._brand
                )
                result = run(self._cage, sample.request.template.path, view.values)
                known[seen] = (result, view.due)
            yield Outcome(sample, *known[seen])

    def _without_dates(self, playbook: Playbook) -> Playbook:
        if playbook.id not in self._timeless:
            timeless = replace(playbook, facts=without_dates(playbook.facts))
            self._timeless[playbook.id] = timeless
        return self._timeless[playbook.id]


def samples_for(
    template: TemplateId,
    playbook: Playbook,
    *,
    now: datetime,
    channels: tuple[ChannelFacts, ...],
) -> Iterator[Sample]:
    """Yield what to render *template* for."""
    lang = template.lang
    asked = partial(
        RenderRequest,
        template=template,
        signature=SIGNATURE,
        now=now,
        ask=dict.fromkeys(playbook.ask, "Part-Dieu"),
        promise_due=now + timedelta(days=2, hours=8),
    )
    ordinary = _complaint(lang, "Claire Martin", now)
    for channel in channels or (ANYWHERE,):
        yield Sample(asked(complaint=ordinary, channel=channel), "claire")
    nobody = _complaint(lang, None, now)
    yield Sample(asked(complaint=nobody, channel=ANYWHERE), "nobody")
    said = Exchanged(_TEXTS.get(lang, _TEXTS["en"]), now, ours=False)
    between = (said, Exchanged("…", now, ours=True), said)
    yield Sample(asked(complaint=ordinary, channel=ANYWHERE, exchange=between), "claire")
    below = between[1:2]
    yield Sample(asked(complaint=ordinary, channel=ANYWHERE, exchange=below), "claire")
    ours = between[:2]
    yield Sample(
        asked(complaint=ordinary, channel=ANYWHERE, exchange=ours, corrects=now), "claire"
    )
    hostile = _complaint(lang, _HOSTILE, now, _HOSTILE)
    yield Sample(asked(complaint=hostile, channel=ANYWHERE), "hostile", is_ordinary=False)
    long = _complaint(lang, _LONG_NAME, now, _LONG)
    yield Sample(asked(complaint=long, channel=ANYWHERE), "long", is_ordinary=False)


@lru_cache(maxsize=64)
def _complaint(lang: str, name: str | None, now: datetime, text: str = "") -> Complaint:
    handle = "claire.m" if name else None
    words = text or _TEXTS.get(lang, _TEXTS["en"])
    author = Author(handle=handle, name=name)
    return Complaint("1", "default", words, lang=lang, created_at=now, author=author)
