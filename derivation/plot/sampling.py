"""A function as pieces of curve: fine enough to look smooth, cut where it breaks, with its ends at the breaks."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from derivation.plot.breaking import Break, Side
from derivation.plot.figure import Point, Window
from derivation.plot.floats import Function
from derivation.plot.line import Line

STRETCHES = 240
"""Into so many equal parts the width of the window is cut at first."""

DEEPEST = 9
"""How often a part is halved where the curve bends."""

CLOSEST = 16
"""How often the way to a break is halved; nearer to it floating point may lose all digits."""

BEND = 0.002
"""How far a straight stroke may lie beside the curve, as a share of the height."""

LEAP = 0.2
"""A stroke that is this share of the height high although it was halved again and again is a jump."""


def pieces(line: Line, window: Window, broken: Sequence[Break]) -> Iterator[list[Point]]:
    """The curve between the breaks, as lists of points."""
    cuts = [each for each in broken if not (each.through and math.isfinite(line.quick(each.place)))]
    edges: list[Break | None] = [None, *cuts, None]
    for start, end in pairwise(edges):
        yield from _between(line, window, start, end)


def _between(line: Line, window: Window, start: Break | None, end: Break | None) -> Iterator[list[Point]]:
    left = window.left if start is None else start.place
    right = window.right if end is None else end.place
    if not left < right:
        return
    count = max(12, round(STRETCHES * (right - left) / window.width))
    inner = [left + (right - left) * k / count for k in range(1, count)]
    close = [(right - left) / count * 0.5**k for k in range(1, CLOSEST)]
    places = [left + gap for gap in reversed(close)] if start is not None else [left]
    places += inner
    places += [right - gap for gap in close] if end is not None else [right]
    value = _without_cancellation(line, [each.place for each in (start, end) if each is not None], 2e-3 * window.width)
    points = [(x, value(x)) for x in places]
    if start is not None:
        points[:0] = _last_point(left, start.after, points[0], window)
    if end is not None:
        points += _last_point(right, end.before, points[-1], window)
    yield from _strokes(value, window, points)


def _without_cancellation(line: Line, places: Sequence[float], reach: float) -> Function:
    """The quick values, but near the places the careful ones: there quick ones may be differences of large numbers."""
    return lambda x: line.careful(x) if any(abs(x - place) < reach for place in places) else line.quick(x)


def _last_point(place: float, side: Side, nearest: Point, window: Window) -> list[Point]:
    """Where the curve goes at a break: to its end, or out of the window; nowhere if it has no end."""
    if side.endless and math.isfinite(nearest[1]):
        return [(place, math.copysign(max(abs(nearest[1]), 4 * (window.height + abs(window.top))), nearest[1]))]
    return [] if side.end is None else [(place, side.end)]


def _strokes(value: Function, window: Window, points: list[Point]) -> Iterator[list[Point]]:
    """Points joined, with more of them where the curve bends, and parted where there is no value or a leap."""
    stroke: list[Point] = []
    for first, second in pairwise(points):
        for point in _refined(value, window, first, second):
            if not math.isfinite(point[1]):
                if len(stroke) > 1:
                    yield stroke
                stroke = []
                continue
            stroke.append(point)
    if points and math.isfinite(points[-1][1]):
        stroke.append(points[-1])
    if len(stroke) > 1:
        yield stroke


def _refined(value: Function, window: Window, first: Point, second: Point) -> Iterator[Point]:
    """The first point and what is needed between the two; a point without a value says that the pen is lifted."""
    stack = [(first, second, 0)]
    while stack:
        start, end, depth = stack.pop()
        x = (start[0] + end[0]) / 2
        if depth < DEEPEST and _out_of_sight(window, start, end) is False and start[0] < x < end[0]:
            middle = (x, value(x))
            if _bends(window, start, middle, end):
                stack += [(middle, end, depth + 1), (start, middle, depth + 1)]
                continue
        yield start
        if depth == DEEPEST and abs(end[1] - start[1]) > LEAP * window.height:
            yield x, math.nan


def _out_of_sight(window: Window, start: Point, end: Point) -> bool:
    margin = window.height / 2
    low, high = window.bottom - margin, window.top + margin
    return (start[1] > high and end[1] > high) or (start[1] < low and end[1] < low) or (start[1] != start[1] and end[1] != end[1])


def _bends(window: Window, start: Point, middle: Point, end: Point) -> bool:
    beside = middle[1] - (start[1] + end[1]) / 2
    return not abs(beside) <= BEND * window.height


# ----------------------------------------------------------------------------------------------------------- the window


def clipped(points: list[Point], window: Window) -> Iterator[tuple[Point, ...]]:
    """The parts of a stroke that lie between bottom and top.

    >>> box = Window(0, 1, 0, 1)
    >>> list(clipped([(0.0, -1.0), (1.0, 3.0)], box))
    [((0.25, 0.0), (0.5, 1.0))]
    """
    part: list[Point] = []
    for start, end in pairwise(points):
        span = _visible_share(start[1], end[1], window.bottom, window.top)
        if span is None:
            if len(part) > 1:
                yield tuple(part)
            part = []
            continue
        ends = [start if span[0] == 0 else _along(start, end, span[0]), end if span[1] == 1 else _along(start, end, span[1])]
        if part and part[-1] == ends[0]:
            part.append(ends[1])
        else:
            if len(part) > 1:
                yield tuple(part)
            part = ends
    if len(part) > 1:
        yield tuple(part)


def _visible_share(start: float, end: float, low: float, high: float) -> tuple[float, float] | None:
    """From which to which share of the way a straight stroke lies between two heights."""
    if max(start, end) < low or min(start, end) > high:
        return None
    rise = end - start
    if rise == 0:
        return 0.0, 1.0
    first, last = sorted(((low - start) / rise, (high - start) / rise))
    return max(0.0, first), min(1.0, last)


def _along(start: Point, end: Point, share: float) -> Point:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])
