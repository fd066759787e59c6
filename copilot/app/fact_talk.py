"""`/fait`: what people at the desk type about a fact, asked for until it is whole."""

from dataclasses import replace
from datetime import datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from copilot.app.doing import once
from copilot.app.fact_notice import button, changed, described, in_order, listing
from copilot.app.fact_sample import samples
from copilot.app.fact_words import MOST_IN_SOURCE, MOST_IN_VALUE, Said, take_apart
from copilot.app.facts_now import every_fact, fact_in_files, overrides
from copilot.app.moment_words import moment
from copilot.app.notify import Plain, tell
from copilot.app.office import Office
from copilot.app.ports.records import FactPrompt
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.errors import Refused
from copilot.domain.fact_change import FactChange, FactKey, FactStatus
from copilot.domain.person import Right

#: Who has been asked may have to make a call first.
ANSWER_WITHIN = timedelta(hours=4)
#: Further than this it is no matter of hours, and belongs into the file.
MOST_AHEAD = timedelta(days=92)
SAME = frozenset({"idem", "=", "pareil", "même", "meme", "same", "ditto"})


def fact(
    office: Office, *, message: int, person: int, text: str, doing: str | None = None
) -> Outcome:
    """
    Do what `/fait` and the words after it say: list, ask, or propose.

    Raises:
        Refused: `stranger`, `not_allowed`, `unknown_fact` or `too_long`.
    """
    with office.store.write() as records:
        return once(records, doing, lambda: _fact(office, records, message, person, text.strip()))


def _fact(office: Office, records: Records, message: int, person: int, text: str) -> Outcome:
    if not text:
        office.require(person, Right.NOTE)
        tell(office, records, "facts", listing(office, records), reply_to=message)
        return Outcome(code="facts")
    office.require(person, Right.WORK)
    word, _, words = text.partition(" ")
    keys = _meant(office, records, word)
    if len(keys) > 1:
        tell(office, records, "facts", listing(office, records, keys), reply_to=message)
        return Outcome(code="facts")
    change = start(office, records, keys[0], person)
    said = take_apart(words, languages=office.brand.languages)
    return proceed(office, records, change, said, slot="value", person=person)


def ask(office: Office, records: Records, key: FactKey, person: int) -> Outcome:
    """Ask *person* for the new value of a fact."""
    office.require(person, Right.WORK)
    if fact_in_files(office, key) is None:
        raise Refused("unknown_fact", name=key[1], nearest="")
    change = start(office, records, key, person)
    return proceed(office, records, change, Said(), slot="value", person=person)


def correct(office: Office, records: Records, change: FactChange, person: int) -> Outcome:
    """Take a proposal back and ask what should be other; a shown one is never changed."""
    office.require(person, Right.WORK)
    dropped = replace(
        change, status=FactStatus.DROPPED, ended_by=person, ended_at=office.clock.now()
    )
    if not records.facts.move(dropped, expected=FactStatus.PROPOSED):
        raise Refused("fact_settled")
    fresh = replace(
        start(office, records, change.key, person),
        value=change.value,
        source=change.source,
        ends_at=change.ends_at,
    )
    records.facts.move(fresh, expected=FactStatus.ASKED)
    _prompt(office, records, fresh, "value", person, correcting=True)
    return Outcome(code="prompted")


def start(office: Office, records: Records, key: FactKey, person: int) -> FactChange:
    """Begin an empty change."""
    of, name = key
    change = FactChange(
        id=office.ids.new(),
        playbook=of,
        name=name,
        status=FactStatus.ASKED,
        value={},
        source="",
        ends_at=None,
        proposed_by=person,
        proposed_at=office.clock.now(),
    )
    records.facts.add(change)
    return change


def answer(
    office: Office, records: Records, prompt: FactPrompt, *, person: int, text: str
) -> Outcome:
    """
    Take the answer to a question about a fact, and ask what is still missing.

    Raises:
        Refused: `not_asked`, `empty`, `too_late`, `too_long`; the words stay in the chat.
    """
    if person != prompt.person:
        raise Refused("not_asked", by=office.people.called(prompt.person))
    office.require(person, Right.WORK)
    change = records.facts.get(prompt.change)
    if change is None or not records.facts.answer_prompt(prompt.id, at=office.clock.now()):
        raise Refused("too_late")
    if not text.strip():
        raise Refused("empty")
    said = take_apart(text, languages=office.brand.languages)
    return proceed(office, records, change, said, slot=prompt.asked, person=person)


def proceed(
    office: Office, records: Records, change: FactChange, said: Said, *, slot: str, person: int
) -> Outcome:
    """Put what was said where it belongs; ask for the next missing part, or propose the whole."""
    change = _filled(office, change, said, slot)
    now = office.clock.now()
    until = said.until or (said.rest if slot == "until" else "")
    trouble = ""
    if until:
        ends_at = moment(until, now=now.astimezone(ZoneInfo(office.brand.timezone)))
        trouble = _trouble(ends_at, now)
        change = change if trouble else replace(change, ends_at=ends_at)
    missing = _missing(office, change, first="until" if trouble else "")
    if missing:
        records.facts.move(change, expected=FactStatus.ASKED)
        _prompt(office, records, change, missing, person, trouble=trouble, heard=until)
        return Outcome(code="prompted")
    return propose(office, records, change)


def propose(office: Office, records: Records, change: FactChange) -> Outcome:
    """Show what the desk would say, for a brand lead's yes."""
    proposed = replace(change, status=FactStatus.PROPOSED, proposed_at=office.clock.now())
    records.facts.move(proposed, expected=FactStatus.ASKED)
    values: Plain = {
        **changed(office, proposed),
        "samples": samples(office, proposed),
        "buttons": [
            button(office, records, action, change.id) for action in ("accept", "correct", "drop")
        ],
    }
    tell(office, records, "fact_proposed", values)
    words = {"by": change.proposed_by, "change": change.id, **_logged(proposed)}
    records.log.append("fact_proposed", at=proposed.proposed_at, words=words)
    return Outcome(code="fact_proposed")


def _logged(change: FactChange) -> Plain:
    return {
        "fact": change.name,
        "playbook": change.playbook,
        "value": dict(change.value),
        "source": change.source,
        "until": change.ends_at.isoformat() if change.ends_at else None,
    }


def _meant(office: Office, records: Records, word: str) -> list[FactKey]:
    """The facts called so: a name may stand in several playbooks."""
    wanted = word.strip(":,«» ").casefold().replace("-", "_")
    known = every_fact(office, overrides(records, at=office.clock.now()))
    found = [
        (of, name) for of, name in known if wanted in (name, f"{of.replace('-', '_')}/{name}")
    ]
    if found:
        return found
    names = sorted({name for _, name in known})
    near = get_close_matches(wanted, names, n=1, cutoff=0.5)
    raise Refused("unknown_fact" if near else "unknown_facts", name=word, nearest="".join(near))


def _filled(office: Office, change: FactChange, said: Said, slot: str) -> FactChange:
    value = dict(change.value)
    main = office.brand.languages[0]
    if slot == "value" and said.rest:
        # The other languages said the old words.
        value = {_tongue(office, said): said.rest}
    if slot.startswith("value:") and said.rest:
        same = said.rest.casefold() in SAME and value
        value[slot.partition(":")[2]] = next(iter(value.values())) if same else said.rest
    elif slot == "value" and main in said.value:
        value = {}
    value |= said.value
    source = said.source or (said.rest if slot == "source" else "")
    _require_short([*value.values()], MOST_IN_VALUE)
    _require_short([source], MOST_IN_SOURCE)
    return replace(change, value=in_order(value, office), source=source or change.source)


def _tongue(office: Office, said: Said) -> str:
    """Words without a language are in the desk's, when replies speak it and it was not named."""
    languages = [lang for lang in office.brand.languages if lang not in said.value]
    own = office.desk.language
    return own if own in languages or not languages else languages[0]


def _require_short(texts: list[str], limit: int) -> None:
    longest = max((len(text) for text in texts), default=0)
    if longest > limit:
        raise Refused("too_long", length=longest, limit=limit)


def _trouble(ends_at: datetime | None, now: datetime) -> str:
    if ends_at is None:
        return "unclear"
    if ends_at <= now:
        return "past"
    return "far" if ends_at > now + MOST_AHEAD else ""


def _missing(office: Office, change: FactChange, *, first: str) -> str:
    if not change.value:
        return "value"
    untold = [lang for lang in office.brand.languages if lang not in change.value]
    if untold:
        return f"value:{untold[0]}"
    if not change.source:
        return "source"
    return first or ("" if change.ends_at else "until")


def _prompt(
    office: Office,
    records: Records,
    change: FactChange,
    asked: str,
    person: int,
    *,
    trouble: str = "",
    heard: str = "",
    correcting: bool = False,
) -> None:
    now = office.clock.now()
    prompt = FactPrompt(
        id=office.ids.new(),
        change=change.id,
        asked=asked,
        person=person,
        expires_at=now + ANSWER_WITHIN,
    )
    records.facts.add_prompt(prompt)
    known = every_fact(office, overrides(records, at=now))
    values: Plain = {
        "asked": asked,
        "fact": change.name,
        "given": dict(change.value),
        "source": change.source,
        "now": described(office, change.key, known[change.key]) if change.key in known else {},
        "person": office.people.called(person),
        "telegram": person,
        "trouble": trouble,
        "heard": heard,
        "correcting": correcting,
    }
    tell(office, records, "fact_prompt", values, prompt=prompt.id)
