"""What the bot's requests are sent with."""

import pytest
from telegram.request import HTTPXRequest

from copilot.desk.connect import connections
from copilot.desk.requests import Requests

PROXIES = ("http_proxy", "https_proxy", "all_proxy")


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    for name in (*PROXIES, "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def test_requests_are_our_own_where_nothing_stands_between():
    """A third of the processor's time, or less when many press."""
    assert Requests is type(connections(2))


@pytest.mark.parametrize("name", [*PROXIES, *map(str.upper, PROXIES)])
def test_through_a_proxy_requests_go_by_httpx(monkeypatch, name):
    """It knows them all; ours knows none and would go round it, or nowhere."""
    monkeypatch.setenv(name, "http://127.0.0.1:3128")

    assert HTTPXRequest is type(connections(2))


def test_what_is_exempt_alone_is_no_proxy(monkeypatch):
    """Many servers set it for all their programs."""
    monkeypatch.setenv("no_proxy", "localhost")

    assert Requests is type(connections(2))
