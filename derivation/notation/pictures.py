"""Two-dimensional pictures of terms for the terminal, in written order, and the same in one line."""

from __future__ import annotations

from dataclasses import dataclass

from derivation.notation.arithmetic import product_segments, sum_segments
from derivation.notation.boxes import Box, beside
from derivation.notation.drawing import draw, relation_segments
from derivation.notation.fold import with_clear_e
from derivation.notation.plain import text
from derivation.notation.style import DISPLAY, LINE, Style
from derivation.term import Path, Term

Place = tuple[int, int, int, int]
"""First row, first column, row behind the last, column behind the last."""

MAX_DRAWN = 3_000
"""Largest printed tree, in nodes, that is drawn; a larger one is written as plain text."""


MAX_LEVELS = 150
"""Deepest nesting that is drawn."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn term.

    lines     rows of characters, all of one width
    baseline  the row on which it stands
    marked    where the marked part is, if one was asked for and can be shown
    box       the drawing with its parts, for `place`
    """

    lines: tuple[str, ...]
    baseline: int
    marked: Place | None
    box: Box

    @property
    def width(self) -> int:
        return self.box.width

    def place(self, path: Path) -> Place | None:
        """Where the part at a path is drawn; None where it has no place of its own."""
        return place_in(self.box, path)


def picture(term: Term, ascii: bool = False, mark: Path | None = None) -> Picture:
    """The term drawn as a person writes it: fractions, raised exponents, roots, tall brackets.

    ascii  only characters that every terminal has
    mark   path of a part whose place is wanted

    >>> from derivation.term import ONE, TWO, X, add, divide
    >>> picture(divide(ONE, add(X, TWO))).lines
    ('  1  ', '─────', 'x + 2')
    """
    return _picture(_drawn(term, Style(DISPLAY, ascii)), mark)


def unicode_line(term: Term, ascii: bool = False) -> str:
    """The term on one line for people: 1/(1 + e⁻ˣ), σ(x)·(1 − σ(x)).

    >>> from derivation.term import ONE, X, function, multiply, subtract
    >>> unicode_line(multiply(function("sigma", X), subtract(ONE, function("sigma", X))))
    'σ(x)·(1 − σ(x))'
    """
    return _drawn(term, Style(LINE, ascii)).rows[0]


def break_picture(term: Term, width: int, ascii: bool = False, mark: Path | None = None) -> list[Picture]:
    """The term in pictures of at most so many columns, broken before =, + and − or a factor.

    A piece that is too wide for a line of its own makes the whole term plain text, broken at spaces.

    >>> from derivation.term import TWO, X, add, function, power
    >>> [piece.lines for piece in break_picture(add(power(X, TWO), function("sin", X), function("cos", X)), 15)]
    [('x² + sin(x)',), ('     + cos(x)',)]
    """
    whole = picture(term, ascii, mark)
    if whole.width <= width:
        return [whole]
    style = Style(DISPLAY, ascii)
    lines: list[Box] = []
    for piece in _pieces(with_clear_e(term), style) if _can_be_drawn(term) else []:
        together = beside([lines[-1], piece]) if lines else piece
        if lines and together.width <= width:
            lines[-1] = together
        else:
            lines.append(beside([_INDENT, piece]) if lines else piece)
    if not lines or any(line.width > width for line in lines):
        lines = [Box((row,)) for row in _wrapped(_drawn(term, Style(LINE, ascii)).rows[0], width)]
    return [_picture(line, mark) for line in lines]


_INDENT = "    "


def _pieces(term: Term, style: Style) -> list[Box]:
    """The term as boxes to be set beside one another, with line breaks allowed between them."""
    if term.op not in _SEGMENTS:
        return [draw(term, style)]
    boxes = [draw(arg, style) for arg in term.args]
    segments = _SEGMENTS[term.op](term, boxes, style)
    if term.op == "relation" and term.args[1].op in ("sum", "product"):
        sign, *rest = _pieces(term.args[1], style)
        first = beside([segments[1][0], (1, sign)])
        return [beside(segments[0]), first, *[Box(box.rows, box.baseline, ((1, 0, 0, box),)) for box in rest]]
    return [beside(segment) for segment in segments]


_SEGMENTS = {"sum": sum_segments, "product": product_segments, "relation": relation_segments}


def _wrapped(line: str, width: int) -> list[str]:
    rows: list[str] = []
    while len(line) > width:
        cut = line.rfind(" ", 1, width + 1)
        cut = cut if cut > width // 2 else width
        rows.append(line[:cut])
        line = line[cut:].lstrip()
    return [*rows, line]


def _drawn(term: Term, style: Style) -> Box:
    return draw(with_clear_e(term), style) if _can_be_drawn(term) else Box((text(term),))


def _can_be_drawn(term: Term) -> bool:
    return term.size <= MAX_DRAWN and term.depth <= MAX_LEVELS


def _picture(box: Box, mark: Path | None) -> Picture:
    return Picture(box.rows, box.baseline, None if mark is None else place_in(box, mark), box)


def place_in(box: Box, path: Path) -> Place | None:
    """The place of the part at a path inside a box."""
    ways = [(0, 0, box, path)]
    while ways:
        top, left, box, rest = ways.pop()
        if not rest:
            return top, left, top + box.height, left + box.width
        ways += [(top + row, left + column, inside, rest[1:]) for index, row, column, inside in box.parts if index == rest[0]]
    return None
