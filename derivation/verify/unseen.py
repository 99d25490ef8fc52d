"""A factor that was lost and stands nowhere else on the page: a number, a reciprocal, or a linear term such as x - 2."""

from __future__ import annotations

from fractions import Fraction

from derivation.term import ONE, Term, add, divide, multiply, negate, rational
from derivation.verify.pool import Pool
from derivation.verify.sieve import Values, agree

LARGEST = 1_000
"""Numbers beyond this are no factors that somebody has lost."""


def unseen_factor(ratio: Values, pool: Pool) -> Term | None:
    """A factor with these values, though it stands nowhere near; None if there is none that is simple.

    >>> from derivation.context import Context
    >>> from derivation.verify.sieve import Sieve
    >>> unseen_factor((-1.0, 0.0, 2.0), Pool(Sieve(Context(), (), (1.0, 2.0, 4.0)), (), ONE))
    sum(symbol('x'), negation(integer(2)))
    """
    if all(ratio):
        found = pool.find(tuple(1 / each for each in ratio))
        if found is not None and found is not ONE:
            return negate(divide(ONE, found.args[0])) if found.op == "negation" else divide(ONE, found)
    return _linear(ratio, pool)


def _linear(ratio: Values, pool: Pool) -> Term | None:
    """a*x + b, or a number."""
    points, x = pool.sieve.points, pool.sieve.context.variable
    slope = _simple((ratio[1] - ratio[0]) / (points[1] - points[0]))
    if slope is None:
        return None
    rest = _simple(ratio[0] - float(slope) * points[0])
    if rest is None or not agree(tuple(float(slope) * each + float(rest) for each in points), ratio):
        return None
    if not slope:
        return rational(rest)
    moving = x if slope == 1 else negate(x) if slope == -1 else multiply(rational(slope), x)
    return add(moving, rational(rest)) if rest else moving


def _simple(value: float) -> Fraction | None:
    number = Fraction(value).limit_denominator(12)
    near = abs(float(number) - value) < 1e-8 * (1 + abs(value))
    return number if near and abs(number.numerator) < LARGEST else None
