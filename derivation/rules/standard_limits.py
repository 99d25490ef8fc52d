"""Sines, exponentials and logarithms as h goes to 0, by the four standard limits; and h put to 0.

Each function takes a limit as h goes to 0 and yields what it becomes, or nothing where its way does not apply.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.rule import Match
from derivation.rules.compositions import goes_to_zero
from derivation.rules.difference_quotients import settled, taken_apart
from derivation.rules.polynomials import is_polynomial, multiplied_out, without_h
from derivation.term import (
    ONE,
    ZERO,
    E,
    Term,
    add,
    divide,
    function,
    limit,
    multiply,
    negate,
    number_of,
    power,
    substitute,
    subtract,
)


def linear(inside: Term, x: Term) -> tuple[Term, Term] | None:
    """The slope of a linear term and the term itself; None where it is not linear."""
    if not is_polynomial(inside):
        return None
    parts = multiplied_out(inside)
    slopes = []
    for part in parts:
        if x in part.free:
            slope = without_h(part, x)
            if slope is None or x in slope.free:
                return None
            slopes.append(slope)
    return (add(*slopes), inside) if slopes else None


def angle_sum(term: Term, context: Context) -> Iterator[Match]:
    """sin(u + v) and cos(u + v) by the angle sums."""
    found = taken_apart(term, context)
    if found is None or found[0].op != "function" or found[0].value not in ("sin", "cos"):
        return
    body, _, x, h = found
    shape = linear(body.args[0], x)
    if shape is None:
        return
    u, v = body.args[0], _step_times(shape[0], h)
    (sin_u, cos_u), (sin_v, cos_v) = ((function("sin", angle), function("cos", angle)) for angle in (u, v))
    if body.value == "sin":
        spread = add(multiply(sin_u, cos_v), multiply(cos_u, sin_v), negate(body))
    else:
        spread = add(multiply(cos_u, cos_v), negate(multiply(sin_u, sin_v)), negate(body))
    yield Match(limit(divide(spread, h), h, ZERO), {"u": u, "v": v})


def _step_times(slope: Term, h: Term) -> Term:
    """slope*h as it is written."""
    if slope is ONE:
        return h
    if slope.op == "negation":
        return negate(_step_times(slope.args[0], h))
    return multiply(slope, h)


def group_angles(term: Term, context: Context) -> Iterator[Match]:
    """The two fractions whose limits are known, each with the factor that does not move with h."""
    if term.op != "limit" or term.args[0].op != "quotient" or term.args[0].args[0].op != "sum":
        return
    (above, below), h = term.args[0].args, term.args[1]
    if below is not h or len(above.args) != 3 or above.args[0].op != "product" or len(above.args[0].args) != 2:
        return
    (body, cos_v), mixed = above.args[0].args, above.args[1]
    sign, mixed = (True, mixed.args[0]) if mixed.op == "negation" else (False, mixed)
    if above.args[2] is not negate(body) or mixed.op != "product" or cos_v.op != "function" or cos_v.value != "cos":
        return
    v = cos_v.args[0]
    slope = without_h(v, h)
    if slope is None:
        return
    scale = () if slope is ONE else (slope,)
    first = multiply(*scale, body, divide(subtract(cos_v, ONE), v))
    second = multiply(*scale, mixed.args[0], divide(mixed.args[1], v))
    yield Match(limit(add(first, negate(second) if sign else second), h, ZERO), {"v": v})


def _flat(product: Term) -> Term:
    parts: list[Term] = []
    for each in product.args:
        parts.extend(each.args if each.op == "product" else (each,))
    return multiply(*parts)


def split_exponential(term: Term, context: Context) -> Iterator[Match]:
    """b^(u + v) - b^u = b^u*(b^v - 1)."""
    found = taken_apart(term, context)
    if found is None or found[0].op != "power" or context.depends(found[0].args[0]):
        return
    body, _, x, h = found
    base, u = body.args
    shape = linear(u, x)
    if shape is not None:
        v = _step_times(shape[0], h)
        yield Match(limit(divide(subtract(multiply(body, power(base, v)), body), h), h, ZERO), {"b": base, "u": u, "v": v})


def exponential_in_front(term: Term, context: Context) -> Iterator[Match]:
    """(b^u*b^v - b^u)/h = b^u*k*(e^(k*h) - 1)/(k*h), where b^v = e^(k*h)."""
    if term.op != "limit" or term.args[0].op != "quotient" or term.args[0].args[0].op != "sum":
        return
    (above, below), h = term.args[0].args, term.args[1]
    if (
        below is not h
        or len(above.args) != 2
        or above.args[0].op != "product"
        or above.args[1] is not negate(above.args[0].args[0])
    ):
        return
    body, small = above.args[0].args
    if small.op != "power" or body.op != "power" or small.args[0] is not body.args[0]:
        return
    base, v = small.args
    rate = without_h(v, h)
    if rate is None:
        return
    if base is not E:
        rate = function("ln", base) if rate is ONE else multiply(rate, function("ln", base))
        v = _step_times_flat(h, rate)
    front = (body,) if rate is ONE else (rate, body) if base is E else (body, rate)
    yield Match(limit(_flat(multiply(*front, divide(subtract(power(E, v), ONE), v))), h, ZERO), {"b": base, "u": body.args[1]})


def _step_times_flat(h: Term, rate: Term) -> Term:
    return multiply(h, *(rate.args if rate.op == "product" else (rate,)))


def quotient_of_logarithms(term: Term, context: Context) -> Iterator[Match]:
    """ln(u + v) - ln(u) = ln(1 + v/u)."""
    found = taken_apart(term, context)
    if found is None or found[0].op != "function" or found[0].value != "ln":
        return
    body, _, x, h = found
    shape = linear(body.args[0], x)
    if shape is not None:
        u, v = body.args[0], _step_times(shape[0], h)
        yield Match(limit(divide(function("ln", add(ONE, divide(v, u))), h), h, ZERO), {"u": u, "v": v})


def logarithm_in_front(term: Term, context: Context) -> Iterator[Match]:
    """ln(1 + v/u)/h = k/u*ln(1 + v/u)/(v/u), where v = k*h."""
    if term.op != "limit" or term.args[0].op != "quotient" or term.args[0].args[0].op != "function":
        return
    (above, below), h = term.args[0].args, term.args[1]
    if below is not h or above.value != "ln" or above.args[0].op != "sum" or above.args[0].args[0] is not ONE:
        return
    small = above.args[0].args[-1]
    if small.op == "quotient" and h not in small.args[1].free and (rate := without_h(small.args[0], h)) is not None:
        yield Match(limit(multiply(divide(rate, small.args[1]), divide(above, small)), h, ZERO), {"u": small.args[1]})


# ----------------------------------------------------------------------------------------------------- limits as such


def out_of_the_limit(term: Term, context: Context) -> Iterator[Match]:
    """Factors that do not move with h come out, summand by summand."""
    if term.op != "limit":
        return
    body, h, point = term.args
    summands = body.args if body.op == "sum" else (body,)
    after = [_factor_out(each, h, point) for each in summands]
    if all(each is not None for each in after):
        found = add(*(each for each in after if each is not None))
        if found is not term:
            yield Match(found, {"h": h})


def _factor_out(summand: Term, h: Term, point: Term) -> Term | None:
    if summand.op == "negation":
        inner = _factor_out(summand.args[0], h, point)
        return None if inner is None else negate(inner)
    if summand.op != "product":
        return None
    fixed = [each for each in summand.args if h not in each.free]
    moving = multiply(*(each for each in summand.args if h in each.free))
    return multiply(*fixed, limit(moving, h, point)) if fixed and moving is not ONE else None


def limit_of_sine(term: Term, context: Context) -> Iterator[Match]:
    """sin(v)/v goes to 1."""
    if (
        (found := _ratio(term)) is not None
        and found[0] is function("sin", found[1])
        and _goes_to_zero(found[1], term.args[1], context.variable)
    ):
        yield Match(ONE, {"v": found[1]})


def limit_of_cosine(term: Term, context: Context) -> Iterator[Match]:
    """(cos(v) - 1)/v goes to 0."""
    found = _ratio(term)
    if (
        found is not None
        and found[0] is subtract(function("cos", found[1]), ONE)
        and _goes_to_zero(found[1], term.args[1], context.variable)
    ):
        yield Match(ZERO, {"v": found[1]})


def limit_of_exponential(term: Term, context: Context) -> Iterator[Match]:
    """(e^v - 1)/v goes to 1."""
    found = _ratio(term)
    if (
        found is not None
        and found[0] is subtract(power(E, found[1]), ONE)
        and _goes_to_zero(found[1], term.args[1], context.variable)
    ):
        yield Match(ONE, {"v": found[1]})


def limit_of_logarithm(term: Term, context: Context) -> Iterator[Match]:
    """ln(1 + v)/v goes to 1."""
    found = _ratio(term)
    if (
        found is not None
        and found[0] is function("ln", add(ONE, found[1]))
        and _goes_to_zero(found[1], term.args[1], context.variable)
    ):
        yield Match(ONE, {"v": found[1]})


def _ratio(term: Term) -> tuple[Term, Term] | None:
    if term.op == "limit" and term.args[0].op == "quotient" and term.args[2] is ZERO:
        return term.args[0].args[0], term.args[0].args[1]
    return None


def _goes_to_zero(v: Term, h: Term, x: Term) -> bool:
    """Whether v is h, or a difference g(x + h) - g(x), times or over something that does not move with h."""
    if v.op == "quotient":
        return h not in v.args[1].free and _goes_to_zero(v.args[0], h, x)
    rest = without_h(v, h)
    return (rest is not None and h not in rest.free) or goes_to_zero(v, h, x)


def put_zero(term: Term, context: Context) -> Iterator[Match]:
    """h = 0 put in where nothing stands in the way."""
    if term.op != "limit" or term.args[2] is not ZERO:
        return
    body, h, _ = term.args
    below = body.args[1] if body.op == "quotient" else ONE
    if not _continuous(body, h) or settled(substitute(below, {h: ZERO})) is ZERO or below is h:
        return
    if below.op == "product" and h in below.args:
        return
    yield Match(settled(substitute(body, {h: ZERO})), {"h": h})


def _continuous(body: Term, h: Term) -> bool:
    """Whether it is one fraction of polynomials and roots: these have no jumps where they have a value."""
    parts = body.args if body.op == "quotient" else (body,)
    return all(_made_of_roots_and_powers(each, h) for each in parts)


def _made_of_roots_and_powers(part: Term, h: Term) -> bool:
    if h not in part.free or part.op == "symbol":
        return True
    if part.op == "power":
        exponent = number_of(part.args[1])
        return exponent is not None and exponent > 0 and _made_of_roots_and_powers(part.args[0], h)
    if part.op == "function" and part.value == "sqrt":
        return is_polynomial(part.args[0])
    return part.op in ("sum", "product", "negation") and all(_made_of_roots_and_powers(each, h) for each in part.args)
