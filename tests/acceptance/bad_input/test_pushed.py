"""What comes over HTTP: proven or refused, and whatever was accepted is on a card."""

import json

import pytest

OTHER_SECRET = "whsec_b3RoZXJvdGhlcm90aGVyb3RoZXI="
UNPROVEN = {
    "unsigned": {"webhook_signature": None},
    "without any of the headers": {
        "webhook_signature": None,
        "webhook_id": None,
        "webhook_timestamp": None,
    },
    "signed with another secret": {"secret": OTHER_SECRET},
    "signed with rubbish": {"webhook_signature": "v1,!!!"},
    "signed without a version": {"webhook_signature": "abc"},
    "signed for another id": {"webhook_signature": "v1,AAAA", "webhook_id": "other"},
    "six minutes old": {"age": 360},
    "six minutes early": {"age": -360},
    "of no time": {"webhook_timestamp": "nan"},
    "of an endless time": {"webhook_timestamp": "9" * 400},
}
UNUSABLE = {
    "empty": (b"", 400),
    "not JSON": (b"nope", 400),
    "nested too deep": (b"[" * 50_000 + b"]" * 50_000, 400),
    "a number": (b"3", 422),
    "without text or media": (b"{}", 422),
    "blank": (b'{"text": " \\n "}', 422),
    "with a key nobody knows": (b'{"text": "a", "txet": "b"}', 422),
    "of another channel": (b'{"text": "a", "channel": "groupe"}', 422),
    "without a zone": (b'{"text": "a", "created_at": "2026-11-20T09:00:00"}', 422),
    "too many likes for a database": (
        b'{"text": "a", "reactions": {"likes": 99999999999999999999}}',
        422,
    ),
    "of 20,001 characters": (json.dumps({"text": "x" * 20_001}).encode(), 413),
    "of 20,001 emoji": (json.dumps({"text": "😀" * 20_001}).encode(), 413),
    "over a megabyte": (b'{"text": "' + b"x" * 1_100_000 + b'"}', 413),
}
STRANGE = {
    "heart": ("<3", "colis perdu un <b>gras</b> & </blockquote>"),
    "template": ("{{ 7*7 }}", "colis perdu deux {{ 7*7 }} {% raw %}"),
    "everyone": ("@everyone https://x", "colis perdu trois @everyone"),
    "nobody": ("", "colis perdu quatre"),
    "arabic": ("مها", "خدمة سيئة جدا"),
    "override": ("\u202eevil", "colis perdu cinq \u202etxet"),
    "emoji": ("😀", "😡🤬😡"),
    "nul": ("a\x00b", "colis perdu six \x00"),
    "half": ("\ud800", "colis perdu sept \udfff"),
    "escape": ("\x1b[31m", "colis perdu huit \x1b[31m\x07"),
    "links": ("x", " ".join(f"https://x.example/{n}" for n in range(100))),
    "marks": ("y", "colis perdu neuf e" + "\u0301" * 500),
}


@pytest.mark.parametrize("wrong", UNPROVEN.values(), ids=UNPROVEN)
def test_what_is_not_proven_is_refused(running, wrong):
    """Anyone may post to a public address; only the holder of the secret is heard."""
    assert 401 == running.push({"text": "à ne pas croire"}, **wrong).status_code


def test_what_was_not_proven_left_one_line_each_and_no_card(running):
    """The operator sees who knocks, the desk does not."""
    lines = running.log_text().count("refused with 401")
    running.push({"text": "à ne pas croire"}, secret=OTHER_SECRET)

    assert lines + 1 == running.log_text().count("refused with 401")
    assert not any("à ne pas croire" in one["text"] for one in running.messages())


@pytest.mark.parametrize(("body", "status"), UNUSABLE.values(), ids=UNUSABLE)
def test_what_cannot_be_used_is_refused_with_the_reason(running, body, status):
    """A sender's programmer must find the fault without us."""
    answer = running.push(body=body)

    assert status == answer.status_code
    assert answer.json()["error"]


def test_a_body_that_is_not_utf_8_is_refused_and_named_in_the_log(running):
    """A signature cannot be checked over what is no text; the operator must not hunt a secret."""
    answer = running.push(body=b'{"text": "\xe9cran"}')

    assert 401 == answer.status_code
    assert "refused with 401, not UTF-8" in running.log_text()


def test_whatever_customers_are_called_and_write_is_on_a_card(running):
    """Guarantees 3 and 6: nothing lost, nothing run, nothing drawn twice."""
    batch = [
        {"id": f"strange-{name}", "text": text, "author": {"id": name, "name": author}}
        for name, (author, text) in STRANGE.items()
    ]
    answer = running.push(batch)
    shown = [
        running.number_of(words)
        for words in (
            "colis perdu un <b>gras</b> & </blockquote>",
            "colis perdu deux {{ 7*7 }} {% raw %}",
            "colis perdu trois @everyone",
            "colis perdu quatre",
            "خدمة سيئة جدا",
            "colis perdu cinq",
            "😡🤬😡",
            "colis perdu six \ufffd",
            "colis perdu sept \ufffd",
            "colis perdu huit",
            "x.example/0",
            "colis perdu neuf",
        )
    ]

    assert (200, len(STRANGE)) == (answer.status_code, answer.json()["accepted"])
    assert len(STRANGE) == len(set(shown))
    assert not any("49" in one["text"] and "7*7" in one["text"] for one in running.messages())


def test_a_delivery_sent_again_adds_nothing(running):
    """Senders repeat what they believe lost."""
    complaint = {"id": "again", "text": "colis perdu encore une fois"}
    first = running.push(complaint, webhook_id="same-delivery")
    second = running.push(complaint, webhook_id="same-delivery")
    third = running.push(complaint)

    assert [1, 0, 0] == [one.json()["accepted"] for one in (first, second, third)]
    assert second.json()["repeated"]


def test_a_complaint_pushed_and_imported_is_one(running):
    """And importing again adds nothing; a long one, which no push may bring, is shown whole."""
    running.push({"id": "both", "text": "colis perdu par deux voies"})
    path = running.folder / "both.jsonl"
    lines = [
        {"id": "both", "text": "colis perdu par deux voies"},
        {"id": "long", "text": "écran cassé " + "é" * 20_001},
    ]
    path.write_text("\n".join([*map(json.dumps, lines), "nope"]), encoding="utf-8")
    first = running.command("import", str(path), "--channel", "shop")
    again = running.command("import", str(path), "--channel", "shop")
    running.told("message entier, 1 sur")

    assert [
        (1, "1 new, 0 changed, 1 known, 1 refused\n"),
        (1, "0 new, 0 changed, 2 known, 1 refused\n"),
    ] == [first[:2], again[:2]]
    assert "both.jsonl:3: not JSON" in first[2]
    running.number_of("écran cassé é")
    shown = [one for one in running.messages() if "message entier" in one["text"]]
    parts = [one["text"].partition("\n")[2] for one in shown if not one["buttons"]]
    assert "écran cassé " + "é" * 20_001 == "".join(parts)
