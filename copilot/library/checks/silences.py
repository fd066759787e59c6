"""A silence must name a template that exists."""

from copilot.library.checks.checked import Checked
from copilot.library.nodes import Listing, Scalar, node_at
from copilot.library.report import nearest


def check(checked: Checked) -> None:
    """Look each silenced template up."""
    listing = node_at(checked.library.charter_root, "silence")
    for item in listing.items if isinstance(listing, Listing) else ():
        named = node_at(item, "template")
        if isinstance(named, Scalar) and named.text not in checked.library.templates:
            meant = nearest(named.text, checked.library.templates)
            code = "silence-nowhere/nearest" if meant else "silence-nowhere"
            checked.report.error(
                named.place, code, suggestion=meant, word=named.shown, meant=meant or ""
            )
