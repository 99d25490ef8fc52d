"""The words in a picture, and where there is room for them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise, product

from derivation.notation import unicode_line
from derivation.plot import Curve, Figure, Mark, Point
from derivation.term import Term

LETTER, LINE, SAMPLE = 1 / 80, 1 / 16, 1 / 14
"""Width of a letter, height of a line, length of the bit of curve in a legend: as shares of a picture of the usual size."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, as shares of the picture from its upper left corner."""


def name(curve: Curve, ascii: bool = False) -> str:
    """What the legend says of a curve."""
    words = unicode_line(curve.label, ascii)
    if curve.role == "tangent":
        words = f"tangent {words}"
    return words.replace(" = ", " ~ " if ascii else " ≈ ", 1) if curve.about else words


def maximum_in_words(figure: Figure, mark: Mark) -> tuple[str | Term, ...]:
    """What the mark on the derivative means, as a sentence; rounded values say so."""
    about = "" if mark.exact_value else "≈ "
    sign = "=" if mark.exact_place else "≈"
    return (f"greatest slope shown: {about}", mark.value, " at ", figure.variable, f" {sign} ", mark.place)


def in_short(figure: Figure, mark: Mark) -> str:
    """The same beside the mark: "1/4 at x = 0"."""
    words = "".join(part if isinstance(part, str) else unicode_line(part) for part in maximum_in_words(figure, mark))
    return words.partition(": ")[2]


def legend_place(figure: Figure, larger: float = 1.0) -> tuple[float, float] | None:
    """The upper left corner of a legend that covers nothing, as shares of the picture; None where there is no room.

    Corners are tried first, then what lies between them.  `larger` is how much larger than usual the letters are,
    measured by the picture.
    """
    wide, high = _legend_size(figure, larger)
    obstacles = _obstacles(figure)
    across = (0.01, 0.99 - wide, *(k / 20 for k in range(1, 20)))
    for x, y in sorted(product(across, (0.02, 0.97 - high)), key=lambda corner: across.index(corner[0]) > 1):
        if x + wide < 1 and not _count((x - 0.01, y - 0.02, x + wide + 0.01, y + high + 0.02), obstacles):
            return x, y
    return None


def _legend_size(figure: Figure, larger: float) -> tuple[float, float]:
    longest = max(len(name(curve)) for curve in figure.curves)
    return larger * (SAMPLE + LETTER * (1 + longest)), larger * LINE * len(figure.curves)


def beside(figure: Figure, point: Point, letters: int, larger: float = 1.0) -> tuple[bool, bool]:
    """On which side of a point words of that length cover least: (right, above)."""
    x, y = _share(figure, point)
    wide, line = larger * LETTER * (letters + 1), larger * LINE
    obstacles = [*_obstacles(figure), *_inside_legend(figure, larger)]

    def covered(side: tuple[bool, bool]) -> tuple[bool, int]:
        left = x + 0.012 if side[0] else x - 0.012 - wide
        top = y - 0.025 - line if side[1] else y + 0.025
        outside = left < 0 or left + wide > 1 or top < -0.03 or top + line > 1
        return outside, _count((left, top, left + wide, top + line), obstacles)

    return min(((True, True), (False, True), (True, False), (False, False)), key=covered)


def _inside_legend(figure: Figure, larger: float) -> list[Point]:
    place = legend_place(figure, larger)
    if place is None:
        return []
    wide, high = _legend_size(figure, larger)
    return [(place[0] + wide * k / 12, place[1] + high * row / 6) for k in range(13) for row in range(7)]


def _share(figure: Figure, point: Point) -> Point:
    window = figure.window
    return (point[0] - window.left) / window.width, (window.top - point[1]) / window.height


def _obstacles(figure: Figure) -> list[Point]:
    """Points of the curves and of the axes with their numbers."""
    window = figure.window
    found = [point for curve in figure.curves for piece in curve.pieces for point in _along(figure, piece)]
    found += [_share(figure, point) for curve in figure.curves for point in (*curve.holes, *curve.dots)]
    column, row = _share(figure, (min(max(0.0, window.left), window.right), min(max(0.0, window.bottom), window.top)))
    found += [(column + shift, k / 60) for k in range(61) for shift in (-0.04, -0.02, 0.0)]
    found += [(k / 80, row + shift) for k in range(81) for shift in (0.0, 0.03, 0.06)]
    found += [(_share(figure, (place, 0.0))[0], k / 60) for place in figure.poles for k in range(61)]
    return found


def _along(figure: Figure, piece: tuple[Point, ...]) -> Iterator[Point]:
    """The points of a piece, and more between those that are far apart."""
    for start, end in pairwise(_share(figure, point) for point in piece):
        steps = min(100, 1 + int(60 * math.dist(start, end)))
        for k in range(steps + 1):
            yield start[0] + (end[0] - start[0]) * k / steps, start[1] + (end[1] - start[1]) * k / steps


def _count(box: Box, points: list[Point]) -> int:
    left, top, right, bottom = box
    return sum(left < x < right and top < y < bottom for x, y in points)
