"""Is a formula a named function at some argument?  Compared as written, up to the order of sums and products."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from derivation.catalogue import ROWS
from derivation.context import Context
from derivation.functions.named import NamedFunction, find
from derivation.term import ONE, E, Term, function, negate, postorder, substitute, symbol

_LARGEST = 200
"""Nodes of the largest formula that is looked at."""

Factors = tuple[bool, tuple[str, ...], tuple[str, ...]]
"""A term as a product: whether a minus sign stands before it, the factors above the line, and those below."""

Outline = tuple[bool, tuple[str, ...], tuple[str, ...]]
"""The same with the kind of each factor in its place: a quick look that spares most comparisons."""

_UNKNOWN = symbol("?")


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
    wanted, outline = shape(term), _outline(term)
    seen: list[Term] = []
    for row_number, form, called, has_exponential in _forms():
        row = ROWS[row_number]
        if called <= used and has_exponential <= exponential and row.name not in context.definitions:
            named = find(row.name, len(row.arguments))
            if named is None or not any(_may_become(each, outline) for each in _outlines(row_number, form)):
                continue
            argument = _argument(term, wanted, nodes, _read(named, form))
            if argument is not None:
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


@cache
def _outlines(row_number: int, form: int) -> tuple[Outline, Outline]:
    """The outline of a form with an unknown in place of x, and with its opposite."""
    row = ROWS[row_number]
    named = find(row.name, len(row.arguments))
    assert named is not None
    written = _read(named, form)
    variable = next(iter(written.free))
    first, second = (_outline(substitute(written, {variable: each})) for each in (_UNKNOWN, negate(_UNKNOWN)))
    return first, second


def _may_become(form: Outline, wanted: Outline) -> bool:
    """Whether a form may get an outline; where the unknown is a factor, any further factors and another sign may come of it."""
    if str(_UNKNOWN.value) in (*form[1], *form[2]):
        return all(set(ours) - {_UNKNOWN.value} <= {*theirs} for ours, theirs in zip(form[1:], wanted[1:], strict=True))
    return form == wanted


def _outline(term: Term) -> Outline:
    """What is left of the shape of a term without what stands in its factors.

    >>> from derivation.reading import read
    >>> _outline(read("-2*x*sin(x)/(1 + x)^3").term)
    (True, ('2', 'sin', 'x'), ('power',))
    """
    negative = False
    sides: tuple[list[str], list[str]] = ([], [])
    stack = [(term, False)]
    while stack:
        node, below = stack.pop()
        if node.op == "negation":
            negative = not negative
            stack.append((node.args[0], below))
        elif node.op == "product":
            stack.extend((each, below) for each in node.args)
        elif node.op == "quotient":
            stack += [(node.args[0], below), (node.args[1], not below)]
        elif node.op == "power" and node.args[0] is not E and (exponent := _outline(node.args[1]))[0]:
            if exponent[1:] == ((), ()):
                stack.append((node.args[0], not below))
            else:
                sides[not below].append("power")
        elif node is not ONE:
            sides[below].append(_kind(node))
    return negative, tuple(sorted(sides[0])), tuple(sorted(sides[1]))


def _kind(factor: Term) -> str:
    if factor.op == "function":
        return "power" if factor.value == "sqrt" else str(factor.value)
    return factor.op if factor.args else str(factor.value)


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
