"""The tables that travel with the package: an entry a line, columns by tab, `# ` a remark."""

from functools import cache
from pkgutil import get_data


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Read the rows of *name*; a table that does not exist has none."""
    try:
        found = get_data("copilot.matching", f"tables/{name}")
    except FileNotFoundError:
        found = None
    lines = (found or b"").decode("utf-8").splitlines()
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in lines
        if line.strip() and not line.startswith("# ")
    )
