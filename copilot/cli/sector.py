"""Which of the starter playbooks suit a trade, and the starter files cut down to those."""

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from copilot.config.starter import starter_playbooks, starter_replies

#: What each sector leaves out of the starter library.
LEFT_OUT: Mapping[str, Collection[str]] = {
    "shop": (),
    "services": ("broken-on-arrival", "late-delivery", "warranty-refused"),
    "software": ("broken-on-arrival", "late-delivery", "warranty-refused", "rude-staff"),
}
#: Who has no shops gets the replies of `written/without-shops` where there are some.
WITHOUT_SHOPS = ("services", "software")
#: And what the desk is told to do there, in other words.
_REWORDED: Mapping[str, str] = {
    "Écouter le magasin avant": "Écouter l’équipe avant",
    "Hear the shop before": "Hear the team before",
    "Magasin\u00a0: ce que l’équipe a vu et entendu": "Équipe\u00a0: ce qu’elle a vu et entendu",
    "Shop: what the team saw and heard": "Team: what they saw and heard",
    "Direction du magasin\u00a0: d’accord": "Direction\u00a0: d’accord",
    "Shop management: willing": "Management: willing",
}
_WRITTEN = Path(__file__).parent / "written"
_COMMENT = re.compile(r"(?:^|[ \t]+)#.*$", re.MULTILINE)


def library_of(sector: str) -> dict[str, str]:
    """The texts of a sector's library, by their path below the new folder."""
    left_out = LEFT_OUT[sector]
    texts = {}
    for name, root in (("playbooks", starter_playbooks()), ("replies", starter_replies())):
        for path in sorted(root.rglob("*")):
            below = path.relative_to(root)
            if path.suffix not in (".yaml", ".j2") or below.parts[0].split(".")[0] in left_out:
                continue
            texts[f"{name}/{below.as_posix()}"] = path.read_text(encoding="utf-8")
    if sector in WITHOUT_SHOPS:
        texts = {path: _without_shops(path, text) for path, text in texts.items()}
    replies = "\n".join(text for path, text in texts.items() if path.startswith("replies/"))
    return {path: _fitted(path, text, left_out, replies) for path, text in texts.items()}


def _without_shops(path: str, text: str) -> str:
    own = _WRITTEN / "without-shops" / path
    if own.is_file():
        return own.read_text(encoding="utf-8")
    for before, after in _REWORDED.items():
        text = text.replace(before, after)
    return text


def _fitted(path: str, text: str, left_out: Collection[str], replies: str) -> str:
    """Leave out tests that name absent playbooks, and facts that no reply states any more."""
    if path == "playbooks/facts.yaml":
        return without(text, lambda key: left_out and f"facts.{key}" not in replies, depth=0)
    if path.startswith("playbooks/"):
        return without(text, lambda key: key in left_out, depth=4)
    return text


def without(text: str, drops: Callable[[str], object], *, depth: int) -> str:
    """Drop keys at one *depth* of indentation, with everything below them."""
    kept = []
    is_dropped = False
    for line in text.splitlines(keepends=True):
        indent = len(line) - len(line.lstrip(" "))
        if line.strip() and indent <= depth:
            key = line.strip().partition(":")[0]
            is_dropped = indent == depth and ":" in line and bool(drops(key))
        if not is_dropped:
            kept.append(line)
    return "".join(kept)


def bare(text: str) -> str:
    """The same YAML without its comments; for files whose texts hold no `#`."""
    lines = (_COMMENT.sub("", line) for line in text.splitlines())
    return "\n".join(line for line in lines if line.strip()) + "\n"


def spoken(text: str, language: str) -> str:
    """A file whose comments, title and sources are in the brand's language, as its author's."""
    for before, after in tomllib.loads(read_written(f"starter.{language}.toml")).items():
        whole = rf"{re.escape(before)}(?=\s|-#|[,}}]|$)"
        text = re.sub(whole, after.replace("\\", r"\\"), text)
    return text


def read_written(name: str) -> str:
    """One of the texts that `copilot init` writes."""
    return (_WRITTEN / name).read_text(encoding="utf-8")
