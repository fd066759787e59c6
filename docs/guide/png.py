"""Small PNG files: as few colours as a screen of text has, one byte a pixel."""

import struct
import zlib

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
Colours = npt.NDArray[np.float64]

MOST_COLOURS = 28
#: Bits of each channel that are left: shades nearer than that look alike.
BITS = 4


def write(pixels: Pixels) -> bytes:
    """The file for *pixels*, by row, column and red, green, blue."""
    colours, places = _palette(pixels)
    height, width = pixels.shape[:2]
    rows = np.zeros((height, width + 1), np.uint8)  # each begins with its filter: none
    rows[:, 1:] = places
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", colours.tobytes()),
            _chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _palette(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """The colours that occur most, and for each pixel the place of the one nearest to it."""
    height, width = pixels.shape[:2]
    flat = pixels.reshape(-1, 3).astype(np.int64)
    coarse = flat >> (8 - BITS)
    keys = (coarse[:, 0] << 2 * BITS) | (coarse[:, 1] << BITS) | coarse[:, 2]
    _, which, counts = np.unique(keys, return_inverse=True, return_counts=True)
    sums = np.stack([np.bincount(which, flat[:, channel]) for channel in range(3)], axis=1)
    means = sums / counts[:, None]
    chosen = _chosen(means, counts)
    far = ((means[:, None, :] - chosen[None, :, :]) ** 2).sum(axis=2)
    places = far.argmin(axis=1)[which].astype(np.uint8)
    return chosen.round().astype(np.uint8), places.reshape(height, width)


def _chosen(means: Colours, counts: npt.NDArray[np.int64]) -> Colours:
    """Of all colours those that are seen: a small yellow circle is not to turn grey."""
    chosen = [means[counts.argmax()]]
    far = np.full(len(means), np.inf)
    while len(chosen) < min(MOST_COLOURS, len(means)):
        far = np.minimum(far, ((means - chosen[-1]) ** 2).sum(axis=1))
        chosen.append(means[(far * np.sqrt(counts)).argmax()])
    return np.stack(chosen)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
