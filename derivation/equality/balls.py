"""The value of a term at a point, as a ball that certainly contains it.

Real-variable semantics: where a part is not a real number (the logarithm of 0, an even root of a negative number, a
division by 0) the whole has no value there.  The balls are those of Arb (F. Johansson, "Arb: efficient
arbitrary-precision midpoint-radius interval arithmetic", 2017), through python-flint.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from flint import arb, ctx, fmpq

from derivation.equality.exact import exact_value
from derivation.equality.nodes import nodes
from derivation.term import Term, number_of

Number = arb | fmpq | Fraction | int
Values = Mapping[Term, Number]


class Outside(Exception):
    """A part has no value among the real numbers."""


class TooWide(Exception):
    """The ball does not decide whether there is a value; a higher precision may."""


class NoValue(Exception):
    """Nothing here knows how to work this part out."""


def evaluate(term: Term, values: Values, precision: int = 128) -> arb:
    """The value of a term where its symbols have the given values, as a ball of about the given number of bits.

    The keys may also be parts that stand for a number of their own, such as d/dx(y).  Raises `Outside` where a part is
    not a real number, `TooWide` where the ball cannot decide that, and `NoValue` for what has no rule.

    >>> from derivation.term import X, function
    >>> evaluate(function("sqrt", X), {X: 4}).contains(2)
    True
    >>> evaluate(function("ln", X), {X: -1})
    Traceback (most recent call last):
    ...
    derivation.equality.balls.Outside
    """
    return evaluate_all((term,), values, precision)[0]


def evaluate_all(terms: tuple[Term, ...], values: Values, precision: int = 128) -> list[arb]:
    """Several terms at one point; what they share is worked out once."""
    before = ctx.prec
    ctx.prec = precision
    try:
        known = {key: ball_of(number) for key, number in values.items()}
        return _evaluate(terms, known)
    finally:
        ctx.prec = before


def ball_of(number: Number) -> arb:
    if isinstance(number, Fraction):
        return arb(fmpq(number.numerator, number.denominator))
    return arb(number)


def _evaluate(terms: tuple[Term, ...], known: dict[Term, arb]) -> list[arb]:
    from derivation.equality.primitives import VALUES

    lazy = any(term.op == "piecewise" for term in nodes(*terms))
    if lazy:
        return [_evaluate_with_cases(term, known) for term in terms]
    for node in nodes(*terms):
        if node not in known:
            known[node] = _value(node, known, VALUES)
    return [known[term] for term in terms]


def _value(node: Term, known: Mapping[Term, arb], functions: Mapping[str, Callable[..., arb]]) -> arb:
    rule = BY_KIND.get(node.op)
    if rule is not None:
        return rule(node, known)
    if node.op != "function":
        raise NoValue(node.op)
    function = functions.get(str(node.value))
    if function is None:
        raise NoValue(node.value)
    try:
        result = function(*(known[arg] for arg in node.args))
    except (TypeError, ValueError, OverflowError) as problem:
        raise NoValue(node.value) from problem
    return finite(result)


def finite(ball: arb) -> arb:
    if not ball.is_finite():
        raise TooWide
    return ball


# ------------------------------------------------------------------------------------------------------------ by kind


def _integer(node: Term, known: Mapping[Term, arb]) -> arb:
    return arb(node.value)  # type: ignore[arg-type]


def _decimal(node: Term, known: Mapping[Term, arb]) -> arb:
    return ball_of(Fraction(str(node.value)))


def _symbol(node: Term, known: Mapping[Term, arb]) -> arb:
    raise NoValue(node.value)


def _constant(node: Term, known: Mapping[Term, arb]) -> arb:
    found = CONSTANTS.get(str(node.value))
    if found is None:
        raise Outside
    return found()


def _sum(node: Term, known: Mapping[Term, arb]) -> arb:
    total = known[node.args[0]]
    for arg in node.args[1:]:
        total = total + known[arg]
    return total


def _product(node: Term, known: Mapping[Term, arb]) -> arb:
    total = known[node.args[0]]
    for arg in node.args[1:]:
        total = total * known[arg]
    return finite(total)


def _negation(node: Term, known: Mapping[Term, arb]) -> arb:
    return -known[node.args[0]]


def _quotient(node: Term, known: Mapping[Term, arb]) -> arb:
    return known[node.args[0]] / nonzero(known[node.args[1]])


def _power(node: Term, known: Mapping[Term, arb]) -> arb:
    base, exponent = node.args
    if base.op == "constant" and base.value == "e":
        return finite(known[exponent].exp())
    number = number_of(exponent) if not exponent.free else None
    if number is None and not exponent.free:
        number = exact_value(exponent)
    return finite(rational_power(known[base], number) if number is not None else real_power(known[base], known[exponent]))


def nonzero(ball: arb) -> arb:
    """The ball itself where it keeps clear of 0."""
    if ball.contains(0):
        raise Outside if ball.is_zero() else TooWide
    return ball


def positive(ball: arb) -> arb:
    if ball > 0:
        return ball
    raise Outside if ball <= 0 else TooWide


def not_negative(ball: arb) -> arb:
    if ball >= 0:
        return ball
    raise Outside if ball < 0 else TooWide


def _multiplied(base: arb, times: int) -> arb:
    """A power by squaring: of a ball around 0 itself, as that of e^x - e^x, Arb's own has no value."""
    found, square = arb(1), base
    while times:
        if times % 2:
            found *= square
        times //= 2
        square = square * square if times else square
    return found


def rational_power(base: arb, exponent: Fraction) -> arb:
    """base^(p/q); for a negative base only where the exponent is whole."""
    if exponent.denominator == 1:
        whole = exponent.numerator
        if whole < 0:
            return 1 / nonzero(base) ** -whole
        return _multiplied(base, whole) if base.contains(0) else base**whole
    if exponent < 0:
        return 1 / rational_power(positive(base), -exponent)
    not_negative(base)
    if base.is_zero():
        return base
    if exponent.denominator == 2 and exponent.numerator == 1:
        return base.sqrt()
    if exponent.denominator < 1_000 and exponent.numerator < 1_000:
        return base.root(exponent.denominator) ** exponent.numerator
    return (positive(base).log() * ball_of(exponent)).exp()


def real_power(base: arb, exponent: arb) -> arb:
    """e^(exponent ln base), for a positive base; 0 to a positive power is 0."""
    if base.is_zero() and exponent > 0:
        return base
    return (exponent * positive(base).log()).exp()


CONSTANTS: dict[str, Callable[[], arb]] = {"e": arb.const_e, "pi": arb.pi, "euler": arb.const_euler, "catalan": arb.const_catalan}

BY_KIND: dict[str, Callable[[Term, Mapping[Term, arb]], arb]] = {
    "integer": _integer,
    "decimal": _decimal,
    "symbol": _symbol,
    "constant": _constant,
    "sum": _sum,
    "product": _product,
    "negation": _negation,
    "quotient": _quotient,
    "power": _power,
}


# ------------------------------------------------------------------------------------------------------ several cases


def _evaluate_with_cases(term: Term, known: dict[Term, arb]) -> arb:
    """As `evaluate`, but of several cases only the one that holds is looked at."""
    from derivation.equality.primitives import VALUES

    chosen: dict[Term, Term] = {}
    stack = [term]
    while stack:
        node = stack[-1]
        if node in known:
            stack.pop()
        elif node.op == "piecewise":
            waiting = [chosen[node]] if node in chosen else _choose(node, known, chosen)
            ready = [arg for arg in waiting if arg not in known]
            stack.extend(ready)
            if not ready:
                known[node] = known[chosen[node]]
        else:
            ready = [arg for arg in node.args if arg not in known]
            stack.extend(ready)
            if not ready:
                known[node] = _value(node, known, VALUES)
    return known[term]


def _choose(node: Term, known: Mapping[Term, arb], chosen: dict[Term, Term]) -> list[Term]:
    """The case that holds, or the sides of the conditions that must be known first."""
    for value, condition in zip(node.args[::2], node.args[1::2], strict=True):
        waiting = [side for side in sides(condition) if side not in known]
        if waiting:
            return waiting
        if holds(condition, known):
            chosen[node] = value
            return [value]
    raise Outside


def sides(condition: Term) -> list[Term]:
    """The terms that a condition compares."""
    return [arg for part in nodes(condition) if part.op == "relation" for arg in part.args]


def holds(condition: Term, known: Mapping[Term, arb]) -> bool:
    """Whether a condition holds, by the balls of its sides; raises `TooWide` where they overlap."""
    if condition.op == "truth":
        return True
    if condition.op == "logic":
        results = [holds(part, known) for part in condition.args]
        return all(results) if condition.value == "and" else any(results)
    if condition.op != "relation":
        raise NoValue(condition.op)
    difference = known[condition.args[0]] - known[condition.args[1]]
    sign = 1 if difference > 0 else -1 if difference < 0 else 0 if difference.is_zero() else None
    if sign is None:
        raise TooWide
    return sign in SIGNS[str(condition.value)]


SIGNS = {"=": (0,), "!=": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}
"""The signs of left minus right with which a relation holds."""
