"""Is a formula a named function at some argument?  Compared as written, up to the order of sums and products."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from derivation.catalogue import ROWS
from derivation.context import Context
from derivation.functions.named import NamedFunction, find
from derivation.term import E, Term, function, negate, postorder, substitute

_LARGEST = 200
"""Nodes of the largest formula that is looked at."""

Factors = tuple[bool, tuple[str, ...], tuple[str, ...]]
"""A term as a product: whether a minus sign stands before it, the factors above the line, and those below."""


def recognise(term: Term, context: Context = Context()) -> Term | None:
    """The term as a named function, sigma(k*x) for 1/(1 + e^(-k*x)); None where it is none that is known by sight.

    Functions that the context defines anew are not looked for.

    >>> from derivation.reading import read
    >>> recognise(read("1/(e^(-3*x) + 1)").term)
    function('sigma', product(integer(3), symbol('x')))
    >>> recognise(read("x^2 + 1").term) is None
    True
    """
    if term.size > _LARGEST or not term.args or not term.free:
        return None
    nodes = postorder(term)
    used = {str(node.value) for node in nodes if node.op == "function"}
    exponential = E in nodes
    wanted = shape(term)
    seen: list[Term] = []
    for row_number, form, called, has_exponential in _forms():
        row = ROWS[row_number]
        if called <= used and has_exponential <= exponential and row.name not in context.definitions:
            named = find(row.name, len(row.arguments))
            argument = _argument(term, wanted, nodes, _read(named, form)) if named is not None else None
            if named is not None and argument is not None:
                seen.append(function(named.name, argument))
    return min(seen, key=lambda each: each.size, default=None)


@cache
def _forms() -> tuple[tuple[int, int, frozenset[str], bool], ...]:
    """Every way to write a function known by sight: its row, which form, the functions it calls, whether it has an e^u."""
    import re

    rows = [(number, row) for number, row in enumerate(ROWS) if row.by_sight]
    return tuple(
        (number, k, frozenset(re.findall(r"([A-Za-z]\w*)\(", text)) - {"piecewise"}, "e^" in text)
        for number, row in rows
        for k, text in enumerate((row.formula, *row.forms))
    )


def _read(named: NamedFunction, form: int) -> Term:
    assert named.formula is not None
    return named.forms[form - 1] if form else named.formula


def _argument(term: Term, wanted: str, nodes: list[Term], form: Term) -> Term | None:
    """What stands in the place of x, so that the form becomes the term."""
    variable = next(iter(form.free))
    times = sum(1 for _ in _occurrences(form, variable))
    for node in nodes:
        if abs(form.size + times * (node.size - 1) - term.size) > 2 * times + 2 or not node.free:
            continue
        for argument in (node, negate(node)):
            if shape(substitute(form, {variable: argument})) == wanted:
                return argument
    return None


def _occurrences(term: Term, part: Term) -> Iterator[Term]:
    stack = [term]
    while stack:
        node = stack.pop()
        if node is part:
            yield node
        stack.extend(node.args)


def shape(term: Term) -> str:
    """A text that is the same for terms that differ in the order of summands and factors alone.

    A quotient is a product, a negative power of anything but e stands below the line, and a root is a power.

    >>> from derivation.reading import read
    >>> shape(read("1/(1 + e^(-x))").term) == shape(read("(e^(-x) + 1)^(-1)").term)
    True
    """
    parts: dict[Term, Factors] = {}
    for node in postorder(term):
        parts[node] = _factors(node, parts)
    return _joined(parts[term])


def _joined(factors: Factors) -> str:
    negative, above, below = factors
    sign = "-" if negative else ""
    line = "*".join(sorted(above)) or "1"
    return f"{sign}{line}/({'*'.join(sorted(below))})" if below else sign + line


def _factors(node: Term, parts: dict[Term, Factors]) -> Factors:
    if node.op == "negation":
        negative, above, below = parts[node.args[0]]
        return not negative, above, below
    if node.op in ("product", "quotient"):
        result: Factors = (False, (), ())
        for index, arg in enumerate(node.args):
            result = _times(result, parts[arg], node.op == "quotient" and index == 1)
        return result
    if node.op == "power":
        return _power(node, parts)
    if node.op == "sum":
        return False, (f"({'+'.join(sorted(_summands(node, parts)))})",), ()
    if not node.args:
        return False, () if node.op == "integer" and node.value == 1 else (str(node.value),), ()
    if node.op == "function" and node.value == "sqrt":
        return False, (f"({_joined(parts[node.args[0]])})^(1/(2))",), ()
    inside = [_joined(parts[arg]) for arg in node.args]
    if node.op == "function" and node.value in ("max", "min"):
        inside.sort()
    return False, (f"{node.value if node.op == 'function' else (node.op, node.value)}({','.join(inside)})",), ()


def _times(left: Factors, right: Factors, inverted: bool) -> Factors:
    negative, above, below = right
    if inverted:
        above, below = below, above
    return left[0] != negative, left[1] + above, left[2] + below


def _power(node: Term, parts: dict[Term, Factors]) -> Factors:
    base, exponent = node.args
    negative, above, below = parts[exponent]
    if base is E or not negative:
        return False, (f"({_joined(parts[base])})^({_joined(parts[exponent])})",), ()
    if not above and not below:
        return _times((False, (), ()), parts[base], inverted=True)
    return False, (), (f"({_joined(parts[base])})^({_joined((False, above, below))})",)


def _summands(node: Term, parts: dict[Term, Factors]) -> Iterator[str]:
    stack = list(reversed(node.args))
    while stack:
        arg = stack.pop()
        if arg.op == "sum":
            stack.extend(reversed(arg.args))
        else:
            yield _joined(parts[arg])
