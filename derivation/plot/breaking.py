"""What happens where a curve may not go through: poles, jumps, holes, kinks."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from derivation.plot.figure import Point, Window
from derivation.plot.line import Line
from derivation.plot.places import breaks, distinct, neat


@dataclass(frozen=True, slots=True)
class Side:
    """How a curve comes to a place from one side: the value it tends to, or whether it grows beyond all bounds."""

    end: float | None
    endless: bool = False


@dataclass(frozen=True, slots=True)
class Break:
    """A place where the curve may not go through: both sides and the value there (nan for none)."""

    place: float
    before: Side
    after: Side
    value: float

    @property
    def through(self) -> bool:
        ends = self.before.end, self.after.end
        return None not in ends and _same(*ends) and _same(self.value, ends[0])  # type: ignore[arg-type]


def _same(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-5 * max(1.0, abs(a), abs(b))


def break_at(line: Line, place: float, reach: float) -> Break:
    """What happens at a place; `reach` is how far to the sides one may look."""
    return Break(place, _side(line, place, -reach), _side(line, place, reach), line.careful(place))


NEAR = (1e-2, 1e-4, 1e-6, 1e-8)
"""How near one looks, as shares of the reach."""


def _side(line: Line, place: float, reach: float) -> Side:
    values = [line.careful(place + reach * share) for share in NEAR]
    if not all(map(math.isfinite, values)):
        return Side(None)
    changes = [later - earlier for earlier, later in pairwise(values)]
    sizes = [abs(change) for change in changes]
    if sizes[2] <= 1e-9 * max(map(abs, values)) or (sizes[2] <= 0.5 * sizes[1] and sizes[1] <= 0.7 * sizes[0]):
        return Side(neat(_limit(values[3], changes[1], changes[2])))
    grows = abs(values[3]) > abs(values[2]) > abs(values[1]) and sizes[2] >= 0.9 * sizes[1]
    return Side(None, endless=grows)


def _limit(last: float, earlier: float, later: float) -> float:
    """Where values tend to that approach like a power of the distance (Aitken's delta-squared process)."""
    bend = later - earlier
    return last if not bend else last - later * later / bend


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


def circles(broken: Sequence[Break], window: Window) -> tuple[list[Point], list[Point]]:
    """Open circles where the curve ends without having the point, filled ones where it has it at a jump."""
    holes: list[Point] = []
    dots: list[Point] = []
    for each in broken:
        ends = [side.end for side in (each.before, each.after) if side.end is not None]
        has_value = math.isfinite(each.value)
        if each.through or (len(ends) < 2 and has_value and all(_same(end, each.value) for end in ends)):
            continue
        for end in ends:
            if not (has_value and _same(end, each.value)):
                holes.append((each.place, end))
        if has_value and ends:
            dots.append((each.place, each.value))
    within = [[point for point in dict.fromkeys(found) if window.contains(point)] for found in (holes, dots)]
    return within[0], within[1]
