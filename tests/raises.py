"""What the house says where something goes wrong, read from its own source: each message as a template.

A place for a value is ``{}`` in it, and ``{!r}`` where the value stands between quotes.
"""

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import shuzhu

SOURCE = Path(shuzhu.__file__).parent
PLACED = {"MappingError", "CatalogueError"}
"""These say place and key first; their message is the third."""
ERRORS = PLACED | {"ShuzhuError", "UsageError", "InputError", "SourceError", "StoreError", "DeniedError", "NoDataError"}
PLAIN = re.compile(r"\{(!r)?\}")
CARRIERS = {"wrong": 1}
"""Functions of ours that hand a message on to an error, and where among their arguments it stands."""


def messages() -> Iterator[tuple[str, str]]:
    """File and line of each error that is made anywhere, with its template."""
    for path in sorted(SOURCE.rglob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            at = 2 if name in PLACED else 0 if name in ERRORS else CARRIERS.get(name, -1)
            if 0 <= at < len(call.args):
                for template in templates(call.args[at], tree):
                    yield f"{path.relative_to(SOURCE)}:{call.lineno}", template


def templates(node: ast.expr, tree: ast.Module) -> list[str]:
    """Every template that an expression can be; of what is only named, what that name is given in its file."""
    found = _templates(node)
    if any(set(PLAIN.sub("", one)) <= set(" :") for one in found):
        named = [part for part in ast.walk(node) if isinstance(part, ast.Name | ast.Call)]
        found = [one for part in named for given in _given(part, tree) for one in _templates(given)] or found
    return found


def _given(node: ast.Name | ast.Call, tree: ast.Module) -> list[ast.expr]:
    """The texts that a name is set to, or that a function of the file gives back."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", "")
        defined = [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef) and one.name == name]
        given = [part.value for one in defined for part in ast.walk(one) if isinstance(part, ast.Return) and part.value]
    else:
        given = [
            one.value for one in ast.walk(tree) if isinstance(one, ast.Assign | ast.AnnAssign) and one.value
            and any(getattr(to, "id", "") == node.id for to in getattr(one, "targets", [getattr(one, "target", None)]))
        ]  # fmt: skip
    return [one for one in given if isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and one.value)]


def _templates(node: ast.expr) -> list[str]:
    """Every template that an expression can be by itself."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value.replace("{", "{{").replace("}", "}}")]
    if isinstance(node, ast.JoinedStr):
        return ["".join(parts) for parts in product(*map(_templates, node.values))]
    if isinstance(node, ast.FormattedValue):
        return ["{!r}" if node.conversion == ord("r") else "{}"]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [a + b for a, b in product(_templates(node.left), _templates(node.right))]
    if isinstance(node, ast.IfExp):
        return [*_templates(node.body), *_templates(node.orelse)]
    return ["{}"]
