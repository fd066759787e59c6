"""Every wrong thing gets one clear error, a status, and costs nothing that was right."""

import socket
import sqlite3
import stat

import pytest

from tests.acceptance.cli.conftest import CONFIG, TOKEN

ENVIRON = {"TELEGRAM_BOT_TOKEN": TOKEN, "SHOP_SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}


@pytest.fixture
def environ(monkeypatch):
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)


def change(desk, before, after):
    path = desk / "copilot.yaml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")


def test_a_missing_configuration_says_how_to_get_one(nowhere, copilot):
    said = copilot("run")

    assert (
        2,
        (
            "copilot: there is no copilot.yaml; name one with -c FILE, "
            "or write one with: copilot init DIR\n"
        ),
    ) == (said.status, said.err)


def test_variables_that_are_not_set_are_all_named_with_their_places(desk, copilot):
    said = copilot("run")

    assert (
        2,
        (
            "copilot.yaml:4:21: the environment variable TELEGRAM_BOT_TOKEN is not set "
            "[missing-variable]\n"
            "copilot.yaml:8:41: the environment variable SHOP_SECRET is not set [missing-variable]\n"
        ),
    ) == (said.status, said.err)


def test_a_wrong_token_is_refused_before_telegram_is_asked(desk, copilot, environ, monkeypatch):
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "my-bot's-name")

    said = copilot("run")

    assert (
        2,
        (
            "copilot.yaml:4:21: this is not a bot's token; @BotFather gives one, "
            "as 123456789:AAExample [not-a-token]\n"
        ),
    ) == (said.status, said.err)


def test_empty_people_refuse_to_start(desk, copilot, environ):
    change(desk, CONFIG[CONFIG.index("people:") : CONFIG.index("channels:")], "people: []\n")

    said = copilot("run")

    assert (
        2,
        (
            "copilot.yaml:5:1: nobody is configured, so nobody could approve a reply; "
            "add at least one person under `people` [no-people]\n"
        ),
    ) == (said.status, said.err)


def test_empty_people_are_a_fault_of_check(desk, copilot, environ):
    change(desk, CONFIG[CONFIG.index("people:") : CONFIG.index("channels:")], "people: []\n")

    said = copilot("check", "copilot.yaml")

    assert (1, True) == (said.status, "[no-people]" in said.out)


def test_an_unknown_kind_of_channel_names_the_nearest(desk, copilot, environ):
    change(desk, "kind: webhook", "kind: webhok")

    said = copilot("run")

    assert (
        2,
        (
            "copilot.yaml:8:24: `webhok` is not known here; did you mean `webhook`? "
            "Known: webhook, telegram, demo [unknown-word]\n"
        ),
    ) == (said.status, said.err)


@pytest.mark.parametrize("command", ["sandbox", "demo"])
def test_a_taken_port_is_named(nowhere, copilot, command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]

        said = copilot(command, "--port", number, *(["--no-browser"] if command == "demo" else []))

    assert (2, f"copilot: port {number} is taken; choose another with --port\n") == (
        said.status,
        said.err,
    )


def test_a_database_that_cannot_be_written_is_named(desk, copilot):
    change(desk, "brand:", "database: sqlite:///missing/copilot.db\nbrand:")

    said = copilot("cases")

    assert (
        2,
        "copilot: the database's folder missing does not exist; create it or correct `database`\n",
    ) == (said.status, said.err)


def test_a_database_of_a_newer_version_is_left_alone(desk, copilot):
    assert 0 == copilot("cases").status
    with sqlite3.connect(desk / "copilot.db") as newer:
        newer.execute("UPDATE alembic_version SET version_num = '9999'")
    newer.close()

    said = copilot("cases")

    assert (2, True) == (said.status, "was made by a newer version" in said.err)


def test_broken_playbooks_name_all_their_faults(desk, copilot):
    (desk / "playbooks/late-delivery.yaml").write_text("title: x\nseverty: low\n", "utf-8")
    (desk / "playbooks/broken-on-arrival.yaml").write_text("title: [\n", "utf-8")

    said = copilot("match", "rien reçu")

    assert (
        1,
        ["playbooks/broken-on-arrival.yaml", *["playbooks/late-delivery.yaml"] * 4],
    ) == (said.status, [line.partition(":")[0] for line in said.err.splitlines()])


def test_a_bad_line_is_reported_and_the_others_go_in(desk, copilot):
    (desk / "in.jsonl").write_text(
        '{"text": "un", "id": 1}\nnope\n{"text": "deux", "chanel": "x"}\n{"id": "3"}\n'
        '{"text": "trois", "created_at": "2026-11-20T09:00:00"}\n{"text": "quatre"}\n',
        "utf-8",
    )

    said = copilot("import", "in.jsonl", "--channel", "shop")

    assert (
        1,
        "2 new, 0 changed, 0 known, 4 refused\n",
        (
            "in.jsonl:2: not JSON: expecting value at line 1, column 1\n"
            "in.jsonl:3: `chanel` is not a known key; did you mean `channel`?\n"
            "in.jsonl:4: `text` or `media` is required: this one has neither\n"
            "in.jsonl:5: `created_at` has no zone: end it with Z or +01:00\n"
        ),
    ) == (said.status, said.out, said.err)


STRANGE = [
    '{"text": "a", "author": {"name": "<3"}}',
    '{"text": "b", "author": {"name": "{{ 7*7 }}"}}',
    '{"text": "c", "author": {"name": "@everyone https://x"}}',
    '{"text": "d", "author": {"name": ""}}',
    '{"text": "خدمة سيئة جدا"}',
    '{"text": "😡😡😡"}',
    '{"text": "a\\u0000b \\ud800"}',
    '{"text": "<script>alert(1)</script><b>"}',
    f'{{"text": "{" ".join(f"https://x.example/{n}" for n in range(100))}"}}',
    f'{{"text": "{"x" * 20_001}"}}',
]


def test_strange_complaints_go_in_and_are_listed(desk, copilot):
    """Nothing that a customer can write is lost or breaks a list."""
    (desk / "in.jsonl").write_text("\n".join([*STRANGE, STRANGE[0]]), "utf-8")

    first = copilot("import", "in.jsonl", "--channel", "shop")
    again = copilot("import", "in.jsonl", "--channel", "shop")
    listed = copilot("cases", "--state", "waiting")

    assert (
        "11 new, 0 changed, 0 known, 0 refused\n",
        "0 new, 0 changed, 11 known, 0 refused\n",
    ) == (
        first.out,
        again.out,
    )
    assert (0, 12, False) == (listed.status, len(listed.out.splitlines()), "\x00" in listed.out)


@pytest.mark.parametrize(
    "text", ["😡😡", "خدمة سيئة جدا", "a\x00b", "<b>{{ 7*7 }}</b>", "x" * 20_001]
)
def test_strange_texts_get_an_answer(desk, copilot, text):
    said = copilot("match", text, "--json")

    assert (0, "") == (said.status, said.err)


def test_an_unknown_channel_names_the_nearest(desk, copilot):
    (desk / "in.jsonl").write_text('{"text": "un", "channel": "shup"}\n', "utf-8")

    assert [
        (2, "copilot: there is no channel `shp`; did you mean `shop`?\n"),
        (1, "in.jsonl:1: there is no channel `shup`; did you mean `shop`?\n"),
    ] == [
        (said.status, said.err)
        for said in (
            copilot("import", "in.jsonl", "--channel", "shp"),
            copilot("import", "in.jsonl"),
        )
    ]


@pytest.mark.parametrize(
    "arguments", [("match",), ("match", "x", "--file", "y"), ("import", "no.jsonl")]
)
def test_wrong_usage_is_one_line(desk, copilot, arguments):
    said = copilot(*arguments)

    assert (2, 1) == (said.status, len(said.err.splitlines()))


def test_an_unexpected_error_is_one_line_without_a_traceback(desk, copilot, monkeypatch):
    """And says what to do."""

    def explode(_):
        raise RuntimeError("boom\nand more")

    monkeypatch.setattr("copilot.cli.schema.run", explode)
    said = copilot("schema", "config")

    assert (
        1,
        (
            "copilot: this should not have happened (RuntimeError: boom); "
            "please run it again with COPILOT_DEBUG=1 and report what it prints\n"
        ),
    ) == (said.status, said.err)


def test_an_interruption_is_told_by_the_status(desk, copilot, monkeypatch):
    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("copilot.cli.schema.run", interrupt)

    assert (130, "", "") == tuple(vars(copilot("schema", "config")).values())


def test_a_database_file_is_private(desk, copilot):
    """Customers' words are nobody else's business."""
    copilot("cases")

    assert 0o600 == stat.S_IMODE((desk / "copilot.db").stat().st_mode)


def test_more_approvals_than_people_is_told_in_the_playbook(desk, copilot, environ):
    """The fault is in the file that asks for too many, at the line that asks."""
    path = desk / "playbooks" / "late-delivery.yaml"
    lines = path.read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("approvals")]
    path.write_text("\n".join([*kept, "approvals: 5", ""]), "utf-8")

    said = copilot("check", "--format", "github")

    (told,) = [line for line in said.out.splitlines() if "too-few-approvers" in line]
    assert said.status == 1
    assert f"file=playbooks/late-delivery.yaml,line={len(kept) + 1},col=1," in told
