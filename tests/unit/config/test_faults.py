"""What may be wrong with a configuration: where it is told, and the very words."""

import pytest

from copilot.config.spoken import spoken_by, spoken_in

from .conftest import VARIABLES, WHOLE

DAYS = "Days are written mon, tue, wed, thu, fri, sat, sun (mon-fri)"
PLACED = [
    ("Europe/Paris", "Europe/Pari", 1, 60,
     "`Europe/Pari` is not a time zone; did you mean `Europe/Paris`?"),
    ("database:", "databas:", 2, 1, "`databas` is not a key here; did you mean `database`?"),
    ("[fr, en]", "[fr, frr]", 1, 45, "`frr` is not a language; write two letters, as fr or en"),
    ("[fr, en]", "[]", 1, 40, "at least 1 belong here"),
    ("sqlite:///copilot.db", "copilot.db", 2, 11,
     ("this is not a database's address; write sqlite:///copilot.db or "
     "postgresql://USER:PASSWORD@HOST/NAME")),
    ("chat: -1001234567890", "chat: 1001234567890", 7, 52,
     ("`1001234567890` is not a group's number, which is negative, as -1001234567890; "
     "the bot says it when it is added to the group")),
    ("chat: -1001234567890", "chat: -1009876543210", 16, 42,
     ("this is the desk's own group: customers would read the desk, "
     "and its notes become complaints")),
    ("http://127.0.0.1:8081/", "127.0.0.1:8081", 7, 77,
     "`127.0.0.1:8081` is not an address; write it as https://brand.example/path"),
    ("mon-fri", "mon-fry", 8, 11, f"`mon-fry` is no day of the week; did you mean `mon-fri`? {DAYS}"),
    ("mon-fri", "lun-fri", 8, 11, f"`lun-fri` is no day of the week; did you mean `mon-fri`? {DAYS}"),
    ("mon-fri", "lun-ven", 8, 11,
     f"`lun-ven` is no day of the week; did you mean `mon-fri`? {DAYS}"),
    ("mon-fri", "Lundi-Vendredi", 8, 11,
     f"`Lundi-Vendredi` is no day of the week; did you mean `mon-fri`? {DAYS}"),
    ("mon-fri", "ven-lun", 8, 11, "`ven-lun` runs backwards; the week begins with mon"),
    ("mon-fri", "mon-", 8, 11,
     "`mon-` is no day of the week; d" + DAYS[1:]),
    ("mon-fri", "fri-mon", 8, 11, "`fri-mon` runs backwards; the week begins with mon"),
    ("mon-fri", "open", 8, 11,
     "`open` is no day of the week; d" + DAYS[1:]),
    ("mon-fri", "mon-sat", 8, 37, "`sat`: the hours of sat are already given above"),
    ("09:00-19:00", "9h-19h", 8, 21,
     "`9h-19h` is not a stretch of the day; write it as 09:00-19:00"),
    ("09:00-19:00", "09:00-25:00", 8, 21,
     "`09:00-25:00` is not a stretch of the day; write it as 09:00-19:00"),
    ("09:00-19:00", "19:00-09:00", 8, 21,
     "`19:00-09:00` closes before it opens; the day ends at 24:00"),
    ("14:00-18:00", "12:00-18:00", 8, 42, "two stretches of this day overlap"),
    ("2026-12-25", "25/12/2026", 8, 83, "`25/12/2026` is not a day; write it as 2026-11-24"),
    ("critical: 5m", "critical: 2wd", 9, 29,
     ("`2wd` is not a length of time that may stand here; write number and unit together: "
     "2d = 2 days, 2h = 2 hours, 2m = 2 minutes")),
    ("critical: 5m", "critcal: 5m", 9, 19,
     "`critcal` is not a key here; did you mean `critical`?"),
    ("telegram: 22222222", "telegram: 11111111", 13, 33,
     "the Telegram number 11111111 is already on line 12"),
    ("telegram: 22222222", 'telegram: "@ines"', 13, 33,
     ("`@ines` is not a person's Telegram number, as 11111111; "
     "the bot says it to who writes /start to it")),
    ("role: brand_lead", "role: lead", 13, 49,
     ("`lead` is not known here; did you mean `legal`? Known: community_manager, brand_lead, "
     "legal, trainee, observer")),
    ("kind: telegram", "kind: telegrm", 16, 26,
     "`telegrm` is not known here; did you mean `telegram`? Known: webhook, telegram, demo"),
    ("kind: telegram, ", "", 16, 5, "`kind` is missing"),
    ("name: groupe", "name: Shop", 16, 12, "the channel `Shop` is already on line 15"),
    ("name: groupe", "name: mon groupe", 16, 12,
     "`mon groupe` is not a channel's name; letters, digits, - and _ make one, at most 40"),
    (', reply_url: "https://r.example/in/"', "", 15, 39,
     "a channel in mode live needs `reply_url`"),
    ("mode: live", "mode: alive", 15, 39,
     "`alive` is not known here; did you mean `live`? Known: read_only, live"),
    ("receiver_dedupes: true", "receiver_dedupes: yes", 15, 125,
     "`yes` is not known here; known: true, false"),
    ("server: {listen", "#", 15, 24,
     'nothing listens for the webhooks of `shop`; add server: {listen: "127.0.0.1:8080"}'),
    ("chat: -1001234567890", "chat: -1001234567890, topic: Desk", 7, 75,
     ("`Desk` is not a topic's number; it is the middle one in the link of any of its messages "
     "(t.me/c/1234567890/42/57: 42); leave it out for the topic General")),
    ("chat: -1001234567890", "chat: -1001234567890, topic: 1", 7, 75,
     ("`1` is not a topic's number; it is the middle one in the link of any of its messages "
     "(t.me/c/1234567890/42/57: 42); leave it out for the topic General")),
    ("127.0.0.1:8080", "8080", 17, 18,
     "`8080` is not an address to listen on; write it as 127.0.0.1:8080"),
    ("127.0.0.1:8080", "127.0.0.1:99999", 17, 18,
     "`127.0.0.1:99999` is not an address to listen on; write it as 127.0.0.1:8080"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "told"), [(a, b, told) for a, b, *told in PLACED])
def test_a_fault_is_told_at_its_place(faults, before, after, told):
    """Whoever wrote it can act on the sentence alone."""
    assert [tuple(told)] == faults(before, after)


def test_an_example_with_everything_is_right(faults):
    """The faults above come from what each test changed."""
    assert [[], [], []] == [faults(severity=one) for one in ("error", "warning", "hint")]


def test_a_variable_that_is_not_set_names_itself_and_its_place(faults):
    """The message of the issue: variable, file and line."""
    assert [
        (7, 21, "the environment variable TELEGRAM_BOT_TOKEN is not set"),
        (15, 53, "the environment variable SHOP_SECRET is not set"),
    ] == faults(environ={})


def test_an_empty_variable_is_not_set(faults):
    """A forgotten line of an .env file leaves one behind."""
    assert [(15, 53, "the environment variable SHOP_SECRET is not set")] == faults(
        environ=VARIABLES | {"SHOP_SECRET": ""}
    )


def test_without_looking_up_nothing_is_missing(faults):
    """`copilot check --no-env` runs in CI, where there are no secrets."""
    assert [] == faults(environ=None)


def test_a_variable_stands_for_a_whole_value(faults):
    """A piece of an address would be a secret inside what is shown."""
    assert [(2, 11, 'a variable stands for a whole value; write "${PASSWORD}" alone')] == faults(
        "sqlite:///copilot.db", "postgresql://lumen:${PASSWORD}@db/x"
    )


def test_an_unquoted_variable_shows_the_quoted_form(faults):
    """YAML takes its brace for a mapping, and says something nobody understands."""
    assert [(7, 21, 'inside {} a variable needs quotes: write "${TELEGRAM_BOT_TOKEN}"')] == faults(
        '"${TELEGRAM_BOT_TOKEN}"', "${TELEGRAM_BOT_TOKEN}"
    )


def test_a_wrong_token_is_told_without_showing_it(faults):
    """Secrets never appear in errors."""
    found = faults(environ=VARIABLES | {"TELEGRAM_BOT_TOKEN": "my-secret-bot"})

    assert [
        (7, 21, "this is not a bot's token; @BotFather gives one, as 123456789:AAExample")
    ] == found


def test_a_wrong_secret_in_the_file_is_told_without_showing_it(faults):
    """Nor when it was written where it doesn't belong."""
    assert "my-secret" not in str(faults('"${TELEGRAM_BOT_TOKEN}"', "my-secret"))


def test_a_secret_in_the_file_is_pointed_out(faults):
    """Configurations go into git."""
    found = faults('"${SHOP_SECRET}"', "whsec_top-secret", severity="hint")

    assert [
        (
            15,
            53,
            (
                "this secret stands in the file for all who can read it; "
                'write "${CHANNEL_SECRET}" and put it in the environment'
            ),
        )
    ] == found


def test_two_channels_of_one_group_are_told(faults):
    """Every message would become two cases."""
    twin = "  - {name: encore, kind: telegram, chat: -1009876543210}\nserver:"

    assert [
        (17, 42, "the group -1009876543210 is already read by the channel on line 16")
    ] == faults("server:", twin)


def test_nobody_is_a_fault_with_a_remedy(faults):
    """A desk without people could approve nothing."""
    text = WHOLE.partition("people:")[0] + "people: []\n"

    assert [
        (
            11,
            1,
            (
                "nobody is configured, so nobody could approve a reply; "
                "add at least one person under `people`"
            ),
        )
    ] == faults(text=text)


def test_faults_are_told_in_the_desks_language(faults):
    """Whoever reads the desk in French reads its faults in French."""
    text = WHOLE.replace("language: en", "language: fr")

    assert [
        (
            1,
            60,
            "`Europe/Pari` n’est pas un fuseau horaire\u00a0; vouliez-vous dire `Europe/Paris`\u00a0?",
        )
    ] == faults("Europe/Paris", "Europe/Pari", text=text)


def test_a_broken_file_is_told_at_its_place(faults):
    """A configuration that is no YAML at all."""
    found = faults("desk:", "desk: x: y")

    assert [(5, 8)] == [(line, column) for line, column, _ in found]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("language: en", "language: français"),
        ("language: en", "language: Francais"),
        ("language: en", "language: fr-FR"),
        ("  language: en\n", ""),
        ("language: en", "langage: en"),
    ],
)
def test_a_misspelt_language_still_says_which(faults, before, after):
    """Whoever wrote `français` reads French, and a French brand's desk speaks French."""
    said = [message for _, _, message in faults("mon-fri", "x", text=WHOLE.replace(before, after))]

    assert any("n’est pas un jour de la semaine" in one for one in said)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("language: en", "language: en", "inside {}"),
        ("language: en", "language: français", "entre {}"),
        ("  language: en\n", "", "entre {}"),
    ],
)
def test_a_file_that_is_no_yaml_is_told_in_its_own_language(faults, before, after, said):
    """One sign out of place hides nothing of what the words say."""
    text = WHOLE.replace('"${TELEGRAM_BOT_TOKEN}"', "${TELEGRAM_BOT_TOKEN}")
    found = faults(text=text.replace(before, after))

    assert [True] == [message.startswith(said) for _, _, message in found]


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "fr_CA.UTF-8", "LC_ALL": ""}, "fr"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
    ],
)
def test_the_terminal_says_its_language(environ, language):
    """Where no configuration says one."""
    assert language == spoken_by(environ)
    assert language == spoken_in(None, "", environ=environ)


BROUGHT = "chat: -1001234567890, webhook: true"


def test_a_webhook_needs_an_address(faults):
    """Telegram cannot guess it, and the desk would hear nothing."""
    text = WHOLE.replace(', public_url: "https://desk.example/"', "")

    assert [
        (
            7,
            77,
            (
                "Telegram has to know where to bring what happens; "
                'add server: {listen: "127.0.0.1:8080", public_url: "https://desk.brand.example"}'
            ),
        )
    ] == faults("chat: -1001234567890", BROUGHT, text=text)


@pytest.mark.parametrize("address", ["http://desk.example", "https://desk.example:8080"])
def test_an_address_that_telegram_does_not_call_is_told(faults, address):
    """It would be refused at the start; better while one types."""
    text = WHOLE.replace(', api_url: "http://127.0.0.1:8081/"', "")
    text = text.replace("https://desk.example/", address)

    assert [
        (
            17,
            48,
            f"Telegram does not call `{address}`; it calls https only, on port 443, 80, 88 or 8443",
        )
    ] == faults("chat: -1001234567890", BROUGHT, text=text)


def test_a_bot_api_of_ones_own_calls_any_address(faults):
    """Such a server stands in the same network, without certificates."""
    text = WHOLE.replace("https://desk.example/", "http://10.0.0.5:8080")

    assert [] == faults("chat: -1001234567890", BROUGHT, text=text)
