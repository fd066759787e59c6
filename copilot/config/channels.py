"""The shape of `channels`, made from what each kind of channel says it needs."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from copilot.channels import kinds
from copilot.config.scalars import channel_name, group, secret, url
from copilot.config.settings import ChannelConfig
from copilot.domain.channel import Mode
from copilot.library.composite import Chosen, Items
from copilot.library.record import Key, Record
from copilot.library.scalars import boolean, integer, member, prose, words
from copilot.library.shape import Shape, Unfit

_SHAPES: Mapping[kinds.Shape, Shape[object]] = {
    kinds.Shape.TEXT: prose(most=200),
    kinds.Shape.SECRET: secret(),
    kinds.Shape.URL: url(),
    kinds.Shape.BOOL: boolean(),
    kinds.Shape.COUNT: integer(1, 100_000),
    kinds.Shape.CHAT: group(),
    kinds.Shape.MODE: member(Mode),
    kinds.Shape.NAMES: Items(prose(most=200), least=1),
}


def _record(kind: str) -> Record[ChannelConfig]:
    keys = {key.name: _key(kind, key) for key in kinds.keys(kind)}
    return Record(keys, partial(_channel, _of=kind), f"A channel of the kind {kind}.")


def _key(kind: str, key: kinds.Key) -> Key[object]:
    own: Mapping[str, Shape[object]] = {"name": channel_name(), "kind": words([kind])}
    shape = secret(is_token=True) if key.name == "token" else _SHAPES[key.shape]
    return Key(own.get(key.name, shape), key.description, is_required=key.required)


def _channel(*, _of: str, **values: Any) -> ChannelConfig:  # noqa: ANN401 - the keys' shapes hold
    mode = values.get("mode", Mode.READ_ONLY)
    for key in kinds.keys(_of):
        if key.when_live and mode is Mode.LIVE and key.name not in values:
            raise Unfit("missing-when-live", key="mode", word=key.name)
    return ChannelConfig(name=values["name"], kind=_of, mode=mode, values=values)


CHANNELS = Items(Chosen("kind", {kind: _record(kind) for kind in kinds.kinds()}))
