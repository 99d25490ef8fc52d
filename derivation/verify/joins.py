"""Sums that a learner took apart, put together again: a^2 + b^2 as (a + b)^2, 1/a + 1/b as 1/(a + b)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isqrt

from derivation.term import ONE, TWO, ZERO, E, Term, add, divide, function, integer, multiply, negate, number_of, power, rational
from derivation.verify.undone import Undone


def joined(node: Term) -> Iterator[Undone]:
    """Every way to see a sum as something that was taken apart term by term."""
    yield from _powers_joined(node)
    yield from _fractions_joined(node)
    yield from _functions_joined(node)


def _powers_joined(node: Term) -> Iterator[Undone]:
    """a^n + b^n as (a + b)^n."""
    for exponent in (2, 3):
        bases = [_root_of(each, exponent) for each in node.args]
        if all(base is not None for base in bases):
            joined = power(add(*(base for base in bases if base is not None)), integer(exponent))
            yield Undone(joined, "power of a sum taken term by term", 0.97)
            if exponent == 2 and len(bases) == 2:
                turned = power(add(bases[0] or ZERO, negate(bases[1] or ZERO)), TWO)
                yield Undone(turned, "power of a sum taken term by term", 0.97)


def _root_of(term: Term, exponent: int) -> Term | None:
    """What raised to the exponent gives the term, where that can be seen."""
    if term.op == "negation":
        inner = _root_of(term.args[0], exponent)
        return None if inner is None else negate(inner)
    if term.op == "power":
        number = number_of(term.args[1])
        if term.args[0] is E:
            return power(E, _divided(term.args[1], exponent))
        if number is not None and number.denominator == 1 and number % exponent == 0 and number:
            lower = rational(number / exponent)
            return term.args[0] if lower is ONE else power(term.args[0], lower)
        return None
    if term.op == "integer" and exponent == 2:
        root = isqrt(int(str(term.value)))
        return integer(root) if root * root == int(str(term.value)) and root else None
    if term.op == "product":
        parts = [_root_of(each, exponent) for each in term.args]
        return None if None in parts else multiply(*(part for part in parts if part is not None))
    return None


def _divided(term: Term, by: int) -> Term:
    """The term over a whole number, as one would write it: 2x/2 is x."""
    if term.op == "negation":
        return negate(_divided(term.args[0], by))
    if term.op == "product" and number_of(term.args[0]) is not None:
        first = (number_of(term.args[0]) or Fraction(0)) / by
        rest = multiply(*term.args[1:])
        return rest if first == 1 else multiply(rational(first), rest)
    return divide(term, integer(by))


def _fractions_joined(node: Term) -> Iterator[Undone]:
    """c/a + c/b as c/(a + b)."""
    inner = [each.args[0] if each.op == "negation" else each for each in node.args]
    above = next((each.args[0] for each in inner if each.op == "quotient"), None)
    if above is None:
        return
    below = [
        ONE if each is above else each.args[1] if each.op == "quotient" and each.args[0] is above else None for each in inner
    ]
    if all(each is not None for each in below):
        signed = [
            negate(part) if each.op == "negation" else part
            for part, each in zip(below, node.args, strict=True)
            if part is not None
        ]
        yield Undone(divide(above, add(*signed)), "reciprocal of a sum taken term by term", 0.98)


def _functions_joined(node: Term) -> Iterator[Undone]:
    """ln(a) + ln(b) as ln(a + b), and so for roots and other functions."""
    inner = [each.args[0] if each.op == "negation" else each for each in node.args]
    if any(each.op != "function" or len(each.args) != 1 for each in inner) or len({each.value for each in inner}) != 1:
        return
    name = str(inner[0].value)
    inside = [negate(each.args[0].args[0]) if each.op == "negation" else each.args[0] for each in node.args]
    mistake = {"ln": "logarithm of a sum taken term by term", "sqrt": "root of a sum taken term by term"}
    yield Undone(function(name, add(*inside)), mistake.get(name, "function of a sum taken term by term"), 0.9)
