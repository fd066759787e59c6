"""The whole configuration as plain values; how they are written in YAML is `shape`'s business."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copilot.config.secret import Secret, reveal_all
from copilot.domain.channel import Mode
from copilot.domain.person import People
from copilot.domain.settings import Brand, DeskSettings

TELEGRAM_API = "https://api.telegram.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class TelegramSettings:
    """The desk's bot; its chat is among the desk's settings."""

    token: Secret
    api_url: str = TELEGRAM_API
    topic: int | None = None  #: of a group with topics, the one that is the desk
    webhook: bool = False  #: Telegram brings updates to `server.public_url`


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelConfig:
    """One channel; `values` holds every key that was given, secrets wrapped."""

    name: str
    kind: str
    mode: Mode = Mode.READ_ONLY
    values: Mapping[str, Any] = field(default_factory=dict)

    def revealed(self) -> dict[str, Any]:
        """All values as `channels.registry.build` takes them, secrets laid open."""
        return {**reveal_all(self.values), "name": self.name, "kind": self.kind, "mode": self.mode}


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Where `copilot run` listens, and how others reach it."""

    host: str = "127.0.0.1"
    port: int = 8080
    public_url: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """One brand; `database` may hold a password and is left out of what is shown."""

    path: Path
    brand: Brand
    desk: DeskSettings
    telegram: TelegramSettings
    people: People
    channels: tuple[ChannelConfig, ...] = ()
    database: str = field(default="sqlite:///copilot.db", repr=False)
    playbooks: Path = Path("playbooks")
    replies: Path = Path("replies")
    server: ServerSettings | None = None  #: without one nothing listens

    @property
    def folder(self) -> Path:
        """The folder that its relative paths start from."""
        return self.path.parent
