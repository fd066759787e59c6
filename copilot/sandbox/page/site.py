"""A sandbox with the page on the same port: its files, and what it needs to know."""

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from copilot.sandbox.commands import offered
from copilot.sandbox.control_request import ControlRefusal, read_fields
from copilot.sandbox.page.show import Show
from copilot.sandbox.server import Sandbox
from copilot.sandbox.words import Json

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
#: Nothing from elsewhere, nothing written in the page itself, and no text that becomes markup.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
SPEED_MOST = 1000.0


class Site:
    """The page of one *show*; the sandbox's guard stands before it."""

    def __init__(self, show: Show, *, limits: str) -> None:
        self._show = show
        self._files = _read_files()
        self.sandbox = Sandbox(limits=limits, pages=self._routes())
        self.sandbox.world.listeners.append(self._watch)

    def tell(self, kind: str) -> None:
        """Let every open page know that something of this *kind* is new."""
        for listener in list(self.sandbox.world.listeners):
            listener({"kind": kind, "chat_id": None, "message_id": None})

    def empty_desk(self, title: str, people: Mapping[int, str]) -> None:
        """Make the desk's chat as new, with *people*'s names by their ids."""
        world = self.sandbox.world
        chat = world.chats[self.sandbox.chat_id]
        chat.title = title
        chat.messages.clear()
        chat.pinned.clear()
        world.queries.clear()
        for bot in world.bots.values():
            bot.updates.clear()
        for user_id, name in people.items():
            first, _, last = name.partition(" ")
            world.meet(user_id, first_name=first, last_name=last)
            chat.members[user_id] = "member"
        self.tell("empty")

    async def index(self, _: Request) -> Response:
        """The page, with the token that lets it use the control side."""
        page = self._files["index.html"].decode()
        page = page.replace("{{token}}", escape(self.sandbox.token))
        return Response(page, media_type=MEDIA_TYPES[".html"], headers=HEADERS)

    async def file(self, request: Request) -> Response:
        """One of the page's own files, by name."""
        name = request.path_params["name"]
        content = self._files.get(name)
        if content is None:
            return Response("Not Found", 404, headers=HEADERS)
        kind = MEDIA_TYPES[PurePosixPath(name).suffix]
        return Response(content, media_type=kind, headers=HEADERS)

    async def setting(self, _: Request) -> Response:
        """What the page needs to know once; the bot's commands are the bot's."""
        world = self.sandbox.world
        desk = world.chats[self.sandbox.chat_id]
        commands = [command for bot in world.bots.values() for command in offered(bot, desk)]
        return JSONResponse({**self._show.setting(), "commands": commands})

    async def thread(self, _: Request) -> Response:
        """The public thread."""
        return JSONResponse(self._show.thread())

    async def progress(self, _: Request) -> Response:
        """How the incident goes."""
        return JSONResponse(self._show.progress())

    async def direct(self, request: Request) -> Response:
        """Change the pace, or start again."""
        try:
            wish = (await read_fields(request)).values
            if wish.get("replay") is True:
                self._show.replay()
            else:
                self._show.set_pace(paused=_paused(wish), speed=_speed(wish))
        except ControlRefusal as refusal:
            return refusal.response()
        return JSONResponse(self._show.progress())

    def _watch(self, event: Json) -> None:
        """See the first gesture on the desk: a press that the bot has acted on, or a note."""
        world = self.sandbox.world
        desk = world.chats[self.sandbox.chat_id]
        message = desk.messages.get(event["message_id"] or 0)
        is_note = message is not None and world.bot_of(message.author_id) is None
        if event["chat_id"] == self.sandbox.chat_id and (world.queries or is_note):
            self._show.stir()

    def _routes(self) -> list[Route]:
        return [
            Route("/", self.index),
            Route("/page/{name}", self.file),
            Route("/sandbox/setting", self.setting),
            Route("/sandbox/thread", self.thread),
            Route("/sandbox/story", self.progress, methods=["GET"]),
            Route("/sandbox/story", self.direct, methods=["POST"]),
        ]


def _paused(wish: Json) -> bool:
    paused = wish.get("paused")
    if not isinstance(paused, bool):
        raise ControlRefusal("`paused` must be true or false")
    return paused


def _speed(wish: Json) -> float:
    speed = wish.get("speed")
    if isinstance(speed, bool) or not isinstance(speed, int | float):
        raise ControlRefusal("`speed` must be a number")
    if not 0 < speed <= SPEED_MOST:
        raise ControlRefusal(f"`speed` must be above 0 and at most {SPEED_MOST:.0f}")
    return speed


def _read_files() -> Mapping[str, bytes]:
    """Read everything once: a name can then lead nowhere else."""
    folder = files("copilot.sandbox.page") / "static"
    served = (each for each in folder.iterdir() if PurePosixPath(each.name).suffix in MEDIA_TYPES)
    return {each.name: each.read_bytes() for each in served}
