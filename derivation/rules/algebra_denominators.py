"""Sums of fractions: brought to one denominator, added, and split again."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import lcm

from derivation.context import Context
from derivation.rule import Example, Match, Rule
from derivation.rules.algebra_fractions import gathered
from derivation.rules.monomials import Monomial, divided, fraction_parts
from derivation.rules.shape import factors, is_number, key, signed, summands
from derivation.term import ONE, Term, add, divide, multiply, negate, number_of


def split_fraction(term: Term, context: Context) -> Iterator[Match]:
    """(a + b)/c = a/c + b/c; where a part of the sum is the denominator, that part stays together."""
    if term.op != "quotient" or term.args[0].op != "sum":
        return
    above, below = term.args
    yield Match(add(*(_over(each, below) for each in summands(above))), {"c": below})


def split_and_cancel(term: Term, context: Context) -> Iterator[Match]:
    if term.op != "quotient" or term.args[0].op != "sum":
        return
    above, below = term.args
    parts = [divided(each, below) for each in summands(above)]
    plain = [_over(each, below) for each in summands(above)]
    if any(key(short) != key(long) for short, long in zip(parts, plain, strict=True)):
        yield Match(add(*parts), {"c": below})


def _over(part: Term, below: Term) -> Term:
    if part.op == "negation":
        return negate(divide(part.args[0], below))
    return divide(part, below)


def add_numerators(term: Term, context: Context) -> Iterator[Match]:
    """a/c + b/c = (a + b)/c, for all summands with the denominator c."""
    if term.op != "sum":
        return
    groups: dict[str, list[int]] = {}
    for place, each in enumerate(term.args):
        below = fraction_parts(each)[2]
        if below is not ONE:
            groups.setdefault(key(below), []).append(place)
    for group in groups.values():
        if len(group) > 1:
            first = group[0]
            below = fraction_parts(term.args[first])[2]
            numerators = [part for place in group for part in _numerator(term.args[place], place == first)]
            whole = divide(add(*numerators), below)
            parts = [whole if k == first else each for k, each in enumerate(term.args) if k == first or k not in group]
            yield Match(add(*parts), {"c": below})


def _numerator(fraction: Term, first: bool) -> tuple[Term, ...]:
    """The signed summands of a numerator; a bracket after a minus is kept."""
    sign, above, _ = fraction_parts(fraction)
    if above.op != "sum" or (sign < 0 and not first):
        return (signed(sign, above),)
    return tuple(signed(sign, part) for part in above.args)


def common_denominator(term: Term, context: Context) -> Iterator[Match]:
    """Every summand over the smallest denominator that all of theirs divide; they are not yet added."""
    if term.op != "sum":
        return
    parts = [fraction_parts(each) for each in term.args]
    belows = [below for _, _, below in parts if below is not ONE]
    if not belows:
        return
    whole = least_common_multiple(belows)
    wanted = key(whole)
    if all(key(below) == wanted for _, _, below in parts):
        return
    fractions = []
    for (sign, above, below), each in zip(parts, term.args, strict=True):
        if key(below) == wanted:
            fractions.append(each)
            continue
        missing = divided(whole, below)
        top = missing if above is ONE else multiply(*_ordered(factors(above), factors(missing)))
        fractions.append(signed(sign, divide(top, whole)))
    yield Match(add(*fractions), {"c": whole})


def _ordered(above: tuple[Term, ...], missing: tuple[Term, ...]) -> list[Term]:
    """The factors of a numerator, numbers first, brackets last."""
    parts = [each for each in (*above, *missing) if each is not ONE]
    return sorted(factors(gathered(parts)), key=lambda each: 0 if is_number(each) else 2 if each.op == "sum" else 1)


def least_common_multiple(belows: list[Term]) -> Term:
    result = Monomial()
    number = 1
    for below in belows:
        own = Monomial(below)
        number = lcm(number, abs(own.number.numerator))
        for name, base in own.bases.items():
            known = result.exponents.get(name)
            if known is None:
                result.bases[name], result.exponents[name], result.below[name] = base, own.exponents[name], False
                if name in own.roots:
                    result.roots.add(name)
            else:
                mine, theirs = number_of(own.exponents[name]), number_of(known)
                if mine is not None and theirs is not None and mine > theirs:
                    result.exponents[name] = own.exponents[name]
    result.number = Fraction(number)
    return result.term()


RULES = (
    Rule(
        "add the numerators",
        "a/c + b/c = (a + b)/c",
        "Fractions with the same denominator are added by their numerators, and split the same way.",
        add_numerators,
        (Example("a/c + b/c", "(a + b)/c"), Example("a/c - b/c", "(a - b)/c"), Example("a/c + b/d", None)),
        reverse="split the fraction",
        reverse_why="Each term of the numerator gets the denominator {c}.",
        cost=0.6,
        reverse_cost=0.8,
        on=("sum",),
    ),
    Rule(
        "common denominator",
        "a/b + c/d = a*d/(b*d) + c*b/(b*d)",
        "A fraction keeps its value when numerator and denominator get or lose the same factor.",
        common_denominator,
        (Example("1/x + 1/y", "y/(x*y) + x/(x*y)"), Example("1/x - 1/x^2", "x/x^2 - 1/x^2"), Example("1/x + 2/x", None)),
        reverse="cancel a common factor",
        reverse_why="Numerator and denominator may be divided by the same factor.",
        cost=0.7,
        reverse_cost=0.6,
        on=("sum",),
    ),
    Rule(
        "split the fraction",
        "(a + b)/c = a/c + b/c",
        "Each term of the numerator gets the denominator.",
        split_fraction,
        (Example("(a + b)/c", "a/c + b/c"), Example("a/c", None)),
        reverse="add the numerators",
        reverse_why="Fractions with the same denominator are added by their numerators.",
        cost=1.0,
        reverse_cost=0.6,
        on=("quotient",),
    ),
    Rule(
        "divide term by term",
        "(a*c + b)/c = a + b/c",
        "Each term of the numerator is divided, and what cancels is cancelled.",
        split_and_cancel,
        (Example("(x*y + 1)/x", "y + 1/x"), Example("(x + 1)/x", "1 + 1/x"), Example("(x + 1)/y", None)),
        reverse="put over one denominator",
        reverse_why="Bring everything over one denominator and add the numerators.",
        cost=1.0,
        reverse_cost=1.0,
        on=("quotient",),
    ),
)
