"""
A desk on which anything may happen in any order, for `test_any_sequence`.

Two processes work the outbox at once. Each stands still before and after everything it does with
the database or the channel, until it is told to go on; there it may also be killed. So sequences
of plain steps reach every interleaving that two real processes could.
"""

import asyncio
from collections import Counter
from itertools import cycle, islice

from copilot.app import dialogue
from copilot.app.delivery import TRY_SECONDS, Delivery
from copilot.app.intake import accept
from copilot.app.pause import pause, resume
from copilot.app.press import press
from copilot.app.project import view
from copilot.app.round import tick
from copilot.app.triage import triage
from copilot.domain.case import CaseStatus
from copilot.domain.channel import Look, Mode
from copilot.domain.complaint import Author, Complaint
from copilot.domain.errors import NotDelivered, Refused
from copilot.domain.outbox import LIVE, OutboxStatus, approval_digest
from copilot.domain.person import People, Person, Right, Role
from tests.acceptance.conftest import INES, KARIM, LEA, PEOPLE, TOM
from tests.acceptance.story import BROKEN
from tests.fakes.channel import ScriptedChannel

STRANGER = 99
PRESSERS = (LEA, KARIM, INES, TOM, LEA, KARIM, STRANGER)
TEXTS = (
    BROKEN,
    "Toujours aucune nouvelle de mon remboursement, cela fait un mois que j'attends",
    "Vos prix ont encore augmenté de 10 %, c'est abusé",
    "réglé, merci !",
)
WORDS = (
    "Bonjour, je reprends votre dossier et je m’en occupe moi-même. Léa, pour Maison Lumen",
    "Bonjour, je reprends votre dossier et je m’en occupe moi-même. Karim, pour Maison Lumen",
    "Bonjour ! Je regarde. Maison Lumen",
    "",
)
PASSING = (1, 4, 11, 11, 30, 30, 65, 1900, -600)
OUTCOMES = ("ok", "lost_after", "lost_before", "refused", "final", "broken")


class Broken(Exception):  # noqa: N818 - reads as what happened
    """A channel's own fault, of a kind that nobody expected."""


class Process:
    """One process that works the outbox, moved on from outside."""

    numbers = iter(range(10**9))

    def __init__(self, office):
        self.office = office
        self.task = None
        self.standing = None
        self.is_posting = False

    async def stand(self):
        """Wait to be told to go on."""
        self.standing = asyncio.get_running_loop().create_future()
        await self.standing

    async def clerk(self, work):
        await self.stand()
        result = work()
        await self.stand()
        return result

    async def step(self):
        """Go on to the next standstill, or begin a new round."""
        if self.task is None or self.task.done():
            self.finish()
            name = f"process {next(self.numbers)}"
            delivery = Delivery(self.office, self.clerk, process=name)
            self.task = asyncio.create_task(delivery.round())
            RUNNING[self.task] = self
        elif self.standing is not None and not self.standing.done():
            self.standing.set_result(None)
        for _ in range(6):
            await asyncio.sleep(0)

    async def kill(self):
        """End it where it stands; nothing of it happens any more."""
        if self.task is not None:
            self.task.cancel()
            await asyncio.wait([self.task])
            RUNNING.pop(self.task)
        self.task = None
        self.is_posting = False

    async def time_out(self):
        """What the try's own limit does once the clock has moved that far."""
        if self.is_posting and not self.standing.done():
            self.standing.set_exception(TimeoutError())
            for _ in range(6):
                await asyncio.sleep(0)

    def finish(self):
        """Nothing but the end of a round is an end."""
        if self.task is not None:
            RUNNING.pop(self.task)
            self.task.result()
            self.task = None


#: Which process a task is; a channel is one for both.
RUNNING = {}


class SlowChannel(ScriptedChannel):
    """Stands still with the process that uses it."""

    async def look(self, complaint):
        await RUNNING[asyncio.current_task()].stand()
        return await super().look(complaint)

    async def look_up(self, reply):
        found = await super().look_up(reply)
        await RUNNING[asyncio.current_task()].stand()
        return found

    async def post(self, reply):
        process = RUNNING[asyncio.current_task()]
        process.is_posting = True
        try:
            await process.stand()
            try:
                return await super().post(reply)
            finally:
                await process.stand()
        finally:
            process.is_posting = False


class Desk:
    """The steps, and what must be true after each."""

    def __init__(self, office, channel, sets):
        self.office, self.channel, self.clock = office, channel, office.clock
        self.sets = cycle(sets)
        self.processes = [Process(office), Process(office)]
        self.tokens = []  # every button ever shown, with the words beside it
        self.yeses = set()
        self.prompts = []
        self.messages = 1000
        self.done = Counter()

    async def do(self, name, number):
        """Make one step; only a refusal may come of it."""
        try:
            self.done[name] += 1
            await getattr(self, name)(number)
        except Refused:
            self.done["refused"] += 1
        self.check()

    # What happens

    async def arrive(self, number):
        """A message comes in: new, changed, deleted or late."""
        now = self.clock.now()
        times = ({}, {"edited_at": now}, {"deleted_at": now}, {"edited_at": now})[number // 12 % 4]
        which = number % 3
        accept(
            self.office,
            Complaint(
                id=f"m{which}",
                channel="page",
                text=TEXTS[(which + number // 3) % 4 if times else which],
                author=Author(id=str(which % 2), name="Claire M."),
                thread_id="t1" if number % 2 else None,
                created_at=now,
                **times,
            ),
        )
        triage(self.office)

    async def show(self, number):
        """Draw a card; its buttons stay in the chat for ever."""
        case = self.case(number)
        if case is not None:
            self.remember(view(self.office, case.id))

    async def push(self, number):
        """Press some button of the last cards."""
        if self.tokens:
            await self.press_token(
                self.tokens[-1 - number // 7 % min(9, len(self.tokens))], number
            )

    async def push_old(self, number):
        """Press a button of any card there ever was."""
        if self.tokens:
            await self.press_token(self.tokens[number // 7 % len(self.tokens)], number)

    async def go_for(self, number):
        """Draw a card and press what leads to a reply, as a CM would."""
        await self.show(number)
        person = PRESSERS[number // 3 % 4]
        wanted = ("approve", "claim", "resend", "posted", "pick")
        settling = wanted[2 + number // 12 % 3 :]
        for action in (*settling, *wanted, *(["undo"] if number % 11 == 0 else [])):
            case = self.case(number)
            found = [t for t in self.tokens[-9:] if case and t[0] == action and t[2] == case.id]
            if found:
                return await self.press_token(found[-1], person=person)
        return None

    async def answer(self, number):
        """What mostly happens: claimed, approved, the time to undo passes, it leaves."""
        if number % 4:
            self.well_again()
        await self.go_for(number)
        await self.go_for(number)
        self.clock.advance(seconds=11)
        for _ in range(number // 36 % 28):
            await self.processes[number % 2].step()

    async def write(self, number):
        """Answer a prompt."""
        with self.office.store.write() as records:
            for notice in records.notices.waiting(limit=100):
                self.messages += 1
                number_of = self.messages if notice.prompt else None
                records.notices.sent(notice.id, message=number_of, at=self.clock.now())
                if notice.prompt:
                    self.prompts.append((self.messages, notice.values["telegram"]))
        if self.prompts:
            message, asked = self.prompts[-1 - number // 4 % min(3, len(self.prompts))]
            self.messages += 1
            dialogue.reply(
                self.office,
                chat=self.office.desk.chat,
                to_message=message,
                message=self.messages,
                person=asked if number % 5 else PRESSERS[number % 7],
                text=WORDS[number % 4],
            )

    async def suspend(self, number):
        use = resume if number % 3 else pause
        use(self.office, person=PRESSERS[number % 7])

    async def staff(self, number):
        """Somebody leaves, comes back, or becomes a trainee."""
        person = PRESSERS[number % 4]
        people = [one for one in PEOPLE if one.telegram != person]
        if number // 4 % 3 == 1:
            people.append(Person("Jeune Pousse", person, Role.TRAINEE))
        self.office.people = PEOPLE if number // 4 % 3 == 2 else People(people)

    async def configure(self, number):
        """The channel is closed, removed or opened; the message looks changed, gone, or is unseen."""
        self.channel.mode = Mode.READ_ONLY if number % 5 == 0 else Mode.LIVE
        found = (*Look, *[Broken("the look's own fault")] * 3, Look.BLIND, Look.BLIND)
        self.channel.seen = found[number // 5 % 10]
        self.office.channels = {} if number % 5 == 1 else {"page": self.channel}

    async def swap(self, number):
        """Another set of playbooks comes into force."""
        self.office.shelf.put_in_force(next(islice(self.sets, number % 2, None)))

    async def order(self, number):
        """Decide what becomes of the next posts."""
        made = {"refused": NotDelivered("busy"), "final": NotDelivered("no", final=True)}
        made["broken"] = Broken("the channel's own fault")
        name = OUTCOMES[number % len(OUTCOMES)]
        self.channel.outcomes = [made.get(name, name)]

    async def go_on(self, number):
        for _ in range(number // 2 % 9 + 1):
            await self.processes[number % 2].step()

    async def finish(self, number):
        """One process works to the end of its round."""
        process = self.processes[number % 2]
        await process.step()
        while not process.task.done():
            await process.step()

    async def kill(self, number):
        await self.processes[number % 2].kill()

    async def wait(self, number):
        """Time passes, or the clock is set back."""
        seconds = PASSING[number % len(PASSING)]
        self.clock.advance(seconds=seconds)
        if seconds >= TRY_SECONDS:
            for process in self.processes:
                await process.time_out()
        tick(self.office)

    # What is remembered

    def case(self, number):
        with self.office.store.read() as records:
            return records.cases.numbered(number % 3 + 1)

    def remember(self, card, menu=()):
        words = card.draft.draft.text if card.draft else None
        for button in (*card.buttons, *menu):
            self.tokens.append((button.action, button.token, card.case.id, words))

    async def press_token(self, shown, number=0, *, person=None):
        action, token, case, words = shown
        person = PRESSERS[number % 7] if person is None else person
        outcome = press(self.office, action=action, token=token, person=person)
        who = self.office.people.find(person)
        assert who is not None, "a stranger got something done"
        if action in ("approve", "resend", "posted"):
            assert who.may(Right.APPROVE)
        if action in ("approve", "resend"):
            self.yeses.add((case, person, words))
            self.done[outcome.code] += 1
        if outcome.menu is not None:
            self.remember(view(self.office, case), outcome.menu.buttons)

    # What must be true

    def check(self):
        """After every step."""
        posts = Counter(reply.id for reply in self.channel.public)
        assert not posts or max(posts.values()) == 1, "two posts for one approval"
        with self.office.store.read() as records:
            for case in records.cases.list():
                items = records.outbox.of_case(case.id)
                live = [item for item in items if item.status in LIVE]
                assert len(live) <= 1
                assert bool(live) == (
                    case.status in (CaseStatus.APPROVED, CaseStatus.UNCERTAIN)
                ), (case.status, live)
                if live and case.status is CaseStatus.UNCERTAIN:
                    assert live[0].asked
                for item in items:
                    self.check_words(records, item)

    def check_words(self, records, item):
        """Somebody pressed a button below these very words, and is on record for it."""
        assert (item.case, item.approved_by, item.text) in self.yeses
        assert item.digest == approval_digest(
            item.text,
            channel=item.channel,
            complaint_id=item.complaint_id,
            version=item.complaint_version,
        )
        (approval,) = [a for a in records.approvals.list(item.case) if a.id == item.id]
        assert (approval.digest, approval.person) == (item.digest, item.approved_by)
        sent = [one for one in self.channel.public if one.id == item.id]
        assert all(one.text == item.text for one in sent)

    async def end(self):
        """Let the world be well again: whatever happened, everything gets somewhere."""
        for process in self.processes:
            await process.kill()
        self.well_again()
        self.channel.outcomes = []
        self.answer_those_held()
        for _ in range(6):
            self.clock.advance(seconds=1000)
            await self.finish(0)
        await self.processes[0].kill()
        self.check()
        self.check_end()

    def well_again(self):
        """Everybody is there, and the channel is open."""
        self.office.people = PEOPLE
        self.office.channels = {"page": self.channel}
        self.channel.mode, self.channel.seen = Mode.LIVE, Look.BLIND
        with self.office.store.write() as records:
            records.state.resume()

    def answer_those_held(self):
        """Somebody lets leave what could not be looked at."""
        with self.office.store.read() as records:
            held = [item.case for item in records.outbox.held()]
        for case in held:
            (token,) = [b.token for b in view(self.office, case).buttons if b.action == "pick"]
            press(self.office, action="pick", token=token, person=KARIM)
            self.done["let go unseen"] += 1

    def check_end(self):
        with self.office.store.read() as records:
            counts = records.complaints.count()
            cases = records.cases.list()
            verdict = records.log.verify()
            known = {
                one.words["approval"] for one in records.log.entries() if one.event == "approved"
            }
            posted = [i for c in cases for i in records.outbox.of_case(c.id)]
        assert verdict.faults == ()
        assert counts["waiting"] == 0
        assert len(cases) >= counts["carded"]
        assert {reply.id for reply in self.channel.public} <= known
        for case in cases:
            assert case.status is not CaseStatus.APPROVED, "a reply never left"
            actions = [button.action for button in view(self.office, case.id).buttons]
            assert actions or case.status is CaseStatus.ANSWERED, f"stuck: {case}"
        for item in posted:
            if item.status is OutboxStatus.POSTED and item.posted_id:
                assert item.id in {reply.id for reply in self.channel.public}
        self.done["public"] += len(self.channel.public)
