"""What seals an unlawful message as it was seen, so that it can be shown to be that one later."""

import hashlib
import json

from copilot.domain.complaint import Complaint


def seal(complaint: Complaint) -> str:
    """Seal who wrote what, where and when: the same message at the same version, the same seal."""
    author = complaint.author
    written = {
        "channel": complaint.channel,
        "id": complaint.id,
        "text": complaint.text,
        "author": [author.id, author.handle, author.name],
        "url": complaint.url,
        "created_at": complaint.created_at.isoformat() if complaint.created_at else None,
        "edited_at": complaint.edited_at.isoformat() if complaint.edited_at else None,
        "media": [[one.kind, one.url, one.alt] for one in complaint.media],
    }
    plain = json.dumps(written, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
