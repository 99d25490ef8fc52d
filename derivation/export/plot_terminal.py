"""Curves in the terminal: dots of Braille, or plain characters, on axes through the origin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from derivation.document import Look
from derivation.export.plot_room import maximum_in_words, name
from derivation.export.spans import Row, as_ascii, cells, tidied, wrap
from derivation.plot import Curve, Figure, Point, Tick, Window

STYLES = {"function": "rule", "derivative": "marked", "tangent": "condition"}
"""The style of each curve."""

LETTERS = {"function": "*", "derivative": "o", "tangent": "."}
"""What a curve is drawn with where there are only plain characters."""

DASHES = {"function": 1, "derivative": 2, "tangent": 4}
"""Without color every second, every fourth dot of a curve is drawn, so that one can tell them apart."""

DOTS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bits of a Braille character, row by row."""

BRAILLE = 0x2800

LEAST, USUAL, TALLEST = 6, 21, 60
"""Rows of a picture: at least, unless something else is asked for, and at most."""

WIDEST = 96


ROOM = 1.6
"""Rows below the horizontal axis, for its numbers."""


class Canvas:
    """Characters with styles, and beneath each a grid of two by four dots."""

    def __init__(self, columns: int, rows: int, window: Window) -> None:
        self.columns, self.rows = columns, rows
        self.window = _aligned(window, columns, rows)
        self.signs: dict[tuple[int, int], tuple[str, str]] = {}
        self.dots: dict[tuple[int, int], dict[str, int]] = {}

    def dot_of(self, point: Point) -> tuple[int, int]:
        """Column and row of the dot nearest to a point."""
        window = self.window
        across = (point[0] - window.left) / window.width * self.columns * 2
        down = (window.top - point[1]) / window.height * self.rows * 4
        return min(max(int(across), 0), 2 * self.columns - 1), min(max(int(down), 0), 4 * self.rows - 1)

    def cell_of(self, point: Point) -> tuple[int, int]:
        column, row = self.dot_of(point)
        return column // 2, row // 4

    def stroke(self, points: Sequence[Point], role: str, every: int) -> None:
        """A line through the points, dot by dot."""
        count = 0
        last = None
        for start, end in pairwise(points):
            for dot in _line(self.dot_of(start), self.dot_of(end)):
                if dot == last:
                    continue
                last, count = dot, count + 1
                if count % (2 * every) < every or every == 1:
                    column, row = dot
                    cell = self.dots.setdefault((column // 2, row // 4), {})
                    cell[role] = cell.get(role, 0) | DOTS[row % 4][column % 2]

    def sign(self, cell: tuple[int, int], sign: str, style: str) -> None:
        if 0 <= cell[0] < self.columns and 0 <= cell[1] < self.rows:
            self.signs[cell] = (sign, style)

    def is_free(self, cell: tuple[int, int], length: int) -> bool:
        """Whether words of that length find room there: inside, and beside the curves and other words."""
        column, row = cell
        if not (0 <= row < self.rows and column >= 0 and column + length <= self.columns):
            return False
        return not any((c, row) in self.dots or (c, row) in self.signs for c in range(column, column + length))

    def write(self, cell: tuple[int, int], words: str, style: str) -> None:
        for shift, each in enumerate(words):
            self.sign((cell[0] + shift, cell[1]), each, style)

    def lines(self, over: dict[tuple[int, int], tuple[str, str]], ascii: bool) -> Iterator[Row]:
        """The rows; `over` lies above the curves, the other signs below them."""
        for row in range(self.rows):
            spans: Row = []
            for column in range(self.columns):
                cell = (column, row)
                if cell in over:
                    spans.append(over[cell])
                elif cell in self.dots:
                    spans.append(_character(self.dots[cell], column, ascii))
                else:
                    spans.append(self.signs.get(cell, (" ", "plain")))
            yield tidied(spans)


def _aligned(window: Window, columns: int, rows: int) -> Window:
    """The window moved by less than a character, so that the axes run through the middle of theirs."""
    left, top, bottom = window.left, window.top, window.bottom
    if -ROOM * window.height / rows < bottom <= 0:
        bottom = -top * ROOM / (rows - ROOM)
    wide, high = window.width / columns, (top - bottom) / rows
    if window.left < 0 < window.right:
        left += wide * (((-left / wide) % 1) - 0.5)
    if bottom < 0 < top:
        top -= high * (((top / high) % 1) - 0.5)
    return Window(left, left + window.width, top - rows * high, top)


def _line(start: tuple[int, int], end: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """The dots of a straight line."""
    steps = max(abs(end[0] - start[0]), abs(end[1] - start[1]), 1)
    for k in range(steps + 1):
        yield start[0] + round((end[0] - start[0]) * k / steps), start[1] + round((end[1] - start[1]) * k / steps)


def _character(found: dict[str, int], column: int, ascii: bool) -> tuple[str, str]:
    """The character of a cell, in the style of the curve with most dots in it; curves that lie on each other take turns."""
    turn = "derivative" if column % 6 > 3 and len(set(found.values())) == 1 else "function"
    role = max(found, key=lambda each: (found[each].bit_count(), each == turn))
    if ascii:
        return LETTERS[role], STYLES[role]
    bits = 0
    for each in found.values():
        bits |= each
    return chr(BRAILLE + bits), STYLES[role]


# ---------------------------------------------------------------------------------------------------------- the picture


def rows(figure: Figure, look: Look) -> list[Row]:
    """The picture and its legend."""
    width = min(figure.columns or WIDEST, look.width - 4)
    height = figure.rows or USUAL
    legend = [row for curve in figure.curves for row in _legend(curve, look, width)]
    if figure.maximum is not None:
        mark = "# " if look.ascii else "◆ "
        legend += wrap((mark, *maximum_in_words(figure, figure.maximum)), width, "plain", look)
    canvas = Canvas(width, max(LEAST, min(TALLEST, height - len(legend) - 1)), figure.window)
    for curve in figure.curves:
        every = 1 if look.color or look.ascii else DASHES[curve.role]
        for piece in curve.pieces:
            canvas.stroke(piece, curve.role, every)
    over = _points(figure, canvas, look.ascii)
    _axes(figure, canvas, look.ascii)
    return [*canvas.lines(over, look.ascii), [], *legend]


def _points(figure: Figure, canvas: Canvas, ascii: bool) -> dict[tuple[int, int], tuple[str, str]]:
    """Open and filled circles, and the marks."""
    found: dict[tuple[int, int], tuple[str, str]] = {}
    for curve in figure.curves:
        for point in curve.holes:
            found[canvas.cell_of(point)] = ("O" if ascii else "○", STYLES[curve.role])
        for point in curve.dots:
            found[canvas.cell_of(point)] = ("@" if ascii else "●", STYLES[curve.role])
    for mark in (figure.maximum, figure.touching):
        if mark is not None and figure.window.contains(mark.point):
            found[canvas.cell_of(mark.point)] = ("#" if ascii else "◆", STYLES[mark.role])
    return found


def _axes(figure: Figure, canvas: Canvas, ascii: bool) -> None:
    """Both axes with their numbers, and broken lines at the poles; curves lie above all of it."""
    across, down = ("-", "|") if ascii else ("─", "│")
    column, row = canvas.cell_of((0.0, 0.0))
    for place in figure.poles:
        for each in range(canvas.rows):
            canvas.sign((canvas.cell_of((place, 0.0))[0], each), ":" if ascii else "┊", "quiet")
    for each in range(canvas.columns):
        canvas.sign((each, row), across, "quiet")
    for each in range(canvas.rows):
        canvas.sign((column, each), down, "quiet")
    canvas.sign((column, row), "+" if ascii else "┼", "quiet")
    _numbers_across(figure, canvas, row, ascii)
    _numbers_upwards(figure, canvas, column, ascii)


def _numbers_across(figure: Figure, canvas: Canvas, row: int, ascii: bool) -> None:
    end = -1
    for tick in figure.across:
        label = _label(tick, ascii)
        middle = canvas.cell_of((tick.place, 0.0))[0]
        start = max(0, min(middle - len(label) // 2, canvas.columns - len(label)))
        side = next((row + shift for shift in (1, -1) if canvas.is_free((start, row + shift), len(label))), None)
        canvas.sign((middle, row), "+" if ascii else "┼", "quiet")
        if side is not None and start > end:
            canvas.write((start, side), label, "quiet")
            end = start + len(label)


def _numbers_upwards(figure: Figure, canvas: Canvas, column: int, ascii: bool) -> None:
    for tick in figure.upwards:
        label = _label(tick, ascii)
        row = canvas.cell_of((0.0, tick.place))[1]
        canvas.sign((column, row), "+" if ascii else "┼", "quiet")
        for start in (column - len(label) - 1, column + 2):
            if canvas.is_free((start, row), len(label)):
                canvas.write((start, row), label, "quiet")
                break


def _label(tick: Tick, ascii: bool) -> str:
    return as_ascii(tick.label) if ascii else tick.label


def _legend(curve: Curve, look: Look, width: int) -> list[Row]:
    """A bit of the curve and its name."""
    style = STYLES[curve.role]
    if look.ascii:
        sample = LETTERS[curve.role] * 3
    elif look.color or curve.role == "function":
        sample = "⠤⠤⠤"
    else:
        sample = "⠤ ⠤" if curve.role == "derivative" else "⠄⠄⠄"
    words = name(curve, look.ascii)
    shown = words if cells(words) <= width - 4 else words[: width - 5] + ("." if look.ascii else "…")
    return [[(sample, style), (" ", "plain"), (shown, "plain")]]
