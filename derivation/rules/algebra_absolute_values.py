"""Absolute values."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.matching import pattern
from derivation.rule import Example, Match, Rule
from derivation.rules.shape import coefficient, factors, times
from derivation.term import ONE, TWO, E, Term, divide, function, multiply, number_of, power


def absolute_value_above(term: Term, context: Context) -> Iterator[Match]:
    """a/abs(a) = abs(a)/a"""
    if term.op != "quotient":
        return
    above, below = factors(term.args[0]), factors(term.args[1])
    for under, bars in enumerate(below):
        if bars.op == "function" and bars.value == "abs" and bars.args[0] in above:
            inside = bars.args[0]
            over = above.index(inside)
            upper = (*above[:over], bars, *above[over + 1 :])
            lower = (*below[:under], inside, *below[under + 1 :])
            yield Match(divide(multiply(*upper), multiply(*lower)), {"a": inside})
            return


def square_over_absolute_value(term: Term, context: Context) -> Iterator[Match]:
    """a^2/abs(a) = abs(a)"""
    if term.op != "quotient":
        return
    above, below = factors(term.args[0]), factors(term.args[1])
    for under, bars in enumerate(below):
        square = power(bars.args[0], TWO) if bars.op == "function" and bars.value == "abs" else None
        if square in above:
            over = above.index(square)
            upper = multiply(*above[:over], bars, *above[over + 1 :])
            rest = (*below[:under], *below[under + 1 :])
            yield Match(divide(upper, multiply(*rest)) if rest else upper, {"a": bars.args[0]})
            return


def without_bars(term: Term, context: Context) -> Iterator[Match]:
    """abs(a^2) = a^2: an even power, a square root or an exponential is never negative."""
    if term.op == "function" and term.value == "abs" and term.args[0].op == "function" and term.args[0].value == "sqrt":
        yield Match(term.args[0], {"a": term.args[0].args[0]})
    if term.op == "function" and term.value == "abs" and term.args[0].op == "power":
        base, exponent = term.args[0].args
        number = number_of(exponent)
        if base is E or (number is not None and number.denominator == 1 and number % 2 == 0):
            yield Match(term.args[0], {"a": base})


def number_out_of_bars(term: Term, context: Context) -> Iterator[Match]:
    """abs(-3*a) = 3*abs(a)"""
    if term.op == "function" and term.value == "abs":
        number, rest = coefficient(term.args[0])
        if number not in (0, 1) and rest is not ONE:
            yield Match(times(abs(number), function("abs", rest)), {"a": rest})


RULES = (
    Rule(
        "square of an absolute value",
        "abs(a)^2 = a^2",
        "Squaring takes the sign away anyway.",
        pattern("abs(a)^2", "a^2"),
        (Example("abs(x)^2", "x^2"), Example("abs(x)", None)),
        reverse="put bars in a square",
        cost=0.4,
        reverse_cost=1.0,
        on=("power",),
    ),
    Rule(
        "square over its absolute value",
        "a^2/abs(a) = abs(a)",
        "The square of {a} is |{a}| times |{a}|, and one of the two cancels.",
        square_over_absolute_value,
        (Example("x^2/abs(x)", "abs(x)"), Example("2*x^2/(3*abs(x))", "2*abs(x)/3"), Example("x/abs(x)", None)),
        reverse="write as a square over an absolute value",
        cost=0.5,
        reverse_cost=1.2,
        on=("quotient",),
    ),
    Rule(
        "absolute value of a square",
        "abs(a^2) = a^2",
        "It is never negative, so the bars may be left out.",
        without_bars,
        (Example("abs(x^2)", "x^2"), Example("abs(sqrt(x))", "sqrt(x)"), Example("abs(e^x)", "e^x"), Example("abs(x^3)", None)),
        reverse="put bars around a square",
        cost=0.3,
        reverse_cost=1.0,
        on=("function",),
    ),
    Rule(
        "number out of the bars",
        "abs(c*a) = abs(c)*abs(a)",
        "The size of a product is the product of the sizes.",
        number_out_of_bars,
        (Example("abs(3*x)", "3*abs(x)"), Example("abs(-x)", "abs(x)"), Example("abs(x)", None)),
        reverse="number into the bars",
        cost=0.4,
        reverse_cost=0.8,
        on=("function",),
    ),
    Rule(
        "absolute value above or below",
        "a/abs(a) = abs(a)/a",
        "Both are the sign of {a}: 1 or -1, which is its own reciprocal.",
        absolute_value_above,
        (Example("x/abs(x)", "abs(x)/x"), Example("x/abs(y)", None)),
        reverse="absolute value above or below",
        cost=0.7,
        reverse_cost=0.7,
        on=("quotient",),
    ),
)
