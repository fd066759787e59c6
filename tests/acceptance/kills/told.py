"""What has been told already: the figures, and a file from which a stopped soak goes on."""

import json
from dataclasses import asdict, dataclass, field, fields


@dataclass
class Figures:
    """Of one story, or of all."""

    commands: int = 0
    boundaries: int = 0
    tellings: int = 0
    kills: int = 0
    within: int = 0
    different: list = field(default_factory=list)

    def add(self, other):
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


class Told:
    """
    The stories told so far, and the tellings of a story that was broken off.

    A story is done with when nothing of it read otherwise; what did is told again. The file says
    nothing of the product: whoever changes that begins with a new one.
    """

    def __init__(self, path, how):
        self.path, self.how = path, how
        self.stories = {}  #: the figures of each story that was told
        self.untouched = {}  #: stories that cannot be killed, and why
        self.kept = set()  #: read from the file, so not told again
        self._tellings = {}
        for line in path.read_text().splitlines() if path and path.exists() else ():
            self._read(json.loads(line))

    def _read(self, line):
        name = line["story"]
        if "deaths" in line:
            self._tellings[name, line["deaths"]] = Figures(**line["figures"])
        elif line["how"] == self.how:
            self.kept.add(name)
            self._put(name, line["figures"], line["why_not"])

    def _put(self, name, figures, why_not):
        if why_not is None:
            self.stories[name] = Figures(**figures)
        else:
            self.untouched[name] = why_not

    def before(self, name, deaths):
        """The figures of a telling that the file knows of."""
        return self._tellings.get((name, json.dumps(deaths)))

    def telling(self, name, deaths, figures):
        """Keep one telling that read the same."""
        self._write(story=name, deaths=json.dumps(deaths), figures=asdict(figures))

    def story(self, name, figures, *, why_not=None):
        """Keep a whole story."""
        self._put(name, asdict(figures), why_not)
        if not figures.different:
            self._write(story=name, how=self.how, figures=asdict(figures), why_not=why_not)

    def _write(self, **line):
        if self.path is not None:
            with self.path.open("a") as file:
                file.write(json.dumps(line) + "\n")

    def summary(self):
        """The figures, as lines for a person."""
        total = Figures()
        for one in self.stories.values():
            total.add(one)
        known = len(self.kept & {*self.stories})
        yield (
            f"kills: {len(self.stories)} stories{f' ({known} known before)' if known else ''} "
            f"of {total.commands} commands, {total.boundaries} boundaries; told again {total.tellings} times, "
            f"{total.kills} kills, {total.within} of them within a command; "
            f"{len(total.different)} read otherwise"
        )
        yield from (f"not killed: {name}: {why}" for name, why in self.untouched.items())
        yield from (f"otherwise: {name}" for name in total.different)
