"""Whom a reply may greet by name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.library.first_name import first_name


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Claire M.", "Claire"),
        ("claire martin", "Claire"),
        ("CLAIRE MARTIN", "Claire"),
        ("jean-pierre dupont", "Jean-Pierre"),
        ("Léa", "Léa"),
        ("Zoé 🌸", "Zoé"),
        ("N'Golo K.", "N'Golo"),
        ("Özlem", "Özlem"),
        ("Иван Петров", "Иван"),
        ("Le Grincheux", None),
        ("Team Lumen", None),
        ("SAV", None),
        ("Service Client", None),
        ("🌸 Claire", None),
        ("@everyone", None),
        ("@everyone https://x", None),
        ("Claire https://x.example", None),
        ("<3", None),
        ("{{ 7*7 }}", None),
        ("C.", None),
        ("", None),
        (None, None),
        ("   ", None),
        ("Claire75", None),
        ("xptlk", None),
        ("Aaaaargh", None),
        ("محمد", None),
        ("X" * 21, None),
        ("M. Dupont", None),
        ("Mme Dupont", None),
    ],
)
def test_names(name, found):
    assert first_name(name) == found


@settings(max_examples=50, deadline=None)
@given(st.text())
def test_a_first_name_is_letters_and_short(name):
    """It stands in a public text, so nothing else may pass."""
    found = first_name(name)

    assert found is None or (
        len(found) <= 40 and all(one.isalpha() or one in "-'’" for one in found)
    )
