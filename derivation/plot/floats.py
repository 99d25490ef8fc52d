"""Terms as fast functions of one number: floating point, nan where there is no real value.

A term becomes a list of instructions, one for each distinct node.  What floating point cannot do (an overflow on the
way, a special function) is worked out by the balls of `equality`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache

from derivation.equality import NoValue, Outside, TooWide, evaluate
from derivation.equality.exact import exact_value
from derivation.equality.primitives import VALUES
from derivation.term import E, Term, number_of, postorder

Function = Callable[[float], float]
Rule = Callable[..., float]

BITS = 160
NOTHING = math.nan


class NoNumbers(Exception):
    """Nothing here works out numbers of this part."""

    def __init__(self, part: Term) -> None:
        super().__init__(part.op)
        self.part = part


def compiled(term: Term, variable: Term) -> Function:
    """The term as a function of its variable; raises `NoNumbers` for a part of which nothing knows the values.

    >>> from derivation.term import X, divide, ONE
    >>> reciprocal = compiled(divide(ONE, X), X)
    >>> reciprocal(4.0), reciprocal(0.0)
    (0.25, nan)
    """
    order = postorder(term)
    slots = {node: slot for slot, node in enumerate(order)}
    start = [NOTHING] * len(order)
    program: list[tuple[int, Rule, tuple[int, ...]]] = []
    for slot, node in enumerate(order):
        if node is variable:
            continue
        arguments = tuple(slots[arg] for arg in node.args)
        rule = _rule(node)
        if variable in node.free:
            program.append((slot, rule, arguments))
        else:
            start[slot] = _applied(rule, [start[each] for each in arguments])
    place = slots.get(variable)

    @cache
    def value(x: float) -> float:
        found = start.copy()
        if place is not None:
            found[place] = x
        for slot, rule, arguments in program:
            found[slot] = _applied(rule, [found[each] for each in arguments])
        result = found[-1]
        return precise(term, variable, x) if any(map(math.isinf, found)) else result

    return value


def _applied(rule: Rule, arguments: list[float]) -> float:
    try:
        return rule(*arguments)
    except (ValueError, ZeroDivisionError):
        return NOTHING
    except OverflowError:
        return math.inf


def precise(term: Term, variable: Term, x: float | Fraction) -> float:
    """The value by balls: certain, and slow; nan where there is none or it cannot be told.

    >>> from derivation.term import X, power, integer
    >>> precise(power(X, integer(2)), X, 3.0)
    9.0
    """
    try:
        ball = evaluate(term, {variable: Fraction(x)}, BITS)
        return 0.0 if ball.contains(0) else float(ball.mid())
    except (Outside, TooWide, NoValue):
        return NOTHING
    except OverflowError:
        return math.inf


# ---------------------------------------------------------------------------------------------------------------- rules


def _rule(node: Term) -> Rule:
    """How the value of a node comes from the values of its parts."""
    if node.op == "power":
        return _power(node)
    if node.op == "relation":
        return RELATIONS[str(node.value)]
    if node.op == "logic":
        return _all if node.value == "and" else _any
    if node.op == "function":
        return _function(node)
    if node.op in ("integer", "decimal"):
        number = number_of(node)
        assert number is not None
        return _constant(_as_float(number))
    if node.op == "constant" and node.value in CONSTANTS:
        return _constant(CONSTANTS[str(node.value)])
    found = BY_KIND.get(node.op)
    if found is None:
        raise NoNumbers(node)
    return found


def _as_float(number: Fraction) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.inf if number > 0 else -math.inf


def _constant(number: float) -> Rule:
    return lambda: number


def _function(node: Term) -> Rule:
    name = str(node.value)
    places = len(node.args)
    if name in QUICK and (places == 1 or name in ("max", "min", "log")):
        return QUICK[name]
    ball = VALUES.get(name)
    if ball is None:
        raise NoNumbers(node)
    return _by_ball(ball)


def _by_ball(ball: Callable[..., object]) -> Rule:
    from flint import arb, ctx

    def rule(*arguments: float) -> float:
        if not all(map(math.isfinite, arguments)):
            return NOTHING
        try:
            with ctx.workprec(BITS):
                return float(ball(*map(arb, arguments)).mid())  # type: ignore[attr-defined]
        except (Outside, TooWide, NoValue, TypeError):
            return NOTHING

    return rule


def _power(node: Term) -> Rule:
    base, exponent = node.args
    if base is E:
        return lambda _, u: math.exp(u)
    number = None if exponent.free else exact_value(exponent)
    if number is None:
        return _real_power
    if number.denominator == 1:
        whole = number.numerator
        return lambda u, _: u**whole if u == u else NOTHING
    fraction = float(number)
    return lambda u, _: math.pow(u, fraction) if u >= 0 else NOTHING


def _real_power(base: float, exponent: float) -> float:
    if not base >= 0 or exponent != exponent or (base == 0 and exponent <= 0):
        return NOTHING
    return math.pow(base, exponent)


def _product(*factors: float) -> float:
    return math.prod(factors)


def _all(*conditions: float) -> float:
    return NOTHING if any(each != each for each in conditions) else float(all(conditions))


def _any(*conditions: float) -> float:
    if any(each == 1 for each in conditions):
        return 1.0
    return NOTHING if any(each != each for each in conditions) else 0.0


def _piecewise(*parts: float) -> float:
    for value, holds in zip(parts[::2], parts[1::2], strict=True):
        if holds != holds:
            return NOTHING
        if holds:
            return value
    return NOTHING


def _related(holds: Callable[[float, float], bool]) -> Rule:
    return lambda left, right: NOTHING if left != left or right != right else float(holds(left, right))


def _defined(rule: Callable[..., float]) -> Rule:
    """Rules that would answer even where an argument has no value."""
    return lambda *arguments: NOTHING if any(each != each for each in arguments) else rule(*arguments)


def _log(u: float, base: float = math.e) -> float:
    return math.log(u) if base == math.e else math.log(u) / math.log(base)


RELATIONS: Mapping[str, Rule] = {
    "=": _related(lambda a, b: a == b),
    "!=": _related(lambda a, b: a != b),
    "<": _related(lambda a, b: a < b),
    "<=": _related(lambda a, b: a <= b),
    ">": _related(lambda a, b: a > b),
    ">=": _related(lambda a, b: a >= b),
}

CONSTANTS = {"e": math.e, "pi": math.pi, "euler": 0.5772156649015329, "catalan": 0.915965594177219}

BY_KIND: Mapping[str, Rule] = {
    "symbol": lambda *_: NOTHING,
    "sum": lambda *summands: math.fsum(summands) if all(map(math.isfinite, summands)) else sum(summands),
    "product": _product,
    "quotient": lambda above, below: above / below,
    "negation": lambda u: -u,
    "piecewise": _piecewise,
    "truth": lambda: 1.0,
}

QUICK: Mapping[str, Rule] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "cot": lambda u: 1 / math.tan(u),
    "sec": lambda u: 1 / math.cos(u),
    "csc": lambda u: 1 / math.sin(u),
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "coth": lambda u: 1 / math.tanh(u),
    "sech": lambda u: 1 / math.cosh(u),
    "csch": lambda u: 1 / math.sinh(u),
    "asinh": math.asinh,
    "acosh": math.acosh,
    "atanh": math.atanh,
    "ln": math.log,
    "log": _log,
    "sqrt": math.sqrt,
    "abs": abs,
    "sign": _defined(lambda u: (u > 0) - (u < 0)),
    "floor": lambda u: float(math.floor(u)),
    "ceil": lambda u: float(math.ceil(u)),
    "max": _defined(max),
    "min": _defined(min),
    "erf": math.erf,
    "erfc": math.erfc,
    "Phi": lambda u: math.erfc(-u / math.sqrt(2)) / 2,
    "phi": lambda u: math.exp(-u * u / 2) / math.sqrt(2 * math.pi),
}
"""What the math module does; the conventions are those of equality.primitives."""

KNOWN = frozenset(QUICK) | frozenset(VALUES)
"""Functions whose values are known without writing them out."""
