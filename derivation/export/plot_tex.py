"""Curves as a picture environment of plain LaTeX: no package beyond color, and smoother lines where pict2e is installed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from derivation.export.plot_file import COLORS
from derivation.export.plot_room import beside, in_short, legend_place, maximum_in_words
from derivation.export.spans import SUPERSCRIPTS, lowered
from derivation.notation import latex
from derivation.plot import Curve, Figure, Point
from derivation.term import Term

WIDTH, HEIGHT = 150.0, 88.0
"""In millimeters."""

CLOSE, SHORT = 0.03, 0.5
"""How far a drawn line may pass by the curve, and how long it is at least: plain LaTeX fails on lines without length."""

DASH, GAP = 3.0, 2.0
LINE, SAMPLE = HEIGHT / 16, 8.0
THICK, THIN = "1.2pt", "0.4pt"

BEGIN = r"\begingroup\setlength{\unitlength}{1mm}\ifdefined\roundcap\roundcap\fi"
END = r"\endgroup"


def picture(figure: Figure) -> str:
    """The picture, with a legend where there is room for it, else above."""
    place = legend_place(figure)
    parts = [BEGIN, *(_color(role) for role in COLORS)]
    if place is None:
        parts.append(r"\quad ".join(_sample_and_name(curve) for curve in figure.curves) + r"\par\nobreak")
    parts.append(f"\\begin{{picture}}({WIDTH:g},{HEIGHT:g})")
    parts += _axes(figure)
    parts += (line for curve in reversed(figure.curves) for line in _curve(curve, figure))
    parts += _marks(figure)
    if place is not None:
        left, top = place[0] * WIDTH, HEIGHT * (1 - place[1])
        for number, curve in enumerate(figure.curves):
            parts.append(rf"\put({left:.2f},{top - (number + 0.7) * LINE:.2f}){{{_sample_and_name(curve)}}}")
    return "\n".join([*parts, r"\end{picture}", END])


def _color(role: str) -> str:
    shares = (int(COLORS[role][k : k + 2], 16) / 255 for k in (1, 3, 5))
    return rf"\definecolor{{{role}}}{{rgb}}{{{','.join(f'{share:.3f}' for share in shares)}}}"


def _place(figure: Figure, point: Point) -> Point:
    """From the plane to millimeters."""
    window = figure.window
    return (point[0] - window.left) / window.width * WIDTH, (point[1] - window.bottom) / window.height * HEIGHT


def _axes(figure: Figure) -> Iterator[str]:
    """Both axes with their numbers, and broken lines at the poles."""
    window = figure.window
    origin = min(max(0.0, window.left), window.right), min(max(0.0, window.bottom), window.top)
    column, row = _place(figure, origin)
    yield rf"\linethickness{{{THIN}}}"
    for place in figure.poles:
        yield rf"\multiput({_place(figure, (place, 0.0))[0]:.2f},0)(0,2){{{int(HEIGHT / 2)}}}{{\line(0,1){{0.8}}}}"
    yield rf"\put(0,{row:.2f}){{\line(1,0){{{WIDTH:g}}}}}"
    yield rf"\put({column:.2f},0){{\line(0,1){{{HEIGHT:g}}}}}"
    for tick in figure.across:
        x, _ = _place(figure, (tick.place, 0.0))
        yield rf"\put({x:.2f},{row - 0.8:.2f}){{\line(0,1){{1.6}}}}"
        yield rf"\put({x:.2f},{row - 1.6:.2f}){{\makebox(0,0)[t]{{\footnotesize {_number(tick.label)}}}}}"
    side, shift = ("r", -1.6) if column > 6 else ("l", 1.6)
    for tick in figure.upwards:
        _, y = _place(figure, (0.0, tick.place))
        yield rf"\put({column - 0.8:.2f},{y:.2f}){{\line(1,0){{1.6}}}}"
        yield rf"\put({column + shift:.2f},{y:.2f}){{\makebox(0,0)[{side}]{{\footnotesize {_number(tick.label)}}}}}"


def _number(label: str) -> str:
    """The label of a tick as mathematics.

    >>> _number("-3π/2"), _number("2.5·10⁻⁷")
    ('$-3\\\\pi/2$', '$2.5\\\\cdot 10^{-7}$')
    """
    raised = SUPERSCRIPTS.sub(lambda found: f"^{{{lowered(found.group())}}}", label)
    return "$" + raised.replace("π", r"\pi").replace("·", r"\cdot ") + "$"


def _curve(curve: Curve, figure: Figure) -> Iterator[str]:
    """The pieces and the circles of one curve."""
    yield rf"\color{{{curve.role}}}\linethickness{{{THICK}}}"
    broken = curve.role == "tangent" or (figure.together and curve.role == "function")
    for piece in curve.pieces:
        points = straightened([_place(figure, point) for point in piece])
        for stroke in dashes(points) if broken else [points]:
            yield _stroke(stroke)
    for point in curve.holes:
        yield rf"{_at(figure, point)}{{\color{{white}}\circle*{{2}}}}{_at(figure, point)}{{\circle{{2}}}}"
    for point in curve.dots:
        yield rf"{_at(figure, point)}{{\circle*{{2}}}}"
    yield r"\color{black}"


def _stroke(points: Sequence[Point]) -> str:
    """Straight pieces; only the curve of plain LaTeX goes in any direction."""
    kept = [points[0]]
    for point in points[1:]:
        if math.dist(point, kept[-1]) > SHORT:
            kept.append(point)
    if len(kept) > 1:
        kept[-1] = points[-1]
    lines = (
        f"\\qbezier({a:.2f},{b:.2f})({(a + c) / 2:.2f},{(b + d) / 2:.2f})({c:.2f},{d:.2f})" for (a, b), (c, d) in pairwise(kept)
    )
    return "\n".join(lines)


def straightened(points: Sequence[Point]) -> list[Point]:
    """As few of the points as keep close to all of them (Ramer, Douglas and Peucker).

    >>> straightened([(0, 0), (1, 0), (2, 0), (2, 5)])
    [(0, 0), (2, 0), (2, 5)]
    """
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        far, most = max((_distance(points[k], points[start], points[end]), k) for k in range(start + 1, end))
        if far > CLOSE:
            kept.add(most)
            waiting += [(start, most), (most, end)]
    return [points[k] for k in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to the straight line through two others."""
    across, up = end[0] - start[0], end[1] - start[1]
    length = math.hypot(across, up)
    if not length:
        return math.dist(point, start)
    return abs(across * (point[1] - start[1]) - up * (point[0] - start[0])) / length


def dashes(points: Sequence[Point]) -> Iterator[list[Point]]:
    """The line in dashes.

    >>> list(dashes([(0.0, 0.0), (8.0, 0.0)]))
    [[(0.0, 0.0), (3.0, 0.0)], [(5.0, 0.0), (8.0, 0.0)]]
    """
    stroke = [points[0]]
    drawing, left = True, DASH
    for start, end in pairwise(points):
        length, gone = math.dist(start, end), 0.0
        while length - gone > left:
            gone += left
            point = start[0] + (end[0] - start[0]) * gone / length, start[1] + (end[1] - start[1]) * gone / length
            if drawing:
                yield [*stroke, point]
            drawing, left, stroke = not drawing, GAP if drawing else DASH, [point]
        left -= length - gone
        stroke.append(end)
    if drawing and len(stroke) > 1:
        yield stroke


def _at(figure: Figure, point: Point) -> str:
    x, y = _place(figure, point)
    return rf"\put({x:.2f},{y:.2f})"


def _marks(figure: Figure) -> Iterator[str]:
    for mark in (figure.maximum, figure.touching):
        if mark is not None and figure.window.contains(mark.point):
            yield rf"{_at(figure, mark.point)}{{\color{{{mark.role}}}\circle*{{2.2}}}}"
    mark = figure.maximum
    if mark is not None and figure.window.contains(mark.point):
        right, up = beside(figure, mark.point, len(in_short(figure, mark)))
        x, y = _place(figure, mark.point)
        words = "".join(_part(part) for part in maximum_in_words(figure, mark)).partition(": ")[2]
        side = ("l" if right else "r") + ("b" if up else "t")
        place = f"{x + (1.5 if right else -1.5):.2f},{y + (1.5 if up else -1.5):.2f}"
        yield rf"\put({place}){{\makebox(0,0)[{side}]{{\small {words}}}}}"


def _part(part: str | Term) -> str:
    return part.replace("≈", r"$\approx$").replace("=", "$=$") if isinstance(part, str) else f"${latex(part)}$"


def _sample_and_name(curve: Curve) -> str:
    """A bit of the curve and its name, as the legend shows them."""
    words = latex(curve.label)
    if curve.about:
        words = words.replace("=", r"\approx", 1)
    tangent = "tangent " if curve.role == "tangent" else ""
    sample = rf"\textcolor{{{curve.role}}}{{\rule[0.5ex]{{{SAMPLE:g}mm}}{{{THICK}}}}}"
    return rf"{sample}~{{\small {tangent}${words}$}}"
