"""Mistakes with the derivatives of powers, roots and exponentials."""

from __future__ import annotations

from derivation.context import Context
from derivation.equality.differentiate import over, times
from derivation.rule import Match
from derivation.rules.mistakes.shapes import (
    Matches,
    as_exponential,
    as_power,
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
    number_of,
    power,
    rational,
    subtract,
)


def exponent_not_reduced(term: Term, context: Context) -> Matches:
    found = as_power(term)
    if found:
        base, exponent, x = found
        yield Match(times(multiply(exponent, power(base, exponent)), rate_of(base, x)), {"u": base, "n": exponent})


def exponent_raised(term: Term, context: Context) -> Matches:
    found = as_power(term)
    if found:
        base, exponent, x = found
        number = number_of(exponent)
        higher = rational(number + 1) if number is not None else add(exponent, ONE)
        yield Match(times(multiply(exponent, power(base, higher)), rate_of(base, x)), {"u": base, "n": exponent})


def exponent_not_brought_down(term: Term, context: Context) -> Matches:
    found = as_power(term)
    if found:
        base, exponent, x = found
        number = number_of(exponent)
        lower = rational(number - 1) if number is not None else subtract(exponent, ONE)
        yield Match(times(power(base, lower), rate_of(base, x)), {"u": base, "n": exponent})


def new_exponent_brought_down(term: Term, context: Context) -> Matches:
    found = as_power(term)
    if found:
        base, exponent, x = found
        number = number_of(exponent)
        lower = rational(number - 1) if number is not None else subtract(exponent, ONE)
        yield Match(times(multiply(lower, power(base, lower)), rate_of(base, x)), {"u": base, "n": exponent})


def power_integrated(term: Term, context: Context) -> Matches:
    found = as_power(term)
    if found and number_of(found[1]) not in (-1, None):
        base, exponent, _x = found
        higher = rational((number_of(exponent) or 0) + 1)
        yield Match(divide(power(base, higher), higher), {"u": base, "n": exponent})


def root_without_half(term: Term, context: Context) -> Matches:
    body, x = term.args
    if body.op == "function" and body.value == "sqrt" and x in body.args[0].free:
        yield Match(over(rate_of(body.args[0], x), body), {"u": body.args[0]})


def root_kept(term: Term, context: Context) -> Matches:
    body, x = term.args
    if body.op == "function" and body.value == "sqrt" and x in body.args[0].free:
        yield Match(times(divide(ONE, TWO), body, rate_of(body.args[0], x)), {"u": body.args[0]})


def power_rule_on_exponential(term: Term, context: Context) -> Matches:
    found = as_exponential(term)
    if found:
        base, exponent, x = found
        yield Match(multiply(exponent, power(base, subtract(exponent, ONE))), {"a": base, "u": exponent})
        if exponent is not x:
            lower = multiply(exponent, power(base, subtract(exponent, ONE)), derivative(exponent, x))
            yield Match(lower, {"a": base, "u": exponent})


def logarithm_of_base_forgotten(term: Term, context: Context) -> Matches:
    found = as_exponential(term)
    if found and found[0] is not E and found[2] not in found[0].free:
        base, exponent, x = found
        yield Match(times(term.args[0], rate_of(exponent, x)), {"a": base, "u": exponent})


def divided_by_logarithm_of_base(term: Term, context: Context) -> Matches:
    found = as_exponential(term)
    if found and found[0] is not E and found[2] not in found[0].free:
        base, exponent, x = found
        yield Match(divide(times(term.args[0], rate_of(exponent, x)), function("ln", base)), {"a": base, "u": exponent})


def exponential_rule_on_both(term: Term, context: Context) -> Matches:
    """(u^v)' = u^v*ln(u)*v', the base taken as fixed."""
    found = as_exponential(term)
    if found and found[2] in found[0].free:
        base, exponent, x = found
        yield Match(times(term.args[0], function("ln", base), rate_of(exponent, x)), {"u": base, "v": exponent})
