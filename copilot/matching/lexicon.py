"""The tables that travel with the package: an entry a line, columns by tab, `# ` a remark."""

from functools import cache
from pkgutil import get_data

from copilot.matching.letters import fold

#: A word so short is known only from the table made for it: the others are often chance.
SHORTEST_KNOWN = 3


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


@cache
def known_words(lang: str) -> frozenset[str]:
    """Every word of *lang* that the tables have, folded."""
    own = [cell for row in table(f"hashtags.{lang}.txt") for cell in row]
    said = [cell for row in table(f"common.{lang}.txt") for cell in row]
    said += [row[1] for row in table("languages.tsv") if row[0] == lang]
    said += [cell for row in table(f"spellings.{lang}.tsv") for cell in row]
    said += [row[2].replace(",", " ") for row in table(f"kind.{lang}.tsv")]
    others = {fold(word) for cell in said for word in cell.split() if not word.endswith("*")}
    return frozenset(
        {fold(word) for cell in own for word in cell.split()}
        | {word for word in others if len(word) >= SHORTEST_KNOWN}
    )
