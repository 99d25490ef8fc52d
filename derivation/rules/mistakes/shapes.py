"""A derivative still to be done taken apart as the rules of differentiation see it."""

from __future__ import annotations

from collections.abc import Iterator

from derivation import functions
from derivation.equality.slopes import slope
from derivation.rule import Match
from derivation.term import (
    ONE,
    TWO,
    E,
    Term,
    derivative,
    divide,
    function,
    multiply,
    negate,
    number_of,
    power,
    rational,
    subtract,
)

Matches = Iterator[Match]


def outer_rate(name: str, argument: Term) -> Term | None:
    """The derivative of a one-place function by its argument, or None where no table tells it."""
    return functions.derivative_fact(name, (argument,)) or slope(name, (argument,), 0)


def as_composite(term: Term) -> tuple[Term, Term, Term] | None:
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


def inner_moves(inner: Term, x: Term) -> bool:
    return x in inner.free and inner is not x


def lowered(body: Term) -> Term:
    """n*u^(n - 1) for u^n."""
    base, exponent = body.args
    number = number_of(exponent)
    if number == 2:
        return multiply(TWO, base)
    return multiply(exponent, power(base, rational(number - 1) if number is not None else subtract(exponent, ONE)))


def rate_of(inner: Term, x: Term) -> Term:
    return ONE if inner is x else derivative(inner, x)


def as_power(term: Term) -> tuple[Term, Term, Term] | None:
    """Of d/dx(u^n): u, n, x."""
    body, x = term.args
    if body.op == "power" and x in body.args[0].free and x not in body.args[1].free:
        return body.args[0], body.args[1], x
    if body.op == "quotient" and body.args[1].op == "power" and body.args[0] is ONE and x not in body.args[1].args[1].free:
        return body.args[1].args[0], negate(body.args[1].args[1]), x
    return None


def as_exponential(term: Term) -> tuple[Term, Term, Term] | None:
    """Of d/dx(a^u): a, u, x."""
    body, x = term.args
    if body.op == "power" and x in body.args[1].free:
        return body.args[0], body.args[1], x
    return None


def as_factors(term: Term) -> Iterator[tuple[Term, Term, Term]]:
    """Of d/dx of a product: the ways to see it as u*v, both moving."""
    body, x = term.args
    if body.op != "product":
        return
    for cut in range(1, len(body.args)):
        u, v = multiply(*body.args[:cut]), multiply(*body.args[cut:])
        if x in u.free and x in v.free:
            yield u, v, x


def as_quotient(term: Term) -> tuple[Term, Term, Term] | None:
    body, x = term.args
    if body.op == "quotient" and x in body.args[1].free:
        return body.args[0], body.args[1], x
    return None
