"""Equations in two dimensions: left side, sign, right side, and the part that changed marked."""

from __future__ import annotations

from typing import NamedTuple

from derivation.document import Equation
from derivation.export.spans import Row, cells, plain
from derivation.notation import Picture, break_picture, picture, unicode_line


class Drawing(NamedTuple):
    """Rows of styled text, one of which is the line that signs stand on."""

    rows: list[Row]
    baseline: int

    @property
    def width(self) -> int:
        return max(cells(plain(row)) for row in self.rows)


def equation(block: Equation, ascii: bool, width: int) -> list[Drawing]:
    """The equation, in as many drawings as it takes to keep to the width."""
    if block.left is None:
        return [_marked(each, ascii) for each in break_picture(block.term, width, ascii, block.mark)]
    left = _marked(picture(block.left, ascii), ascii)
    sign = f" {block.sign} "
    if left.width + len(sign) > width // 2 or block.left.size > 200:
        left = Drawing([[(unicode_line(block.left, ascii)[: width // 2], "plain")]], 0)
    room = width - left.width - len(sign)
    first, *rest = (_marked(each, ascii) for each in break_picture(block.term, room, ascii, block.mark))
    indent = Drawing([[(" " * (left.width + len(sign)), "plain")]], 0)
    return [_beside(left, sign, first), *(_beside(indent, "", each) for each in rest)]


def _beside(left: Drawing, sign: str, right: Drawing) -> Drawing:
    """Two drawings on one baseline with a sign between them."""
    above = max(left.baseline, right.baseline)
    below = max(len(each.rows) - each.baseline for each in (left, right))
    width = left.width
    rows: list[Row] = []
    for number in range(-above, below):
        before = _row(left, number + left.baseline)
        filled: Row = [(" " * (width - cells(plain(before))), "plain"), (sign if number == 0 else " " * len(sign), "plain")]
        rows.append([*before, *filled, *_row(right, number + right.baseline)])
    return Drawing(rows, above)


def _row(drawn: Drawing, number: int) -> Row:
    return drawn.rows[number] if 0 <= number < len(drawn.rows) else []


def _marked(drawn: Picture, ascii: bool) -> Drawing:
    """The changed part in a style of its own, and bracketed where there is room: below it, else above it."""
    lines = [line.rstrip() for line in drawn.lines]
    if drawn.marked is None:
        return Drawing([[(line, "plain")] for line in lines], drawn.baseline)
    top, left, bottom, right = drawn.marked
    rows: list[Row] = [_styled(line, left, right) if top <= row < bottom else [(line, "plain")] for row, line in enumerate(lines)]
    if bottom < len(lines) and not lines[bottom][left:right].strip():
        line = lines[bottom].ljust(right)
        rows[bottom] = [(line[:left], "plain"), (bracket(right - left, ascii), "marked"), (line[right:], "plain")]
        return Drawing(rows, drawn.baseline)
    above = top == 0 and bottom < len(lines)
    brackets: Row = [(" " * left + bracket(right - left, ascii, above), "marked")]
    return Drawing([brackets, *rows], drawn.baseline + 1) if above else Drawing([*rows, brackets], drawn.baseline)


def _styled(line: str, left: int, right: int) -> Row:
    return [(line[:left], "plain"), (line[left:right], "marked"), (line[right:], "plain")]


def bracket(width: int, ascii: bool, above: bool = False) -> str:
    """A bracket that wide, open to what it marks.

    >>> bracket(5, ascii=False), bracket(5, ascii=True), bracket(5, ascii=False, above=True)
    ('╰───╯', '^^^^^', '╭───╮')
    """
    if width == 1 or ascii:
        return ("v" if above else "^") * width if ascii else ("⌄" if above else "⌃")
    left, right = "╭╮" if above else "╰╯"
    return left + "─" * (width - 2) + right
