"""From where to where to show a function: where something happens."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from derivation.plot.floats import Function, compiled
from derivation.plot.line import Line
from derivation.plot.places import breaks, distinct, zeros
from derivation.term import Term, postorder

NEAR = [k / 32 for k in range(-400, 401)]
FAR = sorted(sign * 10 ** (k / 24) for k in range(-72, 97) for sign in (1, -1))
GRID = sorted({*NEAR, *FAR})
"""Where one looks for what happens: evenly near 0, and on every scale."""

ENOUGH = 7
"""So many points of interest are shown; of more, those nearest to 0."""

UNIT = 4.0
"""Half the width where nothing tells the scale."""

FLAT = 0.026
"""Where the curvature has fallen to this share of its greatest, a curve counts as straight."""

TURNING = frozenset(["sin", "cos", "tan", "cot", "sec", "csc"])


def nice(length: float) -> float:
    """The next of 1, 2, 5, 10, 20, … times a power of ten that is not below.

    >>> nice(0.3), nice(1), nice(7.2)
    (0.5, 1.0, 10.0)
    """
    scale = 10.0 ** math.floor(math.log10(length))
    return next(step * scale for step in (1.0, 2.0, 5.0, 10.0) if step * scale >= length * (1 - 1e-9))


def rounded(left: float, right: float) -> tuple[float, float]:
    """The ends moved outwards to numbers of few digits."""
    step = nice((right - left) / 40)
    return math.floor(left / step + 1e-6) * step, math.ceil(right / step - 1e-6) * step


@dataclass(frozen=True, slots=True)
class Interest:
    """What is known before a window is chosen.

    points      where something happens
    lower_edge  where the domain ends, likewise upper_edge
    many        there are more points than are shown
    crowded     they crowd together at 0
    """

    points: list[float]
    lower_edge: float | None
    upper_edge: float | None
    many: bool
    crowded: bool


def period(term: Term, variable: Term, value: Function) -> float | None:
    """The period of a function of sines and the like, where it has one; the longest of its parts."""
    for speed in turning_speeds(term, variable):
        length = abs(2 * math.pi / speed)
        if all(_repeats(value, length * share, length) for share in (0.11, 0.27, 0.38, 0.56, 0.71, 0.93)):
            return length
    return None


def turning_speeds(term: Term, variable: Term) -> Iterator[float]:
    """The factor of the variable in each sine and the like whose argument is a straight line."""
    for node in postorder(term):
        if node.op == "function" and node.value in TURNING and variable in node.free:
            inner = compiled(node.args[0], variable)
            speed = inner(2.0) - inner(1.0)
            if speed and abs(inner(5.5) - inner(1.0) - 4.5 * speed) <= 1e-9 * (1 + abs(speed)):
                yield speed


def _repeats(value: Function, x: float, length: float) -> bool:
    here, there, before = value(x), value(x + length), value(x - length)
    return all((here != here and each != each) or abs(here - each) <= 1e-7 * (1 + abs(here)) for each in (there, before))


def across(line: Line, slope: Line | None, found: Interest) -> tuple[float, float]:
    """The ends of the horizontal axis."""
    length = period(line.term, line.variable, line.quick)
    if length is not None:
        return -0.625 * length, 0.625 * length
    points = found.points
    unit = UNIT
    if not points:
        points = [0.0] if math.isfinite(line.quick(1.0)) or math.isfinite(line.quick(-1.0)) else [_somewhere(line)]
        unit = UNIT * _scale(slope, points[0])
    low, high = points[0], points[-1]
    curved = None if slope is None or found.many else stretch_of_bending(slope.quick)
    if curved is not None and curved[1] - curved[0] > high - low:
        margin = 0.05 * (high - low)
        return rounded(min(curved[0], low - margin), max(curved[1], high + margin))
    pad = (
        unit
        if high == low
        else max((high - low) / 2, UNIT)
        if len(points) == 2
        else (high - low) / (2 if len(points) == 3 else 4)
    )
    left, right = low - pad, high + pad
    if found.lower_edge is not None and left < found.lower_edge:
        left = found.lower_edge - 0.06 * (right - found.lower_edge)
    if found.upper_edge is not None and right > found.upper_edge:
        right = found.upper_edge + 0.06 * (found.upper_edge - left)
    if 0 < left <= 0.4 * right:
        left = -0.04 * right
    if 0 > right >= 0.4 * left:
        right = -0.04 * left
    return rounded(left, right)


def _scale(slope: Line | None, place: float) -> float:
    """How far one has to go for the slope to change by about as much as it is; 1 where that is not far from 1 or not known.

    e^(50x) has the scale 1/50, and e^(-x/1000) has 1000.
    """
    if slope is None:
        return 1.0
    for step in (1e-3, 1.0):
        before, here, after = (slope.quick(place + shift) for shift in (-step, 0.0, step))
        bending = abs(after - before) / (2 * step)
        if math.isfinite(bending) and bending > 1e-12 * abs(here) > 0:
            found = abs(here) / bending
            if found >= step:
                return found if not 0.25 < found < 4 else 1.0
    return 1.0


def _somewhere(line: Line) -> float:
    """A place where there are values at all."""
    places = [x for x in sorted(GRID, key=abs) if math.isfinite(line.quick(x))]
    return places[0] if places else 0.0


def interest(line: Line, slope: Line | None) -> Interest:
    """Breaks, zeros, extrema and points of inflection, those nearest to 0 where there are many; and the ends of the domain."""
    values = [math.isfinite(line.quick(x)) for x in GRID]
    inside = [x for x, has_value in zip(GRID, values, strict=True) if has_value]
    found = [*breaks(line.term, line.variable, GRID), *zeros(line.quick, GRID, line.careful)]
    if slope is not None:
        found += [*zeros(slope.quick, GRID, slope.careful), *breaks(slope.term, line.variable, GRID), *turns(slope.quick)]
    edges = [x for x in found if math.isfinite(line.quick(x)) or _near(x, inside)]
    points = distinct(edges, 1e-6)
    if points and any(abs(x) < UNIT for x in points) and math.isfinite(line.quick(0.0)):
        points = distinct([*points, 0.0], 1e-6)
    lower = _edge(points, inside[:1], -1) if inside and inside[0] > GRID[0] else None
    upper = _edge(points, inside[-1:], 1) if inside and inside[-1] < GRID[-1] else None
    chosen = _chosen(points)
    return Interest(chosen, lower, upper, len(chosen) < len(points), _crowded(points))


def _near(x: float, inside: list[float]) -> bool:
    from bisect import bisect

    at = bisect(inside, x)
    return any(abs(each - x) <= 0.05 * max(1.0, abs(x)) for each in inside[max(0, at - 1) : at + 1])


def _edge(points: list[float], ends: list[float], side: int) -> float:
    """The end of the domain: the point of interest next to the last place with a value."""
    close = [x for x in points if (x - ends[0]) * side >= -1e-9 and abs(x - ends[0]) < 0.1 * max(1.0, abs(ends[0]))]
    return close[0] if close else ends[0]


def _crowded(points: list[float]) -> bool:
    return len(points) > 4 * ENOUGH and sum(abs(x) < 0.05 for x in points) > len(points) // 2


def _chosen(points: list[float]) -> list[float]:
    """Not too many, and none that is out of all proportion to the rest."""
    if _crowded(points):
        points = sorted(points, key=abs)[-ENOUGH:]
    else:
        points = sorted(points, key=lambda x: (abs(x), x))
        count = min(len(points), ENOUGH)
        while count > 1 and abs(points[count - 1]) > 40 * max(1.0, abs(points[count - 2])):
            count -= 1
        reach = abs(points[count - 1]) if points else 0.0
        points = [x for x in points if abs(x) <= reach + 1e-9]
    return sorted(points)


def turns(slope: Function) -> list[float]:
    """Where the slope is greatest or least: the points of inflection."""
    values = [slope(x) for x in GRID]
    found = []
    for k in range(1, len(GRID) - 1):
        before, here, after = values[k - 1 : k + 2]
        if (here - before) * (after - here) < 0 and abs(here - before) + abs(after - here) > 1e-9 * (1 + abs(here)):
            found.append(GRID[k])
    return found


def stretch_of_bending(slope: Function) -> tuple[float, float] | None:
    """Between which ends the curve bends, where it is straight outside and smooth inside; else None."""
    values = [slope(x) for x in GRID]
    if not all(map(math.isfinite, values)):
        return None
    bending = [abs((right - left) / (b - a)) for (a, b), (left, right) in zip(pairwise(GRID), pairwise(values), strict=True)]
    greatest = max(bending)
    if not greatest or max(bending[0], bending[-1]) > 1e-3 * greatest:
        return None
    strong = [k for k, each in enumerate(bending) if each > FLAT * greatest]
    if strong[-1] - strong[0] < 4:
        return None
    return GRID[strong[0]], GRID[strong[-1] + 1]
