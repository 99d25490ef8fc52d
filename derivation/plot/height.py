"""From which height to which to show curves: all of them, but not squashed by what grows."""

from __future__ import annotations

import math
from collections.abc import Sequence

from derivation.plot.breaking import Break
from derivation.plot.figure import Window
from derivation.plot.line import Line
from derivation.plot.window import rounded

MARGIN, MARGIN_FOR_WORDS = 0.06, 0.12
"""What is left free above and below; and above a slope, whose greatest value is named there."""

CROWDED = 1.5
"""How far a slope without bounds is shown beyond the function, measured by its height."""

FEW = 4
"""From so many points of interest on, they alone tell how high the picture must be."""

POINTS = 320
"""At so many places the height is looked at."""


def places(left: float, right: float) -> list[float]:
    """The middles of so many equal parts."""
    return [left + (right - left) * (k + 0.5) / POINTS for k in range(POINTS)]


def upwards(
    lines: Sequence[Line], left: float, right: float, broken: Sequence[Sequence[Break]], points: Sequence[float], crowded: bool
) -> tuple[float, float]:
    """Bottom and top: all of the curves, or, where they grow too fast, what lies around the points of interest.

    crowded  the curve turns ever faster, so that its slope has no bounds and would hide it
    """
    poles = [[one.place for one in each if one.before.endless or one.after.endless] for each in broken]
    calm = [x for x in points if all(abs(x - pole) > 0.02 * (right - left) for each in poles for pole in each)]
    samples = [sorted(y for y in map(line.quick, places(left, right)) if math.isfinite(y)) for line in lines]
    outgrown = len(lines) > 1 and _outgrown(lines, samples[1], points)
    low = high = 0.0
    highest = 0
    for number, values in enumerate(samples):
        if values:
            ends = values[0], values[-1]
            if poles[number]:
                ends = _between_poles(values, _around(lines, left, right, calm, 0.6))
            elif outgrown or _dominated(values):
                ends = _around(lines, left, right, calm, 0.35)
            if crowded and number:
                reach = CROWDED * (high - low)
                ends = max(ends[0], low - reach), min(ends[1], high + reach)
            highest = number if min(ends[1], values[-1]) > high else highest
            low, high = min(low, max(ends[0], values[0])), max(high, min(ends[1], values[-1]))
    if high - low < 1e-12:
        low, high = low - 1.0, high + 1.0
    return low - MARGIN * (high - low), high + (MARGIN_FOR_WORDS if highest else MARGIN) * (high - low)


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
