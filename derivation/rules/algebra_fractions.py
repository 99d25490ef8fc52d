"""Fractions multiplied, divided and cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import gcd

from derivation.context import Context
from derivation.rule import Example, Match, Rule
from derivation.rules.algebra_factors import common_factor
from derivation.rules.monomials import Monomial, divided, expanded, merged, monomial
from derivation.rules.shape import factors, key, opposite, signed, summands
from derivation.term import ONE, E, Term, add, divide, integer, multiply, number_of, power, rational


def multiply_fractions(term: Term, context: Context) -> Iterator[Match]:
    if term.op != "product" or not any(each.op == "quotient" for each in term.args):
        return
    above: list[Term] = []
    below: list[Term] = []
    for each in term.args:
        if each.op == "quotient":
            above.extend(part for part in factors(each.args[0]) if part is not ONE)
            below.extend(factors(each.args[1]))
        else:
            above.extend(factors(each))
    yield Match(divide(gathered(above), gathered(below)))


def gathered(parts: list[Term]) -> Term:
    """A product in which equal factors are written as a power and numbers are multiplied."""
    equal: dict[Term, list[Term]] = {}
    number = Fraction(1)
    for each in parts:
        value = number_of(each)
        if value is not None:
            number *= value
        else:
            equal.setdefault(_base(each), []).append(each)
    powers = [_together(each) for each in equal.values()]
    return multiply(*([rational(number)] if number != 1 or not powers else []), *powers)


def _base(factor: Term) -> Term:
    """The base of a whole power; for anything else the factor itself."""
    return factor.args[0] if factor.op == "power" and factor.args[1].op == "integer" and factor.args[0] is not E else factor


def _together(equal: list[Term]) -> Term:
    if len(equal) > 1 and any(each is not equal[0] for each in equal):
        return power(_base(equal[0]), integer(sum(_whole_exponent(each) for each in equal)))
    return _raised(equal[0], len(equal))


def _whole_exponent(factor: Term) -> int:
    return 1 if _base(factor) is factor else int(str(factor.args[1].value))


def _raised(each: Term, count: int) -> Term:
    if count == 1:
        return each
    return merged(*[each] * count) if each.op == "power" else power(each, integer(count))


def double_fraction(term: Term, context: Context) -> Iterator[Match]:
    if term.op != "quotient":
        return
    above, below = term.args
    upper = above if above.op == "quotient" else divide(above, ONE)
    lower = below if below.op == "quotient" else divide(below, ONE)
    if above.op != "quotient" and below.op != "quotient":
        return
    top = [*_factors_but_one(upper.args[0]), *_factors_but_one(lower.args[1])]
    bottom = [*_factors_but_one(upper.args[1]), *_factors_but_one(lower.args[0])]
    yield Match(divide(gathered(top), gathered(bottom)) if bottom else gathered(top))


def _factors_but_one(term: Term) -> list[Term]:
    return [each for each in factors(term) if each is not ONE]


def cancel_factor(term: Term, context: Context) -> Iterator[Match]:
    """What numerator and denominator share, also where each term of a sum has it."""
    if term.op != "quotient":
        return
    above, below = (_factored(each) or each for each in term.args)
    upper, lower = monomial(above), monomial(below)
    shared = [name for name in upper.bases if name in lower.bases]
    numbers = gcd(upper.number.numerator, lower.number.numerator) > 1
    turned = _turned_factor(upper, lower)
    if shared or (numbers and upper.number.denominator == lower.number.denominator == 1):
        holes = {"a": upper.bases[shared[0]]} if shared else {"a": integer(gcd(upper.number.numerator, lower.number.numerator))}
        yield Match(_spread(divided(above, below), above is not term.args[0] and term.args[0].op == "sum"), holes)
    elif turned is not None:
        left, right = turned
        whole = Monomial(divide(above, below))
        whole.number = -whole.number
        for name in (left, right):
            for table in (whole.bases, whole.exponents, whole.below):
                table.pop(name)
        yield Match(whole.term(), {"a": upper.bases[left]})


def _turned_factor(upper: Monomial, lower: Monomial) -> tuple[str, str] | None:
    """A factor a - b above and b - a below."""
    for name, base in upper.bases.items():
        if base.op == "sum" and upper.exponents[name] is ONE:
            other = key(add(*(opposite(each) for each in base.args)))
            if other in lower.bases and lower.exponents[other] is ONE:
                return name, other
    return None


def _factored(term: Term) -> Term | None:
    """A sum with its common factor in front; None for anything else."""
    sign, body = (-1, term.args[0]) if term.op == "negation" else (1, term)
    if body.op != "sum":
        return None
    common = common_factor(summands(body))
    if common is None:
        return None
    rest = [part for each in summands(body) for part in summands(divided(each, common))]
    return signed(sign, multiply(*factors(common), add(*rest)))


def _spread(term: Term, was_sum: bool) -> Term:
    """A numerator that was a sum is one again: c*(a + b) over d stays a sum c*a + c*b over d."""
    if not was_sum:
        return term
    if term.op == "quotient" and term.args[0].op == "product":
        inner = [each for each in term.args[0].args if each.op == "sum"]
        others = [each for each in term.args[0].args if each.op != "sum"]
        if len(inner) == 1 and others:
            return divide(add(*expanded([multiply(*others)], summands(inner[0]))), term.args[1])
    return term


RULES = (
    Rule(
        "multiply the fractions",
        "(a/b)*(c/d) = a*c/(b*d)",
        "Multiply the numerators and the denominators.",
        multiply_fractions,
        (
            Example("(a/b)*(c/d)", "(a*c)/(b*d)"),
            Example("x*(1/y)", "x/y"),
            Example("(a/g)*(b/g)", "a*b/g^2"),
            Example("x*y", None),
        ),
        reverse="write as a product of fractions",
        reverse_why="A fraction of products is a product of fractions.",
        cost=0.5,
        reverse_cost=2.4,
        on=("product",),
    ),
    Rule(
        "resolve the double fraction",
        "a/(b/c) = a*c/b",
        "Dividing by a fraction is multiplying by its reciprocal.",
        double_fraction,
        (Example("a/(b/c)", "a*c/b"), Example("(a/b)/c", "a/(b*c)"), Example("a/b", None)),
        reverse="write as a fraction of fractions",
        reverse_why="Divide above and below by the same.",
        cost=0.7,
        reverse_cost=1.2,
        on=("quotient",),
    ),
    Rule(
        "cancel a common factor",
        "(a*b)/(a*c) = b/c",
        "Numerator and denominator may be divided by the same factor.",
        cancel_factor,
        (
            Example("(2*x)/(2*y)", "x/y"),
            Example("x^3/x", "x^2"),
            Example("(x + 1)/(x + 1)^2", "1/(x + 1)"),
            Example("(x^2 + x)/x", "x + 1"),
            Example("(a - b)/(b - a)", "-1"),
            Example("(x + 1)/(x + 2)", None),
        ),
        reverse="multiply numerator and denominator by the same factor",
        reverse_why="Above and below times {a}: the fraction keeps its value.",
        cost=0.6,
        reverse_cost=1.2,
        on=("quotient",),
    ),
)
