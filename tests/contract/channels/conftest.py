import pytest


@pytest.fixture(autouse=True)
def _times_as_python_says_them(monkeypatch):
    """Without it python-telegram-bot warns of its own future whenever Telegram asks to wait."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
