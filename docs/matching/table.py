"""The measured table, as Markdown, between two marks of the page."""

from typing import Any

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
OURS = "ours"
WHICH = (
    "which playbook, percent right",
    "first place (95 % interval)",
    "French",
    "English",
    "among the first three",
    "first place, mistyped",
)
BANDS = ("Reply Copilot says", "of how many messages", "right, percent")
WHETHER = (
    "whether any playbook",
    "AUROC",
    "rejected when 90 % are kept",
    "kept / rejected, threshold learned from the examples",
    "messages per second",
    "memory",
)


def draw(figures: dict[str, Any]) -> str:
    """Lay out *figures* as two tables: which playbook, and whether any; then what it cost."""
    methods = figures["methods"]
    seen, library = figures["messages"], figures["library"]
    counted = (
        f"On {seen['belonging']} messages that belong to one of the {library['playbooks']} "
        f"playbooks of the starter library ({library['phrases']} examples) and {seen['none']} "
        f"that belong to none, {seen['fr']} in French and {seen['en']} in English:"
    )
    lines = [
        counted,
        "",
        _row("", *WHICH),
        _row("", *["---"] * len(WHICH)),
        *(_which(key, one) for key, one in methods.items()),
        "",
        _row("", *WHETHER),
        _row("", *["---"] * len(WHETHER)),
        *(_whether(key, one) for key, one in methods.items()),
        "",
        _row("", *BANDS),
        _row("", *["---"] * len(BANDS)),
        *(
            _row("", name, str(one["given"]), f"{one['right']:.1f}")
            for name, one in figures["bands"].items()
        ),
        "",
        _own_threshold(figures),
        "",
        f"Measured with {', '.join(map(' '.join, figures['made_with'].items()))}.",
    ]
    return "\n".join(lines)


def between(page: str) -> str | None:
    """What stands between the marks of *page*."""
    _, begun, rest = page.partition(BEGIN)
    table, ended, _ = rest.partition(END)
    return table.strip("\n") if begun and ended else None


def put(page: str, table: str) -> str:
    """Put *table* between the marks of *page*."""
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}"


def _which(key: str, one: dict[str, Any]) -> str:
    first = f"{one['top1']:.1f} ({one['top1_low']:.1f} to {one['top1_high']:.1f})"
    rest = (one[name] for name in ("top1_fr", "top1_en", "top3", "top1_mistyped"))
    return _row(key, one["name"], first, *(f"{value:.1f}" for value in rest))


def _whether(key: str, one: dict[str, Any]) -> str:
    return _row(
        key,
        one["name"],
        f"{one['auroc']:.1f}",
        f"{one['rejected']:.1f}",
        f"{one['learned_kept']:.1f} / {one['learned_rejected']:.1f}",
        f"{one['per_second']:,}",
        f"{one['memory_mb']} MB",
    )


def _row(key: str, *cells: str) -> str:
    strong = (f"**{cell}**" if key == OURS else cell for cell in cells)
    return f"| {' | '.join(strong)} |"


def _own_threshold(figures: dict[str, Any]) -> str:
    ours, ahead = figures["methods"][OURS], figures["ahead"]
    rival = figures["methods"][ahead["of"]]["name"]
    side = "ahead of" if ahead["points"] > 0 else "behind"
    return (
        f"With the threshold that the product sets itself, Reply Copilot keeps "
        f"{ours['own_kept']:.1f} % of what belongs and rejects {ours['own_rejected']:.1f} % of "
        f"what does not. Message by message it is {abs(ahead['points']):.1f} points {side} "
        f"{rival}, the best of the others in first place (95 % interval of the difference: "
        f"{ahead['low']:+.1f} to {ahead['high']:+.1f}). Python and the library, read and not yet "
        f"learned, take {figures['library']['memory_mb']} MB of each memory."
    )
