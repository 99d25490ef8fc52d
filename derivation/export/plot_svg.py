"""Curves as SVG that stands inside a page, in the colors of the page."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from derivation.export.plot_room import beside, in_short, legend_place, name
from derivation.plot import Curve, Figure, Point

WIDTH, HEIGHT, MARGIN = 720, 420, 22
LINE, LETTER = 24, 8

STYLE = """
.plot { width: 100%; max-width: 45rem; height: auto; font: 15px system-ui, sans-serif; }
.plot path { fill: none; stroke-width: 3; stroke-linejoin: round; stroke-linecap: round; }
.plot .axis, .plot .tick { stroke: currentColor; stroke-width: 1; opacity: .65; }
.plot .pole { stroke: currentColor; stroke-width: 1; stroke-dasharray: 3 5; opacity: .5; }
.plot text { fill: currentColor; } .plot .number { font-size: 13px; opacity: .8; }
.plot .halo { stroke: var(--paper, Canvas); stroke-width: 4; paint-order: stroke; stroke-linejoin: round; }
.plot { --function: #307EC7; --derivative: #9621E2; --tangent: #B35900; }
@media (prefers-color-scheme: dark) { .plot { --function: #6FB2F0; --derivative: #C88BF7; --tangent: #F2A65A; } }
"""


PAPER = """
svg { color: #1c1e21; --paper: #fdfdfb; } .paper { fill: var(--paper); }
@media (prefers-color-scheme: dark) { svg { color: #e8e6e1; --paper: #16181b; } }
"""
"""For a picture that stands alone: whoever shows it may have another background than the reader's theme."""


class Scale:
    """From the plane to the picture."""

    def __init__(self, figure: Figure) -> None:
        self.window = figure.window

    def across(self, x: float) -> float:
        return round(MARGIN + (x - self.window.left) / self.window.width * (WIDTH - 2 * MARGIN), 2)

    def down(self, y: float) -> float:
        return round(MARGIN + (self.window.top - y) / self.window.height * (HEIGHT - 2 * MARGIN), 2)

    def left(self, share: float) -> float:
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 2)

    def top(self, share: float) -> float:
        return round(MARGIN + share * (HEIGHT - 2 * MARGIN), 2)

    def path(self, points: tuple[Point, ...]) -> str:
        return "M" + "L".join(f"{self.across(x):g} {self.down(y):g}" for x, y in points)

    @property
    def origin(self) -> tuple[float, float]:
        """Where the axes cross: the origin, or the point of the window nearest to it."""
        window = self.window
        return self.across(min(max(0.0, window.left), window.right)), self.down(min(max(0.0, window.bottom), window.top))


def svg(figure: Figure, caption: str = "") -> str:
    """The picture as one element, with a description for those who do not see it."""
    scale = Scale(figure)
    parts = [
        f'<svg class="plot" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(description(figure, caption))}">',
        f"<style>{STYLE}</style>",
        *_axes(figure, scale),
        *(part for curve in reversed(figure.curves) for part in _curve(curve, scale, figure.together)),
        *_marks(figure, scale),
        *_legend(figure, scale),
        "</svg>",
    ]
    return "\n".join(parts)


def file(figure: Figure, caption: str = "") -> str:
    """The picture as a file of its own, on its own paper."""
    paper = f'<style>{PAPER}</style>\n<rect class="paper" width="{WIDTH}" height="{HEIGHT}" rx="6"/>\n'
    size = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}"'
    first, rest = svg(figure, caption).split("\n", 1)
    return f"{first.replace('<svg', size, 1)}\n{paper}{rest}\n"


def description(figure: Figure, caption: str = "") -> str:
    """What the picture shows, in words.

    Window, curves, poles and the greatest slope.
    """
    window = figure.window
    *first, last = (name(curve) for curve in figure.curves)
    names = f"{', '.join(first)} and {last}" if first else last
    words = [caption or "A plot", f"of {names} from {_minus(f'{window.left:g}')} to {_minus(f'{window.right:g}')}."]
    if figure.poles:
        words.append(f"Poles at {', '.join(f'{place:.4g}' for place in figure.poles)}.")
    if figure.maximum is not None:
        words.append(f"Greatest slope shown: {in_short(figure, figure.maximum)}.")
    return " ".join(words)


def _axes(figure: Figure, scale: Scale) -> Iterator[str]:
    column, row = scale.origin
    yield f'<line class="axis" x1="{MARGIN}" y1="{row}" x2="{WIDTH - MARGIN}" y2="{row}"/>'
    yield f'<line class="axis" x1="{column}" y1="{MARGIN}" x2="{column}" y2="{HEIGHT - MARGIN}"/>'
    for place in figure.poles:
        x = scale.across(place)
        yield f'<line class="pole" x1="{x}" y1="{MARGIN}" x2="{x}" y2="{HEIGHT - MARGIN}"/>'
    for tick in figure.across:
        x = scale.across(tick.place)
        yield f'<line class="tick" x1="{x}" y1="{row - 4}" x2="{x}" y2="{row + 4}"/>'
        below = min(row + 18, HEIGHT - 4)
        yield f'<text class="number halo" x="{x}" y="{below}" text-anchor="middle">{_minus(tick.label)}</text>'
    for tick in figure.upwards:
        y = scale.down(tick.place)
        side, end = (column - 8, "end") if column > 40 else (column + 8, "start")
        yield f'<line class="tick" x1="{column - 4}" y1="{y}" x2="{column + 4}" y2="{y}"/>'
        yield f'<text class="number halo" x="{side}" y="{y + 4.5:g}" text-anchor="{end}">{_minus(tick.label)}</text>'


def _minus(label: str) -> str:
    return escape(label.replace("-", "−"))


def _curve(curve: Curve, scale: Scale, together: bool) -> Iterator[str]:
    color = f"var(--{curve.role})"
    broken = curve.role == "tangent" or (together and curve.role == "function")
    dashes = ' stroke-dasharray="12 9"' if broken else ""
    for piece in curve.pieces:
        yield f'<path d="{scale.path(piece)}" stroke="{color}"{dashes}/>'
    for point in curve.holes:
        yield _circle(scale, point, f'fill="var(--paper, Canvas)" stroke="{color}" stroke-width="2.5"')
    for point in curve.dots:
        yield _circle(scale, point, f'fill="{color}"')


def _circle(scale: Scale, point: Point, look: str) -> str:
    return f'<circle cx="{scale.across(point[0])}" cy="{scale.down(point[1])}" r="5" {look}/>'


def _marks(figure: Figure, scale: Scale) -> Iterator[str]:
    for mark in (figure.maximum, figure.touching):
        if mark is not None and figure.window.contains(mark.point):
            yield _circle(scale, mark.point, f'fill="var(--{mark.role})"')
    mark = figure.maximum
    if mark is not None and figure.window.contains(mark.point):
        words = in_short(figure, mark)
        right, up = beside(figure, mark.point, len(words))
        x, y = scale.across(mark.point[0]) + (9 if right else -9), scale.down(mark.point[1]) + (-10 if up else 22)
        yield f'<text class="halo" x="{x:g}" y="{y:g}" text-anchor="{"start" if right else "end"}">{escape(words)}</text>'


def _legend(figure: Figure, scale: Scale) -> Iterator[str]:
    """The names of the curves: where there is room for them, else above the picture."""
    place = legend_place(figure)
    left, top, step = (MARGIN, MARGIN / 2, 0) if place is None else (scale.left(place[0]), scale.top(place[1]) + LINE / 2, LINE)
    for curve in figure.curves:
        dashes = ' stroke-dasharray="9 6"' if curve.role == "tangent" else ""
        place_of_line = f'x1="{left:g}" y1="{top:g}" x2="{left + 30:g}" y2="{top:g}"'
        yield f'<line {place_of_line} stroke="var(--{curve.role})" stroke-width="3"{dashes}/>'
        yield f'<text class="halo" x="{left + 38:g}" y="{top + 5:g}">{escape(name(curve))}</text>'
        top += step
        left += 0 if step else 60 + LETTER * len(name(curve))
