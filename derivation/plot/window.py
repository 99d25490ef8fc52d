"""Which part of the plane to show: where something happens, and not squashed by what grows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from derivation.plot.figure import Window
from derivation.plot.floats import Function, compiled
from derivation.plot.places import breaks, distinct, zeros
from derivation.plot.sampling import Break, Line, break_at
from derivation.term import Term, postorder

NEAR = [k / 32 for k in range(-400, 401)]
FAR = sorted(sign * 10 ** (k / 24) for k in range(-72, 97) for sign in (1, -1))
GRID = sorted({*NEAR, *FAR})
"""Where one looks for what happens: evenly near 0, and on every scale."""

ENOUGH = 7
"""So many points of interest are shown; of more, those nearest to 0."""

FEW = 4
"""From so many points of interest on, they alone tell how high the picture must be."""

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
    """What is known before a window is chosen: points of interest, ends of the domain, whether there are many more points."""

    points: list[float]
    lower_edge: float | None
    upper_edge: float | None
    many: bool


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
    if not points:
        points = [0.0] if math.isfinite(line.quick(1.0)) or math.isfinite(line.quick(-1.0)) else [_somewhere(line)]
    low, high = points[0], points[-1]
    curved = None if slope is None or found.many else stretch_of_bending(slope.quick)
    if curved is not None and curved[1] - curved[0] > high - low:
        margin = 0.05 * (high - low)
        return rounded(min(curved[0], low - margin), max(curved[1], high + margin))
    pad = (
        UNIT
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


def _somewhere(line: Line) -> float:
    """A place where there are values at all."""
    places = [x for x in sorted(GRID, key=abs) if math.isfinite(line.quick(x))]
    return places[0] if places else 0.0


def interest(line: Line, slope: Line | None) -> Interest:
    """Breaks, zeros, extrema and points of inflection, those nearest to 0 where there are many; and the ends of the domain."""
    values = [math.isfinite(line.quick(x)) for x in GRID]
    inside = [x for x, has_value in zip(GRID, values, strict=True) if has_value]
    found = [*breaks(line.term, line.variable, GRID), *zeros(line.quick, GRID)]
    if slope is not None:
        found += [*zeros(slope.quick, GRID), *breaks(slope.term, line.variable, GRID), *turns(slope.quick)]
    edges = [x for x in found if math.isfinite(line.quick(x)) or _near(x, inside)]
    points = distinct(edges, 1e-6)
    if points and any(abs(x) < UNIT for x in points) and math.isfinite(line.quick(0.0)):
        points = distinct([*points, 0.0], 1e-6)
    lower = _edge(points, inside[:1], -1) if inside and inside[0] > GRID[0] else None
    upper = _edge(points, inside[-1:], 1) if inside and inside[-1] < GRID[-1] else None
    chosen = _chosen(points)
    return Interest(chosen, lower, upper, len(chosen) < len(points))


def _near(x: float, inside: list[float]) -> bool:
    from bisect import bisect

    at = bisect(inside, x)
    return any(abs(each - x) <= 0.05 * max(1.0, abs(x)) for each in inside[max(0, at - 1) : at + 1])


def _edge(points: list[float], ends: list[float], side: int) -> float:
    """The end of the domain: the point of interest next to the last place with a value."""
    close = [x for x in points if (x - ends[0]) * side >= -1e-9 and abs(x - ends[0]) < 0.1 * max(1.0, abs(ends[0]))]
    return close[0] if close else ends[0]


def _chosen(points: list[float]) -> list[float]:
    """Not too many, and none that is out of all proportion to the rest."""
    if len(points) > 4 * ENOUGH and sum(abs(x) < 0.05 for x in points) > len(points) // 2:
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


# -------------------------------------------------------------------------------------------------------------- upwards


def upwards(
    lines: Sequence[Line], left: float, right: float, broken: Sequence[Sequence[Break]], points: Sequence[float]
) -> tuple[float, float]:
    """Bottom and top: all of the curves, or, where they grow too fast, what lies around the points of interest."""
    places = [left + (right - left) * (k + 0.5) / 320 for k in range(320)]
    poles = [[one.place for one in each if one.before.endless or one.after.endless] for each in broken]
    calm = [x for x in points if all(abs(x - pole) > 0.02 * (right - left) for each in poles for pole in each)]
    samples = [sorted(y for y in map(line.quick, places) if math.isfinite(y)) for line in lines]
    outgrown = len(lines) > 1 and _outgrown(lines, samples[1], points)
    low = high = 0.0
    for number, values in enumerate(samples):
        if values:
            ends = values[0], values[-1]
            if poles[number]:
                ends = _between_poles(values, _around(lines, left, right, calm, 0.6))
            elif outgrown or _dominated(values):
                ends = _around(lines, left, right, calm, 0.35)
            low, high = min(low, max(ends[0], values[0])), max(high, min(ends[1], values[-1]))
    if high - low < 1e-12:
        low, high = low - 1.0, high + 1.0
    margin = 0.06 * (high - low)
    return low - margin, high + margin


def _between_poles(values: list[float], nearby: tuple[float, float]) -> tuple[float, float]:
    """Most of the values, but not far beyond those of interest."""
    most = len(values) // 10
    return min(nearby[0], max(values[most], 2.5 * nearby[0])), max(nearby[1], min(values[-1 - most], 2.5 * nearby[1]))


def _dominated(values: list[float]) -> bool:
    """Whether a few values are much larger than all others."""
    sizes = sorted(map(abs, values))
    return bool(sizes) and sizes[-1] > 3.2 * sizes[int(0.8 * (len(sizes) - 1))] + 1e-12


def _outgrown(lines: Sequence[Line], slope: Sequence[float], points: Sequence[float]) -> bool:
    """Whether the slope at the ends is much greater than where something happens."""
    if len(points) < FEW or not slope:
        return False
    inner = [abs(y) for y in map(lines[-1].quick, points) if math.isfinite(y)]
    return bool(inner) and max(-slope[0], slope[-1]) > 2 * max(inner)


def _around(lines: Sequence[Line], left: float, right: float, points: Sequence[float], more: float) -> tuple[float, float]:
    """The values at the points of interest and about them, and some more."""
    unit = 1.0 if right - left >= 4 else (right - left) / 8
    inner = [x for x in points if left < x < right] or [(left + right) / 2 if not left < 0 < right else 0.0]
    places = inner if len(inner) >= FEW else [*inner, *(x + shift for x in (inner[0], inner[-1]) for shift in (-unit, unit))]
    found = [y for x in places if left <= x <= right for line in lines for y in (line.quick(x),) if abs(y) < 1e9]
    if not found:
        return -1.0, 1.0
    low, high = min(*found, 0.0), max(*found, 0.0)
    reach = high - low or 1.0
    return low - more * reach, high + more * reach


def trimmed(lines: Sequence[Line], window: Window) -> Window:
    """The window without the parts at its ends in which no curve is in sight."""
    places = [window.left + window.width * k / 320 for k in range(321)]
    seen = [any(window.bottom <= y <= window.top for y in (line.quick(x) for line in lines)) for x in places]
    defined = [any(math.isfinite(line.quick(x)) for line in lines) for x in places]
    left, right = window.left, window.right
    if defined[0] and not seen[0] and any(seen):
        left = places[max(0, seen.index(True) - 4)]
    if defined[-1] and not seen[-1] and any(seen):
        right = places[min(320, 320 - seen[::-1].index(True) + 4)]
    if (left, right) == (window.left, window.right):
        return window
    left, right = rounded(
        min(left, 0.0) if left > 0 and window.left <= 0 else left, max(right, 0.0) if right < 0 <= window.right else right
    )
    return Window(max(left, window.left), min(right, window.right), window.bottom, window.top)


def breaks_of(line: Line, left: float, right: float) -> list[Break]:
    """What happens at the places in the window where the curve may break."""
    return _looked_at(line, breaks(line.term, line.variable, _even(left, right)), left, right)


def breaks_of_slope(slope: Line, left: float, right: float, of: Sequence[Break]) -> list[Break]:
    """The same for a derivative, given the breaks of its function.

    Where the function jumps or has a hole there is no derivative; where it is continuous and the slopes on both sides
    tend to one value, that is the derivative (mean value theorem), whatever the formula says.
    """
    jumps = {each.place for each in of if not each.through}
    places = [*breaks(slope.term, slope.variable, _even(left, right)), *jumps]
    found = []
    for each in _looked_at(slope, places, left, right):
        before, after = each.before.end, each.after.end
        if each.place in jumps:
            each = replace(each, value=math.nan)
        elif before is not None and after is not None and abs(before - after) <= 1e-6 * (1 + abs(before)):
            each = replace(each, value=before)
        found.append(each)
    return found


def _even(left: float, right: float) -> list[float]:
    return [left + (right - left) * k / 600 for k in range(601)]


def _looked_at(line: Line, places: Sequence[float], left: float, right: float) -> list[Break]:
    """What happens at each place, looked at from so near that its neighbours do not disturb."""
    ordered = distinct(places, 1e-9 * (right - left))
    found = []
    for number, place in enumerate(ordered):
        gaps = [abs(place - other) for other in ordered[max(0, number - 1) : number + 2] if other != place]
        found.append(break_at(line, place, min([0.1 * (right - left), *(gap / 3 for gap in gaps)])))
    return found
