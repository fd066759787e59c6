"""What a rule of the charter is made of, and what it looks at."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from copilot.domain.charter import Finding, Level, Rule
from copilot.domain.draft import ChannelFacts
from copilot.domain.playbook import Playbook, Stage
from copilot.library.folded import Folded, fold
from copilot.library.languages import Phrase, bare
from copilot.library.record import Key, Record, Rest
from copilot.library.scalars import member


@dataclass(frozen=True)
class Reviewed:
    """
    A text and its circumstances.

    `parts` are the parts a template filled, or nothing for a person's own words; `own` is what
    the brand itself makes public: values of facts, the signature.
    """

    text: str
    lang: str
    channel: ChannelFacts
    stage: Stage = Stage.FIRST
    playbook: Playbook | None = None
    in_exchange: bool = False
    is_below_ours: bool = False  #: written by somebody new below our reply to somebody else
    parts: frozenset[str] | None = None
    voice: str | None = None
    own: tuple[str, ...] = ()

    @cached_property
    def folded(self) -> Folded:
        """The text levelled for comparison."""
        return fold(self.text)


Check = Callable[[Reviewed, Rule], Iterator[Finding]]


@dataclass(frozen=True)
class CharterRule:
    """
    One rule: its page, its default, the shape of its settings, and the check itself.

    *sentences* are what `check` says, by language and code; *looks_at* names what it looks at of
    a text's circumstances beside those that are the same for all texts of a template.
    """

    page: str
    french: str
    sentences: Mapping[str, Mapping[str, str]]
    default: Rule
    check: Check
    keys: Mapping[str, Key[object]] = field(default_factory=dict)
    rest: Rest | None = None
    looks_at: tuple[str, ...] = ()

    @property
    def pages(self) -> Mapping[str, str]:
        """Its page by language."""
        return {"en": self.page, "fr": self.french}

    @property
    def about(self) -> str:
        """The first line of the page."""
        return self.page.strip().partition("\n")[0]

    @property
    def settings(self) -> Record[Rule]:
        """The shape of what the charter may say about it."""
        level = Key(member(Level), "block: cannot be approved; warn: the CM is told; off.")
        return Record({"level": level, **self.keys}, self._merged, self.about, self.rest)

    def _merged(
        self,
        *,
        level: Level | None = None,
        words: dict[str, tuple[Phrase, ...]] | None = None,
        allow: tuple[str, ...] | None = None,
        limits: Mapping[str, int] | None = None,
        most: int | None = None,
        **parts: tuple[str, ...],
    ) -> Rule:
        """Lay what the charter says over the default; a brand's own words replace ours."""
        default = self.default
        return Rule(
            level=level or default.level,
            words=default.words if words is None else bare(words),
            allow=default.allow if allow is None else allow,
            limits={**default.limits, **(limits or {})},
            parts={**default.parts, **parts},
            most=default.most if most is None else most,
        )


def found(
    name: str, text: Reviewed, rule: Rule, span: tuple[int, int], **values: str | int
) -> Finding:
    """Make the finding that underlines *span*."""
    words = text.text[span[0] : span[1]]
    return Finding(name, rule.level, span, words, values)
