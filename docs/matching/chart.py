"""The chart of the measured figures: one SVG, readable on light and on dark."""

from collections.abc import Iterator
from html import escape
from typing import Any

from docs.matching.table import OURS

WIDTH, TOP, ROW, FOOT = 892, 92, 38, 52
NAMES, VALUES = 286, 324
#: Where each panel begins, and how many pixels a hundred percent are.
WHICH, WHICH_WIDE = 338, 300
WHETHER, WHETHER_WIDE = 688, 170
TICKS = (0, 25, 50, 75, 100)

STYLE = """\
  .page { fill: #ffffff } text { fill: #1f2328; font: 13px system-ui, sans-serif }
  .title { font-weight: 600; font-size: 15px } .soft { fill: #59636e; font-size: 12px }
  .strong { font-weight: 600 } .grid { stroke: #d1d9e0; stroke-width: 1 }
  .other { fill: #9aa7b4 } .ours { fill: #1a7f64 } .ink { stroke: #1f2328; stroke-width: 1.5 }
  .three { fill: #1f2328 } .typed { fill: #ffffff; stroke: #1f2328; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) {
    .page { fill: #0d1117 } text { fill: #e6edf3 } .soft { fill: #9198a1 }
    .grid { stroke: #3d444d } .other { fill: #56616d } .ours { fill: #2da67f }
    .ink { stroke: #e6edf3 } .three { fill: #e6edf3 }
    .typed { fill: #0d1117; stroke: #e6edf3 }
  }"""


def draw(figures: dict[str, Any]) -> str:
    """Draw *figures*: first place with its interval, the first three, mistyped; and refusals."""
    methods = figures["methods"]
    height = TOP + ROW * len(methods) + FOOT
    bottom = TOP + ROW * len(methods)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}"',
        f'     width="{WIDTH}" height="{height}" role="img" aria-labelledby="title desc">',
        '<title id="title">Finding the right playbook, compared</title>',
        f'<desc id="desc">{escape(_described(methods))}</desc>',
        f"<style>\n{STYLE}\n</style>",
        f'<rect class="page" width="{WIDTH}" height="{height}" rx="6"/>',
        *_panel(WHICH, WHICH_WIDE, bottom, "The right playbook, %"),
        *_panel(WHETHER, WHETHER_WIDE, bottom, "Rejects what is none, %"),
        f'<text class="soft" x="{WHICH}" y="50">of messages that belong to one</text>',
        f'<text class="soft" x="{WHETHER}" y="50">when 90 % of the others are kept</text>',
    ]
    for turn, (key, one) in enumerate(methods.items()):
        lines += _method(key, one, TOP + ROW * turn + ROW // 2)
    lines += [*_legend(height - 20), "</svg>"]
    return "\n".join(lines) + "\n"


def _described(methods: dict[str, Any]) -> str:
    return " ".join(
        f"{_plain(one['name'])}: first {one['top1']:.1f} %, among three {one['top3']:.1f} %, "
        f"mistyped {one['top1_mistyped']:.1f} %, rejects {one['rejected']:.1f} %."
        for one in methods.values()
    )


def _panel(left: int, wide: int, bottom: int, title: str) -> Iterator[str]:
    yield f'<text class="title" x="{left}" y="32">{title}</text>'
    for tick in TICKS:
        x = left + wide * tick / 100
        yield f'<line class="grid" x1="{x:g}" y1="{TOP - 6}" x2="{x:g}" y2="{bottom}"/>'
        yield f'<text class="soft" x="{x:g}" y="{TOP - 14}" text-anchor="middle">{tick}</text>'


def _method(key: str, one: dict[str, Any], y: int) -> Iterator[str]:
    is_ours = key.startswith(OURS)
    bar, said = ("ours", "strong") if is_ours else ("other", "")
    name = _plain(one["name"])
    yield f'<text class="{said}" x="{NAMES}" y="{y + 4}" text-anchor="end">{name}</text>'
    yield f'<text x="{VALUES}" y="{y + 4}" text-anchor="end">{one["top1"]:.0f}</text>'
    yield _bar(bar, WHICH, WHICH_WIDE * one["top1"] / 100, y)
    low, high = (WHICH + WHICH_WIDE * one[end] / 100 for end in ("top1_low", "top1_high"))
    yield f'<line class="ink" x1="{low:.1f}" y1="{y}" x2="{high:.1f}" y2="{y}"/>'
    for end in (low, high):
        yield f'<line class="ink" x1="{end:.1f}" y1="{y - 4}" x2="{end:.1f}" y2="{y + 4}"/>'
    yield _diamond(WHICH + WHICH_WIDE * one["top3"] / 100, y)
    typed = WHICH + WHICH_WIDE * one["top1_mistyped"] / 100
    yield f'<circle class="typed" cx="{typed:.1f}" cy="{y}" r="4"/>'
    yield _bar(bar, WHETHER, WHETHER_WIDE * one["rejected"] / 100, y)
    yield _inside(WHETHER, WHETHER_WIDE, one["rejected"], y)


def _bar(css: str, x: int, wide: float, y: int) -> str:
    return f'<rect class="{css}" x="{x}" y="{y - 10}" width="{wide:.1f}" height="20" rx="2"/>'


def _inside(left: int, wide: int, value: float, y: int) -> str:
    """Write the value beside its bar, or before its end where there is no room behind it."""
    x = left + wide * value / 100
    place = f'x="{x + 6:.1f}"' if value < TICKS[-2] else f'x="{x - 6:.1f}" text-anchor="end"'
    return f'<text {place} y="{y + 4}">{value:.0f}</text>'


def _diamond(x: float, y: int) -> str:
    return (
        f'<path class="three" d="M{x:.1f} {y - 6}L{x + 6:.1f} {y}'
        f'L{x:.1f} {y + 6}L{x - 6:.1f} {y}Z"/>'
    )


def _legend(y: int) -> Iterator[str]:
    yield _bar("ours", 24, 22, y - 4)
    yield f'<text class="soft" x="54" y="{y}">first place</text>'
    yield f'<line class="ink" x1="140" y1="{y - 4}" x2="168" y2="{y - 4}"/>'
    yield f'<text class="soft" x="176" y="{y}">95 % interval</text>'
    yield _diamond(280, y - 4)
    yield f'<text class="soft" x="294" y="{y}">among the first three</text>'
    yield f'<circle class="typed" cx="436" cy="{y - 4}" r="4"/>'
    yield f'<text class="soft" x="448" y="{y}">first place, mistyped</text>'


def _plain(name: str) -> str:
    return escape(name.replace("`", ""))
