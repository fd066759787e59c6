"""What templates see: values by name, no Python object behind them."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from copilot.domain.draft import Exchanged, RenderRequest, StatedFact
from copilot.domain.errors import TemplateFailed
from copilot.domain.playbook import Fact, Playbook, in_language
from copilot.library.dates import of_moment, said
from copilot.library.first_name import first_name

#: What templates may name, with what each of them holds; nothing where anything may be held.
NAMES: Mapping[str, tuple[str, ...] | None] = {
    "author": ("name", "first_name", "handle"),
    "complaint": ("text", "lang", "created_at"),
    "exchange": (),
    "channel": ("name", "kind", "limit"),
    "place": ("kind", "title", "url"),
    "brand": (),
    "facts": None,
    "ask": None,
    "promise": ("what", "due"),
    "signature": (),
    "incident": None,
    "correction": (),
}
_MOST_IN_NAME = 80
# controls, marks that turn the direction of writing, and our own marks around blocks
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef]"
)


class Values:
    """Values by name; `functions` are called when they are asked for."""

    __slots__ = ("_values",)

    def __init__(self, **values: object) -> None:
        self._values = values

    def __getitem__(self, name: str) -> object:
        value = self._values[name]
        return value() if callable(value) else value


class Facts:
    """The facts a rendering may state; remembers those it did state."""

    __slots__ = ("_facts", "_lang", "_stated", "_today")

    def __init__(self, facts: Mapping[str, Fact], *, lang: str, today: date) -> None:
        self._facts = facts
        self._lang = lang
        self._today = today
        self._stated: dict[str, StatedFact] = {}

    def __getitem__(self, name: str) -> str:
        fact = self._facts[name]
        if fact.is_expired(self._today):
            raise TemplateFailed(f"the fact `{name}` expired on {fact.until}", fact=name)
        if fact.since and fact.since > self._today:
            raise TemplateFailed(f"the fact `{name}` is true from {fact.since} only", fact=name)
        value = fact.value.get(self._lang)
        if value is None:
            raise TemplateFailed(f"the fact `{name}` has no value in `{self._lang}`", fact=name)
        self._stated[name] = StatedFact(name, value, fact.source, fact.until, fact.ends_at)
        return value


class View:
    """Everything one rendering sees, and what it took of it."""

    def __init__(
        self, request: RenderRequest, *, playbook: Playbook, shared: Mapping[str, Fact], brand: str
    ) -> None:
        lang = request.template.lang
        self.facts = Facts({**shared, **playbook.facts}, lang=lang, today=request.now.date())
        self.promises = False
        self._due: Callable[[], str] = str
        self.values: dict[str, object] = {
            **_of_complaint(request),
            "channel": Values(
                name=request.channel.name, kind=request.channel.kind, limit=request.channel.limit
            ),
            "exchange": [_of_exchange(one, request.now, lang) for one in request.exchange],
            "brand": brand,
            "facts": self.facts,
            "ask": Values(**{name: _clean(text) for name, text in request.ask.items()}),
            "promise": self._promise(request, playbook),
            "signature": _clean(request.signature),
            "incident": None,
            "correction": of_moment(request.corrects, now=request.now, lang=lang)
            if request.corrects
            else None,
        }

    @property
    def stated(self) -> tuple[StatedFact, ...]:
        """The facts that were stated, by name."""
        stated = self.facts._stated  # noqa: SLF001 - templates must not see it, this module may
        return tuple(stated[name] for name in sorted(stated))

    @property
    def due(self) -> str:
        """The due time as a template says it, if one did say what the playbook promises."""
        return self._due() if self.promises else ""

    def _promise(self, request: RenderRequest, playbook: Playbook) -> Values | None:
        promise = playbook.promise
        if promise is None:
            return None
        lang, due = request.template.lang, request.promise_due
        self._due = lambda: said(due, now=request.now, lang=lang) if due else ""
        return Values(
            what=self._promised(lambda: in_language(promise.what, lang)),
            due=self._promised(lambda: _due(due, request.now, lang)),
        )

    def _promised(self, value: Callable[[], object]) -> Callable[[], object]:
        def take() -> object:
            self.promises = True
            return value()

        return take


def _due(due: datetime | None, now: datetime, lang: str) -> str:
    if due is None:
        raise TemplateFailed("the promise has no due time")
    return said(due, now=now, lang=lang)


def _of_complaint(request: RenderRequest) -> dict[str, object]:
    complaint, author, place = request.complaint, request.complaint.author, request.complaint.place
    lang = request.template.lang
    created = complaint.created_at
    return {
        "author": Values(
            name=lambda: _one_line(author.name),
            first_name=lambda: first_name(author.name),
            handle=lambda: _one_line(author.handle),
        ),
        "complaint": Values(
            text=lambda: _clean(complaint.text),
            lang=complaint.lang or lang,
            created_at=lambda: said(created, now=request.now, lang=lang) if created else None,
        ),
        "place": Values(
            kind=_one_line(place.kind), title=_one_line(place.title), url=_one_line(place.url)
        )
        if place
        else None,
    }


def _of_exchange(one: Exchanged, now: datetime, lang: str) -> Values:
    return Values(
        text=lambda: _clean(one.text),
        ours=one.ours,
        at=lambda: said(one.at, now=now, lang=lang),
    )


def _clean(text: str) -> str:
    return _UNSEEN.sub("", text)


def _one_line(text: str | None) -> str | None:
    if text is None:
        return None
    line = " ".join(_clean(text).split())
    return (line if len(line) <= _MOST_IN_NAME else f"{line[:_MOST_IN_NAME]}…") or None
