"""What a test does as people at the desk would: press, write, wait."""

from copilot.app import dialogue
from copilot.app.delivery import Delivery
from copilot.app.intake import accept
from copilot.app.press import press
from copilot.app.project import view
from copilot.app.triage import triage
from copilot.domain.complaint import Author, Complaint
from copilot.domain.errors import Refused

BROKEN = "j'ouvre le carton de mon ordinateur neuf : écran fissuré, merci bravo"


class Story:
    """Drives one office."""

    def __init__(self, office, clock, channel):
        self.office, self.clock, self.channel = office, clock, channel
        self.messages = 0

    def complain(
        self, text=BROKEN, *, id="m1", author="777", name="Claire M.", handle=None, **more
    ):
        """A customer writes; the card's case is returned."""
        complaint = Complaint(
            id=id,
            channel=self.channel.name,
            text=text,
            author=Author(id=author, name=name, handle=handle),
            created_at=self.clock.now(),
            **more,
        )
        accepted = accept(self.office, complaint)
        triage(self.office)
        with self.office.store.read() as records:
            return records.cases.of_complaint(accepted.id)

    def card(self, case):
        return view(self.office, case.id)

    def token(self, case, action, value=None, *, card=None):
        """The token of a button on the card as it is, or on one drawn earlier."""
        buttons = (card or self.card(case)).buttons
        found = [b for b in buttons if b.action == action and value in (None, b.value)]
        assert found, f"the card offers no {action} {value or ''}: {[b.action for b in buttons]}"
        return found[0].token

    def press(self, case, action, person, value=None, *, card=None):
        """Press a button; a menu's choice is pressed as `pick` with its value."""
        if value is not None and action in ("playbook", "later", "dismiss"):
            menu = self.press(case, action, person, card=card).menu
            token = next(b.token for b in menu.buttons if b.value == f"{action}:{value}")
            outcome = press(self.office, action="pick", token=token, person=person)
            asked = (
                [b.token for b in outcome.menu.buttons if b.action == "pick"]
                if outcome.menu
                else []
            )
            if action == "playbook" and asked:
                return press(self.office, action="pick", token=asked[0], person=person)
            return outcome
        token = self.token(case, action, value, card=card)
        return press(self.office, action=action, token=token, person=person)

    def refusal(self, case, action, person, value=None, *, card=None):
        """The code a press is refused with."""
        try:
            outcome = self.press(case, action, person, value, card=card)
        except Refused as refused:
            return refused.code
        return f"not refused: {outcome.code}"

    def sent_prompt(self, message=900):
        """What the painter does: the waiting prompt is in the chat as *message*."""
        with self.office.store.write() as records:
            notice = next(n for n in records.notices.waiting() if n.prompt)
            records.notices.sent(notice.id, message=message, at=self.clock.now())
        return notice

    def write(self, person, text, *, to):
        """Somebody replies to the bot's message *to*."""
        self.messages += 1
        return dialogue.reply(
            self.office,
            chat=self.office.desk.chat,
            to_message=to,
            message=5000 + self.messages,
            person=person,
            text=text,
        )

    def status(self, case):
        with self.office.store.read() as records:
            return records.cases.get(case.id).status.value

    def events(self, case):
        with self.office.store.read() as records:
            return [entry.event for entry in records.log.entries(case=case.id)]

    def draft(self, case):
        return self.card(case).draft.draft

    def delivery(self, process="p1"):
        async def clerk(work):
            return work()

        return Delivery(self.office, clerk, process=process)
