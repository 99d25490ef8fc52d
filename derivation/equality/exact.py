"""The exact number that a term without symbols stands for, where the four operations say it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from derivation.equality.nodes import nodes
from derivation.term import Term, number_of

LARGEST_EXACT = 4_000
"""Most bits of an exact number that is carried along beside the ball."""


def exact_value(term: Term) -> Fraction | None:
    """The number that a term without symbols stands for, where the four operations say it exactly.

    >>> from derivation.term import ONE, TWO, divide, subtract
    >>> exact_value(subtract(divide(ONE, TWO), ONE))
    Fraction(-1, 2)
    """
    found: dict[Term, Fraction] = {}
    for node in nodes(term):
        rule = EXACT.get(node.op)
        if rule is None:
            return None
        number = rule(node, [found[arg] for arg in node.args])
        if number is None or number.numerator.bit_length() + number.denominator.bit_length() > LARGEST_EXACT:
            return None
        found[node] = number
    return found[term]


def _exact_product(node: Term, values: list[Fraction]) -> Fraction:
    total = Fraction(1)
    for value in values:
        total *= value
    return total


def _exact_power(node: Term, values: list[Fraction]) -> Fraction | None:
    base, exponent = values
    if exponent.denominator != 1 or not base or abs(exponent) > LARGEST_EXACT:
        return None
    bits = base.numerator.bit_length() + base.denominator.bit_length()
    return Fraction(base**exponent.numerator) if bits * abs(exponent) <= 2 * LARGEST_EXACT else None


EXACT: dict[str, Callable[[Term, list[Fraction]], Fraction | None]] = {
    "integer": lambda node, values: number_of(node),
    "decimal": lambda node, values: number_of(node),
    "negation": lambda node, values: -values[0],
    "sum": lambda node, values: sum(values, Fraction(0)),
    "product": _exact_product,
    "quotient": lambda node, values: values[0] / values[1] if values[1] else None,
    "power": _exact_power,
}
