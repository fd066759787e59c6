"""The shape of `copilot.yaml`, for reading it and for the JSON Schema of editors."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from copilot.config.channels import CHANNELS
from copilot.config.hours import HOURS, Hours
from copilot.config.scalars import account, database, group, listen, secret, topic, url, zone
from copilot.config.secret import Secret
from copilot.config.settings import (
    TELEGRAM_API,
    ChannelConfig,
    ServerSettings,
    TelegramSettings,
)
from copilot.domain.hours import DeskHours
from copilot.domain.person import Person, Role
from copilot.domain.playbook import Duration, Severity, Unit
from copilot.domain.settings import Brand, DeskSettings
from copilot.library.composite import Items
from copilot.library.languages import language
from copilot.library.record import Key, Record
from copilot.library.scalars import boolean, duration, member, prose, words
from copilot.library.shape import One

_LANGUAGE = One(lambda text: language(text) or text, {"type": "string"}, "fr")
_CLOCK = (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY)
_LATIN = ("fr", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What `desk` holds, before the brand's time zone is known."""

    telegram: tuple[TelegramSettings, int]
    language: str | None = None
    hours: Hours | None = None
    answer_within: dict[Severity, Duration] | None = None
    undo: dict[str, Duration] | None = None

    def settings(self, brand: Brand) -> DeskSettings:
        """The desk's settings, over the defaults."""
        spoken = brand.languages[0] if brand.languages[0] in _LATIN else "en"
        hours = self.hours or Hours({})
        chat = self.telegram[1]
        default = DeskSettings(
            language=self.language or spoken,
            chat=chat,
            hours=DeskHours(ZoneInfo(brand.timezone), hours.week, hours.closed),
        )
        return DeskSettings(
            language=default.language,
            chat=chat,
            hours=default.hours,
            answer_within={**default.answer_within, **(self.answer_within or {})},
            undo={**default.undo, **(self.undo or {})},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What the file holds, key by key."""

    brand: Brand
    desk: Desk
    database: str = "sqlite:///copilot.db"
    playbooks: str = "playbooks"
    replies: str = "replies"
    people: tuple[Person, ...] = ()
    channels: tuple[ChannelConfig, ...] = ()
    server: ServerSettings | None = None


def _telegram(
    *,
    token: Secret,
    chat: int,
    topic: int | None = None,
    api_url: str = TELEGRAM_API,
    webhook: bool = False,
) -> tuple[TelegramSettings, int]:
    api_url = api_url.rstrip("/")
    settings = TelegramSettings(token=token, api_url=api_url, topic=topic, webhook=webhook)
    return settings, chat


def _server(*, listen: tuple[str, int], public_url: str | None = None) -> ServerSettings:
    url = public_url.rstrip("/") if public_url else None
    return ServerSettings(host=listen[0], port=listen[1], public_url=url)


def _answer_within(**given: Duration) -> dict[Severity, Duration]:
    return {Severity(name): within for name, within in given.items()}


def _undo(**given: Duration) -> dict[str, Duration]:
    return given


_BRAND = Record(
    {
        "name": Key(prose(most=120), "The brand as customers call it.", is_required=True),
        "languages": Key(
            Items(_LANGUAGE, least=1),
            "The languages it answers in, the first by default.",
            is_required=True,
        ),
        "timezone": Key(zone(), "Where its days begin, as Europe/Paris.", is_required=True),
    },
    Brand,
    "The brand.",
)
_TELEGRAM = Record(
    {
        "token": Key(
            secret(is_token=True),
            'The bot\'s token from @BotFather, as "${TELEGRAM_BOT_TOKEN}".',
            is_required=True,
        ),
        "chat": Key(group(), "The desk's group; the bot says its number.", is_required=True),
        "topic": Key(topic(), "Of a group with topics, the number of the desk's."),
        "api_url": Key(url(), "Another address of the Bot API, for tests."),
        "webhook": Key(
            boolean(), "Telegram brings what happens to server.public_url; otherwise it is asked."
        ),
    },
    _telegram,
    "The desk's bot and group.",
)
_SEVERITIES = [severity.value for severity in reversed(Severity)]
_DESK = Record(
    {
        "language": Key(words(_LATIN), "Of the buttons and messages."),
        "telegram": Key(_TELEGRAM, "The desk's bot and group.", is_required=True),
        "hours": Key(HOURS, 'When the desk works, as mon-fri: ["09:00-19:00"].'),
        "answer_within": Key(
            Record({name: Key(duration(_CLOCK)) for name in _SEVERITIES}, _answer_within),
            "How soon a first answer is due, by severity, in desk hours (critical: the clock).",
        ),
        "undo": Key(
            Record(
                {name: Key(duration(_CLOCK)) for name in ("default", *_SEVERITIES)},
                _undo,
            ),
            "How long an approved reply waits, so that it can be taken back.",
        ),
    },
    Desk,
    "The Telegram chat where community managers work.",
)
PERSON = Record(
    {
        "name": Key(prose(most=120), "First name and name.", is_required=True),
        "telegram": Key(account(), "The account's number; the bot says it.", is_required=True),
        "role": Key(member(Role), "What the person may do.", is_required=True),
        "signature": Key(prose(most=60), "The name under a reply; otherwise the first name."),
        "on_call": Key(
            boolean(),
            "Reached outside desk hours for what is critical; otherwise brand leads are.",
        ),
    },
    Person,
    "Somebody who works at the desk.",
)
PEOPLE = Items(PERSON)
_SERVER = Record(
    {
        "listen": Key(listen(), "Address and port, as 127.0.0.1:8080.", is_required=True),
        "public_url": Key(url(), "How others reach it."),
    },
    _server,
    "Where webhooks, health and measurements are served.",
)
CONFIG = Record(
    {
        "brand": Key(_BRAND, "The brand.", is_required=True),
        "database": Key(database(), "sqlite:///copilot.db, or postgresql://…"),
        "playbooks": Key(prose(most=500), "The folder of the playbooks."),
        "replies": Key(prose(most=500), "The folder of the reply templates."),
        "desk": Key(_DESK, "The Telegram chat where people work.", is_required=True),
        "people": Key(PEOPLE, "Who may work at the desk; nobody else may."),
        "channels": Key(CHANNELS, "Where complaints come from and replies go to."),
        "server": Key(_SERVER, "Where webhooks, health and measurements are served."),
    },
    Written,
    "The configuration of one brand's desk.",
)
