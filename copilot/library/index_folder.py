"""What the matcher has learned, kept in a folder: safe to delete, safe with several processes."""

import logging
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from copilot.domain.playbook import Playbook
from copilot.matching.archive import Json, Unpacked, pack, unpack
from copilot.matching.digest import digest_of
from copilot.matching.index import Index
from copilot.matching.matcher import Matcher

log = logging.getLogger(__name__)

ENDING, UNFINISHED = ".index", ".index.part"
#: More than any library makes; beyond it a file is not ours.
MOST_BYTES = 2_000_000_000
#: So many are kept, the newest: a change that is undone finds its index again.
KEPT = 3
#: An unfinished file that is so much older than a finished one belongs to nobody any more.
ABANDONED_SECONDS = 3600
#: Never through a link that somebody has put there.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL


class IndexFolder:
    """
    A folder of indexes, each in a file of its own that is named after what it was made from.

    A file that is not what it should be is as good as none, and a file that cannot be written
    is only logged: nothing here is worth stopping for.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def matcher(self, playbooks: Iterable[Playbook]) -> Matcher:
        """The matcher of *playbooks*, learned now if it was not before."""
        several = tuple(playbooks)
        return self.known(several) or self.learn(several)

    def known(self, playbooks: Iterable[Playbook]) -> Matcher | None:
        """The matcher of *playbooks* if their examples were learned before and are still kept."""
        several = tuple(playbooks)
        found = self.get(digest_of(several))
        return Matcher.build(several, found.index) if found is not None else None

    def learn(self, playbooks: Iterable[Playbook]) -> Matcher:
        """Learn their examples anew, and keep what was learned."""
        several = tuple(playbooks)
        matcher = Matcher.build(several)
        if matcher.index is not None:
            self.put(digest_of(several), matcher.index)
        return matcher

    def get(self, key: str) -> Unpacked | None:
        """What was put there under *key*, if it still is."""
        try:
            with self._path(key).open("rb") as file:
                if os.fstat(file.fileno()).st_size > MOST_BYTES:
                    return None
                data = file.read()
        except OSError:
            return None
        found = unpack(key, data)
        if found is None:
            log.warning("%s is not what was written there; it is made anew", self._path(key))
        return found

    def put(self, key: str, index: Index, extra: Json = None) -> None:
        """Keep *index* with plain values *extra*; another process sees all of it, or nothing."""
        path = self._path(key)
        unfinished = path.with_name(f"{path.stem}.{secrets.token_hex(4)}{UNFINISHED}")
        try:
            data = pack(key, index, extra)
            self._folder.mkdir(mode=0o700, exist_ok=True)
            try:
                with os.fdopen(os.open(unfinished, _NEW, 0o600), "wb") as file:
                    file.write(data)
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
            self._tidy(path)
        except (OSError, TypeError, ValueError) as exc:
            log.warning("what was learned cannot be kept in %s: %s", self._folder, exc)

    def _path(self, key: str) -> Path:
        return self._folder / f"matcher-{key[:32]}{ENDING}"

    def _tidy(self, newest: Path) -> None:
        """Remove all but the newest few, and what a crash left unfinished."""
        age = _age(newest)
        kept = sorted(self._folder.glob(f"matcher-*{ENDING}"), key=_age, reverse=True)
        abandoned = [
            path
            for path in self._folder.glob(f"matcher-*{UNFINISHED}")
            if _age(path) < age - ABANDONED_SECONDS
        ]
        for path in (*(each for each in kept[KEPT:] if each != newest), *abandoned):
            path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    """When a file was written; 0 for one that another process has just removed."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
