"""A rule is asked again only when something it looks at has changed."""

import inspect

import pytest

from copilot.library.rules import RULES

#: What differs between the texts of one template.
CIRCUMSTANCES = {"channel", "in_exchange", "is_below_ours", "parts"}
#: Whether a template or a person wrote it is the same for all texts of a template.
ONLY_WHETHER = {"typography": {"parts"}}


@pytest.mark.parametrize("name", RULES)
def test_a_rule_says_what_it_looks_at(name):
    """What it kept to itself would be missed: its text would pass for one that was seen."""
    code = inspect.getsource(inspect.getmodule(RULES[name].check))
    looked_at = {one for one in CIRCUMSTANCES if f"text.{one}" in code}

    assert set(RULES[name].looks_at) == looked_at - ONLY_WHETHER.get(name, set())
