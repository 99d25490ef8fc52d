"""Logarithms, and exponentials of them."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.rule import Example, Match, Rule
from derivation.rules.shape import coefficient, factors
from derivation.term import ONE, E, Term, add, divide, function, integer, multiply, negate, number_of, power


def _ln(term: Term) -> Term:
    return function("ln", term)


def _is_ln(term: Term) -> bool:
    return term.op == "function" and term.value == "ln" and len(term.args) == 1


def logarithm_law(term: Term, context: Context) -> Iterator[Match]:
    """ln of a product, quotient, power or root as a sum or multiple."""
    if not _is_ln(term):
        return
    inside = term.args[0]
    if inside.op == "product":
        yield Match(add(*(_ln(each) for each in factors(inside))), {"a": inside})
    elif inside.op == "quotient":
        above, below = inside.args
        yield Match(negate(_ln(below)) if above is ONE else add(_ln(above), negate(_ln(below))), {"a": inside})
    elif inside.op == "power" and inside.args[0] is not E:
        yield Match(multiply(inside.args[1], _ln(inside.args[0])), {"a": inside})
    elif inside.op == "function" and inside.value == "sqrt":
        yield Match(divide(_ln(inside.args[0]), integer(2)), {"a": inside})


def sum_of_logarithms(term: Term, context: Context) -> Iterator[Match]:
    """ln a + ln b = ln(a*b), with minus signs below the line and numbers in front as exponents."""
    if term.op != "sum":
        return
    above: list[Term] = []
    below: list[Term] = []
    rest: list[Term] = []
    for each in term.args:
        number, body = coefficient(each)
        if _is_ln(body) and number.denominator == 1:
            inside = body.args[0]
            raised = inside if abs(number) == 1 else power(inside, integer(abs(int(number))))
            (above if number > 0 else below).append(raised)
        else:
            rest.append(each)
    if len(above) + len(below) < 2:
        return
    upper = multiply(*above)
    yield Match(add(_ln(divide(upper, multiply(*below)) if below else upper), *rest), {"a": upper})


def exponential_of_logarithm(term: Term, context: Context) -> Iterator[Match]:
    """e^(ln u) = u, also e^(n*ln u) = u^n and e^(-ln u) = 1/u."""
    if term.op != "power" or term.args[0] is not E:
        return
    parts = factors(term.args[1].args[0] if term.args[1].op == "negation" else term.args[1])
    for place, each in reversed(list(enumerate(parts))):
        if _is_ln(each):
            rest = multiply(*parts[:place], *parts[place + 1 :])
            exponent = negate(rest) if term.args[1].op == "negation" else rest
            inside = each.args[0]
            yield Match(inside if exponent is ONE else power(inside, exponent), {"u": inside})
            return


def logarithm_of_exponential(term: Term, context: Context) -> Iterator[Match]:
    if _is_ln(term) and term.args[0].op == "power" and term.args[0].args[0] is E:
        yield Match(term.args[0].args[1], {"u": term.args[0].args[1]})
    elif _is_ln(term) and term.args[0] is E:
        yield Match(ONE, {"u": ONE})


def power_as_exponential(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "power" and term.args[0] is not E and number_of(term.args[1]) is None:
        base, exponent = term.args
        yield Match(power(E, multiply(exponent, _ln(base))), {"a": base, "n": exponent})


RULES = (
    Rule(
        "e^(ln u) = u",
        "e^(ln(u)) = u",
        "Exponential and logarithm undo each other.",
        exponential_of_logarithm,
        (Example("e^(ln(x))", "x"), Example("e^(2*ln(x))", "x^2"), Example("e^x", None)),
        reverse="u = e^(ln u)",
        cost=0.5,
        reverse_cost=1.0,
        on=("power",),
    ),
    Rule(
        "ln(e^u) = u",
        "ln(e^u) = u",
        "Logarithm and exponential undo each other.",
        logarithm_of_exponential,
        (Example("ln(e^x)", "x"), Example("ln(x)", None)),
        reverse="u = ln(e^u)",
        cost=0.5,
        reverse_cost=1.5,
        on=("function",),
    ),
    Rule(
        "logarithm law",
        "ln(a*b) = ln(a) + ln(b), ln(a/b) = ln(a) - ln(b), ln(a^n) = n*ln(a)",
        "A logarithm turns products into sums and exponents into factors.",
        logarithm_law,
        (
            Example("ln(x*y)", "ln(x) + ln(y)"),
            Example("ln(1/x)", "-ln(x)"),
            Example("ln(x^3)", "3*ln(x)"),
            Example("ln(sqrt(x))", "ln(x)/2"),
            Example("ln(x + y)", None),
        ),
        reverse="logarithm law (backwards)",
        reverse_why="A sum of logarithms is the logarithm of a product, a multiple that of a power.",
        cost=0.8,
        reverse_cost=0.8,
        on=("function",),
    ),
    Rule(
        "sum of logarithms",
        "ln(a) + ln(b) = ln(a*b), ln(a) - ln(b) = ln(a/b)",
        "A sum of logarithms is the logarithm of the product, a difference that of the quotient.",
        sum_of_logarithms,
        (Example("ln(x) + ln(y)", "ln(x*y)"), Example("ln(x) - ln(y)", "ln(x/y)"), Example("ln(x) + y", None)),
        reverse="split the logarithm",
        reverse_why="The logarithm of a product is the sum of the logarithms, that of a quotient the difference.",
        cost=0.7,
        reverse_cost=0.7,
        on=("sum",),
    ),
    Rule(
        "power with base e",
        "a^n = e^(n*ln(a))",
        "Any power can be written with base e.",
        power_as_exponential,
        (Example("x^n", "e^(n*ln(x))"), Example("x^2", None)),
        reverse="e^(n*ln u) = u^n",
        reverse_why="Exponential and logarithm undo each other.",
        cost=1.0,
        reverse_cost=0.6,
        on=("power",),
    ),
)
