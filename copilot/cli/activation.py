"""How to make `copilot` a command of the terminal, where a virtual environment hides it."""

import shutil
import sys
from pathlib import Path


def activation(*, prefix: str = sys.prefix, outside: str = sys.base_prefix) -> Path | None:
    """The script to source before `copilot` is found; nothing where it is found already."""
    if prefix == outside or shutil.which("copilot") is not None:
        return None
    script = Path(prefix) / "bin" / "activate"
    if not script.is_file():
        return None
    here = Path.cwd()
    return script.relative_to(here) if script.is_relative_to(here) else script
