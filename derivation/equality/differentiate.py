"""A small differentiator of equality's own: the plain rules over the shared nodes of a term, nothing tidied.

It writes no steps and shares nothing with the part that does, so that it can judge it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from derivation.equality.nodes import nodes
from derivation.equality.slopes import slope
from derivation.term import (
    INFINITY,
    MINUS_ONE,
    ONE,
    TWO,
    ZERO,
    E,
    Term,
    add,
    at,
    derivative,
    divide,
    fresh_symbol,
    function,
    integral,
    is_counted,
    multiply,
    negate,
    number_of,
    piecewise,
    power,
    primed,
    rational,
    relation,
    series,
    substitute,
    subtract,
)

Known = dict[Term, Term]

MANY_FACTORS = 12
"""Products of more factors that change are differentiated by halves, which is shorter."""


class NoDerivative(Exception):
    """No rule here differentiates this."""


def differentiate(term: Term, variable: Term, dependent: Iterable[Term] = ()) -> Term:
    """The derivative of a term without pending derivatives; `dependent` symbols change with the variable, d/dx(y).

    Raises `NoDerivative` where nothing here knows a rule.

    >>> from derivation.term import X, function
    >>> differentiate(function("sin", X), X) is function("cos", X)
    True
    """
    moving = {variable, *dependent}
    known: Known = {variable: ONE}
    known.update((name, derivative(name, variable)) for name in dependent if name is not variable)
    counted = [each for each in moving if each.op == "symbol" and is_counted(each, term)]
    if counted and counted != [variable]:
        raise NoDerivative("a name that a sum counts with changes with the variable")
    for node in nodes(term):
        if node not in known:
            still = node.free.isdisjoint(moving) and not (counted and is_counted(variable, node))
            known[node] = ZERO if still else _rule(node)(node, known, variable)
    return known[term]


def _rule(node: Term) -> Callable[[Term, Known, Term], Term]:
    rule = RULES.get(node.op)
    if rule is None:
        raise NoDerivative(node.op)
    return rule


# --------------------------------------------------------------------------------------------------- light arithmetic


def times(*factors: Term) -> Term:
    """A product without ones, and 0 where a factor is 0."""
    if ZERO in factors:
        return ZERO
    return multiply(*(factor for factor in factors if factor is not ONE))


def plus(*summands: Term) -> Term:
    return add(*(summand for summand in summands if summand is not ZERO))


def minus(body: Term) -> Term:
    return ZERO if body is ZERO else negate(body)


def over(numerator: Term, denominator: Term) -> Term:
    return ZERO if numerator is ZERO else numerator if denominator is ONE else divide(numerator, denominator)


# -------------------------------------------------------------------------------------------------------- rule by kind


def _sum(node: Term, known: Known, variable: Term) -> Term:
    return plus(*(known[arg] for arg in node.args))


def _product(node: Term, known: Known, variable: Term) -> Term:
    moving = [k for k, arg in enumerate(node.args) if known[arg] is not ZERO]
    if len(moving) > MANY_FACTORS:
        middle = len(node.args) // 2
        halves = [multiply(*part) for part in (node.args[:middle], node.args[middle:])]
        slopes = [_product(half, known, variable) for half in halves]
        return plus(times(slopes[0], halves[1]), times(halves[0], slopes[1]))
    return plus(*(times(*node.args[:k], known[node.args[k]], *node.args[k + 1 :]) for k in moving))


def _negation(node: Term, known: Known, variable: Term) -> Term:
    return minus(known[node.args[0]])


def _quotient(node: Term, known: Known, variable: Term) -> Term:
    above, below = node.args
    if known[below] is ZERO:
        return over(known[above], below)
    falling = minus(over(times(above, known[below]), power(below, TWO)))
    return plus(over(known[above], below), falling)


def _power(node: Term, known: Known, variable: Term) -> Term:
    base, exponent = node.args
    inner, outer = known[base], known[exponent]
    if outer is ZERO:
        number = number_of(exponent)
        lower = rational(number - 1) if number is not None else subtract(exponent, ONE)
        if number == 1:
            return inner
        return times(exponent, base if number == 2 else power(base, lower), inner)
    if base is E:
        return times(node, outer)
    logarithm = times(outer, function("ln", base))
    if inner is ZERO:
        return times(node, logarithm)
    return times(node, plus(logarithm, over(times(exponent, inner), base)))


def _function(node: Term, known: Known, variable: Term) -> Term:
    special = BY_NAME.get(str(node.value))
    if special is not None:
        return special(node, known, variable)
    parts = []
    for k, arg in enumerate(node.args):
        if known[arg] is not ZERO:
            outer = slope(str(node.value), node.args, k)
            parts.append(times(outer if outer is not None else _unknown(node, k), known[arg]))
    return plus(*parts)


def _unknown(node: Term, index: int) -> Term:
    """The derivative of a function that no table knows, by one of its arguments."""
    from derivation.equality.primitives import VALUES

    name = str(node.value)
    if name in VALUES:
        raise NoDerivative(name)
    if len(node.args) == 1:
        return primed(name, 1, node.args[0])
    moved = node.args[index]
    if moved.op == "symbol" and not any(moved in each.free for other, each in enumerate(node.args) if other != index):
        return derivative(node, moved)
    place = fresh_symbol("u", node.free)
    opened = function(name, *node.args[:index], place, *node.args[index + 1 :])
    return at(derivative(opened, place), place, node.args[index])


def _primed(node: Term, known: Known, variable: Term) -> Term:
    name, order = node.value  # type: ignore[misc, str-unpack]
    return times(primed(str(name), int(order) + 1, node.args[0]), known[node.args[0]])


def _derivative(node: Term, known: Known, variable: Term) -> Term:
    """One that stands for a number of its own, such as d/dx(y): one order more."""
    body, by = node.args
    if by is not variable or not isinstance(node.value, int):
        raise NoDerivative(node.op)
    return derivative(body, variable, node.value + 1)


def _piecewise(node: Term, known: Known, variable: Term) -> Term:
    """Inside the pieces; on their borders there need be none, so it is left undefined there."""
    values, conditions = node.args[::2], node.args[1::2]
    borders = [relation("=", *part.args) for part in nodes(*conditions) if part.op == "relation"]
    nowhere = [(divide(ONE, ZERO), border) for border in borders]
    return piecewise(*nowhere, *((known[value], condition) for value, condition in zip(values, conditions, strict=True)))


def _integral(node: Term, known: Known, variable: Term) -> Term:
    """Leibniz: the ends move, and what stands inside changes; what jumps would have to be looked at where it does."""
    body, bound, lower, upper = node.args
    if any(part.op == "piecewise" or part.value in JUMPING for part in nodes(body)):
        raise NoDerivative("an integrand that may jump")
    above, below = (times(substitute(body, {bound: end}), known[end]) for end in (upper, lower))
    ends = plus(above, minus(below))
    if variable is bound or variable not in body.free:
        return ends
    inner = differentiate(body, variable)
    from derivation.equality.lost_domains import has_values_everywhere

    if INFINITY in (upper, minus(lower), lower, minus(upper)) or not has_values_everywhere(bound, body, inner):
        raise NoDerivative("an integral that may be improper")
    return plus(ends, integral(inner, bound, lower, upper))


def _series(node: Term, known: Known, variable: Term) -> Term:
    """Summand by summand, of which there are finitely many, or which make a power series."""
    body, bound, first, last = node.args
    if variable in first.free or variable in last.free or variable is bound:
        raise NoDerivative(node.op)
    if not {first, last}.isdisjoint((INFINITY, minus(INFINITY))) and not _is_multiple_of_one_power(body, variable):
        raise NoDerivative("a series that is no power series")
    if is_counted(variable, node):
        from derivation.equality.counted_sums import derivative_by_member

        return derivative_by_member(node, variable)
    return series(differentiate(body, variable), bound, first, last)


def _is_multiple_of_one_power(body: Term, variable: Term) -> bool:
    """c x^k, where neither c nor k depends on x: the summand of a power series."""
    above, below = body.args if body.op == "quotient" else (body, ONE)
    factors = above.args if above.op == "product" else (above,)
    moving = [each for each in (*factors, below) if variable in each.free]
    if len(moving) != 1 or moving[0] is below or moving[0].op != "power":
        return False
    base, exponent = moving[0].args
    return base is variable and variable not in exponent.free


JUMPING = {"sign", "heaviside", "floor", "ceil"}
"""Functions that are not continuous although they have values at their jumps."""

RULES: dict[str, Callable[[Term, Known, Term], Term]] = {
    "sum": _sum,
    "product": _product,
    "negation": _negation,
    "quotient": _quotient,
    "power": _power,
    "function": _function,
    "primed": _primed,
    "derivative": _derivative,
    "piecewise": _piecewise,
    "relation": lambda node, known, variable: ZERO,
    "logic": lambda node, known, variable: ZERO,
    "integral": _integral,
    "series": _series,
}


# ------------------------------------------------------------------------------------------- functions of several kinds


def _log(node: Term, known: Known, variable: Term) -> Term:
    u, *base = node.args
    if not base:
        return over(known[u], u)
    below = function("ln", base[0])
    first = over(known[u], times(u, below))
    return plus(first, minus(over(times(function("ln", u), known[base[0]]), times(base[0], power(below, TWO)))))


def _root(node: Term, known: Known, variable: Term) -> Term:
    """u^(1/n), where n may change as well."""
    u, order = node.args
    by_base = over(times(node, known[u]), times(order, u))
    if known[order] is ZERO:
        return by_base
    return plus(by_base, minus(over(times(node, function("ln", u), known[order]), power(order, TWO))))


def _extreme(node: Term, known: Known, variable: Term) -> Term:
    """max(u, v) = (u + v + |u - v|)/2, and so for more and for the least."""
    sign = ONE if node.value == "max" else MINUS_ONE
    total, slope_so_far = node.args[0], known[node.args[0]]
    for arg in node.args[1:]:
        gap, change = subtract(total, arg), plus(slope_so_far, minus(known[arg]))
        bend = times(sign, over(gap, function("abs", gap)), change)
        slope_so_far = over(plus(slope_so_far, known[arg], bend), TWO)
        total = function(str(node.value), total, arg)
    return slope_so_far


BY_NAME: dict[str, Callable[[Term, Known, Term], Term]] = {
    "log": _log,
    "root": _root,
    "max": _extreme,
    "min": _extreme,
}
