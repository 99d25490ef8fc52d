"""Square roots."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isqrt, lcm

from derivation.context import Context
from derivation.matching import pattern
from derivation.rule import Example, Match, Rule
from derivation.rules.algebra_factors import common_factor
from derivation.rules.algebra_powers import power_merged
from derivation.rules.monomials import divided, merged
from derivation.rules.shape import coefficient, factors, is_decimal, is_number, key, signed, summands, times, without_sign
from derivation.term import ONE, Term, add, divide, function, integer, multiply, number_of, power, rational, replace

LARGEST_ROOT = 100
"""Squares of larger numbers are not looked for under a root."""


def root_as_power(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "power" and term.args[1] is divide(ONE, integer(2)):
        yield Match(function("sqrt", term.args[0]), {"a": term.args[0]})


def square_of_root(term: Term, context: Context) -> Iterator[Match]:
    """Products and powers in which a root meets itself."""
    if term.op == "product":
        roots = [each for each in factors(term) if each.op == "function" and each.value == "sqrt"]
        for number, each in enumerate(roots):
            if each in roots[:number]:
                rest = list(factors(term))
                first = rest.index(each)
                rest.remove(each)
                rest.remove(each)
                rest.insert(first, each.args[0])
                yield Match(multiply(*rest), {"a": each.args[0]})
                return
    elif term.op == "power" and term.args[0].op == "function" and term.args[0].value == "sqrt":
        exponent = number_of(term.args[1])
        if exponent is not None and exponent.denominator == 1 and exponent >= 2:
            yield Match(power_merged(term.args[0], term.args[1]), {"a": term.args[0].args[0]})


def whole_as_root(term: Term, context: Context) -> Iterator[Match]:
    """a/sqrt(a) = sqrt(a), wherever both stand in one fraction."""
    if term.op != "quotient":
        return
    above, below = factors(term.args[0]), factors(term.args[1])
    for roots, others in ((below, above), (above, below)):
        for each in roots:
            if each.op == "function" and each.value == "sqrt" and any(key(each.args[0]) == key(other) for other in others):
                yield Match(merged(term), {"a": each.args[0]})
                return


def rational_denominator(term: Term, context: Context) -> Iterator[Match]:
    """1/sqrt(2) = sqrt(2)/2"""
    if term.op != "quotient":
        return
    below = factors(term.args[1])
    for each in below:
        if each.op == "function" and each.value == "sqrt" and is_number(each.args[0]):
            above = multiply(*(part for part in factors(term.args[0]) if part is not ONE), each)
            rest = [part for part in below if part is not each]
            yield Match(divide(above, multiply(each.args[0], *rest)), {"a": each.args[0]})
            return


def square_out_of_root(term: Term, context: Context) -> Iterator[Match]:
    """sqrt(4*a) = 2*sqrt(a), sqrt(8) = 2*sqrt(2), sqrt(a/4) = sqrt(a)/2"""
    if term.op != "function" or term.value != "sqrt":
        return
    inside = term.args[0]
    common = common_factor(summands(inside)) if inside.op == "sum" else None
    if common is not None:
        inside = multiply(*factors(common), add(*(divided(each, common) for each in summands(inside))))
    number, rest = coefficient(inside)
    if number <= 0:
        return
    root = Fraction(_square_in(number.numerator), _square_in(number.denominator))
    if root != 1:
        left = times(number / root**2, rest)
        yield Match(rational(root) if left is ONE else times(root, function("sqrt", left)), {"a": rational(root)})


def denominator_out_of_root(term: Term, context: Context) -> Iterator[Match]:
    """2*sqrt(1 - a^2/4) = sqrt(4 - a^2), also above or below a fraction line: the numbers in front are put together at once."""
    for each in {factor for side in (term.args if term.op == "quotient" else (term,)) for factor in factors(side)}:
        found = _without_denominator(each.args[0]) if each.op == "function" and each.value == "sqrt" else None
        if found is not None:
            inside, root = found
            whole = divide(function("sqrt", inside), integer(root))
            after = whole if term is each else merged(replace(term, {each: whole}))
            yield Match(after, {"a": integer(root)})


def _without_denominator(total: Term) -> tuple[Term, int] | None:
    """A sum of which some terms are over numbers as a sum over one square of a number: (4 - a^2, 2) for 1 - a^2/4."""
    if total.op != "sum":
        return None
    parts = [_power_apart(each) for each in summands(total)]
    below = lcm(*(coefficient(each)[0].denominator for each in parts))
    if below == 1 or below != isqrt(below) ** 2 or any(is_decimal(coefficient(each)[0]) for each in parts):
        return None
    return add(*(merged(integer(below), each) for each in parts)), isqrt(below)


def _power_apart(summand: Term) -> Term:
    """((a - 1)/2)^2 as (a - 1)^2/4."""
    sign, body = without_sign(summand)
    if body.op == "power" and body.args[0].op == "quotient" and is_number(body.args[0].args[1]) and body.args[1].op == "integer":
        above, below = body.args[0].args
        return signed(sign, divide(power(above, body.args[1]), power_merged(below, body.args[1])))
    return summand


def _square_in(number: int) -> int:
    """The largest root (up to a bound) whose square divides the number."""
    if isqrt(number) ** 2 == number:
        return isqrt(number)
    return next((root for root in range(min(isqrt(number), LARGEST_ROOT), 1, -1) if number % root**2 == 0), 1)


RULES = (
    Rule(
        "power one half is the root",
        "a^(1/2) = sqrt(a)",
        "The exponent 1/2 and the square root are two ways to write the same.",
        root_as_power,
        (Example("x^(1/2)", "sqrt(x)"), Example("x^2", None)),
        reverse="root as a power",
        cost=0.4,
        reverse_cost=0.5,
        on=("power",),
    ),
    Rule(
        "square of a root",
        "sqrt(a)*sqrt(a) = a",
        "The square root of {a} is what gives {a} when it is squared.",
        square_of_root,
        (
            Example("sqrt(x)*sqrt(x)", "x"),
            Example("sqrt(x)^2", "x"),
            Example("sqrt(x)^3", "x*sqrt(x)"),
            Example("sqrt(x)*sqrt(y)", None),
        ),
        reverse="write as the square of a root",
        cost=0.5,
        reverse_cost=1.0,
        on=("power", "product"),
    ),
    Rule(
        "number over its root",
        "a/sqrt(a) = sqrt(a)",
        "{a} is its root times its root, and one of the two cancels.",
        whole_as_root,
        (Example("x/sqrt(x)", "sqrt(x)"), Example("sqrt(x)/x", "1/sqrt(x)"), Example("sqrt(x)/y", None)),
        reverse="multiply by the root above and below",
        cost=0.6,
        reverse_cost=0.8,
        on=("quotient",),
    ),
    Rule(
        "product of roots",
        "sqrt(a)*sqrt(b) = sqrt(a*b)",
        "Roots of factors are the root of the product.",
        pattern("sqrt(a)*sqrt(b)", "sqrt(a*b)", lambda holes: holes["a"] is not holes["b"]),
        (Example("sqrt(x)*sqrt(y)", "sqrt(x*y)"), Example("sqrt(x)*y", None)),
        reverse="root of a product",
        reverse_why="The root of a product is the product of the roots.",
        cost=0.6,
        reverse_cost=0.6,
        on=("product",),
    ),
    Rule(
        "quotient of roots",
        "sqrt(a)/sqrt(b) = sqrt(a/b)",
        "Roots of numerator and denominator are the root of the fraction.",
        pattern("sqrt(a)/sqrt(b)", "sqrt(a/b)"),
        (Example("sqrt(x)/sqrt(y)", "sqrt(x/y)"), Example("sqrt(x)/y", None)),
        reverse="root of a fraction",
        reverse_why="The root of a fraction is the fraction of the roots.",
        cost=0.6,
        reverse_cost=0.6,
        on=("quotient",),
    ),
    Rule(
        "root of a fraction with a square below",
        "sqrt(a/b^2) = sqrt(a)/abs(b)",
        "The root of a square is the absolute value.",
        pattern("sqrt(a/b^2)", "sqrt(a)/abs(b)"),
        (Example("sqrt(x/y^2)", "sqrt(x)/abs(y)"), Example("sqrt(x/y)", None)),
        reverse="one root for the whole fraction",
        cost=0.8,
        reverse_cost=0.8,
        on=("function",),
    ),
    Rule(
        "root of a square",
        "sqrt(a^2) = abs(a)",
        "The root of a square is the absolute value.",
        pattern("sqrt(a^2)", "abs(a)"),
        (Example("sqrt(x^2)", "abs(x)"), Example("sqrt(x^3)", None)),
        reverse="absolute value as a root",
        cost=0.6,
        reverse_cost=1.0,
        on=("function",),
    ),
    Rule(
        "rationalise the denominator",
        "1/sqrt(2) = sqrt(2)/2",
        "Above and below times the root, so that no root stays below.",
        rational_denominator,
        (Example("1/sqrt(2)", "sqrt(2)/2"), Example("x/(3*sqrt(5))", "x*sqrt(5)/(5*3)"), Example("1/sqrt(x)", None)),
        reverse="cancel the root",
        cost=0.7,
        reverse_cost=0.7,
        on=("quotient",),
    ),
    Rule(
        "take a square out of the root",
        "sqrt(4*a) = 2*sqrt(a)",
        "{a} squared stands under the root; in front of it stands {a}.",
        square_out_of_root,
        (
            Example("sqrt(4*x)", "2*sqrt(x)"),
            Example("sqrt(8)", "2*sqrt(2)"),
            Example("sqrt(x/4)", "sqrt(x)/2"),
            Example("sqrt(4*x^2 + 4)", "2*sqrt(x^2 + 1)"),
            Example("sqrt(2*x)", None),
        ),
        reverse="take the factor under the root",
        cost=0.7,
        reverse_cost=0.8,
        on=("function",),
    ),
    Rule(
        "denominator out of the root",
        "sqrt(1 - a^2/4) = sqrt(4 - a^2)/2",
        "What stands under the root is a fraction over {a} squared, and the root of that square is {a}.",
        denominator_out_of_root,
        (
            Example("sqrt(1 - x^2/4)", "sqrt(4 - x^2)/2"),
            Example("1/(3*sqrt(1 + x^2/9))", "1/sqrt(9 + x^2)"),
            Example("sqrt(1 - ((x - 1)/2)^2)", "sqrt(4 - (x - 1)^2)/2"),
            Example("sqrt(1 - x^2/3)", None),
        ),
        reverse="denominator into the root",
        cost=0.7,
        reverse_cost=1.2,
        on=("function", "product", "quotient"),
    ),
)
