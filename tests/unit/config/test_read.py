"""Reading `copilot.yaml`: what it becomes."""

from datetime import date, time

import pytest

from copilot.config.read import load
from copilot.config.secret import Secret
from copilot.domain.channel import Mode
from copilot.domain.errors import ConfigError, UsageError
from copilot.domain.person import Person, Role
from copilot.domain.playbook import Duration, Severity, Unit

from .conftest import TOKEN, VARIABLES

MINIMAL = """\
brand: {name: Maison Lumen, languages: [fr], timezone: Europe/Paris}
desk: {telegram: {token: "${TELEGRAM_BOT_TOKEN}", chat: -100}}
people: [{name: Léa Martin, telegram: 1234, role: legal}]
"""


def test_paths_are_relative_to_the_file(config, folder):
    """An operator starts `copilot -c` from anywhere."""
    assert (folder / "playbooks", folder / "replies", folder) == (
        config.playbooks,
        config.replies,
        config.folder,
    )


def test_what_is_given_lies_over_the_defaults(config):
    """Changing one delay must not lose the others."""
    within = config.desk.answer_within

    assert [Duration(5, Unit.MINUTE), Duration(1, Unit.HOUR)] == [
        within[Severity.CRITICAL],
        within[Severity.HIGH],
    ]
    assert [30, 20] == [config.desk.undo_seconds(s) for s in (Severity.HIGH, Severity.CRITICAL)]


def test_hours_are_read_in_the_brands_zone(config):
    """Deadlines are counted in desk hours."""
    hours = config.desk.hours

    assert ((time(10), time(13)), (time(14), time(18))) == hours.week[5]
    assert [0, 1, 2, 3, 4, 5] == sorted(hours.week)
    assert ("Europe/Paris", frozenset({date(2026, 12, 25)})) == (hours.zone.key, hours.closed)


def test_people_have_roles(config):
    """Presses are checked against them."""
    assert Person("Léa Martin", 11111111, Role.COMMUNITY_MANAGER, "Léa") == config.people.find(
        11111111
    )


def test_a_channel_without_a_mode_posts_nothing(config):
    """Nothing speaks in public by omission."""
    assert [Mode.LIVE, Mode.READ_ONLY] == [one.mode for one in config.channels]


def test_a_channels_factory_gets_its_secrets_as_text(config):
    """The registry takes plain values."""
    values = config.channels[0].revealed()

    assert ("whsec_top-secret", True, "https://r.example/in/") == (
        values["secret"],
        values["receiver_dedupes"],
        values["reply_url"],
    )


def test_no_secret_is_shown_with_the_configuration(config):
    """A configuration in a log, a traceback or a debugger gives nothing away."""
    shown = f"{config!r} {config.channels[0]!s} {config.telegram!r} {config.telegram.token}"

    assert [] == [one for one in VARIABLES.values() if one in shown]
    assert TOKEN == config.telegram.token.reveal()


def test_equal_secrets_are_equal():
    """Two channels may share a bot."""
    assert [True, False] == [Secret("a") == Secret("a"), Secret("a") == Secret("b")]


def test_a_database_with_a_password_is_not_shown(written):
    """`postgresql://` holds one."""
    path = written("sqlite:///copilot.db", "postgresql://lumen:s3same@db/copilot")

    assert "s3same" not in repr(load(path, environ=VARIABLES))


def test_little_is_enough(written):
    """Everything that has a sensible default may be left out."""
    config = load(written(text=MINIMAL), environ=VARIABLES)

    assert ("sqlite:///copilot.db", "fr", (), None) == (
        config.database,
        config.desk.language,
        config.channels,
        config.server,
    )
    assert "https://api.telegram.org" == config.telegram.api_url


def test_the_slash_at_the_end_of_an_address_is_not_doubled(config):
    """`…:8081//bot` is 404."""
    assert ("http://127.0.0.1:8081", "https://desk.example") == (
        config.telegram.api_url,
        config.server.public_url,
    )


def test_the_desk_asks_for_updates_unless_it_is_told_otherwise(written, config):
    """Long polling needs nothing opened: it is the default."""
    more = "chat: -1001234567890, topic: 42, webhook: true"
    changed = load(written("chat: -1001234567890", more), environ=VARIABLES)

    assert (False, None) == (config.telegram.webhook, config.telegram.topic)
    assert (True, 42) == (changed.telegram.webhook, changed.telegram.topic)


def test_a_server_listens_where_it_is_told(config):
    """Host and port are apart for the socket."""
    assert ("127.0.0.1", 8080) == (config.server.host, config.server.port)


def test_a_missing_file_says_what_to_do(tmp_path):
    """The first thing that goes wrong for everybody."""
    path = tmp_path / "copilot.yaml"

    with pytest.raises(UsageError) as caught:
        load(path)

    assert (
        f"there is no {path}; name one with -c FILE, or write one with: copilot init DIR"
        == str(caught.value)
    )


def test_every_error_is_raised_at_once(written):
    """An operator mends all of them in one go."""
    path = written("Europe/Paris", "Europe/Pariss")

    with pytest.raises(ConfigError) as caught:
        load(path, environ={})

    assert [(1, "not-a-zone"), (7, "missing-variable"), (15, "missing-variable")] == [
        (one.line, one.rule) for one in caught.value.problems
    ]


def test_commands_that_need_no_token_are_not_asked_for_one(written):
    """`copilot cases` works in a shell that has no secrets."""
    config = load(written(), environ={}, needed=("database",))

    assert "Maison Lumen" == config.brand.name


def test_a_needed_variable_is_asked_for_all_the_same(written):
    """Without it, `copilot import` would write into a database of its own."""
    path = written('"sqlite:///copilot.db"', '"${DATABASE_URL}"')

    with pytest.raises(ConfigError) as caught:
        load(path, environ={}, needed=("database",))

    assert [(f"{path.as_posix()}:2:11: the environment variable DATABASE_URL is not set "
            "[missing-variable]")] == [str(one) for one in caught.value.problems]  # fmt: skip


def test_nobody_configured_refuses_to_run(written):
    """Nobody could approve anything."""
    path = written(
        text=MINIMAL.replace(
            "people: [{name: Léa Martin, telegram: 1234, role: legal}]", "people: []"
        )
    )

    with pytest.raises(ConfigError) as caught:
        load(path, environ=VARIABLES)

    assert [(3, 1, "no-people")] == [
        (one.line, one.column, one.rule) for one in caught.value.problems
    ]


def test_nobody_configured_keeps_nobody_from_looking(written):
    """The database of a desk without people can still be read."""
    path = written(text=MINIMAL.partition("people")[0])

    assert 0 == len(load(path, environ=VARIABLES, may_be_without_people=True).people)
