"""Mistakes with the laws of exponents, with fractions, and with functions."""

from __future__ import annotations

from derivation.context import Context
from derivation.rule import Match
from derivation.rules.mistakes.parts import Matches
from derivation.term import (
    ONE,
    TWO,
    ZERO,
    E,
    Term,
    add,
    divide,
    function,
    integer,
    multiply,
    negate,
    number_of,
    power,
)


def exponents_multiplied(term: Term, context: Context) -> Matches:
    """a^m*a^n = a^(m*n)."""
    if term.op == "product":
        for k, (left, right) in enumerate(zip(term.args, term.args[1:], strict=False)):
            if left.op == right.op == "power" and left.args[0] is right.args[0]:
                joined = power(left.args[0], multiply(left.args[1], right.args[1]))
                yield Match(multiply(*term.args[:k], joined, *term.args[k + 2 :]), {"a": left.args[0]})


def exponent_squared(term: Term, context: Context) -> Matches:
    """(a^m)^n = a^(m^n)."""
    if term.op == "power" and term.args[0].op == "power":
        base, inner = term.args[0].args
        yield Match(power(base, power(inner, term.args[1])), {"a": base})


def exponents_added(term: Term, context: Context) -> Matches:
    """(a^m)^n = a^(m + n)."""
    if term.op == "power" and term.args[0].op == "power":
        base, inner = term.args[0].args
        first, second = number_of(inner), number_of(term.args[1])
        total = (
            integer(int(first + second))
            if first is not None and second is not None and (first + second).denominator == 1
            else None
        )
        yield Match(power(base, total if total is not None else add(inner, term.args[1])), {"a": base})


def exponents_of_unlike_bases(term: Term, context: Context) -> Matches:
    """a^m*b^n = (a*b)^(m + n)."""
    if term.op == "product" and len(term.args) == 2 and all(each.op == "power" for each in term.args):
        (a, m), (b, n) = (each.args for each in term.args)
        if a is not b:
            yield Match(power(multiply(a, b), add(m, n)), {})


def exponents_divided(term: Term, context: Context) -> Matches:
    """a^m/a^n = a^(m/n)."""
    if term.op == "quotient" and all(each.op == "power" for each in term.args):
        (a, m), (b, n) = (each.args for each in term.args)
        if a is b:
            yield Match(power(a, divide(m, n)), {"a": a})


def exponential_of_sum(term: Term, context: Context) -> Matches:
    """a^(m + n) = a^m + a^n."""
    if term.op == "power" and term.args[1].op == "sum":
        parts = (power(term.args[0], each) for each in term.args[1].args)
        yield Match(add(*parts), {"a": term.args[0]})


def negative_power_as_negative(term: Term, context: Context) -> Matches:
    """a^(-n) = -a^n."""
    if term.op == "power" and term.args[1].op == "negation":
        yield Match(negate(power(term.args[0], term.args[1].args[0])), {"a": term.args[0]})


def negative_power_sign_lost(term: Term, context: Context) -> Matches:
    if term.op == "power" and term.args[1].op == "negation":
        yield Match(power(term.args[0], term.args[1].args[0]), {"a": term.args[0]})


def reciprocal_not_turned(term: Term, context: Context) -> Matches:
    """1/a^n = a^n moved up without a minus sign."""
    if term.op == "quotient" and term.args[1].op == "power" and term.args[0] is ONE:
        yield Match(term.args[1], {})


def half_power_as_half(term: Term, context: Context) -> Matches:
    """a^(1/2) = a/2."""
    if term.op == "power" and number_of(term.args[1]) is not None and term.args[1].op == "quotient":
        yield Match(multiply(term.args[0], term.args[1]), {})
    if term.op == "function" and term.value == "sqrt":
        yield Match(divide(term.args[0], TWO), {})


def square_as_double(term: Term, context: Context) -> Matches:
    if term.op == "power" and term.args[1].op == "integer" and term.args[0] is not TWO:
        yield Match(multiply(term.args[1], term.args[0]), {"a": term.args[0]})


def exponent_zero(term: Term, context: Context) -> Matches:
    if term.op == "power" and term.args[1] is ZERO:
        yield Match(ZERO, {"a": term.args[0]})


def double_fraction(term: Term, context: Context) -> Matches:
    """a/(b/c) = a/(b*c), and 1/(a/b) = a/b."""
    if term.op == "quotient" and term.args[1].op == "quotient":
        a, (b, c) = term.args[0], term.args[1].args
        if c is not ONE:
            yield Match(divide(a, multiply(b, c)), {})
            yield Match(divide(multiply(a, b), c), {})


def upside_down(term: Term, context: Context) -> Matches:
    if term.op == "quotient" and term.args[0] is not term.args[1]:
        yield Match(divide(term.args[1], term.args[0]), {})


def pythagoras_sign(term: Term, context: Context) -> Matches:
    """1 - sin(u)^2 = -cos(u)^2 and cosh(u)^2 - sinh(u)^2 = -1, and their like."""
    if term.op == "sum" and len(term.args) == 2:
        first, second = term.args
        inner = second.args[0] if second.op == "negation" else second
        if first is ONE and inner.op == "power" and inner.args[1] is TWO and inner.args[0].op == "function":
            partner = _PARTNERS.get((str(inner.args[0].value), second.op))
            if partner:
                yield Match(negate(power(function(partner, *inner.args[0].args), TWO)), {})


_PARTNERS = {
    ("sin", "negation"): "cos",
    ("cos", "negation"): "sin",
    ("tanh", "negation"): "sech",
    ("tan", "power"): "sec",
    ("cot", "power"): "csc",
}


def reciprocal_function_confused(term: Term, context: Context) -> Matches:
    """1/sin(u) = sec(u), 1/cos(u) = csc(u)."""
    if term.op == "quotient" and term.args[0] is ONE and term.args[1].op == "function":
        partner = {"sin": "sec", "cos": "csc", "sinh": "sech", "cosh": "csch"}.get(str(term.args[1].value))
        if partner:
            yield Match(function(partner, *term.args[1].args), {})


def inverse_as_reciprocal(term: Term, context: Context) -> Matches:
    """asin(u) = 1/sin(u)."""
    if term.op == "function" and term.value in ("asin", "acos", "atan"):
        yield Match(divide(ONE, function(str(term.value)[1:], *term.args)), {})


def even_or_odd(term: Term, context: Context) -> Matches:
    """sin(-u) = sin(u), cos(-u) = -cos(u), e^(-u) = -e^u."""
    if term.op == "function" and term.value in ("sin", "tan", "sinh", "tanh") and term.args[0].op == "negation":
        yield Match(function(str(term.value), term.args[0].args[0]), {})
    if term.op == "function" and term.value in ("cos", "cosh") and term.args[0].op == "negation":
        yield Match(negate(function(str(term.value), term.args[0].args[0])), {})


def sigmoid_of_negative(term: Term, context: Context) -> Matches:
    """sigma(-u) = -sigma(u), where it is 1 - sigma(u)."""
    if term.op == "function" and term.value == "sigma" and term.args[0].op == "negation":
        yield Match(negate(function("sigma", term.args[0].args[0])), {})


def power_inside_function(term: Term, context: Context) -> Matches:
    """sin(u)^2 = sin(u^2)."""
    if term.op == "power" and term.args[0].op == "function" and len(term.args[0].args) == 1 and term.args[1].op == "integer":
        inner = term.args[0]
        yield Match(function(str(inner.value), power(inner.args[0], term.args[1])), {})


def root_of_square(term: Term, context: Context) -> Matches:
    if term.op == "function" and term.value == "sqrt" and term.args[0].op == "power" and term.args[0].args[1] is TWO:
        yield Match(term.args[0].args[0], {})


def logarithm_of_one(term: Term, context: Context) -> Matches:
    if term.op == "function" and term.value == "ln" and term.args[0] in (ONE, E):
        yield Match(ONE if term.args[0] is ONE else ZERO, {})


def zero_factor_forgotten(term: Term, context: Context) -> Matches:
    if term.op == "product" and ZERO in term.args:
        yield Match(multiply(*(each for each in term.args if each is not ZERO)), {})
