"""The starter library, cut to a trade."""

import pytest

from copilot.cli.sector import LEFT_OUT, bare, library_of, without

YAML = """\
# a comment
tests:
  fr:
    this: |
      rien reçu
    late: |
      toujours rien
      encore : rien

    not this: |
      autre
last: x
"""


def test_a_key_is_dropped_with_everything_below_it():
    """A test that names an absent playbook would be a fault."""
    assert YAML.replace(
        "    late: |\n      toujours rien\n      encore : rien\n\n", ""
    ) == without(YAML, lambda key: key == "late", depth=4)


def test_nothing_is_dropped_without_a_reason():
    """The shop's library is the starter library, letter for letter."""
    assert YAML == without(YAML, lambda key: key == "absent", depth=4)


def test_comments_go_and_values_stay():
    """`init` explains in the brand's own language instead."""
    assert "a: {b: c}\nlist:\n  - d\n" == bare("# head\na: {b: c}   # why\n\nlist:\n  - d\n")


@pytest.mark.parametrize("sector", LEFT_OUT)
def test_a_sector_has_no_trace_of_what_it_leaves_out(sector):
    """Neither playbook nor replies nor tests."""
    library = library_of(sector)
    traces = [
        (path, name)
        for path, text in library.items()
        for name in LEFT_OUT[sector]
        if name in path or f"    {name}: |" in text
    ]

    assert [] == traces


def test_every_sector_keeps_what_everybody_needs():
    """Someone in danger writes to any brand."""
    assert [] == [one for one, left in LEFT_OUT.items() if "someone-in-danger" in left]
