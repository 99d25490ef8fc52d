"""A function of an inverse function: in the right-angled triangle with that angle, its sides are u, 1 and a root."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from derivation.context import Context
from derivation.rule import Example, Match, Rule
from derivation.term import Term, replace, symbol

UNDONE = {"sin": "asin", "cos": "acos", "tan": "atan", "cot": "acot", "sec": "asec", "csc": "acsc"}
UNDONE |= {f"{name}h": f"{inverse}h" for name, inverse in UNDONE.items()}
"""Each function and its inverse: sin(asin(u)) = u."""

SIDES = {
    ("cos", "asin"):   "sqrt(1 - u^2)",
    ("tan", "asin"):   "u/sqrt(1 - u^2)",
    ("cot", "asin"):   "sqrt(1 - u^2)/u",
    ("sec", "asin"):   "1/sqrt(1 - u^2)",
    ("csc", "asin"):   "1/u",
    ("sin", "acos"):   "sqrt(1 - u^2)",
    ("tan", "acos"):   "sqrt(1 - u^2)/u",
    ("cot", "acos"):   "u/sqrt(1 - u^2)",
    ("sec", "acos"):   "1/u",
    ("csc", "acos"):   "1/sqrt(1 - u^2)",
    ("sin", "atan"):   "u/sqrt(1 + u^2)",
    ("cos", "atan"):   "1/sqrt(1 + u^2)",
    ("cot", "atan"):   "1/u",
    ("sec", "atan"):   "sqrt(1 + u^2)",
    ("csc", "atan"):   "sqrt(1 + u^2)/u",
    ("cosh", "asinh"): "sqrt(1 + u^2)",
    ("tanh", "asinh"): "u/sqrt(1 + u^2)",
    ("sinh", "acosh"): "sqrt(u^2 - 1)",
    ("tanh", "acosh"): "sqrt(u^2 - 1)/u",
    ("sinh", "atanh"): "u/sqrt(1 - u^2)",
    ("cosh", "atanh"): "1/sqrt(1 - u^2)",
    ("sech", "atanh"): "sqrt(1 - u^2)",
}  # fmt: skip
"""Other functions of an inverse function."""


def of_inverse_function(term: Term, context: Context) -> Iterator[Match]:
    """cos(asin(u)) = sqrt(1 - u^2), and whatever else the tables have."""
    if term.op != "function" or len(term.args) != 1 or term.args[0].op != "function" or len(term.args[0].args) != 1:
        return
    outer, inner, u = str(term.value), str(term.args[0].value), term.args[0].args[0]
    if UNDONE.get(outer) == inner:
        yield Match(u, {"u": u})
    elif (outer, inner) in SIDES:
        yield Match(replace(_side(outer, inner), {symbol("u"): u}), {"u": u})


@cache
def _side(outer: str, inner: str) -> Term:
    from derivation.reading import read

    return read(SIDES[outer, inner]).term


RULES = (
    Rule(
        "function of its inverse",
        "sin(arcsin(u)) = u, cos(arcsin(u)) = sqrt(1 - u^2)",
        "Draw the right-angled triangle with this angle, one side {u}: Pythagoras gives the others.",
        of_inverse_function,
        (
            Example("sin(arcsin(x))", "x"),
            Example("cos(arcsin(x))", "sqrt(1 - x^2)"),
            Example("cos(arctan(2*x))", "1/sqrt(1 + (2*x)^2)"),
            Example("arcsin(sin(x))", None),
        ),
        cost=0.6,
        on=("function",),
    ),
)
