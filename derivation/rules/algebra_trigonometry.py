"""Trigonometric and hyperbolic functions."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.matching import negated, pattern
from derivation.rule import Example, Match, Rule
from derivation.rules.shape import coefficient, is_number, times
from derivation.term import Term, function, negate, replace


def even_function(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "function" and term.value in ("cos", "cosh", "sec", "sech", "abs") and len(term.args) == 1:
        number, rest = coefficient(term.args[0])
        if number < 0:
            yield Match(function(str(term.value), times(-number, rest)), {"u": times(-number, rest)})


ODD = ("sin", "tan", "cot", "csc", "sinh", "tanh", "coth", "csch", "asin", "atan", "asinh", "atanh", "erf", "sign")


def odd_function(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "function" and term.value in ODD and len(term.args) == 1:
        number, rest = coefficient(term.args[0])
        if number < 0:
            yield Match(negate(function(str(term.value), times(-number, rest))), {"u": times(-number, rest)})


def double_angle(term: Term, context: Context) -> Iterator[Match]:
    """sin, cos, sinh, cosh of an even multiple by the half of it."""
    if term.op != "function" or len(term.args) != 1 or term.value not in DOUBLE:
        return
    number, rest = coefficient(term.args[0])
    if number.denominator == 1 and number % 2 == 0 and not is_number(term.args[0]):
        half = times(number / 2, rest)
        for made in DOUBLE[str(term.value)]:
            yield Match(replace(formula(made), {formula("u"): half}), {"u": half})


DOUBLE = {
    "sin": ("2*sin(u)*cos(u)",),
    "cos": ("cos(u)^2 - sin(u)^2", "1 - 2*sin(u)^2", "2*cos(u)^2 - 1"),
    "sinh": ("2*sinh(u)*cosh(u)",),
    "cosh": ("cosh(u)^2 + sinh(u)^2", "1 + 2*sinh(u)^2", "2*cosh(u)^2 - 1"),
    "tan": ("2*tan(u)/(1 - tan(u)^2)",),
    "tanh": ("2*tanh(u)/(1 + tanh(u)^2)",),
}


def formula(text: str) -> Term:
    from derivation.reading import read

    return read(text).term


RULES = (
    Rule(
        "sin^2 + cos^2 = 1",
        "sin(u)^2 + cos(u)^2 = 1",
        "This is the theorem of Pythagoras in the unit circle.",
        pattern("sin(u)^2 + cos(u)^2", "1"),
        (Example("sin(x)^2 + cos(x)^2", "1"), Example("sin(x)^2 - cos(x)^2", None)),
        reverse="1 = sin^2 + cos^2",
        cost=0.8,
        reverse_cost=1.2,
        on=("sum",),
    ),
    Rule(
        "1 - sin^2 = cos^2",
        "1 - sin(u)^2 = cos(u)^2",
        "This is the theorem of Pythagoras in the unit circle.",
        pattern("1 - sin(u)^2", "cos(u)^2"),
        (Example("1 - sin(x)^2", "cos(x)^2"), Example("1 + sin(x)^2", None)),
        reverse="cos^2 = 1 - sin^2",
        cost=0.8,
        on=("sum",),
    ),
    Rule(
        "1 - cos^2 = sin^2",
        "1 - cos(u)^2 = sin(u)^2",
        "This is the theorem of Pythagoras in the unit circle.",
        pattern("1 - cos(u)^2", "sin(u)^2"),
        (Example("1 - cos(x)^2", "sin(x)^2"), Example("1 + cos(x)^2", None)),
        reverse="sin^2 = 1 - cos^2",
        cost=0.8,
        on=("sum",),
    ),
    Rule(
        "cos^2 - 1 = -sin^2",
        "cos(u)^2 - 1 = -sin(u)^2",
        "This is the theorem of Pythagoras in the unit circle.",
        negated(pattern("1 - cos(u)^2", "sin(u)^2")),
        (Example("cos(x)^2 - 1", "-sin(x)^2"), Example("1 - cos(x)^2", None)),
        reverse="-sin^2 = cos^2 - 1",
        cost=0.9,
        on=("sum",),
    ),
    Rule(
        "1 + tan^2 = sec^2",
        "1 + tan(u)^2 = sec(u)^2",
        "Divide sin^2 + cos^2 = 1 by cos^2.",
        pattern("1 + tan(u)^2", "sec(u)^2"),
        (Example("1 + tan(x)^2", "sec(x)^2"), Example("1 - tan(x)^2", None)),
        reverse="sec^2 = 1 + tan^2",
        cost=0.9,
        reverse_cost=0.9,
        on=("sum",),
    ),
    Rule(
        "1 + cot^2 = csc^2",
        "1 + cot(u)^2 = csc(u)^2",
        "Divide sin^2 + cos^2 = 1 by sin^2.",
        pattern("1 + cot(u)^2", "csc(u)^2"),
        (Example("1 + cot(x)^2", "csc(x)^2"), Example("1 - cot(x)^2", None)),
        reverse="csc^2 = 1 + cot^2",
        cost=0.9,
        reverse_cost=0.9,
        on=("sum",),
    ),
    Rule(
        "cosh^2 - sinh^2 = 1",
        "cosh(u)^2 - sinh(u)^2 = 1",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("cosh(u)^2 - sinh(u)^2", "1"),
        (Example("cosh(x)^2 - sinh(x)^2", "1"), Example("cosh(x)^2 + sinh(x)^2", None)),
        reverse="1 = cosh^2 - sinh^2",
        cost=0.8,
        reverse_cost=1.2,
        on=("sum",),
    ),
    Rule(
        "sinh^2 - cosh^2 = -1",
        "sinh(u)^2 - cosh(u)^2 = -1",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("sinh(u)^2 - cosh(u)^2", "-1"),
        (Example("sinh(x)^2 - cosh(x)^2", "-1"), Example("cosh(x)^2 - sinh(x)^2", None)),
        reverse="-1 = sinh^2 - cosh^2",
        cost=0.8,
        reverse_cost=1.2,
        on=("sum",),
    ),
    Rule(
        "1 + sinh^2 = cosh^2",
        "1 + sinh(u)^2 = cosh(u)^2",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("1 + sinh(u)^2", "cosh(u)^2"),
        (Example("1 + sinh(x)^2", "cosh(x)^2"), Example("1 - sinh(x)^2", None)),
        reverse="cosh^2 = 1 + sinh^2",
        cost=0.8,
        on=("sum",),
    ),
    Rule(
        "cosh^2 - 1 = sinh^2",
        "cosh(u)^2 - 1 = sinh(u)^2",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("cosh(u)^2 - 1", "sinh(u)^2"),
        (Example("cosh(x)^2 - 1", "sinh(x)^2"), Example("cosh(x)^2 + 1", None)),
        reverse="sinh^2 = cosh^2 - 1",
        cost=0.8,
        on=("sum",),
    ),
    Rule(
        "1 - tanh^2 = sech^2",
        "1 - tanh(u)^2 = sech(u)^2",
        "Divide cosh^2 - sinh^2 = 1 by cosh^2.",
        pattern("1 - tanh(u)^2", "sech(u)^2"),
        (Example("1 - tanh(x)^2", "sech(x)^2"), Example("1 + tanh(x)^2", None)),
        reverse="sech^2 = 1 - tanh^2",
        cost=0.9,
        reverse_cost=0.9,
        on=("sum",),
    ),
    Rule(
        "cos^2 = 1 - sin^2",
        "cos(u)^2 = 1 - sin(u)^2",
        "This is the theorem of Pythagoras in the unit circle.",
        pattern("cos(u)^2", "1 - sin(u)^2"),
        (Example("cos(x)^2", "1 - sin(x)^2"), Example("cos(x)", None)),
        reverse="1 - sin^2 = cos^2",
        cost=1.0,
        reverse_cost=0.8,
        on=("power",),
    ),
    Rule(
        "sin^2 = 1 - cos^2",
        "sin(u)^2 = 1 - cos(u)^2",
        "This is the theorem of Pythagoras in the unit circle.",
        pattern("sin(u)^2", "1 - cos(u)^2"),
        (Example("sin(x)^2", "1 - cos(x)^2"), Example("sin(x)", None)),
        reverse="1 - cos^2 = sin^2",
        cost=1.0,
        reverse_cost=0.8,
        on=("power",),
    ),
    Rule(
        "cosh^2 = 1 + sinh^2",
        "cosh(u)^2 = 1 + sinh(u)^2",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("cosh(u)^2", "1 + sinh(u)^2"),
        (Example("cosh(x)^2", "1 + sinh(x)^2"), Example("cosh(x)", None)),
        reverse="1 + sinh^2 = cosh^2",
        cost=1.0,
        reverse_cost=0.8,
        on=("power",),
    ),
    Rule(
        "sinh^2 = cosh^2 - 1",
        "sinh(u)^2 = cosh(u)^2 - 1",
        "This is the theorem of Pythagoras for the hyperbola.",
        pattern("sinh(u)^2", "cosh(u)^2 - 1"),
        (Example("sinh(x)^2", "cosh(x)^2 - 1"), Example("sinh(x)", None)),
        reverse="cosh^2 - 1 = sinh^2",
        cost=1.0,
        reverse_cost=0.8,
        on=("power",),
    ),
    Rule(
        "tan^2 = sec^2 - 1",
        "tan(u)^2 = sec(u)^2 - 1",
        "This is the theorem of Pythagoras in the unit circle, divided by cos^2.",
        pattern("tan(u)^2", "sec(u)^2 - 1"),
        (Example("tan(x)^2", "sec(x)^2 - 1"), Example("tan(x)", None)),
        reverse="sec^2 - 1 = tan^2",
        cost=1.0,
        reverse_cost=0.8,
        on=("power",),
    ),
    Rule(
        "sec^2 = 1 + tan^2",
        "sec(u)^2 = 1 + tan(u)^2",
        "Divide sin^2 + cos^2 = 1 by cos^2.",
        pattern("sec(u)^2", "1 + tan(u)^2"),
        (Example("sec(x)^2", "1 + tan(x)^2"), Example("sec(x)", None)),
        reverse="1 + tan^2 = sec^2",
        cost=0.9,
        reverse_cost=0.9,
        on=("power",),
    ),
    Rule(
        "csc^2 = 1 + cot^2",
        "csc(u)^2 = 1 + cot(u)^2",
        "Divide sin^2 + cos^2 = 1 by sin^2.",
        pattern("csc(u)^2", "1 + cot(u)^2"),
        (Example("csc(x)^2", "1 + cot(x)^2"), Example("csc(x)", None)),
        reverse="1 + cot^2 = csc^2",
        cost=0.9,
        reverse_cost=0.9,
        on=("power",),
    ),
    Rule(
        "sech^2 = 1 - tanh^2",
        "sech(u)^2 = 1 - tanh(u)^2",
        "Divide cosh^2 - sinh^2 = 1 by cosh^2.",
        pattern("sech(u)^2", "1 - tanh(u)^2"),
        (Example("sech(x)^2", "1 - tanh(x)^2"), Example("sech(x)", None)),
        reverse="1 - tanh^2 = sech^2",
        cost=0.9,
        reverse_cost=0.9,
        on=("power",),
    ),
    Rule(
        "double angle",
        "sin(2*u) = 2*sin(u)*cos(u), cos(2*u) = cos(u)^2 - sin(u)^2",
        "The double angle in terms of the single one.",
        double_angle,
        (
            Example("sin(2*x)", "2*sin(x)*cos(x)"),
            Example("cos(2*x)", "cos(x)^2 - sin(x)^2"),
            Example("sin(x)", None),
        ),
        reverse="double angle",
        cost=0.9,
        reverse_cost=0.9,
        on=("function",),
    ),
    Rule(
        "sum of angles",
        "sin(a + b) = sin(a)*cos(b) + cos(a)*sin(b)",
        "The sine of a sum.",
        pattern("sin(a + b)", "sin(a)*cos(b) + cos(a)*sin(b)"),
        (Example("sin(x + y)", "sin(x)*cos(y) + cos(x)*sin(y)"), Example("sin(x)", None)),
        reverse="sum of angles",
        cost=1.0,
        on=("function",),
    ),
    Rule(
        "cosine of a sum",
        "cos(a + b) = cos(a)*cos(b) - sin(a)*sin(b)",
        "The cosine of a sum.",
        pattern("cos(a + b)", "cos(a)*cos(b) - sin(a)*sin(b)"),
        (Example("cos(x + y)", "cos(x)*cos(y) - sin(x)*sin(y)"), Example("cos(x)", None)),
        reverse="cosine of a sum",
        cost=1.0,
        on=("function",),
    ),
    Rule(
        "even function",
        "cos(-u) = cos(u), cosh(-u) = cosh(u)",
        "An even function does not see the sign.",
        even_function,
        (Example("cos(-x)", "cos(x)"), Example("cos(x)", None)),
        reverse="even function",
        cost=0.4,
        reverse_cost=0.6,
        on=("function",),
    ),
    Rule(
        "odd function",
        "sin(-u) = -sin(u), tanh(-u) = -tanh(u)",
        "An odd function passes the sign on.",
        odd_function,
        (Example("sin(-x)", "-sin(x)"), Example("sin(x)", None)),
        reverse="odd function",
        cost=0.4,
        reverse_cost=0.6,
        on=("function",),
    ),
)
