"""The points at which lines are tried: always the same, exact, of both signs, small and large, never whole numbers."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivation.term import Term

NUMBERS = tuple(Fraction(above, 10) for above in (7, -6, 13, 2, -17, 26, -1, 54, 4, -34, 9, -8, 116, -3, 3, -91, 18, -4, 309, 15))
"""Short decimals, which a reader can put in by hand."""

FAR = (Fraction(40961, 64), Fraction(-70001, 32), Fraction(10**9 + 1, 2), Fraction(-(10**7) - 1, 2), Fraction(10**30 + 1, 2))

SPECIAL = (Fraction(0), Fraction(1), Fraction(-1), Fraction(1, 2), Fraction(2), Fraction(-2), Fraction(3), Fraction(10))
"""Places where lines that agree elsewhere may part."""


def points(symbols: list[Term]) -> Iterator[dict[Term, Fraction]]:
    """Values for the symbols, one point after the other; the same symbols get the same points.

    >>> from derivation.term import X
    >>> next(points([X]))[X]
    Fraction(7, 10)
    """
    count = len(NUMBERS)
    if not symbols:
        yield {}
        return
    for k in range(count):
        yield {name: NUMBERS[(k + index * (3 + k)) % count] for index, name in enumerate(symbols)}
    if len(symbols) > 1:
        for k in range(count):
            yield {name: abs(NUMBERS[(7 * k + 5 * index) % count]) for index, name in enumerate(symbols)}
        for k in range(count):
            yield {name: NUMBERS[(k * (index + 1) + index * index) % count] / 4**index for index, name in enumerate(symbols)}
    for k in range(len(FAR)):
        yield {name: FAR[(k + index) % len(FAR)] for index, name in enumerate(symbols)}


def special_points(symbols: list[Term]) -> Iterator[dict[Term, Fraction]]:
    """Whole numbers and the like: tried last."""
    for k in range(len(SPECIAL) if symbols else 0):
        yield {name: SPECIAL[(k + index * (k + 1)) % len(SPECIAL)] for index, name in enumerate(symbols)}
