"""What of Jinja is not allowed in a template, because it could run away or reach out."""

from collections.abc import Iterable, Iterator, Mapping

from jinja2 import TemplateSyntaxError, nodes

from copilot.library.rules.parts import PARTS

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


def refusals(all_nodes: Iterable[nodes.Node]) -> Iterator[Refusal]:
    """Yield everything among *all_nodes* of a tree that is not allowed."""
    for node in all_nodes:
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
