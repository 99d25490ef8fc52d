"""Rectangles of characters with a baseline, put beside and above one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from derivation.notation.fold import ATOM

Placed = tuple[int, int, int, "Box"]
"""Which child of the term it draws, its top row and left column inside the box around it, and its box."""


@dataclass(frozen=True, slots=True)
class Box:
    """A drawn part: rows of equal width, the row on which it stands, and where its own parts are."""

    rows: tuple[str, ...]
    baseline: int = 0
    parts: tuple[Placed, ...] = ()
    level: int = ATOM

    @property
    def width(self) -> int:
        return len(self.rows[0])

    @property
    def height(self) -> int:
        return len(self.rows)

    @property
    def flat(self) -> bool:
        return len(self.rows) == 1

    def at_level(self, level: int) -> Box:
        """The same drawing, held together as tightly as the level says."""
        return Box(self.rows, self.baseline, self.parts, level)


Piece = str | Box | tuple[int, Box]
"""A sign on the baseline; a drawing whose parts are passed on; a drawing of the child with that number."""


def beside(pieces: Sequence[Piece], level: int = ATOM) -> Box:
    """The pieces from left to right on one baseline."""
    boxes = [_box(piece) for piece in pieces]
    above = max([box.baseline for box in boxes])
    below = max([box.height - box.baseline for box in boxes])
    if above + below == 1:
        rows: tuple[str, ...] = ("".join([box.rows[0] for box in boxes]),)
    else:
        padded = [_padded(box, above, below) for box in boxes]
        rows = tuple(["".join(cells) for cells in zip(*padded, strict=True)])
    parts: list[Placed] = []
    left = 0
    for piece, box in zip(pieces, boxes, strict=True):
        parts += _placed(piece, above - box.baseline, left)
        left += box.width
    return Box(rows, above, tuple(parts), level)


def stacked(pieces: Sequence[Piece], baseline: int, level: int = ATOM) -> Box:
    """The pieces from top to bottom, each in the middle; the piece with number `baseline` stands on the baseline."""
    boxes = [_box(piece) for piece in pieces]
    width = max([box.width for box in boxes])
    rows: list[str] = []
    parts: list[Placed] = []
    row = 0
    for number, (piece, box) in enumerate(zip(pieces, boxes, strict=True)):
        if number == baseline:
            row = len(rows) + box.baseline
        left = (width - box.width) // 2
        parts += _placed(piece, len(rows), left)
        rows += [line.rjust(left + box.width).ljust(width) for line in box.rows]
    return Box(tuple(rows), row, tuple(parts), level)


def overlaid(pieces: Sequence[tuple[Piece, int, int]], baseline: int, level: int = ATOM) -> Box:
    """Pieces at given top rows and left columns, none over another."""
    boxes = [(_box(piece), top, left) for piece, top, left in pieces]
    height = max([top + box.height for box, top, _ in boxes])
    width = max([left + box.width for box, _, left in boxes])
    canvas = [[" "] * width for _ in range(height)]
    for box, top, left in boxes:
        for offset, line in enumerate(box.rows):
            canvas[top + offset][left : left + box.width] = line
    parts = [placed for piece, top, left in pieces for placed in _placed(piece, top, left)]
    return Box(tuple(["".join(row) for row in canvas]), baseline, tuple(parts), level)


def _box(piece: Piece) -> Box:
    if isinstance(piece, str):
        return Box((piece,))
    return piece if isinstance(piece, Box) else piece[1]


def _placed(piece: Piece, top: int, left: int) -> list[Placed]:
    if isinstance(piece, str):
        return []
    if isinstance(piece, Box):
        return [(index, top + row, left + column, box) for index, row, column, box in piece.parts]
    return [(piece[0], top, left, piece[1])]


def _padded(box: Box, above: int, below: int) -> list[str]:
    empty = " " * box.width
    lower = below - (box.height - box.baseline)
    return [empty] * (above - box.baseline) + list(box.rows) + [empty] * lower


BRACKETS = {
    "(": ("(", "⎛⎜⎝", "/|\\"),
    ")": (")", "⎞⎟⎠", "\\|/"),
    "|": ("|", "│││", "|||"),
    "⌊": ("⌊", "⎢⎢⎣", ""),
    "⌋": ("⌋", "⎥⎥⎦", ""),
    "⌈": ("⌈", "⎡⎢⎢", ""),
    "⌉": ("⌉", "⎤⎥⎥", ""),
}
"""Each bracket as one character, and from top to bottom where it is taller, also in ASCII."""


def bracket(sign: str, height: int, baseline: int, ascii_only: bool) -> Box:
    """A bracket as tall as what it holds; a small one where there is only an exponent above the row."""
    small, tall, ascii_tall = BRACKETS[sign]
    if height == 1:
        return Box((small,))
    if height == 2 and baseline == 1 and sign in "()":
        return Box((" ", small), 1)
    shape = ascii_tall if ascii_only else tall
    return Box((shape[0], *[shape[1]] * (height - 2), shape[2]), baseline)


def enclosed(left: str, piece: Piece, right: str, ascii_only: bool, level: int = ATOM) -> Box:
    """The piece between two brackets."""
    box = _box(piece)
    return beside(
        [bracket(left, box.height, box.baseline, ascii_only), piece, bracket(right, box.height, box.baseline, ascii_only)], level
    )
