"""The HTTP side of `copilot run`: health, measurements, and the hooks of channels."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from copilot.app.ports.web import Accept, AtDesk, Brought, Health, Hook, Measurement
from copilot.domain.errors import StoreError
from copilot.web.body import MOST_BODY_BYTES
from copilot.web.hooks import HookEndpoint
from copilot.web.prometheus import CONTENT_TYPE, write
from copilot.web.telegram import TelegramEndpoint

CheckHealth = Callable[[], Awaitable[Health]]
Measure = Callable[[], Awaitable[Sequence[Measurement]]]


def build_app(
    *,
    hooks: Mapping[str, Hook],
    accept: Accept,
    health: CheckHealth,
    measure: Measure,
    brought: Brought | None = None,
    most_body_bytes: int = MOST_BODY_BYTES,
) -> Starlette:
    """
    Build the application; *hooks* are by channel name, *brought* is the desk's own.

    *accept* answers only after it has committed: on its return the sender is told 200.
    """
    probes = _Probes(health, measure)
    take = HookEndpoint(hooks, accept, most_body_bytes=most_body_bytes)
    updates = (
        [Route(brought.path, TelegramEndpoint(brought).deliver, methods=["POST"])]
        if brought
        else []
    )
    return Starlette(
        routes=[
            Route("/healthz", probes.alive, methods=["GET"]),
            Route("/readyz", probes.ready, methods=["GET"]),
            Route("/metrics", probes.measurements, methods=["GET"]),
            Route("/hooks/{channel}", take.answer, methods=["GET", "POST"]),
            *updates,
        ],
        exception_handlers={HTTPException: _refuse},
    )


class _Probes:
    """What machines ask about the service."""

    def __init__(self, health: CheckHealth, measure: Measure) -> None:
        self._health = health
        self._measure = measure

    async def alive(self, _: Request) -> Response:
        """The process lives; nothing else is looked at, so that it isn't restarted for others."""
        return JSONResponse({"status": "ok"})

    async def ready(self, _: Request) -> Response:
        """
        503 only without the database: complaints can be taken in without Telegram.

        So they can by a process that stands by: a balancer sends it webhooks like any other. It
        says nothing of Telegram, which only whoever has the desk talks to.
        """
        health = await self._health()
        telegram = health.telegram or "ok" if health.desk is AtDesk.HERE else health.desk
        report = {
            "ready": health.database is None,
            "database": health.database or "ok",
            "desk": health.desk,
            "telegram": telegram,
            "channels": {name: fault or "ok" for name, fault in health.channels.items()},
        }
        return JSONResponse(report, 200 if report["ready"] else 503)

    async def measurements(self, _: Request) -> Response:
        """Give the numbers in Prometheus' text format; without the database there are none."""
        try:
            measured = await self._measure()
        except StoreError as fault:
            raise HTTPException(503, str(fault)) from fault
        return PlainTextResponse(write(measured), media_type=CONTENT_TYPE)


async def _refuse(_: Request, exc: Exception) -> Response:
    if not isinstance(exc, HTTPException):
        raise exc
    return JSONResponse({"error": exc.detail}, exc.status_code, exc.headers)
