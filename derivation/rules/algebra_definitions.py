"""Names written out, and, read backwards, recognised."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from derivation import functions
from derivation.context import Context
from derivation.rule import Example, Match, Rule
from derivation.rules.algebra_trigonometry import formula
from derivation.rules.shape import factors
from derivation.term import Term, divide, function, multiply, replace, substitute

ELEMENTARY = {
    "tan": ("sin(u)/cos(u)",),
    "cot": ("cos(u)/sin(u)",),
    "sec": ("1/cos(u)",),
    "csc": ("1/sin(u)",),
    "tanh": ("sinh(u)/cosh(u)",),
    "coth": ("cosh(u)/sinh(u)",),
    "sech": ("1/cosh(u)",),
    "csch": ("1/sinh(u)",),
    "sinh": ("(e^u - e^(-u))/2",),
    "cosh": ("(e^u + e^(-u))/2",),
}


def quotient_definition(term: Term, context: Context) -> Iterator[Match]:
    """tan, cot, sec, csc by sine and cosine; the hyperbolic functions likewise, and those by exponentials."""
    if term.op == "function" and term.value in ELEMENTARY and len(term.args) == 1:
        for made in ELEMENTARY[str(term.value)]:
            yield Match(replace(formula(made), {formula("u"): term.args[0]}), {"u": term.args[0], "f": term})


def use_definition(term: Term, context: Context) -> Iterator[Match]:
    """A name written out: those of the context first, then the table of named functions."""
    if term.op == "symbol" and str(term.value) in context.definitions:
        definition = context.definitions[str(term.value)]
        if not definition.parameters and definition.body is not term:
            yield Match(definition.body, {"f": term})
    elif term.op == "function" and (known := context.definitions.get(str(term.value))) is not None:
        if len(known.parameters) == len(term.args):
            values = {p: a for p, a in zip(known.parameters, term.args, strict=True) if p is not a}
            yield Match(substitute(known.body, values) if values else known.body, {"f": term})
    elif term.op == "function" and term.value not in ELEMENTARY:
        formula = functions.definition(term, context)
        if formula is not None:
            yield Match(formula, {"f": term})


def recognise_ratio(term: Term, context: Context) -> Iterator[Match]:
    """A sine over a cosine of the same angle among other factors: x*sin(u)/cos(u) = x*tan(u)."""
    if term.op != "quotient":
        return
    above, below = map(factors, term.args)
    if len(above) + len(below) == 2:
        return
    for upper, lower in product(above, below):
        name = RATIOS.get((str(upper.value), str(lower.value))) if upper.op == lower.op == "function" else None
        if name is not None and upper.args == lower.args:
            ratio = function(name, upper.args[0])
            over = multiply(*(ratio if each is upper else each for each in above))
            rest = [each for each in below if each is not lower]
            yield Match(divide(over, multiply(*rest)) if rest else over, {"f": ratio, "a": upper, "b": lower})


RATIOS = {("sin", "cos"): "tan", ("cos", "sin"): "cot", ("sinh", "cosh"): "tanh", ("cosh", "sinh"): "coth"}


RULES = (
    Rule(
        "definition of the function",
        "tan(u) = sin(u)/cos(u), sec(u) = 1/cos(u), tanh(u) = sinh(u)/cosh(u), ...",
        "This is how the function is defined.",
        quotient_definition,
        (Example("tan(x)", "sin(x)/cos(x)"), Example("cosh(x)", "(e^x + e^(-x))/2"), Example("sin(x)", None)),
        reverse="recognise",
        reverse_why="This is {f}, written out.",
        cost=0.6,
        reverse_cost=0.6,
        on=("function",),
    ),
    Rule(
        "write out",
        "f(x) = its formula",
        "{f} is only a name for this.",
        use_definition,
        (Example("softplus(x)", "ln(1 + e^x)"), Example("sin(x)", None)),
        reverse="recognise",
        reverse_why="This is {f}, written out.",
        cost=0.6,
        reverse_cost=0.6,
        on=("symbol", "function"),
    ),
    Rule(
        "recognise the ratio",
        "a*sin(u)/cos(u) = a*tan(u), a*cos(u)/sin(u) = a*cot(u)",
        "The ratio of {a} to {b} is {f}.",
        recognise_ratio,
        (
            Example("x*cos(x)/sin(x)", "x*cot(x)"),
            Example("sinh(x)/(x*cosh(x))", "tanh(x)/x"),
            Example("x*sin(x)/cos(2*x)", None),
        ),
        reverse="write the ratio out",
        reverse_why="{f} is {a} over {b}.",
        cost=0.6,
        reverse_cost=0.9,
        on=("quotient",),
    ),
)
