"""Personal data is found, and little else is taken for it."""

import time

import pytest

from copilot.domain.personal_data import find


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("écrivez à claire.m+x@free.fr, merci", [("email", "claire.m+x@free.fr")]),
        ("au 06 12 34 56 78.", [("phone", "06 12 34 56 78")]),
        ("au 0612345678", [("phone", "0612345678")]),
        (
            "au 06.12.34.56.78 ou 06-12-34-56-78",
            [("phone", "06.12.34.56.78"), ("phone", "06-12-34-56-78")],
        ),
        ("+33 6 12 34 56 78", [("phone", "+33 6 12 34 56 78")]),
        ("+33 (0)6 12 34 56 78", [("phone", "+33 (0)6 12 34 56 78")]),
        ("0033612345678", [("phone", "0033612345678")]),
        ("call +44 20 7946 0958 now", [("phone", "+44 20 7946 0958")]),
        ("call 020 7946 0958", [("phone", "020 7946 0958")]),
        ("+1 (415) 555-2671", [("phone", "+1 (415) 555-2671")]),
        (
            "FR76 3000 6000 0112 3456 7890 189 merci",
            [("iban", "FR76 3000 6000 0112 3456 7890 189")],
        ),
        ("fr7630006000011234567890189", [("iban", "fr7630006000011234567890189")]),
        ("FR76 3000 6000 0112 3456 7890 188", []),
        ("DE89370400440532013000", [("iban", "DE89370400440532013000")]),
        ("carte 4111 1111 1111 1111", [("card", "4111 1111 1111 1111")]),
        ("carte 4111-1111-1111-1112", []),
        ("commande n° 448213", [("order", "448213")]),
        ("ma commande LM-448213 !", [("order", "LM-448213")]),
        ("nº de commande : 20261120-77", [("order", "20261120-77")]),
        ("order #123-4567890-1234567", [("order", "123-4567890-1234567")]),
        ("LM-448213", [("order", "LM-448213")]),
        ("client depuis 2019, 1200 euros", []),
        ("899 € le 24/11/2026 à 18 h 30", []),
        ("appelez le 3114, le 15 ou le 112", []),
        ("2026-11-24", []),
        ("PS5, RTX-4090 et iPhone 15", []),
        ("@claire.m a raison", []),
        ("", []),
    ],
)
def test_what_is_found(text, found):
    assert [(one.kind.value, text[slice(*one.span)]) for one in find(text)] == found


def test_nothing_is_found_twice():
    spans = [one.span for one in find("IBAN FR76 3000 6000 0112 3456 7890 189, 06 12 34 56 78")]

    assert spans == [(5, 38), (40, 54)]


@pytest.mark.parametrize("piece", ["1 ", "a@", "commande n° ", "FR76", "+1 ", "06 ", "a.b@c."])
def test_a_long_text_takes_no_longer_than_its_length(piece):
    """A customer chooses the text; it must not choose how long the desk stands still."""
    text = piece * (20_000 // len(piece))
    start = time.process_time()

    find(text)

    assert time.process_time() - start < 2
