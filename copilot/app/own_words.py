"""Where someone may be in danger, no template speaks: a person writes the words themselves."""

from copilot.domain.draft import Draft
from copilot.domain.playbook import Playbook, Posture


def wants_own_words(playbook: Playbook | None, draft: Draft) -> bool:
    """Say whether *draft* may not be approved because nobody wrote it."""
    is_personal = playbook is not None and playbook.posture is Posture.PERSON
    return is_personal and draft.author is None
