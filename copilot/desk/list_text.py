"""Lists that people ask for: cases, promises, replies, colleagues; short enough for a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from copilot.app.lookup import Colleague, Found, History, Mine, Out, Owed, Search, Step
from copilot.app.ports.records import CardRecord
from copilot.desk.command_names import named
from copilot.desk.drawing import line, lines
from copilot.desk.markup import Html, bold, inert, italic, joined, link, plain
from copilot.desk.moments import Moments
from copilot.desk.stranger import mask, name_line, shorten, tame, tame_line
from copilot.desk.wire import link_to_card
from copilot.desk.words import Words
from copilot.domain.case import WORKABLE, CaseStatus
from copilot.domain.complaint import Author

#: A list that fills the screen is read no further.
MOST = 10
STEPS = 12
NAME_UNITS, EXCERPT_UNITS, TITLE_UNITS, WHAT_UNITS = 40, 90, 60, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """Puts what was looked up into words, as HTML."""

    words: Words
    times: Moments

    def search(self, search: Search, asked: str) -> Html:
        """What was found, how much more there is, and what was not looked through."""
        said = shorten(" ".join(tame(asked).split()), NAME_UNITS)
        found, within = search.found, Html()
        if search.newest:
            case, newest = named(self.words.lang)["dossier"], self.words.number(search.newest)
            within = inert(self.words.say("list.searched", newest=newest, case=f"/{case}"))
        if not found:
            return lines(inert(self.words.say("list.search_none", asked=said)), within)
        title = bold(inert(self.words.count("list.search", len(found), asked=said)))
        return lines(title, *self._rows(found), self._more(len(found), "list.more_search"), within)

    def mine(self, mine: Mine) -> Html:
        """What waits for one person's yes, what they hold and owe."""
        if not (mine.asked or mine.cases or mine.promises):
            return inert(self.words.say("list.mine_none"))
        cases = bold(inert(self.words.count("list.mine", len(mine.cases))))
        owed = bold(inert(self.words.count("list.promises", len(mine.promises))))
        asked = bold(inert(self.words.count("list.asked", len(mine.asked))))
        return lines(
            asked if mine.asked else Html(),
            *self._rows(mine.asked),
            self._more(len(mine.asked), "list.more"),
            cases if mine.cases else Html(),
            *self._rows(mine.cases),
            self._more(len(mine.cases), "list.more"),
            owed if mine.promises else Html(),
            *(self._promise(one) for one in mine.promises[:MOST]),
            self._more(len(mine.promises), "list.more"),
        )

    def posted(self, out: Sequence[Out]) -> Html:
        """What went out today, the newest last and never cut off."""
        if not out:
            return inert(self.words.say("list.posted_none"))
        title = bold(inert(self.words.count("list.posted", len(out))))
        return lines(
            title,
            self._more(len(out), "list.more_before"),
            *(self._out(one) for one in out[-MOST:]),
        )

    def team(self, team: Sequence[Colleague], *, me: int) -> Html:
        """Who is who, and who has how much in hand."""
        return lines(*(self._colleague(one, me) for one in team))

    def history(self, history: History) -> Html:
        """One case, and the last of what happened to it."""
        told = [one for one in history.steps if self.words.has(f"step.{one.event}")]
        before = len(told) - STEPS
        earlier = inert(self.words.count("list.earlier", before)) if before > 0 else Html()
        return lines(self.row(history.found), earlier, *(self._step(one) for one in told[-STEPS:]))

    def row(self, found: Found) -> Html:
        """One case in a line, and the beginning of what the customer wrote."""
        case = found.case
        title = tame_line(found.title, TITLE_UNITS)
        return lines(
            line(
                inert(self.words.say(f"list.severity.{case.severity}")),
                self._number(case.number, found.card),
                bold(inert(self._who(found.complaint.author))),
                inert(self._state(found)),
                inert(self.words.say("list.held", name=found.holder)) if found.holder else Html(),
            ),
            joined([plain("📘"), inert(title)] if title else [], " "),
            italic(inert(self._excerpt(found.complaint.text))),
        )

    def _rows(self, found: Sequence[Found]) -> list[Html]:
        return [self.row(one) for one in found[:MOST]]

    def _state(self, found: Found) -> str:
        case, words, times = found.case, self.words, self.times
        if case.status is CaseStatus.LATER and case.later_until is not None:
            return words.say("list.later", at=times.moment(case.later_until))
        if case.status not in WORKABLE or case.due_at is None:
            return words.say(f"status.{case.status}")
        if case.due_at <= times.now:
            return words.say("list.late", span=times.span(times.now - case.due_at))
        return words.say("list.due", at=times.moment(case.due_at))

    def _who(self, author: Author) -> str:
        name = name_line(author.name or author.handle, NAME_UNITS, self.words)
        return name or self.words.say("who.nameless")

    def _excerpt(self, text: str) -> str:
        said = " ".join(mask(tame(text), self.words).split())
        return shorten(said, EXCERPT_UNITS)

    def _number(self, number: int, card: CardRecord | None) -> Html:
        label = self.words.say("who.number", number=number)
        return link(label, link_to_card(card)) or plain(label)

    def _promise(self, owed: Owed) -> Html:
        due = owed.promise.due_at
        late = due <= self.times.now
        key = "list.promise_late" if late else "list.promise_due"
        return line(
            inert(self.words.say(key, at=self.times.moment(due))),
            self._number(owed.number, owed.card),
            inert(self._who(owed.author)),
            inert(tame_line(owed.promise.what, WHAT_UNITS)),
        )

    def _out(self, out: Out) -> Html:
        return line(
            inert(self.times.clock(out.at)),
            self._number(out.found.case.number, out.found.card),
            inert(self._who(out.found.complaint.author)),
            inert(self.words.say("list.by", name=", ".join(out.by))),
            link(self.words.say("state.see"), out.url),
        )

    def _colleague(self, one: Colleague, me: int) -> Html:
        person = one.person
        name = self.words.say("list.you", name=person.name)
        return line(
            bold(inert(name if person.telegram == me else person.name)),
            inert(self.words.say(f"role.{person.role}")),
            inert(self.words.say("list.on_call")) if one.is_on_call else Html(),
            inert(self.words.count("list.holds", one.held)) if one.held else Html(),
            inert(self.words.count("list.owes", one.promises)) if one.promises else Html(),
        )

    def _step(self, step: Step) -> Html:
        said = self.words.say(f"step.{step.event}")
        if step.of is not None:
            said = f"{said} ({self.words.say('reason.duplicate_of', number=step.of)})"
        elif step.reason and self.words.has(f"reason.{step.reason}"):
            said = f"{said} ({self.words.say(f'reason.{step.reason}')})"
        who = self.words.say("list.step_by", name=step.by, what=said) if step.by else said
        return line(inert(self.times.moment(step.at)), inert(who))

    def _more(self, number: int, key: str) -> Html:
        return inert(self.words.count(key, number - MOST)) if number > MOST else Html()
