"""
The control side over HTTP: `/sandbox/…`, for tests, scripts and the page.

POST, JSON bodies; people are made on first use, with `name`, `username`, `language_code`:

    press     chat_id message_id user_id data [wait]      what the presser reads
    message   chat_id user_id text [reply_to photo attached media_group_id
                                                      thread_id forward_origin anonymous bot]
    edit      chat_id message_id text
    delete    chat_id message_id
    react     chat_id message_id user_id emoji
    chats     [id type title username linked_chat_id is_forum]
    topic     chat_id name
    status    chat_id status [user_id bot rights]
    kick      chat_id [bot]                               in private: the person blocks the bot
    join      chat_id [user_id name status bot]
    migrate   chat_id [to]
    advance   seconds
    fault     method kind [times seconds code description parameters]

GET: chats, chats/<id>, queries, files/<file id>, events (server-sent; `?token=` will do).
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import fields as names_of

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from copilot.sandbox import membership, person
from copilot.sandbox.control_request import ControlRefusal, Fields, read_fields
from copilot.sandbox.faults import Fault, Faults
from copilot.sandbox.view import chat_view, summary
from copilot.sandbox.words import Json
from copilot.sandbox.world import World

ALIVE_SECONDS = 15.0

Action = Callable[[World, Fields], Json]
Endpoint = Callable[[Request], Awaitable[Response]]


class Control:
    """Lets people, scripts and tests act on the world."""

    def __init__(self, world: World, faults: Faults, closing: asyncio.Event) -> None:
        self._world = world
        self._faults = faults
        self._closing = closing

    def routes(self) -> list[Route]:
        """List everything the control side answers."""
        acts: dict[str, Action] = {
            "message": person.write,
            "edit": person.edit,
            "delete": person.delete,
            "react": person.react,
            "chats": membership.open_chat,
            "topic": membership.open_topic,
            "close_topic": membership.close_topic,
            "status": membership.set_status,
            "kick": membership.kick,
            "join": membership.join,
            "migrate": membership.migrate,
            "advance": self._advance,
            "fault": self._fault,
        }
        return [
            Route("/sandbox/press", self.press, methods=["POST"]),
            *(
                Route(f"/sandbox/{name}", _endpoint(self._world, act), methods=["POST"])
                for name, act in acts.items()
            ),
            Route("/sandbox/chats", self.list_chats, methods=["GET"]),
            Route("/sandbox/chats/{chat_id:path}", self.show_chat, methods=["GET"]),
            Route("/sandbox/queries", self.list_queries, methods=["GET"]),
            Route("/sandbox/files/{file_id}", self.show_file, methods=["GET"]),
            Route("/sandbox/events", self.stream_events, methods=["GET"]),
        ]

    async def press(self, request: Request) -> Response:
        """Press a button, and wait a little for what the bot answers."""
        try:
            return JSONResponse(await person.press(self._world, await read_fields(request)))
        except ControlRefusal as refusal:
            return refusal.response()

    async def list_chats(self, _: Request) -> Response:
        """List the chats."""
        chats = self._world.chats.values()
        return JSONResponse({"chats": [summary(self._world, chat) for chat in chats]})

    async def show_chat(self, request: Request) -> Response:
        """Show one chat as it is now."""
        name = request.path_params["chat_id"]
        chat = self._world.chats.get(int(name)) if name.lstrip("-").isdigit() else None
        if chat is None:
            return ControlRefusal("no such chat", status=404).response()
        return JSONResponse(chat_view(self._world, chat))

    async def list_queries(self, _: Request) -> Response:
        """List every press with what its presser read."""
        return JSONResponse({"queries": [each.view() for each in self._world.queries.values()]})

    async def show_file(self, request: Request) -> Response:
        """Give the bytes of an uploaded picture."""
        photo = self._world.photos.get(request.path_params["file_id"])
        if photo is None or photo.content is None:
            return ControlRefusal("no such file", status=404).response()
        is_png = photo.content.startswith(b"\x89PNG")
        return Response(photo.content, media_type="image/png" if is_png else "image/jpeg")

    async def stream_events(self, _: Request) -> Response:
        """Tell, as server-sent events, which chat has changed."""
        return StreamingResponse(self._events(), media_type="text/event-stream")

    async def _events(self) -> AsyncIterator[str]:
        queue: asyncio.Queue[Json | None] = asyncio.Queue()
        self._world.listeners.append(queue.put_nowait)
        try:
            yield ": connected\n\n"
            while not self._closing.is_set():
                try:
                    event = await asyncio.wait_for(queue.get(), ALIVE_SECONDS)
                except TimeoutError:
                    yield ": alive\n\n"
                    continue
                if event is not None:
                    yield f"data: {json.dumps(event)}\n\n"
        finally:
            self._world.listeners.remove(queue.put_nowait)

    def _advance(self, world: World, fields: Fields) -> Json:
        world.clock.advance(fields.seconds("seconds"))
        return {"now": world.clock.now()}

    def _fault(self, _: World, fields: Fields) -> Json:
        known = {each.name for each in names_of(Fault)}
        if unknown := fields.values.keys() - known:
            raise ControlRefusal(f"unknown fields: {', '.join(sorted(unknown))}")
        fields.text("method")
        try:
            self._faults.order(Fault(**fields.values))
        except (TypeError, ValueError) as exc:
            raise ControlRefusal(str(exc)) from exc
        return {"waiting": len(self._faults.waiting)}


def _endpoint(world: World, act: Action) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            return JSONResponse(act(world, await read_fields(request)))
        except ControlRefusal as refusal:
            return refusal.response()

    return endpoint
