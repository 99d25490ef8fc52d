"""Mistakes with products, quotients, sums, constants and the variable."""

from __future__ import annotations

from derivation.context import Context
from derivation.equality.differentiate import times
from derivation.rule import Match
from derivation.rules.mistakes.shapes import (
    Matches,
    as_factors,
    as_quotient,
    lowered,
    rate_of,
)
from derivation.term import (
    ONE,
    TWO,
    ZERO,
    Term,
    add,
    derivative,
    divide,
    function,
    integer,
    multiply,
    number_of,
    power,
    subtract,
)


def product_of_rates(term: Term, context: Context) -> Matches:
    body, x = term.args
    for u, v, _ in as_factors(term):
        yield Match(multiply(derivative(u, x), derivative(v, x)), {"u": u, "v": v})
    if body.op == "product" and len(body.args) > 2:
        yield Match(multiply(*(derivative(each, x) for each in body.args)), {"u": body.args[0], "v": body.args[1]})


def product_with_minus(term: Term, context: Context) -> Matches:
    for u, v, x in as_factors(term):
        yield Match(subtract(multiply(derivative(u, x), v), multiply(u, derivative(v, x))), {"u": u, "v": v})


def only_first_factor(term: Term, context: Context) -> Matches:
    for u, v, x in as_factors(term):
        yield Match(multiply(derivative(u, x), v), {"u": u, "v": v})


def only_second_factor(term: Term, context: Context) -> Matches:
    for u, v, x in as_factors(term):
        yield Match(multiply(u, derivative(v, x)), {"u": u, "v": v})


def sum_of_rates(term: Term, context: Context) -> Matches:
    for u, v, x in as_factors(term):
        yield Match(add(derivative(u, x), derivative(v, x)), {"u": u, "v": v})


def each_with_its_own(term: Term, context: Context) -> Matches:
    for u, v, x in as_factors(term):
        yield Match(add(multiply(derivative(u, x), u), multiply(v, derivative(v, x))), {"u": u, "v": v})


def quotient_of_rates(term: Term, context: Context) -> Matches:
    found = as_quotient(term)
    if found:
        u, v, x = found
        yield Match(divide(derivative(u, x), derivative(v, x)), {"u": u, "v": v})


def quotient_flipped(term: Term, context: Context) -> Matches:
    found = as_quotient(term)
    if found and found[2] in found[0].free:
        u, v, x = found
        above = subtract(multiply(u, derivative(v, x)), multiply(derivative(u, x), v))
        yield Match(divide(above, power(v, TWO)), {"u": u, "v": v})


def quotient_with_plus(term: Term, context: Context) -> Matches:
    found = as_quotient(term)
    if found:
        u, v, x = found
        above = add(multiply(derivative(u, x), v), multiply(u, derivative(v, x)))
        yield Match(divide(above, power(v, TWO)), {"u": u, "v": v})


def _right_numerator(u: Term, v: Term, x: Term) -> Term:
    return subtract(multiply(derivative(u, x), v), multiply(u, derivative(v, x)))


def denominator_not_squared(term: Term, context: Context) -> Matches:
    found = as_quotient(term)
    if found:
        u, v, x = found
        yield Match(divide(_right_numerator(u, v, x), v), {"u": u, "v": v})


def denominator_forgotten(term: Term, context: Context) -> Matches:
    found = as_quotient(term)
    if found:
        u, v, x = found
        yield Match(_right_numerator(u, v, x), {"u": u, "v": v})


def denominator_cubed(term: Term, context: Context) -> Matches:
    found = as_quotient(term)
    if found:
        u, v, x = found
        yield Match(divide(_right_numerator(u, v, x), power(v, integer(3))), {"u": u, "v": v})


def numerator_rate_squared(term: Term, context: Context) -> Matches:
    found = as_quotient(term)
    if found:
        u, v, x = found
        yield Match(divide(_right_numerator(u, v, x), power(derivative(v, x), TWO)), {"u": u, "v": v})


def quotient_products_of_rates(term: Term, context: Context) -> Matches:
    found = as_quotient(term)
    if found:
        u, v, x = found
        yield Match(divide(subtract(multiply(derivative(u, x), v), derivative(v, x)), power(v, TWO)), {"u": u, "v": v})


def reciprocal_sign(term: Term, context: Context) -> Matches:
    found = as_quotient(term)
    if found and found[2] not in found[0].free:
        u, v, x = found
        yield Match(divide(times(u, rate_of(v, x)), power(v, TWO)), {"u": v})


def reciprocal_of_rate(term: Term, context: Context) -> Matches:
    found = as_quotient(term)
    if found and found[2] not in found[0].free and found[1] is not found[2]:
        u, v, x = found
        yield Match(divide(u, derivative(v, x)), {"u": v})


def reciprocal_as_logarithm(term: Term, context: Context) -> Matches:
    found = as_quotient(term)
    if found and found[2] not in found[0].free:
        u, v, _x = found
        yield Match(times(u, function("ln", v)), {"u": v})


def constant_kept(term: Term, context: Context) -> Matches:
    body, x = term.args
    if x not in body.free and body is not ZERO:
        yield Match(body, {"c": body})


def constant_to_one(term: Term, context: Context) -> Matches:
    body, x = term.args
    if x not in body.free:
        yield Match(ONE, {"c": body})


def constant_as_variable(term: Term, context: Context) -> Matches:
    """A fixed power or parameter differentiated as if it moved: (pi^2)' = 2*pi, a' = 1."""
    body, x = term.args
    if x not in body.free and body.op == "power" and body.args[1] is not ZERO and number_of(body.args[0]) is None:
        yield Match(lowered(body), {"c": body})
    if x not in body.free and body.op == "symbol":
        yield Match(ONE, {"c": body})


def factor_differentiated_away(term: Term, context: Context) -> Matches:
    """(c*u)' = c'*u' = 0."""
    body, x = term.args
    fixed = [each for each in body.args if x not in each.free] if body.op == "product" else []
    if fixed and len(fixed) < len(body.args):
        yield Match(ZERO, {"c": multiply(*fixed)})


def constant_factor_lost(term: Term, context: Context) -> Matches:
    body, x = term.args
    fixed = [each for each in body.args if x not in each.free] if body.op == "product" else []
    moving = [each for each in body.args if x in each.free] if body.op == "product" else []
    if fixed and moving:
        yield Match(derivative(multiply(*moving), x), {"c": multiply(*fixed)})
    if body.op == "quotient" and x not in body.args[1].free:
        yield Match(derivative(body.args[0], x), {"c": body.args[1]})
    if body.op == "quotient" and x not in body.args[0].free and body.args[0] is not ONE:
        yield Match(derivative(divide(ONE, body.args[1]), x), {"c": body.args[0]})


def constant_factor_to_one_more(term: Term, context: Context) -> Matches:
    """(c*u)' = c + u'."""
    body, x = term.args
    fixed = [each for each in body.args if x not in each.free] if body.op == "product" else []
    moving = [each for each in body.args if x in each.free] if body.op == "product" else []
    if fixed and moving:
        yield Match(add(multiply(*fixed), derivative(multiply(*moving), x)), {"c": multiply(*fixed)})


def variable_to_zero(term: Term, context: Context) -> Matches:
    if term.args[0] is term.args[1]:
        yield Match(ZERO, {"x": term.args[1]})


def variable_kept(term: Term, context: Context) -> Matches:
    if term.args[0] is term.args[1]:
        yield Match(term.args[1], {"x": term.args[1]})


def summand_not_differentiated(term: Term, context: Context) -> Matches:
    """(u + v)' = u' + v."""
    body, x = term.args
    if body.op == "sum":
        for k, each in enumerate(body.args):
            if x in each.free:
                parts = (part if i == k else derivative(part, x) for i, part in enumerate(body.args))
                yield Match(add(*parts), {"u": each})


def factor_not_differentiated(term: Term, context: Context) -> Matches:
    """d/dx(u) = u: what was to be differentiated was only copied."""
    body, x = term.args
    if x in body.free and body is not x:
        yield Match(body, {"u": body})


def summand_forgotten(term: Term, context: Context) -> Matches:
    body, x = term.args
    if body.op == "sum":
        for k, each in enumerate(body.args):
            if x in each.free:
                rest = (derivative(part, x) for i, part in enumerate(body.args) if i != k)
                yield Match(add(*rest), {"u": each})


def by_another_letter(term: Term, context: Context) -> Matches:
    """Differentiated by a parameter in place of the variable."""
    body, x = term.args
    for other in sorted(body.free - {x}, key=lambda each: str(each.value)):
        if not other.args:
            yield Match(derivative(body, other), {"x": x, "a": other})
