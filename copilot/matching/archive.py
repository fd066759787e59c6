"""
An index as bytes and back: one JSON header and plain arrays, nothing that could run.

Bytes that are cut, changed, old or something else altogether are no archive: they are refused,
and what they would have held is learned again.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from copilot.matching.calibrate import Calibration
from copilot.matching.centres import Centres
from copilot.matching.features import Vocabulary
from copilot.matching.index import Index
from copilot.matching.phrases import Phrase
from copilot.matching.sparse import Rows, Unwritten
from copilot.matching.spelling import Speller

MAGIC = b"copilot index 1\n"
SEAL, LENGTH, STEP = 32, 8, 64
#: What arrays may be made of: numbers whose every pattern of bits is one.
KINDS = frozenset({"<f4", "<f8", "<i4", "<i8", "|u1"})
#: What an archive may hold besides plain values. A class is known by its public fields: those
#: that begin with an underscore are filled again while it is used.
CLASSES: Mapping[str, type] = {
    each.__name__: each
    for each in (Index, Vocabulary, Rows, Unwritten, Centres, Calibration, Phrase, Speller)
}

Json: TypeAlias = Any
Array: TypeAlias = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Unpacked:
    """An index, and the plain values that were kept with it."""

    index: Index
    extra: Json


def pack(key: str, index: Index, extra: Json = None) -> bytes:
    """
    Write *index*, and plain values *extra*, so that only who names *key* reads them again.

    Raises:
        TypeError: it holds what cannot be written.
    """
    writer = _Writer()
    root = writer.node(index)
    header = json.dumps(
        {"key": key, "extra": extra, "root": root, "arrays": writer.described()},
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    ).encode("utf-8", "surrogatepass")
    header += b" " * (-(len(MAGIC) + SEAL + LENGTH + len(header)) % STEP)
    parts = [len(header).to_bytes(LENGTH, "little"), header, *writer.written()]
    seal = hashlib.sha256()
    for part in parts:
        seal.update(part)
    return b"".join([MAGIC, seal.digest(), *parts])


def unpack(key: str, data: bytes) -> Unpacked | None:
    """Read what was packed under *key*, and its extra values; nothing if *data* is not that."""
    try:
        return _unpack(key, memoryview(data))
    except Exception:  # noqa: BLE001 - whatever is wrong with the bytes, the index is made anew
        return None


def _unpack(key: str, data: memoryview) -> Unpacked | None:
    start = len(MAGIC) + SEAL + LENGTH
    if data[: len(MAGIC)] != MAGIC:
        return None
    sealed = data[len(MAGIC) + SEAL :]
    if hashlib.sha256(sealed).digest() != data[len(MAGIC) : len(MAGIC) + SEAL]:
        return None
    size = int.from_bytes(sealed[:LENGTH], "little")
    header = json.loads(bytes(data[start : start + size]).decode("utf-8", "surrogatepass"))
    if header["key"] != key:
        return None
    reader = _Reader(data[start + size :], header["arrays"])
    index = reader.value(header["root"])
    return Unpacked(index, header["extra"]) if isinstance(index, Index) else None


class _Writer:
    """Turns values into JSON, arrays aside; an object met again is written once."""

    def __init__(self) -> None:
        self._arrays: list[Array] = []
        self._seen: dict[int, int] = {}
        self._kept: list[object] = []  # or another object might get an id that was seen

    def node(self, value: object) -> Json:
        """One value as JSON."""
        if value is None or isinstance(value, bool | int | float | str):
            return value
        if isinstance(value, np.ndarray):
            return self._array(value)
        if isinstance(value, Mapping):
            return self._mapping(value)
        if isinstance(value, list | tuple):
            return self._sequence(value)
        if CLASSES.get(type(value).__name__) is type(value):
            return self._object(value)
        raise TypeError(f"a {type(value).__name__} cannot be written")

    def described(self) -> Json:
        """What each array is."""
        return [[each.dtype.str, list(each.shape)] for each in self._arrays]

    def written(self) -> Iterator[bytes | memoryview]:
        """The arrays, each from a round place on; large ones are not copied."""
        for each in self._arrays:
            yield np.ascontiguousarray(each).reshape(-1).view(np.uint8).data
            yield bytes(-each.nbytes % STEP)

    def _array(self, value: Array) -> Json:
        value = value.astype(value.dtype.newbyteorder("<"), order="C", copy=False)
        if value.dtype.str not in KINDS:
            raise TypeError(f"an array of {value.dtype} cannot be written")
        self._arrays.append(value)
        return {"array": len(self._arrays) - 1}

    def _mapping(self, value: Mapping[Any, object]) -> Json:
        keys, values = list(value), list(value.values())
        if values == list(range(len(values))) and all(type(each) is int for each in values):
            return {"numbered": keys}
        return {"keys": keys, "values": [self.node(each) for each in values]}

    def _sequence(self, value: Sequence[object]) -> Json:
        if value and all(type(each) is Phrase for each in value):
            columns = {
                field: self._sequence([getattr(each, field) for each in value])
                for field in _public(Phrase)
            }
            return {"phrases": columns}
        if value and all(_is_said(each) for each in value):
            return self._said(value)
        return {"items": [self.node(each) for each in value]}

    def _said(self, value: Sequence[Any]) -> Json:
        """Many texts of few different words: the words, and which of them stand where."""
        numbers = {word: at for at, word in enumerate(dict.fromkeys(w for t in value for w in t))}
        places = np.array([numbers[word] for text in value for word in text], np.int32)
        sizes = np.array([len(text) for text in value], np.int32)
        return {
            "words": list(numbers),
            "places": self._array(places)["array"],
            "sizes": self._array(sizes)["array"],
        }

    def _object(self, value: Any) -> Json:  # noqa: ANN401 - one of `CLASSES`
        if id(value) in self._seen:
            return {"again": self._seen[id(value)]}
        # told before its fields, which never hold it: readers count in the same order
        number = self._seen[id(value)] = len(self._seen)
        self._kept.append(value)
        found = {field: self.node(getattr(value, field)) for field in _public(type(value))}
        return {"is": type(value).__name__, "number": number, "fields": found}


class _Reader:
    """Turns JSON into values again; anything unforeseen raises."""

    def __init__(self, data: memoryview, described: Json) -> None:
        self._arrays: list[Array] = []
        self._seen: dict[int, object] = {}
        self._kinds: Mapping[str, Callable[[Json], object]] = {
            "items": lambda node: tuple(map(self.value, node["items"])),
            "array": lambda node: self._arrays[node["array"]],
            "numbered": lambda node: {key: at for at, key in enumerate(node["numbered"])},
            "keys": self._mapping,
            "words": self._said,
            "phrases": self._phrases,
            "again": lambda node: self._seen[node["again"]],
            "is": self._object,
        }
        at = 0
        for kind, shape in described:
            if kind not in KINDS or not all(isinstance(side, int) and side >= 0 for side in shape):
                raise ValueError("not an array")
            dtype, count = np.dtype(kind), int(np.prod(shape, dtype=np.int64))
            found = np.frombuffer(data, dtype, count, at).reshape(shape)
            self._arrays.append(found)
            at += found.nbytes + -found.nbytes % STEP
        if at != len(data):
            raise ValueError("more or less than was written")

    def value(self, node: Json) -> Any:  # noqa: ANN401 - whatever was written
        """The value of one node."""
        if not isinstance(node, dict):
            return node
        return next(read for sign, read in self._kinds.items() if sign in node)(node)

    def _mapping(self, node: Json) -> dict[Any, object]:
        return dict(zip(node["keys"], map(self.value, node["values"]), strict=True))

    def _phrases(self, node: Json) -> tuple[Phrase, ...]:
        columns = [self.value(node["phrases"][field]) for field in _public(Phrase)]
        return tuple(Phrase(*each) for each in zip(*columns, strict=True))

    def _said(self, node: Json) -> tuple[tuple[str, ...], ...]:
        words, sizes = node["words"], self._arrays[node["sizes"]]
        every = [words[at] for at in self._arrays[node["places"]].tolist()]
        ends = np.cumsum(sizes).tolist()
        if (ends[-1] if ends else 0) != len(every):
            raise ValueError("words are missing")
        return tuple(
            tuple(every[end - size : end]) for end, size in zip(ends, sizes.tolist(), strict=True)
        )

    def _object(self, node: Json) -> object:
        made, found = CLASSES[node["is"]], node["fields"]
        if list(found) != _public(made):
            raise ValueError("other fields than are known")
        values = {field: self.value(each) for field, each in found.items()}
        result: object = (
            made(**values) if made is not Speller else Speller(values["words"], are_ranked=True)
        )
        self._seen[node["number"]] = result
        return result


def _public(cls: type) -> list[str]:
    if cls is Speller:
        return ["words"]
    if not is_dataclass(cls):
        raise TypeError(f"a {cls.__name__} cannot be written")
    return [field.name for field in fields(cls) if not field.name.startswith("_")]


def _is_said(value: object) -> bool:
    return isinstance(value, tuple) and all(type(each) is str for each in value)
