"""
Jinja in a cage: the sandbox of CONTRACT.md, section 5.

What Jinja's own sandbox leaves open (texts that double, loops in loops, methods of texts,
recursion) is closed here: what could run away or reach out is refused, and every loop, block and
included file costs a step of the rendering's budget.
"""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from types import CodeType
from typing import Any

from jinja2 import (
    Environment,
    FunctionLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    nodes,
)
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError
from jinja2.lexer import TokenStream
from jinja2.parser import Parser
from jinja2.runtime import BlockReference, Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from copilot.library.budget import Overrun, bounded
from copilot.library.filters import COUNTED, FILTERS, JOINED, STEP, TESTS, written
from copilot.library.lining import Lines, reader
from copilot.library.refusals import Refusal, refusals
from copilot.library.skeleton import NAME, Cut, Key, Skeleton, cut, tokens
from copilot.library.uses import Uses, every, uses
from copilot.library.view import Facts, Values

#: Marks around what a block wrote, so that filled parts are known; noncharacters, never in a text.
OPEN, SHUT, NAME_END = "\ufdd0", "\ufdd1", "\ufdd2"
_MOST = 10**12
_LOOP = frozenset(
    {
        "index",
        "index0",
        "revindex",
        "revindex0",
        "first",
        "last",
        "length",
        "cycle",
        "previtem",
        "nextitem",
    }
)


class _Compiled(BytecodeCache):
    """
    What files were compiled to, by name and text, for every cage of the process.

    All cages are alike, and of two hundred files a reload finds one changed. What is refused is
    never compiled, so nothing that must not run is in here.
    """

    #: Files of a large library, twice: the set in force and the one that is being read.
    MOST = 8000

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def get_bucket(
        self, environment: Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Give what is known of a file, or of another that is built like it."""
        bucket = super().get_bucket(environment, name, filename, source)
        if bucket.code is None and isinstance(environment, Cage):
            bucket.code = environment.shared_code(name)
            self.dump_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is known of a file."""
        bucket.code = self._known.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a file was compiled to; the oldest goes when there are too many."""
        if bucket.code is None:
            return
        while len(self._known) >= self.MOST:
            self._known.pop(next(iter(self._known)), None)
        self._known[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()
#: Skeletons by what is built like them, for every cage of the process.
_SKELETONS: dict[Key, Skeleton] = {}
_MOST_SKELETONS = 2000
_MOST_TOKENS = 2000


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file uses, and what in it is not allowed."""

    uses: Uses
    refusals: Sequence[Refusal] = ()


class _Parser(Parser):
    """Parses tokens that were read before."""

    def __init__(self, environment: Environment, stream: TokenStream) -> None:
        super().__init__(environment, "")
        self.stream = stream


class Cage(ImmutableSandboxedEnvironment):
    """An environment over the files of one set; *files* are texts by their path in `replies/`."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self._trees: dict[str, nodes.Template] = {}
        self._cuts: dict[str, Cut | None] = {}

        def source(name: str) -> tuple[str, str, Any] | None:
            return (files[name], name, None) if name in files else None

        super().__init__(
            loader=FunctionLoader(source),
            undefined=StrictUndefined,
            autoescape=False,
            lstrip_blocks=True,
            finalize=written,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_COMPILED,
        )
        self.globals.clear()
        self.filters = dict(FILTERS)
        self.tests = dict(TESTS)

    @property
    def lexer(self) -> Lines:
        """What takes files apart."""
        return reader()

    def look(self, path: str) -> Looked:
        """
        Look at the file *path* before it is compiled.

        Raises:
            TemplateNotFound: there is none.
            TemplateSyntaxError: it can't be parsed.
        """
        if path not in self._files:
            raise TemplateNotFound(path)
        found = self._skeleton(path)
        if found:
            return Looked(found[0].uses.at(found[1].lines))
        tree = super()._parse(self._files[path], path, path)
        self._trees[path] = tree
        below = every(tree)
        return Looked(uses(below), tuple(refusals(below)))

    def shared_code(self, path: str) -> CodeType | None:
        """The code of the file *path*, if it can be had from one that is built like it."""
        found = self._skeleton(path)
        self._cuts.pop(path, None)
        return found[0].code_of(found[1]) if found else None

    def _skeleton(self, path: str) -> tuple[Skeleton, Cut] | None:
        """Find the skeleton of a file, or make it; files with faults share nothing."""
        try:
            if path not in self._cuts:
                self._cuts[path] = cut(self.lexer, path, self._files[path])
            found = self._cuts[path]
            if found is None or len(found.key) > _MOST_TOKENS:
                return None
            if found.key not in _SKELETONS:
                skeleton = self._built(found.key)
                while len(_SKELETONS) >= _MOST_SKELETONS:
                    _SKELETONS.pop(next(iter(_SKELETONS)), None)
                _SKELETONS[found.key] = skeleton
            return _SKELETONS[found.key], found
        except (TemplateError, RecursionError, ValueError, MemoryError, SyntaxError):
            # what is wrong is told of the file itself, with its own lines
            return None

    def _built(self, key: Key) -> Skeleton:
        stream = TokenStream(self.lexer.wrap(tokens(key), NAME, NAME), NAME, NAME)
        tree = _Parser(self, stream).parse()
        used = uses(every(tree))
        return Skeleton(self.compile(tree, NAME, NAME), used)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:  # noqa: ARG002
        """Give a template nothing of its own: there are none, and chaining none takes time."""
        return {}

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401
        """Take a value of those that templates see at once; all else is asked what it is first."""
        if isinstance(obj, Values | Facts) and not attribute.startswith("_"):
            try:
                return obj[attribute]
            except (TypeError, LookupError):
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401, ARG002
        """Allow what a loop knows of itself, and no attribute of a Python object."""
        return isinstance(obj, LoopContext) and attr in _LOOP

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ANN401
        """Allow `super()` and `loop.cycle()`."""
        if isinstance(obj, BlockReference):
            return True
        return isinstance(getattr(obj, "__self__", None), LoopContext)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401
        """Calculate with small numbers, and put two texts together; nothing else."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            return bounded(left + right)
        if not (_is_number(left) and _is_number(right)) or operator == "**":
            raise SecurityError(f"`{operator}` is for numbers only")
        result = super().call_binop(context, operator, left, right)
        if abs(result) > _MOST:
            raise Overrun("the number is too large", "number")
        return result

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        # compiling changes the tree, so one that was looked at serves once
        return self._trees.pop(name or "", None) or super()._parse(source, name, filename)

    def _generate(
        self,
        source: nodes.Template,
        name: str | None,
        filename: str | None,
        defer_init: bool = False,
    ) -> str:
        below = every(source)
        for refusal in refusals(below):
            raise refusal
        _count(source, below)
        return super()._generate(source, name, filename, defer_init=defer_init)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _count(tree: nodes.Template, below: Sequence[nodes.Node]) -> None:
    """Make every loop, block and file cost steps, and bound what `~` puts together."""
    if any(isinstance(node, nodes.Concat) for node in below):
        _bound(tree)
    for node in below:
        if isinstance(node, nodes.For):
            node.iter = _through(COUNTED, node.iter)
        elif isinstance(node, nodes.Block):
            before = _write(f"{OPEN}{node.name}{NAME_END}", node.lineno)
            node.body = [_step(node.lineno), before, *node.body, _write(SHUT, node.lineno)]
    tree.body.insert(0, _step(1))


def _bound(node: nodes.Node) -> None:
    for name, value in list(node.iter_fields()):
        if isinstance(value, list):
            setattr(node, name, [_bounded(one) for one in value])
        elif isinstance(value, nodes.Node):
            setattr(node, name, _bounded(value))


def _bounded(value: Any) -> Any:  # noqa: ANN401 - a field of a node may be anything
    if not isinstance(value, nodes.Node):
        return value
    _bound(value)
    if isinstance(value, nodes.Concat):
        return _through(JOINED, nodes.List(value.nodes, lineno=value.lineno))
    return value


def _through(name: str, node: nodes.Node) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _step(line: int) -> nodes.ExprStmt:
    return nodes.ExprStmt(_through(STEP, nodes.Const("", lineno=line)), lineno=line)


def _write(text: str, line: int) -> nodes.Output:
    return nodes.Output([nodes.TemplateData(text, lineno=line)], lineno=line)
