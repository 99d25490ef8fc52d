"""Trigonometric and hyperbolic functions."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.matching import pattern
from derivation.rule import Example, Match, Rule
from derivation.rules.shape import coefficient, is_number, times
from derivation.term import Term, function, negate, postorder, replace


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


def unfolds_angles(line: Term, form: Term) -> bool:
    """Whether sin(3*x) has become a polynomial in sin(x) and cos(x), which nobody would write.

    >>> unfolds_angles(formula("cos(2*x)*cos(x)"), formula("2*cos(x)^3 - cos(x)"))
    True
    """
    ours, theirs = ({part for part in postorder(each) if part.op == "function"} for each in (line, form))
    return any(lost.value == kept.value for lost in ours - theirs for kept in theirs & ours)


def formula(text: str) -> Term:
    from derivation.reading import read

    return read(text).term


CIRCLE = "This is the theorem of Pythagoras in the unit circle."
BY_COSINE, BY_SINE = "Divide sin^2 + cos^2 = 1 by cos^2.", "Divide sin^2 + cos^2 = 1 by sin^2."
HYPERBOLA = "This is the theorem of Pythagoras for the hyperbola."
BY_COSH = "Divide cosh^2 - sinh^2 = 1 by cosh^2."

SQUARES = (
    # from                     to               why        not                    cost, and backwards
    ("sin(u)^2 + cos(u)^2",   "1",              CIRCLE,    "sin(u)^2 - cos(u)^2",   0.8, 1.2),
    ("1 - sin(u)^2",          "cos(u)^2",       CIRCLE,    "1 + sin(u)^2",          0.8, 1.0),
    ("1 - cos(u)^2",          "sin(u)^2",       CIRCLE,    "1 + cos(u)^2",          0.8, 1.0),
    ("cos(u)^2 - 1",          "-sin(u)^2",      CIRCLE,    "1 - cos(u)^2",          0.9, 1.0),
    ("1 + tan(u)^2",          "sec(u)^2",       BY_COSINE, "1 - tan(u)^2",          0.9, 0.9),
    ("1 + cot(u)^2",          "csc(u)^2",       BY_SINE,   "1 - cot(u)^2",          0.9, 0.9),
    ("sec(u)^2 - tan(u)^2",   "1",              BY_COSINE, "sec(u)^2 + tan(u)^2",   0.8, 1.2),
    ("csc(u)^2 - cot(u)^2",   "1",              BY_SINE,   "csc(u)^2 + cot(u)^2",   0.8, 1.2),
    ("cosh(u)^2 - sinh(u)^2", "1",              HYPERBOLA, "cosh(u)^2 + sinh(u)^2", 0.8, 1.2),
    ("sinh(u)^2 - cosh(u)^2", "-1",             HYPERBOLA, "cosh(u)^2 - sinh(u)^2", 0.8, 1.2),
    ("1 + sinh(u)^2",         "cosh(u)^2",      HYPERBOLA, "1 - sinh(u)^2",         0.8, 1.0),
    ("cosh(u)^2 - 1",         "sinh(u)^2",      HYPERBOLA, "cosh(u)^2 + 1",         0.8, 1.0),
    ("1 - tanh(u)^2",         "sech(u)^2",      BY_COSH,   "1 + tanh(u)^2",         0.9, 0.9),
    ("cos(u)^2",              "1 - sin(u)^2",   CIRCLE,    "cos(u)",                1.0, 0.8),
    ("sin(u)^2",              "1 - cos(u)^2",   CIRCLE,    "sin(u)",                1.0, 0.8),
    ("cosh(u)^2",             "1 + sinh(u)^2",  HYPERBOLA, "cosh(u)",               1.0, 0.8),
    ("sinh(u)^2",             "cosh(u)^2 - 1",  HYPERBOLA, "sinh(u)",               1.0, 0.8),
    ("tan(u)^2",              "sec(u)^2 - 1",   BY_COSINE, "tan(u)",                1.0, 0.8),
    ("sec(u)^2",              "1 + tan(u)^2",   BY_COSINE, "sec(u)",                0.9, 0.9),
    ("csc(u)^2",              "1 + cot(u)^2",   BY_SINE,   "csc(u)",                0.9, 0.9),
    ("sech(u)^2",             "1 - tanh(u)^2",  BY_COSH,   "sech(u)",               0.9, 0.9),
)  # fmt: skip
"""What the theorem of Pythagoras says of squares, and a term beside each that the rule must leave alone."""


def _rule_of_squares(before: str, after: str, why: str, other: str, cost: float, reverse_cost: float) -> Rule:
    """The rule is named by its equation without the angle: sin^2 + cos^2 = 1."""
    short_before, short_after = before.replace("(u)", ""), after.replace("(u)", "")
    return Rule(
        f"{short_before} = {short_after}",
        f"{before} = {after}",
        why,
        pattern(before, after),
        (Example(_of_x(before), _of_x(after)), Example(_of_x(other), None)),
        reverse=f"{short_after} = {short_before}",
        cost=cost,
        reverse_cost=reverse_cost,
        on=("power",) if before.endswith(")^2") and " " not in before else ("sum",),
    )


def _of_x(formula: str) -> str:
    return formula.replace("(u)", "(x)")


RULES = (
    *(_rule_of_squares(*row) for row in SQUARES),
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
