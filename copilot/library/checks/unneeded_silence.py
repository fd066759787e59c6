"""The charter silences only what would otherwise speak."""

from copilot.library.checks.checked import Checked
from copilot.library.nodes import Listing, Scalar, node_at

AFTER = ("renderings",)
#: The rule's sentences and its page stand with those of comments that silence (`silence.py`).
SENTENCES: dict[str, dict[str, str]] = {"en": {}, "fr": {}}
PAGES = {"en": "", "fr": ""}


def check(checked: Checked) -> None:
    """Compare the charter's silences with what rendering found."""
    listing = node_at(checked.library.charter_root, "silence")
    for item in listing.items if isinstance(listing, Listing) else ():
        rule, template = node_at(item, "rule"), node_at(item, "template")
        if not isinstance(rule, Scalar) or not isinstance(template, Scalar):
            continue
        hushed = checked.hushed.get(template.text)
        if hushed is not None and rule.text not in hushed:
            checked.report.warning(
                rule.place, "unneeded-silence/charter", word=rule.text, template=template.text
            )
