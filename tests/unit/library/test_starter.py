"""The starter library, which every newcomer begins with, has no error."""

import time
from datetime import date
from pathlib import Path

import pytest

from copilot.domain.problem import ProblemSeverity
from copilot.library.tree import FileLibrary

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def starter():
    return FileLibrary(
        ROOT / "playbooks",
        ROOT / "replies",
        languages=["fr", "en"],
        brand="Maison Lumen",
        timezone="Europe/Paris",
        today=lambda: date(2026, 11, 20),
    )


def test_the_starter_library_has_no_error(starter):
    errors = [str(one) for one in starter.load().problems if one.severity is ProblemSeverity.ERROR]

    assert errors == []


def test_a_fingerprint_is_cheap(starter):
    """It is taken every few seconds for as long as the desk runs."""
    start = time.process_time()

    starter.fingerprint()

    assert time.process_time() - start < 0.1
