"""Mistakes with the chain rule and with derivatives known by heart."""

from __future__ import annotations

from collections.abc import Callable

from derivation.context import Context
from derivation.equality.differentiate import over, times
from derivation.rule import Match
from derivation.rules.mistakes.shapes import (
    Matches,
    as_composite,
    as_power,
    inner_moves,
    lowered,
    outer_rate,
    rate_of,
)
from derivation.term import (
    ONE,
    TWO,
    E,
    Term,
    add,
    derivative,
    divide,
    function,
    multiply,
    negate,
    power,
    subtract,
)


def inner_forgotten(term: Term, context: Context) -> Matches:
    found = as_composite(term)
    if found and inner_moves(found[0], found[2]) and not (found[0].op == "negation" and found[0].args[0] is found[2]):
        yield Match(found[1], {"u": found[0]})


def outer_kept(term: Term, context: Context) -> Matches:
    body, x = term.args
    found = as_composite(term)
    if found and body.op == "function" and inner_moves(found[0], x):
        yield Match(multiply(body, derivative(found[0], x)), {"u": found[0]})


def outer_at_inner_rate(term: Term, context: Context) -> Matches:
    """f(u)' = f'(u')."""
    body, x = term.args
    if body.op == "function" and len(body.args) == 1 and inner_moves(body.args[0], x):
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
    found = as_power(term)
    if found and inner_moves(found[0], found[2]):
        base, exponent, x = found
        yield Match(power(derivative(base, x), exponent), {"u": base, "n": exponent})
        yield Match(lowered(power(derivative(base, x), exponent)), {"u": base, "n": exponent})


def inner_added(term: Term, context: Context) -> Matches:
    found = as_composite(term)
    if found and inner_moves(found[0], found[2]):
        yield Match(add(found[1], derivative(found[0], found[2])), {"u": found[0]})


def divided_by_inner(term: Term, context: Context) -> Matches:
    found = as_composite(term)
    if found and inner_moves(found[0], found[2]):
        yield Match(divide(found[1], derivative(found[0], found[2])), {"u": found[0]})


def inner_taken_twice(term: Term, context: Context) -> Matches:
    found = as_composite(term)
    if found and inner_moves(found[0], found[2]):
        yield Match(multiply(found[1], power(derivative(found[0], found[2]), TWO)), {"u": found[0]})


def inner_without_derivative(term: Term, context: Context) -> Matches:
    """f(u)' = f'(u)*u."""
    found = as_composite(term)
    if found and inner_moves(found[0], found[2]):
        yield Match(multiply(found[1], found[0]), {"u": found[0]})


def argument_lost(term: Term, context: Context) -> Matches:
    """f(u)' = f'(x)*u'."""
    body, x = term.args
    if body.op == "function" and len(body.args) == 1 and inner_moves(body.args[0], x):
        rate = outer_rate(str(body.value), x)
        if rate is not None:
            yield Match(multiply(rate, derivative(body.args[0], x)), {"u": body.args[0]})


def inner_sign_lost(term: Term, context: Context) -> Matches:
    """The minus sign that the inner function brings is lost: e^(-x)' = e^(-x)."""
    found = as_composite(term)
    if found and found[0].op in ("negation", "sum") and inner_moves(found[0], found[2]):
        yield Match(multiply(found[1], negate(derivative(found[0], found[2]))), {"u": found[0]})


_SIGN_FLIPPED = frozenset(
    ["sin", "cos", "tan", "cot", "sec", "csc", "acos", "asin", "acot", "atan", "sinh", "cosh", "tanh", "coth", "sech", "csch"]
)


def trig_sign(term: Term, context: Context) -> Matches:
    body, x = term.args
    found = as_composite(term)
    if found and body.op == "function" and body.value in _SIGN_FLIPPED:
        inner, rate, _ = found
        wrong = rate.args[0] if rate.op == "negation" else negate(rate)
        yield Match(times(wrong, rate_of(inner, x)), {"u": inner, "f": body})


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
            yield Match(times(each, rate_of(body.args[0], x)), {"u": body.args[0], "f": body})


def logarithm_of_rate(term: Term, context: Context) -> Matches:
    """ln(u)' = 1/u'."""
    body, x = term.args
    if body.op == "function" and body.value == "ln" and inner_moves(body.args[0], x):
        yield Match(divide(ONE, derivative(body.args[0], x)), {"u": body.args[0]})


def logarithm_base_forgotten(term: Term, context: Context) -> Matches:
    body, x = term.args
    if body.op == "function" and body.value == "log" and len(body.args) == 2 and x in body.args[0].free:
        yield Match(over(rate_of(body.args[0], x), body.args[0]), {"u": body.args[0], "a": body.args[1]})


def absolute_value_dropped(term: Term, context: Context) -> Matches:
    body, x = term.args
    if body.op == "function" and body.value == "abs" and x in body.args[0].free:
        yield Match(rate_of(body.args[0], x), {"u": body.args[0]})


def function_name_only(term: Term, context: Context) -> Matches:
    """f(u)' = u': the outer function is dropped."""
    body, x = term.args
    if body.op == "function" and len(body.args) == 1 and inner_moves(body.args[0], x):
        yield Match(derivative(body.args[0], x), {"u": body.args[0]})
