"""Names that say what they stand for: f_x and u_xy are partial derivatives, phat and p_MLE the value of p that is found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from derivation.context import Definition
from derivation.reading import Line
from derivation.term import ZERO, Term, add, derivative, function, multiply, negate, postorder, replace, symbol
from derivation.verify.implicit import solved_for
from derivation.verify.names import Names, left_name
from derivation.verify.naming import called_name

_DIFFERENTIATED = frozenset("fFuz")
"""Letters that, with an index, are partial derivatives even where nothing says what they are."""


def with_partials(lines: Sequence[Line], names: Names) -> list[Line]:
    """The lines with f_x as a derivative, where f is what the page is about and x one of its letters.

    A name that has a meaning of its own stays as it is, and so does one whose index is no letter of the function: x_1, z_i.
    """
    bodies = _bodies(lines, names)
    found: dict[Term, Term] = {}
    parts = [part for line in lines for each in (line, *line.more) for part in each.parts if part is not None]
    nodes = list(dict.fromkeys(node for part in parts for node in postorder(part)))
    families = _families(nodes, bodies, names)
    for node in nodes:
        if node.op in ("symbol", "function") and str(node.value) in families:
            whole = str(node.value).partition("_")[0]
            applied = node.args and names.knows_function(whole, len(node.args))
            found[node] = function(whole, *node.args) if applied else symbol(whole)
        else:
            meant = _partial(node, bodies, names) if node.op in ("symbol", "function") else _operator(node, names)
            if meant is not None:
                found[node] = meant
    return [_replaced(line, found) for line in lines] if found else list(lines)


def with_solutions(lines: Sequence[Line], names: Names) -> list[Line]:
    """The lines of a page that sets something to zero, with the variable in place of the names of the value that is found."""
    parts = [part for line in lines for each in (line, *line.more) for part in each.parts if part is not None]
    x = names.context.variable
    solved = re.compile(rf"{re.escape(str(x.value))}(?:hat)?(?:_?(?:MLE|ML|MAP|mle|ml|opt|max|min|crit|star))?")
    free = frozenset().union(*(part.free for part in parts)) if ZERO in parts else frozenset()
    found = {name: x for name in free - {x} if solved.fullmatch(str(name.value)) and not names.is_known(name)}
    return [_replaced(line, found) for line in lines] if found else list(lines)


def define_inverses(lines: Sequence[Line], names: Names) -> None:
    """Learn what f^{-1} is, where f is explained and can be solved for its argument."""
    parts = [part for line in lines for each in (line, *line.more) for part in each.parts if part is not None]
    called = {called_name(node) for part in parts for node in postorder(part)}
    for name in called:
        own = names.context.definitions.get(name.removesuffix("_inv")) if name.endswith("_inv") else None
        if own is None or len(own.parameters) != 1 or name in names.context.definitions:
            continue
        value = symbol("value")
        inverse = solved_for(own.body, value, own.parameters[0], names.context)
        if inverse is not None:
            names.define(Definition(name, (value,), inverse))


def with_products(lines: Sequence[Line], names: Names) -> list[Line]:
    """The lines with P V for PV, where nothing says what PV is and both letters stand alone elsewhere on the page."""
    parts = [part for line in lines for each in (line, *line.more) for part in each.parts if part is not None]
    nodes = {node for part in parts for node in postorder(part) if node.op == "symbol" and not names.is_known(node)}
    pairs = [name for name in nodes if re.fullmatch("[A-Z]{2}", str(name.value))]
    found = {name: multiply(*map(symbol, str(name.value))) for name in pairs if {*map(symbol, str(name.value))} <= nodes}
    return [_replaced(line, found) for line in lines] if found else list(lines)


def with_increments(lines: Sequence[Line], names: Names) -> list[Line]:
    """The lines with f(x + Delta x) - f(x) for Delta y, where y is the function of the page and Delta x its step."""
    x = names.context.variable
    found: dict[Term, Term] = {}
    for part in (part for line in lines for each in (line, *line.more) for part in each.parts if part is not None):
        for name in part.free if names.function is not None else ():
            mark, _, of = str(name.value).partition("_")
            step = symbol(f"{mark}_{x.value}")
            if mark in ("Delta", "delta") and names.is_function(of) and not names.is_known(name) and step in part.free:
                found[name] = add(replace(names.function, {x: add(x, step)}), negate(names.function))  # type: ignore[arg-type]
    return [_replaced(line, found) for line in lines] if found else list(lines)


def _replaced(line: Line, found: dict[Term, Term]) -> Line:
    parts = tuple(None if part is None else replace(part, found) for part in line.parts)
    otherwise = None if line.otherwise is None else _replaced(line.otherwise, found)
    return line._replace(parts=parts, more=tuple(_replaced(each, found) for each in line.more), otherwise=otherwise)


def _bodies(lines: Sequence[Line], names: Names) -> dict[str, frozenset[Term]]:
    """The letters of each name that stands for a function of several: those given, and those the page begins by saying."""
    found = {each.name: each.body.free | {*each.parameters} for each in names.context.definitions.values()}
    for each in (each for line in lines for each in (line, *line.more) if len(each.parts) > 1):
        left, body = each.parts[0], each.parts[-1]
        name = left_name(left) if left is not None else None
        if name is not None and body is not None and not name[2]:
            found.setdefault(name[0], body.free)
    return {name: letters for name, letters in found.items() if len(letters) > 1}


def _families(nodes: Sequence[Term], bodies: dict[str, frozenset[Term]], names: Names) -> set[str]:
    """The h_theta that are h, a function with a parameter: applied to another letter, h_theta(x), or with a Greek index alone."""
    found: set[str] = set()
    said = {str(node.value) for node in nodes if node.op in ("symbol", "function")}
    for node in nodes:
        whole, _, index = str(node.value).partition("_") if node.op in ("symbol", "function") else ("", "", "")
        letter = symbol(index)
        if not index or letter not in bodies.get(whole, ()) or names.defines(str(node.value), node.args):
            continue
        alone = sum(name.startswith(f"{whole}_") for name in said) == 1
        if (node.args and letter not in node.args) or (not node.args and len(index) > 1 and alone):
            found.add(str(node.value))
    return found


def _operator(node: Term, names: Names) -> Term | None:
    """D_x f, or D_j S_i on a page about z_1, for the derivative of what stands behind."""
    if node.op != "product" or len(node.args) != 2 or any(arg.op != "symbol" or names.is_known(arg) for arg in node.args[:1]):
        return None
    sign, _, index = str(node.args[0].value).partition("_")
    if sign != "D" or not index or node.args[1].op not in ("symbol", "function"):
        return None
    letters = str(names.context.variable.value).rstrip("0123456789_")
    by = symbol(index) if symbol(index) in names.known else symbol(f"{letters}_{index}")
    return derivative(node.args[1], by) if len(index) == 1 or by in names.known else None


def _partial(node: Term, bodies: dict[str, frozenset[Term]], names: Names) -> Term | None:
    whole, mark, index = str(node.value).partition("_")
    if not mark or names.defines(str(node.value), node.args) or names.is_known(symbol(str(node.value))):
        return None
    letters = bodies.get(whole)
    if letters is None and names.function is not None and whole in _DIFFERENTIATED and not names.defines(whole, node.args):
        letters = names.function.free | {names.context.variable}
    by = [symbol(index)] if letters and symbol(index) in letters else [symbol(letter) for letter in index]
    if letters is None or not by or not letters.issuperset(by) or any(arg.op != "symbol" for arg in node.args):
        return None
    if node.args and not {*node.args}.issuperset(by):
        return None  # h_theta(x) is one of a family of functions
    term = function(whole, *node.args) if node.args else symbol(whole)
    for letter in by:
        term = derivative(term, letter)
    return term
