"""How each mistake of differentiation rewrites a derivative still to be done; what is right about it stays to be done."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from derivation import functions
from derivation.context import Context
from derivation.equality.differentiate import over, times
from derivation.equality.slopes import slope
from derivation.rule import Match
from derivation.term import (
    ONE,
    TWO,
    ZERO,
    E,
    Term,
    add,
    derivative,
    divide,
    function,
    integer,
    multiply,
    negate,
    number_of,
    power,
    rational,
    subtract,
)

Matches = Iterator[Match]

# ------------------------------------------------------------------------------------------------------------- shapes


def outer_rate(name: str, argument: Term) -> Term | None:
    """The derivative of a one-place function by its argument, or None where no table tells it."""
    return functions.derivative_fact(name, (argument,)) or slope(name, (argument,), 0)


def _composite(term: Term) -> tuple[Term, Term, Term] | None:
    """Of d/dx(f(u)): f(u) taken apart into the inner function u, f'(u), and the variable."""
    body, x = term.args
    if body.op == "function" and len(body.args) == 1:
        rate = outer_rate(str(body.value), body.args[0])
        return None if rate is None else (body.args[0], rate, x)
    if body.op == "power" and body.args[0] is E:
        return body.args[1], body, x
    if body.op == "power" and x not in body.args[1].free:
        return body.args[0], lowered(body), x
    if body.op == "quotient" and x not in body.args[0].free:
        return body.args[1], negate(divide(body.args[0], power(body.args[1], TWO))), x
    if body.op == "power" and x not in body.args[0].free:
        return body.args[1], multiply(body, function("ln", body.args[0])), x
    return None


def _inner_moves(inner: Term, x: Term) -> bool:
    return x in inner.free and inner is not x


def lowered(body: Term) -> Term:
    """n*u^(n - 1) for u^n."""
    base, exponent = body.args
    number = number_of(exponent)
    if number == 2:
        return multiply(TWO, base)
    return multiply(exponent, power(base, rational(number - 1) if number is not None else subtract(exponent, ONE)))


def _rate(inner: Term, x: Term) -> Term:
    return ONE if inner is x else derivative(inner, x)


def _power_of_moving(term: Term) -> tuple[Term, Term, Term] | None:
    """Of d/dx(u^n): u, n, x."""
    body, x = term.args
    if body.op == "power" and x in body.args[0].free and x not in body.args[1].free:
        return body.args[0], body.args[1], x
    if body.op == "quotient" and body.args[1].op == "power" and body.args[0] is ONE and x not in body.args[1].args[1].free:
        return body.args[1].args[0], negate(body.args[1].args[1]), x
    return None


def _exponential(term: Term) -> tuple[Term, Term, Term] | None:
    """Of d/dx(a^u): a, u, x."""
    body, x = term.args
    if body.op == "power" and x in body.args[1].free:
        return body.args[0], body.args[1], x
    return None


def _two_factors(term: Term) -> Iterator[tuple[Term, Term, Term]]:
    """Of d/dx of a product: the ways to see it as u*v, both moving."""
    body, x = term.args
    if body.op != "product":
        return
    for cut in range(1, len(body.args)):
        u, v = multiply(*body.args[:cut]), multiply(*body.args[cut:])
        if x in u.free and x in v.free:
            yield u, v, x


def _quotient(term: Term) -> tuple[Term, Term, Term] | None:
    body, x = term.args
    if body.op == "quotient" and x in body.args[1].free:
        return body.args[0], body.args[1], x
    return None


# ------------------------------------------------------------------------------------------------------- chain rule


def inner_forgotten(term: Term, context: Context) -> Matches:
    found = _composite(term)
    if found and _inner_moves(found[0], found[2]) and not (found[0].op == "negation" and found[0].args[0] is found[2]):
        yield Match(found[1], {"u": found[0]})


def outer_kept(term: Term, context: Context) -> Matches:
    body, x = term.args
    found = _composite(term)
    if found and body.op == "function" and _inner_moves(found[0], x):
        yield Match(multiply(body, derivative(found[0], x)), {"u": found[0]})


def outer_at_inner_rate(term: Term, context: Context) -> Matches:
    """f(u)' = f'(u')."""
    body, x = term.args
    if body.op == "function" and len(body.args) == 1 and _inner_moves(body.args[0], x):
        rate = outer_rate(str(body.value), derivative(body.args[0], x))
        if rate is not None:
            yield Match(rate, {"u": body.args[0]})


def inner_rate_inside(term: Term, context: Context) -> Matches:
    """f(u)' = f(u')."""
    body, x = term.args
    if body.op == "function" and len(body.args) == 1 and x in body.args[0].free:
        yield Match(function(str(body.value), derivative(body.args[0], x)), {"u": body.args[0]})
    if body.op == "power" and body.args[0] is E and x in body.args[1].free:
        yield Match(power(E, derivative(body.args[1], x)), {"u": body.args[1]})


def rate_of_base_inside_power(term: Term, context: Context) -> Matches:
    """(u^n)' = (u')^n and n*(u')^(n-1)."""
    found = _power_of_moving(term)
    if found and _inner_moves(found[0], found[2]):
        base, exponent, x = found
        yield Match(power(derivative(base, x), exponent), {"u": base, "n": exponent})
        yield Match(lowered(power(derivative(base, x), exponent)), {"u": base, "n": exponent})


def inner_added(term: Term, context: Context) -> Matches:
    found = _composite(term)
    if found and _inner_moves(found[0], found[2]):
        yield Match(add(found[1], derivative(found[0], found[2])), {"u": found[0]})


def divided_by_inner(term: Term, context: Context) -> Matches:
    found = _composite(term)
    if found and _inner_moves(found[0], found[2]):
        yield Match(divide(found[1], derivative(found[0], found[2])), {"u": found[0]})


def inner_taken_twice(term: Term, context: Context) -> Matches:
    found = _composite(term)
    if found and _inner_moves(found[0], found[2]):
        yield Match(multiply(found[1], power(derivative(found[0], found[2]), TWO)), {"u": found[0]})


def inner_without_derivative(term: Term, context: Context) -> Matches:
    """f(u)' = f'(u)*u."""
    found = _composite(term)
    if found and _inner_moves(found[0], found[2]):
        yield Match(multiply(found[1], found[0]), {"u": found[0]})


def argument_lost(term: Term, context: Context) -> Matches:
    """f(u)' = f'(x)*u'."""
    body, x = term.args
    if body.op == "function" and len(body.args) == 1 and _inner_moves(body.args[0], x):
        rate = outer_rate(str(body.value), x)
        if rate is not None:
            yield Match(multiply(rate, derivative(body.args[0], x)), {"u": body.args[0]})


def inner_sign_lost(term: Term, context: Context) -> Matches:
    """The minus sign that the inner function brings is lost: e^(-x)' = e^(-x)."""
    found = _composite(term)
    if found and found[0].op in ("negation", "sum") and _inner_moves(found[0], found[2]):
        yield Match(multiply(found[1], negate(derivative(found[0], found[2]))), {"u": found[0]})


# --------------------------------------------------------------------------------------------- products and quotients


def product_of_rates(term: Term, context: Context) -> Matches:
    body, x = term.args
    for u, v, _ in _two_factors(term):
        yield Match(multiply(derivative(u, x), derivative(v, x)), {"u": u, "v": v})
    if body.op == "product" and len(body.args) > 2:
        yield Match(multiply(*(derivative(each, x) for each in body.args)), {"u": body.args[0], "v": body.args[1]})


def product_with_minus(term: Term, context: Context) -> Matches:
    for u, v, x in _two_factors(term):
        yield Match(subtract(multiply(derivative(u, x), v), multiply(u, derivative(v, x))), {"u": u, "v": v})


def only_first_factor(term: Term, context: Context) -> Matches:
    for u, v, x in _two_factors(term):
        yield Match(multiply(derivative(u, x), v), {"u": u, "v": v})


def only_second_factor(term: Term, context: Context) -> Matches:
    for u, v, x in _two_factors(term):
        yield Match(multiply(u, derivative(v, x)), {"u": u, "v": v})


def sum_of_rates(term: Term, context: Context) -> Matches:
    for u, v, x in _two_factors(term):
        yield Match(add(derivative(u, x), derivative(v, x)), {"u": u, "v": v})


def each_with_its_own(term: Term, context: Context) -> Matches:
    for u, v, x in _two_factors(term):
        yield Match(add(multiply(derivative(u, x), u), multiply(v, derivative(v, x))), {"u": u, "v": v})


def quotient_of_rates(term: Term, context: Context) -> Matches:
    found = _quotient(term)
    if found:
        u, v, x = found
        yield Match(divide(derivative(u, x), derivative(v, x)), {"u": u, "v": v})


def quotient_flipped(term: Term, context: Context) -> Matches:
    found = _quotient(term)
    if found and found[2] in found[0].free:
        u, v, x = found
        above = subtract(multiply(u, derivative(v, x)), multiply(derivative(u, x), v))
        yield Match(divide(above, power(v, TWO)), {"u": u, "v": v})


def quotient_with_plus(term: Term, context: Context) -> Matches:
    found = _quotient(term)
    if found:
        u, v, x = found
        above = add(multiply(derivative(u, x), v), multiply(u, derivative(v, x)))
        yield Match(divide(above, power(v, TWO)), {"u": u, "v": v})


def _right_numerator(u: Term, v: Term, x: Term) -> Term:
    return subtract(multiply(derivative(u, x), v), multiply(u, derivative(v, x)))


def denominator_not_squared(term: Term, context: Context) -> Matches:
    found = _quotient(term)
    if found:
        u, v, x = found
        yield Match(divide(_right_numerator(u, v, x), v), {"u": u, "v": v})


def denominator_forgotten(term: Term, context: Context) -> Matches:
    found = _quotient(term)
    if found:
        u, v, x = found
        yield Match(_right_numerator(u, v, x), {"u": u, "v": v})


def denominator_cubed(term: Term, context: Context) -> Matches:
    found = _quotient(term)
    if found:
        u, v, x = found
        yield Match(divide(_right_numerator(u, v, x), power(v, integer(3))), {"u": u, "v": v})


def numerator_rate_squared(term: Term, context: Context) -> Matches:
    found = _quotient(term)
    if found:
        u, v, x = found
        yield Match(divide(_right_numerator(u, v, x), power(derivative(v, x), TWO)), {"u": u, "v": v})


def quotient_products_of_rates(term: Term, context: Context) -> Matches:
    found = _quotient(term)
    if found:
        u, v, x = found
        yield Match(divide(subtract(multiply(derivative(u, x), v), derivative(v, x)), power(v, TWO)), {"u": u, "v": v})


def reciprocal_sign(term: Term, context: Context) -> Matches:
    found = _quotient(term)
    if found and found[2] not in found[0].free:
        u, v, x = found
        yield Match(divide(times(u, _rate(v, x)), power(v, TWO)), {"u": v})


def reciprocal_of_rate(term: Term, context: Context) -> Matches:
    found = _quotient(term)
    if found and found[2] not in found[0].free and found[1] is not found[2]:
        u, v, x = found
        yield Match(divide(u, derivative(v, x)), {"u": v})


def reciprocal_as_logarithm(term: Term, context: Context) -> Matches:
    found = _quotient(term)
    if found and found[2] not in found[0].free:
        u, v, _x = found
        yield Match(times(u, function("ln", v)), {"u": v})


# ------------------------------------------------------------------------------------------- powers and exponentials


def exponent_not_reduced(term: Term, context: Context) -> Matches:
    found = _power_of_moving(term)
    if found:
        base, exponent, x = found
        yield Match(times(multiply(exponent, power(base, exponent)), _rate(base, x)), {"u": base, "n": exponent})


def exponent_raised(term: Term, context: Context) -> Matches:
    found = _power_of_moving(term)
    if found:
        base, exponent, x = found
        number = number_of(exponent)
        higher = rational(number + 1) if number is not None else add(exponent, ONE)
        yield Match(times(multiply(exponent, power(base, higher)), _rate(base, x)), {"u": base, "n": exponent})


def exponent_not_brought_down(term: Term, context: Context) -> Matches:
    found = _power_of_moving(term)
    if found:
        base, exponent, x = found
        number = number_of(exponent)
        lower = rational(number - 1) if number is not None else subtract(exponent, ONE)
        yield Match(times(power(base, lower), _rate(base, x)), {"u": base, "n": exponent})


def new_exponent_brought_down(term: Term, context: Context) -> Matches:
    found = _power_of_moving(term)
    if found:
        base, exponent, x = found
        number = number_of(exponent)
        lower = rational(number - 1) if number is not None else subtract(exponent, ONE)
        yield Match(times(multiply(lower, power(base, lower)), _rate(base, x)), {"u": base, "n": exponent})


def power_integrated(term: Term, context: Context) -> Matches:
    found = _power_of_moving(term)
    if found and number_of(found[1]) not in (-1, None):
        base, exponent, _x = found
        higher = rational((number_of(exponent) or 0) + 1)
        yield Match(divide(power(base, higher), higher), {"u": base, "n": exponent})


def root_without_half(term: Term, context: Context) -> Matches:
    body, x = term.args
    if body.op == "function" and body.value == "sqrt" and x in body.args[0].free:
        yield Match(over(_rate(body.args[0], x), body), {"u": body.args[0]})


def root_kept(term: Term, context: Context) -> Matches:
    body, x = term.args
    if body.op == "function" and body.value == "sqrt" and x in body.args[0].free:
        yield Match(times(divide(ONE, TWO), body, _rate(body.args[0], x)), {"u": body.args[0]})


def power_rule_on_exponential(term: Term, context: Context) -> Matches:
    found = _exponential(term)
    if found:
        base, exponent, x = found
        yield Match(multiply(exponent, power(base, subtract(exponent, ONE))), {"a": base, "u": exponent})
        if exponent is not x:
            lower = multiply(exponent, power(base, subtract(exponent, ONE)), derivative(exponent, x))
            yield Match(lower, {"a": base, "u": exponent})


def logarithm_of_base_forgotten(term: Term, context: Context) -> Matches:
    found = _exponential(term)
    if found and found[0] is not E and found[2] not in found[0].free:
        base, exponent, x = found
        yield Match(times(term.args[0], _rate(exponent, x)), {"a": base, "u": exponent})


def divided_by_logarithm_of_base(term: Term, context: Context) -> Matches:
    found = _exponential(term)
    if found and found[0] is not E and found[2] not in found[0].free:
        base, exponent, x = found
        yield Match(divide(times(term.args[0], _rate(exponent, x)), function("ln", base)), {"a": base, "u": exponent})


def exponential_rule_on_both(term: Term, context: Context) -> Matches:
    """(u^v)' = u^v*ln(u)*v', the base taken as fixed."""
    found = _exponential(term)
    if found and found[2] in found[0].free:
        base, exponent, x = found
        yield Match(times(term.args[0], function("ln", base), _rate(exponent, x)), {"u": base, "v": exponent})


# ------------------------------------------------------------------------------------------------- functions by name

_SIGN_FLIPPED = frozenset(
    ["sin", "cos", "tan", "cot", "sec", "csc", "acos", "asin", "acot", "atan", "sinh", "cosh", "tanh", "coth", "sech", "csch"]
)


def trig_sign(term: Term, context: Context) -> Matches:
    body, x = term.args
    found = _composite(term)
    if found and body.op == "function" and body.value in _SIGN_FLIPPED:
        inner, rate, _ = found
        wrong = rate.args[0] if rate.op == "negation" else negate(rate)
        yield Match(times(wrong, _rate(inner, x)), {"u": inner, "f": body})


_MIXED_UP: dict[str, Callable[[Term], tuple[Term, ...]]] = {
    "sin": lambda u: (function("sin", u), function("tan", u)),
    "cos": lambda u: (function("cos", u),),
    "tan": lambda u: (function("sec", u), function("cot", u), multiply(function("sec", u), function("tan", u))),
    "cot": lambda u: (negate(function("csc", u)), function("tan", u)),
    "sec": lambda u: (power(function("tan", u), TWO), power(function("sec", u), TWO), function("tan", u)),
    "csc": lambda u: (negate(power(function("cot", u), TWO)), negate(function("cot", u))),
    "asin": lambda u: (divide(ONE, function("sqrt", add(ONE, power(u, TWO)))), divide(ONE, function("cos", u))),
    "acos": lambda u: (negate(divide(ONE, function("sqrt", add(ONE, power(u, TWO))))),),
    "atan": lambda u: (divide(ONE, subtract(ONE, power(u, TWO))), divide(ONE, function("sqrt", add(ONE, power(u, TWO))))),
    "tanh": lambda u: (add(ONE, power(function("tanh", u), TWO)), function("sech", u)),
    "sigma": lambda u: (subtract(ONE, function("sigma", u)), multiply(function("sigma", u), add(ONE, function("sigma", u)))),
    "ln": lambda u: (divide(ONE, function("ln", u)), function("ln", u)),
    "abs": lambda u: (ONE, divide(function("abs", u), power(u, TWO))),
    "erf": lambda u: (power(E, negate(power(u, TWO))),),
    "softplus": lambda u: (divide(ONE, add(ONE, power(E, u))),),
}


def mixed_up(term: Term, context: Context) -> Matches:
    """The derivative of another function, or one that is nearly right."""
    body, x = term.args
    wrong = _MIXED_UP.get(str(body.value)) if body.op == "function" and len(body.args) == 1 else None
    if wrong and x in body.args[0].free:
        for each in wrong(body.args[0]):
            yield Match(times(each, _rate(body.args[0], x)), {"u": body.args[0], "f": body})


def logarithm_of_rate(term: Term, context: Context) -> Matches:
    """ln(u)' = 1/u'."""
    body, x = term.args
    if body.op == "function" and body.value == "ln" and _inner_moves(body.args[0], x):
        yield Match(divide(ONE, derivative(body.args[0], x)), {"u": body.args[0]})


def logarithm_base_forgotten(term: Term, context: Context) -> Matches:
    body, x = term.args
    if body.op == "function" and body.value == "log" and len(body.args) == 2 and x in body.args[0].free:
        yield Match(over(_rate(body.args[0], x), body.args[0]), {"u": body.args[0], "a": body.args[1]})


def absolute_value_dropped(term: Term, context: Context) -> Matches:
    body, x = term.args
    if body.op == "function" and body.value == "abs" and x in body.args[0].free:
        yield Match(_rate(body.args[0], x), {"u": body.args[0]})


def function_name_only(term: Term, context: Context) -> Matches:
    """f(u)' = u': the outer function is dropped."""
    body, x = term.args
    if body.op == "function" and len(body.args) == 1 and _inner_moves(body.args[0], x):
        yield Match(derivative(body.args[0], x), {"u": body.args[0]})


# ---------------------------------------------------------------------------------------- constants and the variable


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
