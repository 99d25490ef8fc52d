"""The difference quotient of a function of a function, by the difference k of what stands inside.

With k = g(x + h) - g(x) the outer function gives one of the standard limits in k, and k/h is the difference quotient of
g.  As h goes to 0, so does k, and k is not 0 for small h: what stands inside is built of functions that are constant
near a place only if they are constant everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.rule import Example, Match, Rewrite, Rule
from derivation.rules.difference_quotients import differentiated, minus, powers_of_two, settled, taken_apart
from derivation.term import (
    ONE,
    ZERO,
    E,
    Term,
    add,
    derivative,
    divide,
    function,
    limit,
    multiply,
    negate,
    number_of,
    power,
    rebuild,
    substitute,
    subtract,
)

LARGEST_INDEX = 6
"""Roots are taken apart up to this index."""


def _inner(term: Term, context: Context, *outer: str) -> tuple[Term, Term, Term, Term] | None:
    """f(u), u, k and h where the limit is that of the difference quotient of one of the outer functions."""
    found = taken_apart(term, context)
    if found is None or found[0].op != "function" or found[0].value not in outer:
        return None
    body, later, _, h = found
    return body, body.args[0], minus(later.args[0], body.args[0]), h


def exponential(term: Term, context: Context) -> Iterator[Match]:
    """b^v - b^u = b^u*(b^k - 1), times k/k."""
    found = taken_apart(term, context)
    if found is None or found[0].op != "power" or context.depends(found[0].args[0]):
        return
    body, later, _, h = found
    base, k = body.args[0], minus(later.args[1], body.args[1])
    rate = () if base is E else (function("ln", base),)
    small = multiply(k, *rate)
    ratio = divide(subtract(power(E, small), ONE), small)
    yield Match(limit(multiply(body, *rate, ratio, divide(k, h)), h, ZERO), {"k": k, "u": body.args[1]})


def sine_or_cosine(term: Term, context: Context) -> Iterator[Match]:
    """sin(u + k) - sin(u) by the angle sum, times k/k; the same for the cosine."""
    found = _inner(term, context, "sin", "cos")
    if found is None:
        return
    body, u, k, h = found
    flat, steep = divide(subtract(function("cos", k), ONE), k), divide(function("sin", k), k)
    if body.value == "sin":
        outer = add(multiply(body, flat), multiply(function("cos", u), steep))
    else:
        outer = add(multiply(body, flat), negate(multiply(function("sin", u), steep)))
    yield Match(limit(multiply(outer, divide(k, h)), h, ZERO), {"k": k, "u": u})


def logarithm(term: Term, context: Context) -> Iterator[Match]:
    """ln(u + k) - ln(u) = ln(1 + k/u), times k/k."""
    found = _inner(term, context, "ln")
    if found is not None:
        _, u, k, h = found
        ratio = divide(function("ln", add(ONE, divide(k, u))), divide(k, u))
        yield Match(limit(multiply(divide(ONE, u), ratio, divide(k, h)), h, ZERO), {"k": k, "u": u})


def root(term: Term, context: Context) -> Iterator[Match]:
    """a - b = (a^n - b^n)/(a^(n-1) + ... + b^(n-1)) for roots a and b."""
    found = taken_apart(term, context)
    n = _index(found[0], context) if found is not None else None
    if found is None or n is None or n > LARGEST_INDEX:
        return
    now, later, _, h = found
    u, k = now.args[0], minus(later.args[0], now.args[0])
    parts = powers_of_two(later, now, n - 1)
    yield Match(limit(multiply(divide(k, h), divide(ONE, add(*parts))), h, ZERO), {"k": k, "u": u})


def _index(root: Term, context: Context) -> int | None:
    """The n of a root with index n, or of the power 1/n."""
    if root.value == "sqrt":
        return 2
    index = root.args[-1] if root.op == "power" or root.value == "root" else None
    number = number_of(index) if index is not None and context.depends(root.args[0]) else None
    if number is None or number <= 0:
        return None
    n = 1 / number if root.op == "power" else number
    return int(n) if n.denominator == 1 and n > 1 else None


def power_as_exponential(term: Term, context: Context) -> Iterator[Match]:
    """u^v = e^(v*ln(u)), where v is no number that roots are good for."""
    if term.op != "derivative" or term.args[0].op != "power" or not context.depends(term.args[0].args[0]):
        return
    (base, exponent), x = term.args[0].args, term.args[1]
    number = number_of(exponent)
    if number is None or number.denominator > LARGEST_INDEX:
        yield Match(derivative(power(E, multiply(exponent, function("ln", base))), x), {"u": base, "v": exponent})


def limits_of_composition(term: Term, context: Context) -> Iterator[Match]:
    """The standard limit of the outer function, and the difference quotient of the inner one."""
    if term.op != "limit" or term.args[0].op != "product" or not _is_difference_quotient(term.args[0].args[-1], term, context):
        return
    h = term.args[1]
    parts = [_limit_inside(each, h) for each in term.args[0].args]
    if all(part is not None for part in parts):
        yield Match(multiply(*(part for part in parts if part is not None)), {"h": h})


def _is_difference_quotient(part: Term, term: Term, context: Context) -> bool:
    return differentiated(limit(part, term.args[1], ZERO), context) is not None


def _limit_inside(part: Term, h: Term) -> Term | None:
    """The limit of a fraction, taken inside sums and past factors that do not move; None for anything else."""
    if h not in part.free:
        return part
    if part.op == "quotient":
        return limit(part, h, ZERO)
    if part.op in ("sum", "product", "negation"):
        inside = [_limit_inside(each, h) for each in part.args]
        found = tuple(each for each in inside if each is not None)
        return rebuild(part, found) if len(found) == len(inside) else None
    return None


def goes_to_zero(v: Term, h: Term, x: Term) -> bool:
    """Whether v is a difference g(x + h) - g(x), times or over something that does not move with h."""
    if v.op == "quotient":
        return h not in v.args[1].free and goes_to_zero(v.args[0], h, x)
    if v.op == "product":
        moving = [each for each in v.args if h in each.free]
        return len(moving) == 1 and goes_to_zero(moving[0], h, x)
    if v.op != "sum" or v.args[-1].op != "negation":
        return False
    now = v.args[-1].args[0]
    return h not in now.free and minus(substitute(now, {x: add(x, h)}), now) is v and settled(now) is not ZERO


def _row(name: str, statement: str, why: str, rewrite: Rewrite, before: str, after: str, cost: float = 0.8) -> Rule:
    return Rule(name, statement, why, rewrite, (Example(before, after),), "differentiation", cost=cost)


BEFORE = (
    _row(
        "write the power with base e",
        "u^v = e^(v*ln(u))",
        "An exponent that is no whole number, or that changes, is taken apart with base e.",
        power_as_exponential,
        "d/dx(x^x)",
        "d/dx(e^(x*ln(x)))",
        0.5,
    ),
)

RULES = (
    _row(
        "difference of exponentials",
        "b^v - b^u = b^u*(b^(v - u) - 1)",
        "The exponent changes by {k}, which goes to 0 with h; put it above and below.",
        exponential,
        "lim_(h->0) (e^((x + h)^2) - e^(x^2))/h",
        "lim_(h->0) e^(x^2)*((e^((x + h)^2 - x^2) - 1)/((x + h)^2 - x^2))*(((x + h)^2 - x^2)/h)",
    ),
    _row(
        "difference of sines",
        "sin(u + k) - sin(u) = sin(u)*(cos(k) - 1) + cos(u)*sin(k)",
        "The angle changes by {k}, which goes to 0 with h; use the angle sum, and put it above and below.",
        sine_or_cosine,
        "lim_(h->0) (sin((x + h)^2) - sin(x^2))/h",
        "lim_(h->0) (sin(x^2)*((cos((x + h)^2 - x^2) - 1)/((x + h)^2 - x^2))"
        " + cos(x^2)*(sin((x + h)^2 - x^2)/((x + h)^2 - x^2)))*(((x + h)^2 - x^2)/h)",
    ),
    _row(
        "logarithm of a change",
        "ln(u + k) - ln(u) = ln(1 + k/u)",
        "What stands inside changes by {k}, which goes to 0 with h; put it above and below.",
        logarithm,
        "lim_(h->0) (ln((x + h)^2 + 1) - ln(x^2 + 1))/h",
        "lim_(h->0) (1/(x^2 + 1))*(ln(1 + ((x + h)^2 + 1 - (x^2 + 1))/(x^2 + 1))/(((x + h)^2 + 1 - (x^2 + 1))/(x^2 + 1)))"
        "*(((x + h)^2 + 1 - (x^2 + 1))/h)",
    ),
    _row(
        "difference of roots",
        "a - b = (a^n - b^n)/(a^(n-1) + a^(n-2)*b + ... + b^(n-1))",
        "The difference of two roots is the difference of what stands under them, over a sum that is not 0.",
        root,
        "lim_(h->0) (sqrt(sin(x + h)) - sqrt(sin(x)))/h",
        "lim_(h->0) ((sin(x + h) - sin(x))/h)*(1/(sqrt(sin(x + h)) + sqrt(sin(x))))",
    ),
    _row(
        "limit of outside and inside",
        "lim u*v = lim u*lim v",
        "Outside stands a standard limit; what is left is the difference quotient of what stands inside.",
        limits_of_composition,
        "lim_(h->0) e^(x^2)*((e^((x + h)^2 - x^2) - 1)/((x + h)^2 - x^2))*(((x + h)^2 - x^2)/h)",
        "e^(x^2)*(lim_(h->0) (e^((x + h)^2 - x^2) - 1)/((x + h)^2 - x^2))*(lim_(h->0) ((x + h)^2 - x^2)/h)",
    ),
)
"""Tried after the rules for linear insides, which come to the end in fewer lines."""
