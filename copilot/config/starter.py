"""The starter playbooks and replies that travel with the package."""

from pathlib import Path

import copilot


def starter_folder() -> Path:
    """
    The folder that holds the starter `playbooks/` and `replies/`.

    They are inside the package once it is installed, and beside it in a clone.
    """
    package = Path(copilot.__file__).parent
    inside = package / "starter"
    return inside if (inside / "playbooks").is_dir() else package.parent


def starter_playbooks() -> Path:
    """The folder of the starter playbooks."""
    return starter_folder() / "playbooks"


def starter_replies() -> Path:
    """The folder of the starter replies."""
    return starter_folder() / "replies"
