"""
A channel that keeps what is public in a list and fails on request.

`outcomes` is consumed one per post: `"ok"`, `"lost_after"` (public, no answer), `"lost_before"`
(not public, no answer), or an exception to raise with nothing public.
"""

from copilot.domain.channel import Absent, Look, Mode, Posted, Recovery, Sight
from copilot.domain.errors import DeliveryUnknown


class ScriptedChannel:
    """Implements `copilot.app.ports.channel.Channel`."""

    kind = "scripted"

    def __init__(self, name="page", *, recovery=Recovery.ASK, mode=Mode.LIVE, limit=8000):
        self.name = name
        self.mode = mode
        self.recovery = recovery
        self.limit = limit
        self.public = []
        self.tries = []
        self.outcomes = []
        self.seen = Look.BLIND  #: what a look finds, as a Look or a Sight; an exception is raised

    def measure(self, text):
        return len(text)

    async def look(self, complaint):
        if isinstance(self.seen, Exception):
            raise self.seen
        return self.seen if isinstance(self.seen, Sight) else Sight(self.seen)

    async def post(self, reply):
        self.tries.append(reply)
        outcome = self.outcomes.pop(0) if self.outcomes else "ok"
        if isinstance(outcome, Exception):
            raise outcome
        if outcome == "lost_before":
            raise DeliveryUnknown("no answer")
        known = [r for r in self.public if r.id == reply.id]
        if not (known and self.recovery is Recovery.REPEAT):
            self.public.append(reply)
        if outcome == "lost_after":
            raise DeliveryUnknown("no answer")
        return Posted(id=f"post-{len(self.public)}", url="https://page.example/1")

    async def look_up(self, reply):
        if any(one.id == reply.id for one in self.public):
            return Posted(id="found", url="https://page.example/found")
        return Absent()

    async def check(self):
        return None

    async def close(self):
        return None
