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
from derivation.floats import CONSTANTS, FUNCTIONS, RELATIONS
from derivation.term import E, Term, number_of, postorder

Function = Callable[[float], float]
Rule = Callable[..., float]

BITS = 160
NOTHING = math.nan

_OF_SEVERAL = ("max", "min", "log", "root")
"""Functions that floating point knows with more than one argument."""


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
        return _related(RELATIONS[str(node.value)])
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
    if name in FUNCTIONS and (places == 1 or name in _OF_SEVERAL):
        return FUNCTIONS[name]
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


BY_KIND: Mapping[str, Rule] = {
    "symbol": lambda *_: NOTHING,
    "sum": lambda *summands: math.fsum(summands) if all(map(math.isfinite, summands)) else sum(summands),
    "product": _product,
    "quotient": lambda above, below: above / below,
    "negation": lambda u: -u,
    "piecewise": _piecewise,
    "truth": lambda: 1.0,
}

KNOWN = frozenset(FUNCTIONS) | frozenset(VALUES)
"""Functions whose values are known without writing them out."""
