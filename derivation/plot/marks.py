"""Points with a name: the greatest slope, and where a tangent touches; exact where that is proved."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from derivation.context import Context
from derivation.equality import compare, plain
from derivation.plot.figure import Mark, Window
from derivation.plot.floats import Function
from derivation.plot.line import Line
from derivation.plot.places import lowest, neat
from derivation.plot.ticks import short
from derivation.term import (
    ONE,
    PI,
    E,
    Term,
    decimal,
    derivative,
    divide,
    function,
    integer,
    multiply,
    negate,
    power,
    rational,
    substitute,
    subtract,
)

LARGEST_PROVED = 1_500
"""Most nodes of a derivative whose exact values are looked for."""


def greatest_slope(slope: Line, window: Window, context: Context, gaps: Sequence[float] = ()) -> Mark | None:
    """The maximum of the derivative inside the window; None where it has none there, or is greatest on a whole stretch.

    gaps  where a curve does not go through: a value next to one is no maximum
    """
    place = _place_of_maximum(slope.quick, window)
    if place is None or any(abs(place - each) < window.width / 200 for each in gaps):
        return None
    height = slope.quick(place)
    exact_place = _proved_zero_of_slope(slope, place, context)
    exact_value = None if exact_place is None else _proved_value(slope, exact_place, height, context)
    return Mark(
        "derivative",
        (place, height),
        exact_place or _rounded(place),
        exact_value or _rounded(height),
        exact_place is not None,
        exact_value is not None,
    )


def _place_of_maximum(slope: Function, window: Window) -> float | None:
    count = 800
    places = [window.left + window.width * k / count for k in range(count + 1)]
    values = [slope(x) for x in places]
    finite = [y for y in values if math.isfinite(y)]
    if not finite:
        return None
    most = max(finite)
    if most > window.top:
        return None
    slack = 1e-3 * (most - min(finite))
    found = []
    for k in range(1, count):
        around = values[k - 1 : k + 2]
        if all(map(math.isfinite, around)) and around[1] >= max(most - slack, *around) and _is_peak(slope, places[k], window):
            x = neat(lowest(lambda x: -slope(x), places[k - 1], places[k + 1]))
            found.append(min((x, *_near_by(x)), key=lambda each: (-round(slope(each), 12), abs(each))))
    good = [x for x in found if _is_peak(slope, x, window) and slope(x) >= most - 1e-9 * (1 + abs(most))]
    return min(good, key=lambda x: (round(abs(x), 9), -x), default=None)


def _near_by(x: float) -> Iterator[float]:
    """Numbers close to a place at which a maximum may really be."""
    for each in (round(x, 3), round(x * 12 / math.pi) * math.pi / 12):
        if abs(each - x) < 1e-4:
            yield each + 0.0


def _is_peak(slope: Function, x: float, window: Window) -> bool:
    """Whether the curve really falls to both sides."""
    step = window.width / 200
    here, before, after = slope(x), slope(x - step), slope(x + step)
    return before < here - 1e-9 * (1 + abs(here)) and after < here - 1e-9 * (1 + abs(here))


def _proved_zero_of_slope(slope: Line, place: float, context: Context) -> Term | None:
    """The place as an exact term, where the derivative of the slope is proved to be 0 there."""
    second = plain(derivative(slope.term, slope.variable), context)
    if second.todo or slope.term.size > LARGEST_PROVED or second.size > 4 * LARGEST_PROVED:
        return None
    for term in candidates(place):
        there = substitute(second, {slope.variable: term})
        if compare(there, integer(0), context).status == "equal":
            return term
    return None


def _proved_value(slope: Line, place: Term, height: float, context: Context) -> Term | None:
    there = substitute(slope.term, {slope.variable: place})
    for term in candidates(height):
        if compare(there, term, context).status == "equal":
            return term
    return None


UNITS: tuple[tuple[float, Term], ...] = (
    (1.0, ONE),
    (math.pi, PI),
    (1 / math.pi, divide(ONE, PI)),
    (math.e, E),
    (1 / math.e, power(E, negate(ONE))),
    (math.sqrt(2 / math.pi), divide(function("sqrt", integer(2)), function("sqrt", PI))),
    (1 / math.sqrt(math.pi), divide(ONE, function("sqrt", PI))),
    (math.sqrt(2 / math.e), function("sqrt", divide(integer(2), E))),
    (math.log(2), function("ln", integer(2))),
    (math.exp(-0.5), power(E, negate(divide(ONE, integer(2))))),
)
"""Numbers of which a value may be a small multiple."""


def candidates(number: float) -> Iterator[Term]:
    """Exact numbers that lie within the accuracy of a rounded one: fractions, their roots, multiples of pi, e and the like.

    >>> from derivation.notation import text
    >>> [text(term) for term in candidates(0.25)], [text(term) for term in candidates(-2**0.5 / 2)]
    (['1/4'], ['-sqrt(2)/2'])
    """
    for size, unit in UNITS:
        share = Fraction(number / size).limit_denominator(48)
        if abs(float(share) * size - number) < 2e-8 * max(1.0, abs(number)) and abs(share.numerator) < 1000:
            yield _times(share, unit)
            return
    square = Fraction(number * number).limit_denominator(48)
    if square and abs(math.sqrt(square) - abs(number)) < 2e-8 * max(1.0, abs(number)):
        yield _root(square, number < 0)


def _root(square: Fraction, negative: bool) -> Term:
    """The root of a fraction as it is written by hand: no fraction under the root, and no square."""
    under = square.numerator * square.denominator
    outside = max(k for k in range(1, math.isqrt(under) + 1) if under % (k * k) == 0)
    share = Fraction(outside, square.denominator)
    left = under // outside**2
    return _times(-share if negative else share, ONE if left == 1 else function("sqrt", integer(left)))


def _times(share: Fraction, unit: Term) -> Term:
    if unit is ONE or not share:
        return rational(share)
    if unit.op == "quotient" and unit.args[0] is ONE and share.denominator == 1:
        found = divide(integer(abs(share.numerator)), unit.args[1])
        return negate(found) if share < 0 else found
    above = unit if abs(share.numerator) == 1 else multiply(integer(abs(share.numerator)), unit)
    whole = above if share.denominator == 1 else divide(above, integer(share.denominator))
    return negate(whole) if share < 0 else whole


def _rounded(number: float) -> Term:
    """Four digits of a number, as a term."""
    digits = short(number)
    if "e" in digits:
        digits = f"{number:.12f}".rstrip("0") if abs(number) < 1 else f"{number:.0f}"
    sign, digits = digits.startswith("-"), digits.lstrip("-")
    found = decimal(digits) if "." in digits else integer(int(digits))
    return negate(found) if sign else found


def straight_line(
    term: Term, slope: Term, variable: Term, place: Term, numbers: tuple[float, float, float], context: Context
) -> tuple[Term, Term, bool]:
    """Slope and intercept of the tangent at a place, and whether they are proved exact; `numbers` are place, height, slope."""
    x, height, rise = numbers
    steep, start = _rounded(rise), _rounded(height - rise * x)
    there = substitute(term, {variable: place}), substitute(slope, {variable: place})
    intercept = subtract(there[0], multiply(there[1], place))
    small = max(each.size for each in there) < LARGEST_PROVED
    exact = small and all(compare(a, b, context).status == "equal" for a, b in ((there[1], steep), (intercept, start)))
    return steep, start, exact
