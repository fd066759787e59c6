"""What a receiver's answer says about a reply: public, refused for certain, or unknown."""

import json
import math
import time
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from json import JSONDecodeError

from copilot.domain.channel import Posted
from copilot.domain.errors import DeliveryUnknown, NotDelivered

MOST_ANSWER_BYTES = 65_536
MOST_WAIT_SECONDS = 86_400.0
LATER = {408, 425, 429}  #: not taken, asked to come again
#: another try may be in progress or done: only the receiver knows
MAYBE_TAKEN = {409}
MOVED = {307, 308}  #: by definition not handled where it was sent


def read_answer(status: int, headers: Mapping[str, str], body: bytes) -> Posted:
    """
    Turn an answer into the receiver's word that the reply is public.

    A 5xx stays unknown even with Retry-After: a proxy says 503 when the receiver behind it died
    after storing. So does 202, for accepted is not published, and 303, which follows a success.

    Raises:
        NotDelivered: a refusal (4xx), final unless it asks to come again.
        DeliveryUnknown: everything that does not settle it.
    """
    if 200 <= status < 300 and status != 202:
        return _posted(status, body)
    if status in LATER:
        wait = _wait_seconds(headers.get("retry-after"))
        raise NotDelivered(f"the receiver asks to wait ({status})", retry_after_seconds=wait)
    if status == 410:
        raise NotDelivered("the receiver is gone for good (410): change `reply_url`", final=True)
    if status in MOVED:
        raise NotDelivered(f"`reply_url` has moved ({status}): change it", final=True)
    if 400 <= status < 500 and status not in MAYBE_TAKEN:
        raise NotDelivered(f"the receiver refused it ({status})", final=True)
    raise DeliveryUnknown(f"the receiver answered {status}, which does not settle it")


def _posted(status: int, body: bytes) -> Posted:
    try:
        answer = json.loads(body) if len(body) <= MOST_ANSWER_BYTES else None
    except (JSONDecodeError, UnicodeDecodeError, RecursionError, ValueError):
        answer = None
    told = answer if isinstance(answer, dict) else {}
    posted_id, url = told.get("id"), told.get("url")
    if isinstance(posted_id, int) and not isinstance(posted_id, bool):
        posted_id = str(posted_id)
    if not isinstance(posted_id, str) or not posted_id:
        raise DeliveryUnknown(f"the receiver answered {status} without the reply's id")
    return Posted(posted_id, url if isinstance(url, str) and url else None)


def _wait_seconds(value: str | None) -> float | None:
    """Retry-After as seconds or as a date; nothing where it says neither."""
    if not value:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            at = parsedate_to_datetime(value)
        except ValueError:
            return None
        seconds = at.replace(tzinfo=at.tzinfo or UTC).timestamp() - time.time()
    return min(max(seconds, 0.0), MOST_WAIT_SECONDS) if math.isfinite(seconds) else None
