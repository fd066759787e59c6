"""What templates use, followed through what they include, without rendering them."""

import re
from collections.abc import Mapping

from jinja2 import TemplateNotFound, TemplateSyntaxError

from copilot.library.cage import Cage
from copilot.library.uses import Use, Uses


def column_of(line: str, use: Use) -> tuple[int, int]:
    """Find the columns of *use* in its line."""
    before = rf"\b{use.of}\b\s*(?:\.\s*|\[\s*[\"'])" if use.of else ""
    if not use.of and use.name.isidentifier():
        before = r"(?<![\w.])"
    found = re.search(rf"{before}(?P<name>{re.escape(use.name)})", line)
    if found is None:
        return 1, max(len(line.rstrip()), 0) + 1
    return found.start("name") + 1, found.end("name") + 1


class Templates:
    """The uses of every template of a set, followed through what it includes."""

    def __init__(self, cage: Cage, files: Mapping[str, str]) -> None:
        self._cage = cage
        self._files = files
        self._uses: dict[str, Uses] = {}

    def of(self, path: str) -> Uses:
        """What the file *path* itself uses; nothing if it can't be read."""
        if path not in self._uses:
            try:
                self._uses[path] = self._cage.look(path).uses
            except (TemplateSyntaxError, TemplateNotFound):
                self._uses[path] = Uses()
        return self._uses[path]

    def know(self, path: str, used: Uses) -> None:
        """Take over what *path* uses, which has been read before."""
        self._uses[path] = used

    def reached(self, path: str) -> tuple[str, ...]:
        """The file *path* and all it includes or extends, each once."""
        reached = [path]
        for one in reached:
            for use in self.of(one).files:
                if use.name in self._files and use.name not in reached:
                    reached.append(use.name)
        return tuple(reached)

    def given(self, path: str) -> frozenset[str]:
        """What of a rendering *path*, and all that it includes, looks at."""
        return frozenset().union(*(self.of(file).given for file in self.reached(path)))

    def asks(self, path: str) -> tuple[str, ...]:
        """Names of `ask` values that *path* needs."""
        names = {
            use.name
            for file in self.reached(path)
            for use in self.of(file).attributes
            if use.of == "ask"
        }
        return tuple(sorted(names))
