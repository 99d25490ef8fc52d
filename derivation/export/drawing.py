"""Equations drawn in two dimensions: left side, sign, right side, the changed part marked, long lines broken at + and -."""

from __future__ import annotations

from dataclasses import dataclass

from derivation.document import Equation
from derivation.export.spans import Row, cells
from derivation.notation import Picture, picture, text, unicode_line
from derivation.term import Path, Term, add, multiply


@dataclass(frozen=True, slots=True)
class Drawing:
    """Rows of styled text, one of which is the line that signs stand on."""

    rows: list[Row]
    baseline: int


LARGEST = 600
"""Terms of more printed nodes are not drawn, but written on one line."""


def equation(block: Equation, ascii: bool, width: int) -> list[Drawing] | None:
    """The equation in at most this width, or None where it cannot be broken to fit."""
    if block.term.size > LARGEST:
        return None
    before = None if block.left is None else _beside(picture(block.left, ascii), _word(f" {block.sign} "))
    room = width - (0 if before is None else _width(before))
    whole = picture(block.term, ascii, block.mark) if block.mark else picture(block.term, ascii)
    if _width(whole) <= room:
        return [_marked(whole if before is None else _beside(before, whole), ascii)]
    parts = _broken(block.term, ascii, room)
    if parts is None:
        return None
    if before is not None:
        parts[0] = _beside(before, parts[0])
    return [_marked(part, ascii) for part in parts]


def wrapped(block: Equation, ascii: bool, width: int) -> list[Drawing]:
    """The equation on one line of text, cut to the width wherever it must be."""
    line = text(block.term) if ascii else unicode_line(block.term)
    if block.left is not None:
        left = text(block.left) if ascii else unicode_line(block.left)
        line = f"{left} {block.sign} {line}"
    pieces: list[Row] = []
    while line:
        cut = _good_place(line, width)
        pieces.append([(line[:cut].rstrip(), "plain")])
        line = line[cut:].lstrip()
    return [Drawing(pieces, 0)]


def _good_place(line: str, width: int) -> int:
    """Where to cut: before the last + or - or · that fits, else after as much as fits."""
    if cells(line) <= width:
        return len(line)
    best = max((line.rfind(sign, width // 2, width) for sign in (" + ", " - ", " · ", " ")), default=-1)
    return best if best > 0 else max(1, width)


def _broken(term: Term, ascii: bool, width: int) -> list[Picture] | None:
    """The summands, or factors, in as many rows as they need."""
    if term.op not in ("sum", "product"):
        return None
    join = add if term.op == "sum" else multiply
    found: list[Picture] = []
    group: list[Term] = []
    for part in term.args:
        longer = _joined(join(*group, part), ascii, bool(found), term.op)
        if group and _width(longer) > width:
            found.append(_joined(join(*group), ascii, bool(found), term.op))
            group = [part]
        else:
            group.append(part)
    found.append(_joined(join(*group), ascii, bool(found), term.op))
    return found if max(map(_width, found)) <= width else None


def _joined(term: Term, ascii: bool, continued: bool, op: str) -> Picture:
    drawn = picture(term, ascii)
    if not continued:
        return drawn
    if op == "product":
        return _beside(_word("* " if ascii else "· "), drawn)
    first = term.args[0] if term.op == "sum" else term
    return drawn if first.op == "negation" else _beside(_word("+ "), drawn)


def _word(word: str) -> Picture:
    return Picture((word,), 0)


def _width(drawn: Picture) -> int:
    return max(map(cells, drawn.lines))


def _beside(left: Picture, right: Picture) -> Picture:
    """Two pictures side by side, on one baseline."""
    above = max(left.baseline, right.baseline)
    below = max(len(left.lines) - left.baseline, len(right.lines) - right.baseline)
    width = _width(left)
    lines = []
    for row in range(above + below):
        first, second = (_line(each, row - above + each.baseline) for each in (left, right))
        lines.append(first + " " * (width - cells(first)) + second)
    marked = _moved(right.marked, above - right.baseline, width) if right.marked else None
    return Picture(tuple(lines), above, marked)


def _line(drawn: Picture, row: int) -> str:
    return drawn.lines[row] if 0 <= row < len(drawn.lines) else ""


Box = tuple[int, int, int, int]


def _moved(box: Box, down: int, right: int) -> Box:
    top, left, bottom, end = box
    return top + down, left + right, bottom + down, end + right


def _marked(drawn: Picture, ascii: bool) -> Drawing:
    """The changed part in a style of its own, and bracketed from below."""
    if drawn.marked is None:
        return Drawing([[(line, "plain")] for line in drawn.lines], drawn.baseline)
    top, left, bottom, right = drawn.marked
    rows: list[Row] = []
    for number, line in enumerate(drawn.lines):
        if top <= number < bottom:
            rows.append([(line[:left], "plain"), (line[left:right], "marked"), (line[right:], "plain")])
        else:
            rows.append([(line, "plain")])
    rows.append([(" " * left + _bracket(right - left, ascii), "marked")])
    return Drawing(rows, drawn.baseline)


def _bracket(width: int, ascii: bool) -> str:
    if ascii:
        return "^" * width
    return "╰" + "─" * (width - 2) + "╯" if width > 1 else "⌃"


__all__ = ["Drawing", "Path", "equation", "wrapped"]
