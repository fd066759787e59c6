"""
Jinja in a cage: the sandbox of CONTRACT.md, section 5.

What Jinja's own sandbox leaves open (texts that double, loops in loops, methods of texts,
recursion) is closed here: what could run away or reach out is refused, and every loop, block and
included file costs a step of the rendering's budget.
"""

from collections.abc import Iterator, Mapping
from types import CodeType
from typing import Any

from jinja2 import FunctionLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from copilot.library.budget import bounded
from copilot.library.filters import COUNTED, FILTERS, JOINED, STEP, TESTS, written
from copilot.library.rules.parts import PARTS

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
_REFUSED: Mapping[type[nodes.Node], str] = {
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.AssignBlock: "set … endset",
    nodes.Import: "import",
    nodes.FromImport: "from … import",
    nodes.Dict: "{…}",
    nodes.Pow: "**",
}


class Refusal(TemplateSyntaxError):  # noqa: N818 - reads as what happened
    """A construct that is not allowed here; `code` names the sentence."""

    def __init__(self, code: str, word: str, line: int) -> None:
        super().__init__(f"`{word}` is not allowed", line)
        self.code = code
        self.word = word


def refusals(tree: nodes.Template) -> Iterator[Refusal]:
    """Yield everything in *tree* that is not allowed."""
    for node in tree.find_all(nodes.Node):
        word = _REFUSED.get(type(node))
        if word:
            yield Refusal("template-construct", word, node.lineno)
        elif isinstance(node, nodes.For) and node.recursive:
            yield Refusal("template-construct", "recursive", node.lineno)
        elif isinstance(node, nodes.Block) and node.name not in PARTS:
            yield Refusal("unknown-part", node.name, node.lineno)
        elif isinstance(node, nodes.Call) and not _is_allowed_call(node):
            yield Refusal("template-call", "(…)", node.lineno)
        elif isinstance(node, nodes.List) and not _is_constant(node):
            yield Refusal("template-construct", "[…]", node.lineno)
        elif isinstance(node, nodes.Tuple) and node.ctx == "load" and not _is_constant(node):
            yield Refusal("template-construct", "(…, …)", node.lineno)


def _is_constant(node: nodes.List | nodes.Tuple) -> bool:
    return all(isinstance(item, nodes.Const) for item in node.items)


def _is_allowed_call(node: nodes.Call) -> bool:
    called = node.node
    if isinstance(called, nodes.Name):
        return called.name == "super" and not node.args
    owner = called.node if isinstance(called, nodes.Getattr) else None
    is_loop = isinstance(owner, nodes.Name) and owner.name == "loop"
    return is_loop and isinstance(called, nodes.Getattr) and called.attr == "cycle"


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


class Cage(ImmutableSandboxedEnvironment):
    """An environment over the files of one set; *files* are texts by their path in `replies/`."""

    intercepted_binops = frozenset({"+", "-", "*", "/", "//", "%", "**"})

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = files
        self._trees: dict[str, nodes.Template] = {}

        def source(name: str) -> tuple[str, str, Any] | None:
            return (files[name], name, None) if name in files else None

        super().__init__(
            loader=FunctionLoader(source),
            undefined=StrictUndefined,
            autoescape=False,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=written,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=_COMPILED,
        )
        self.globals.clear()
        self.filters = dict(FILTERS)
        self.tests = dict(TESTS)

    def tree(self, path: str) -> nodes.Template:
        """
        Parse the file *path*, to be looked at before it is compiled.

        Raises:
            TemplateNotFound: there is none.
            TemplateSyntaxError: it can't be parsed.
        """
        if path not in self._files:
            raise TemplateNotFound(path)
        if path not in self._trees:
            self._trees[path] = super()._parse(self._files[path], path, path)
        return self._trees[path]

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
            raise SecurityError("the number is too large")
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
        for refusal in refusals(source):
            raise refusal
        _count(source)
        return super()._generate(source, name, filename, defer_init=defer_init)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _count(tree: nodes.Template) -> None:
    """Make every loop, block and file cost steps, and bound what `~` puts together."""
    for loop in tree.find_all(nodes.For):
        loop.iter = _through(COUNTED, loop.iter)
    for block in tree.find_all(nodes.Block):
        before = _write(f"{OPEN}{block.name}{NAME_END}", block.lineno)
        block.body = [_step(block.lineno), before, *block.body, _write(SHUT, block.lineno)]
    tree.body.insert(0, _step(1))
    _bound(tree)


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
