"""Tricks with fractions: times an exponential or a conjugate, and partial fractions."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivation.context import Context
from derivation.rule import Example, Match, Rule
from derivation.rules.monomials import divided, expanded, merged
from derivation.rules.shape import coefficient, collected, factors, key, opposite, summands
from derivation.term import ONE, E, Term, add, divide, multiply, negate, number_of, power, rational


def multiply_by_exponential(term: Term, context: Context) -> Iterator[Match]:
    """A fraction with e^(-u) in a sum: both sides of the line times e^u, multiplied out."""
    if term.op != "quotient":
        return
    tried: set[str] = set()
    for side in term.args:
        for part in factors(side):
            base = part.args[0] if part.op == "power" and part.args[0].op == "sum" else part
            if base.op != "sum":
                continue
            count = number_of(part.args[1]) if part is not base else Fraction(1)
            if count is None or count.denominator != 1 or not 1 <= count <= 4:
                continue
            for each in base.args:
                for exponent in _exponents(each):
                    if key(exponent) not in tried:
                        tried.add(key(exponent))
                        yield from _times_exponential(term, exponent, int(count))


def _exponents(term: Term) -> Iterator[Term]:
    for each in factors(opposite(term) if term.op == "negation" else term):
        if each.op == "power" and each.args[0] is E:
            yield each.args[1]
        elif each.op == "quotient":
            for below in factors(each.args[1]):
                if below.op == "power" and below.args[0] is E:
                    yield opposite(below.args[1])


def _times_exponential(term: Term, exponent: Term, count: int) -> Iterator[Match]:
    number, core = coefficient(exponent)
    factor = power(E, merged(rational(-number), core))
    above = _times_all(term.args[0], factor, count)
    below = _times_all(term.args[1], factor, count)
    if above is not None and below is not None:
        whole = factor if count == 1 else merged(*[factor] * count)
        yield Match(above if below is ONE else divide(above, below), {"a": whole})


def _times_all(side: Term, factor: Term, count: int) -> Term | None:
    """A side of a fraction times factor^count, taken into a bracket or a power of a bracket where there is one."""
    parts = list(factors(side))
    for k, part in enumerate(parts):
        power_count = number_of(part.args[1]) if part.op == "power" else Fraction(1)
        base = part.args[0] if part.op == "power" else part
        if base.op == "sum" and power_count is not None and 1 <= power_count <= count and power_count.denominator == 1:
            inside = add(*expanded([factor], base.args))
            parts[k] = inside if part is base else power(inside, part.args[1])
            count -= int(power_count)
    rest = [each for each in parts if each.op != "sum" and not (each.op == "power" and each.args[0].op == "sum")]
    others = [each for each in parts if each not in rest]
    return multiply(*[each for each in factors(merged(*rest, *[factor] * count)) if each is not ONE], *others)


def conjugate(term: Term, context: Context) -> Iterator[Match]:
    """A two-term sum with a root, above or below the line, times the same with the other sign."""
    if term.op != "quotient":
        return
    for side in (1, 0):
        for part in factors(term.args[side]):
            if part.op != "sum" or len(part.args) != 2 or not _may_have_conjugate(part):
                continue
            a, b = part.args
            other = add(a, opposite(b))
            above = multiply(*(each for each in factors(term.args[0]) if each is not ONE), other)
            yield Match(divide(above, multiply(*factors(term.args[1]), other)), {"a": other})


def _may_have_conjugate(part: Term) -> bool:
    """With roots squaring helps at once; 1 + sin(u) and the like become one square by Pythagoras."""
    inner = [each.args[0] if each.op == "negation" else each for each in part.args]
    return any(
        each.op == "function" and each.value in ("sqrt", "sin", "cos", "sec", "tan", "cosh", "sinh")
        for term in inner
        for each in factors(term)
    )


def partial_fractions(term: Term, context: Context) -> Iterator[Match]:
    """c/((x + a)*(x + b)) = c/(b - a)*(1/(x + a) - 1/(x + b)) where the two brackets differ by a number."""
    if term.op != "quotient":
        return
    brackets = [each for each in factors(term.args[1]) if each.op in ("sum", "symbol")]
    if len(brackets) != 2 or len(factors(term.args[1])) != 2:
        return
    left, right = brackets
    difference = _number_between(left, right)
    if difference:
        first, second = divide(ONE, left), divide(ONE, right)
        outer = divided(term.args[0], rational(difference))
        parts = [merged(outer, first), negate(merged(outer, second))]
        yield Match(add(*parts), {"a": left, "b": right})


def _number_between(left: Term, right: Term) -> Fraction | None:
    return number_of(collected((right, *(opposite(each) for each in summands(left)))))


RULES = (
    Rule(
        "multiply numerator and denominator by the exponential",
        "a/(b + e^(-u)) = a*e^u/(b*e^u + 1)",
        "Above and below times {a}: the fraction keeps its value.",
        multiply_by_exponential,
        (
            Example("1/(1 + e^(-x))", "e^x/(e^x + 1)"),
            Example("e^(-x)/(1 + e^(-x))^2", "e^x/(e^x + 1)^2"),
            Example("1/(1 + x)", None),
        ),
        reverse="divide numerator and denominator by the exponential",
        reverse_why="Above and below divided by {a}: the fraction keeps its value.",
        cost=1.1,
        reverse_cost=1.1,
        on=("quotient",),
    ),
    Rule(
        "multiply by the conjugate",
        "1/(a + b) = (a - b)/((a + b)*(a - b))",
        "Above and below times {a}: below, sum times difference will give squares.",
        conjugate,
        (
            Example("1/(1 + sqrt(x))", "(1 - sqrt(x))/((1 + sqrt(x))*(1 - sqrt(x)))"),
            Example("1/(1 + x)", None),
        ),
        reverse="cancel the conjugate",
        reverse_why="Above and below share the factor {a}; it cancels.",
        cost=1.2,
        reverse_cost=1.0,
        on=("quotient",),
    ),
    Rule(
        "partial fractions",
        "1/((x + a)*(x + b)) = (1/(x + a) - 1/(x + b))/(b - a)",
        "A fraction with two factors below is a difference of two simple fractions.",
        partial_fractions,
        (Example("1/(x*(x + 1))", "1/x - 1/(x + 1)"), Example("1/(x*(y + 1))", None)),
        reverse="put over one denominator",
        reverse_why="Bring everything over one denominator and add the numerators.",
        cost=1.3,
        reverse_cost=1.1,
        on=("quotient",),
    ),
)
