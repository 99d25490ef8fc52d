"""From SymPy to terms, written as a person writes them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from derivation.meaning.names import NAMES, SAME_NAMES, Untranslatable
from derivation.term import (
    INFINITY,
    ONE,
    OTHERWISE,
    PI,
    E,
    Term,
    add,
    at,
    constant,
    decimal,
    derivative,
    divide,
    function,
    integer,
    integral,
    limit,
    logic,
    multiply,
    negate,
    piecewise,
    power,
    rational,
    relation,
    series,
    symbol,
)


def from_sympy(expression: Any) -> Term:
    """The term that reads like a SymPy expression: its minus signs, quotients and roots written as a person writes them.

    Raises `Untranslatable` for complex numbers, infinities of the plane and what else has no term.

    >>> import sympy
    >>> from derivation.term import E, ONE, add, divide, negate, power, symbol
    >>> x = sympy.Symbol("x")
    >>> from_sympy(1/(1 + sympy.exp(-x))) is divide(ONE, add(ONE, power(E, negate(symbol("x")))))
    True
    """
    import sympy

    done: dict[Any, Term] = {}
    stack = [sympy.sympify(expression)]
    while stack:
        node = stack[-1]
        if node in done:
            stack.pop()
            continue
        parts = _parts(node)
        waiting = [part for part in parts if part not in done]
        if waiting:
            stack.extend(reversed(waiting))
        else:
            done[node] = _written(node, [done[part] for part in parts])
            stack.pop()
    return done[stack[0] if stack else sympy.sympify(expression)]


def _parts(node: Any) -> tuple[Any, ...]:
    """What must be written before a node can be."""
    import sympy

    if node.is_Add if isinstance(node, sympy.Basic) else False:
        return tuple(node.as_ordered_terms())
    if isinstance(node, sympy.Mul):
        return _factors(node)[1] + _factors(node)[2]
    if isinstance(node, sympy.Pow) and node.exp.is_Rational and node.exp < 0:
        return (1 / node,)
    if isinstance(node, sympy.Piecewise):
        return tuple(part for piece in node.args for part in piece.args)
    if isinstance(node, sympy.Derivative):
        return (node.expr, *node.variables)
    if isinstance(node, (sympy.Integral, sympy.Sum)):
        return (node.args[0], *node.args[1])
    if isinstance(node, sympy.Subs):
        return (node.expr, node.variables[0], node.point[0])
    if isinstance(node, sympy.Limit):
        return tuple(node.args[:3])
    return tuple(node.args) if not node.is_Atom else ()


def _factors(node: Any) -> tuple[Any, tuple[Any, ...], tuple[Any, ...]]:
    """A rational coefficient, the factors above and those below the line."""
    import sympy

    number, above, below = sympy.S.One, [], []
    for factor in node.as_ordered_factors():
        if factor.is_Rational:
            number *= factor
        elif isinstance(factor, sympy.Pow) and not isinstance(factor, sympy.exp) and factor.exp.is_Rational and factor.exp < 0:
            below.append(1 / factor)
        else:
            above.append(factor)
    return number, tuple(above), tuple(below)


def _written(node: Any, parts: list[Term]) -> Term:
    import sympy

    for kind, rule in _rules(sympy):
        if isinstance(node, kind):
            return rule(node, parts)
    raise Untranslatable(f"no term for {type(node).__name__}")


def _mul(node: Any, parts: list[Term]) -> Term:
    number, above, _ = _factors(node)
    upper, lower = parts[: len(above)], parts[len(above) :]
    if abs(number.p) != 1 or not upper:
        upper = [integer(abs(int(number.p))), *upper]
    if number.q != 1:
        lower = [integer(int(number.q)), *lower]
    written = divide(multiply(*upper), multiply(*lower)) if lower else multiply(*upper)
    return negate(written) if number.p < 0 else written


def _pow(node: Any, parts: list[Term]) -> Term:
    import sympy

    if node.exp.is_Rational and node.exp < 0:
        return divide(ONE, parts[0])
    if node.exp == sympy.Rational(1, 2):
        return function("sqrt", parts[0])
    return power(*parts)


def _piecewise_term(node: Any, parts: list[Term]) -> Term:
    return piecewise(*zip(parts[::2], parts[1::2], strict=True))


def _applied(node: Any, parts: list[Term]) -> Term:
    name = type(node).__name__
    ours = {theirs: mine for mine, theirs in NAMES.items()}
    if name in ours or name in SAME_NAMES:
        return function(ours.get(name, name), *parts)
    raise Untranslatable(f"no term for {name}")


def _expint(node: Any, parts: list[Term]) -> Term:
    if parts[0] is not ONE:
        raise Untranslatable("no term for expint")
    return function("E1", parts[1])


def _derivative_term(node: Any, parts: list[Term]) -> Term:
    body, *variables = parts
    runs: list[list[Any]] = []
    for variable in variables:
        if runs and runs[-1][0] is variable:
            runs[-1][1] += 1
        else:
            runs.append([variable, 1])
    for variable, order in runs:
        body = derivative(body, variable, order)
    return body


def _rules(sympy: Any) -> list[tuple[Any, Callable[[Any, list[Term]], Term]]]:
    """Kinds of SymPy objects, the narrower ones first, and how each is written."""
    from sympy.core.function import Application, AppliedUndef

    signs = ((sympy.Eq, "="), (sympy.Ne, "!="), (sympy.Lt, "<"), (sympy.Le, "<="), (sympy.Gt, ">"), (sympy.Ge, ">="))
    constants = ((sympy.E, E), (sympy.pi, PI), (sympy.oo, INFINITY), (-sympy.oo, negate(INFINITY)))
    named = ((sympy.EulerGamma, constant("euler")), (sympy.Catalan, constant("catalan")))
    return [
        *((type(number), lambda node, parts, term=term: term) for number, term in (*constants, *named)),
        (sympy.Rational, lambda node, parts: rational(_fraction(node))),
        (sympy.Float, lambda node, parts: decimal(str(node)) if node >= 0 else negate(decimal(str(-node)))),
        (sympy.Symbol, lambda node, parts: symbol(node.name)),
        (sympy.Add, lambda node, parts: add(*parts)),
        (sympy.Mul, _mul),
        (sympy.exp, lambda node, parts: power(E, parts[-1])),
        (sympy.Pow, _pow),
        (sympy.Piecewise, _piecewise_term),
        (sympy.Derivative, _derivative_term),
        (sympy.Subs, lambda node, parts: at(*parts)),
        (sympy.Integral, lambda node, parts: integral(*parts)),
        (sympy.Sum, lambda node, parts: series(*parts)),
        (sympy.Limit, lambda node, parts: limit(parts[0], parts[1], parts[2], _side(node))),
        (type(sympy.true), lambda node, parts: OTHERWISE),
        *((kind, lambda node, parts, sign=sign: relation(sign, *parts)) for kind, sign in signs),
        (sympy.And, lambda node, parts: logic("and", *parts)),
        (sympy.Or, lambda node, parts: logic("or", *parts)),
        (AppliedUndef, lambda node, parts: function(type(node).__name__, *parts)),
        (sympy.Heaviside, lambda node, parts: function("heaviside", parts[0])),
        (sympy.expint, _expint),
        (Application, _applied),
    ]


def _side(node: Any) -> str:
    side = str(node.args[3])
    return side if side in ("+", "-") else ""


def _fraction(node: Any) -> Any:
    from fractions import Fraction

    return Fraction(int(node.p), int(node.q))
