"""The body of a request, never more of it in memory than is allowed."""

import asyncio

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

MOST_BODY_BYTES = 1_048_576
BODY_SECONDS = 30.0


async def read_body(request: Request, *, most_bytes: int = MOST_BODY_BYTES) -> bytes:
    """
    Read it whole.

    Raises:
        HTTPException: it is too long, too slow or broken off.
    """
    read = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for part in request.stream():
                read += part
                if len(read) > most_bytes:
                    raise HTTPException(413, f"over {most_bytes:,} bytes")
    except TimeoutError as exc:
        raise HTTPException(408, "the body did not come") from exc
    except ClientDisconnect as exc:
        raise HTTPException(400, "the body broke off") from exc
    return bytes(read)
