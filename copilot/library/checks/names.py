"""Names and attributes in templates must be ones that a rendering gives."""

from copilot.library.checks.checked import Checked
from copilot.library.view import NAMES


def check(checked: Checked) -> None:
    """Look at every name of every reply and shared piece."""
    for path in checked.library.replies:
        uses = checked.templates.of(path)
        for use in uses.names:
            at = checked.place_of_use(path, use)
            checked.report.unknown(at, "undefined-name", word=use.name, known=NAMES)
        for use in uses.attributes:
            known = NAMES[use.of]
            if known is None or use.name in known:
                continue
            at = checked.place_of_use(path, use)
            checked.report.unknown(
                at, "undefined-name", word=f"{use.of}.{use.name}", known=_dotted(use.of, known)
            )


def _dotted(owner: str, names: tuple[str, ...]) -> list[str]:
    return [f"{owner}.{name}" for name in names] or [owner]
