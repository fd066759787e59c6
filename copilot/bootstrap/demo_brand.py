"""The invented brand of the demo, configured as `copilot.yaml` would configure a real one."""

from pathlib import Path
from zoneinfo import ZoneInfo

from copilot.config.secret import Secret
from copilot.config.settings import Config, TelegramSettings
from copilot.config.starter import starter_playbooks, starter_replies
from copilot.domain.hours import DeskHours
from copilot.domain.person import People, Person, Role
from copilot.domain.playbook import Duration, Unit
from copilot.domain.settings import Brand, DeskSettings

CHANNEL = "Page"
LANGUAGES = ("fr", "en")
NAME = "Maison Lumen"
#: Long enough to see the button, short enough to wait for.
UNDO = Duration(8, Unit.SECOND)
PEOPLE = (
    Person("Léa Martin", 11111111, Role.COMMUNITY_MANAGER, "Léa"),
    Person("Karim Benali", 22222222, Role.COMMUNITY_MANAGER, "Karim"),
    Person("Inès Roux", 33333333, Role.BRAND_LEAD, "Inès"),
    Person("Tom Girard", 44444444, Role.OBSERVER, "Tom"),
)


def brand(language: str) -> Brand:
    """The brand, which answers in *language* first."""
    others = tuple(one for one in LANGUAGES if one != language)
    return Brand(NAME, (language, *others), "Europe/Paris")


def configure(
    folder: Path,
    *,
    chat: int,
    token: str,
    api_url: str,
    language: str = "fr",
    library: Path | None = None,
) -> Config:
    """The brand with its database in *folder* and its desk on the embedded Bot API."""
    spoken = brand(language)
    return Config(
        path=folder / "copilot.yaml",
        brand=spoken,
        desk=DeskSettings(
            language=language,
            chat=chat,
            # Without hours the desk is open: a demo is watched at any time.
            hours=DeskHours(ZoneInfo(spoken.timezone)),
            undo={"default": UNDO, "critical": UNDO},
        ),
        telegram=TelegramSettings(token=Secret(token), api_url=api_url),
        people=People(PEOPLE),
        database=f"sqlite:///{folder / 'copilot.db'}",
        playbooks=library / "playbooks" if library else starter_playbooks(),
        replies=library / "replies" if library else starter_replies(),
    )


def setting(*, chat: int, language: str = "fr") -> dict[str, object]:
    """What the page must know of the brand, its desk and its people."""
    return {
        "brand": NAME,
        "desk": f"Desk {NAME}",
        "chat_id": chat,
        "language": language,
        "people": [
            {"id": each.telegram, "first_name": each.signs_as, "role": each.role.value}
            for each in PEOPLE
        ],
    }
