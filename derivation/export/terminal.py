"""A page for the terminal: mathematics as it is drawn by hand, the rule at the right, reasons underneath."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from derivation.document import (
    Block,
    Columns,
    Document,
    Equation,
    Group,
    Heading,
    Listing,
    Look,
    Note,
    Paragraph,
    Plot,
    Table,
    Written,
    visible,
)
from derivation.export import drawing
from derivation.export.spans import Row, as_ascii, cells, marks, paint, plain, tidied, wrap
from derivation.notation import latex

WIDEST = 100
"""Rules stay within sight of their line however wide the terminal is."""

NARROWEST = 32
"""On a terminal that is narrower still, the terminal breaks the lines."""

COLUMN = 52
"""Pages side by side have at least so many characters each."""

GAP = "   "

MARGIN = "  "

BODY = "      "
"""Where mathematics and sentences begin; the sign stands before it."""

NOTES = {
    "reading": ("", "quiet"),
    "why": ("", "quiet"),
    "where": ("", "plain"),
    "condition": ("needs ", "condition"),
    "remark": ("", "plain"),
    "warning": ("Note: ", "warning"),
    "mistake": ("", "wrong"),
    "result": ("", "strong"),
}
"""For each kind of note, how it begins and its style."""


def write(document: Document, look: Look) -> Iterator[str]:
    """The page as text, one block at a time, so that the first can be read while the rest is found."""
    for block in document.blocks:
        yield "".join(paint(tidied(row), look.color) + "\n" for row in rows(block, look))
    yield "\n"


def rows(block: Block, look: Look) -> list[Row]:
    """The rows of a block, each a list of pieces with their style."""
    return ROWS[type(block)](block, look)


def _heading(block: Heading, look: Look) -> list[Row]:
    found = wrap(block.text, _width(look) - len(MARGIN), "strong", look)
    return [[], *([(MARGIN, "plain"), *row] for row in found)]


def _paragraph(block: Paragraph, look: Look) -> list[Row]:
    found = wrap(block.text, _width(look) - len(MARGIN), "plain", look)
    return [[], *([(MARGIN, "plain"), *row] for row in found)]


def _note(block: Note, look: Look) -> list[Row]:
    start, style = NOTES[block.kind]
    indent = MARGIN if block.kind in ("reading", "remark", "warning", "result") else BODY
    found = wrap((start, *block.text), _width(look) - len(indent), style, look)
    blank: list[Row] = [[]] if block.kind in ("remark", "warning", "result") else []
    return [*blank, *([(indent, "plain"), *row] for row in found)]


def _equation(block: Equation, look: Look) -> list[Row]:
    room = _width(look) - len(BODY)
    margin = _margin_note(block, look)
    drawings = drawing.equation(block, look.ascii, room)
    found: list[Row] = [[]]
    for number, each in enumerate(drawings):
        sign = _sign(block, look) if number == 0 else ""
        for index, line in enumerate(each.rows):
            before = f"{MARGIN}{sign:>3} " if index == each.baseline else BODY
            found.append([(before, "plain"), *line])
        if number == len(drawings) - 1 and margin:
            _place_margin(found, len(found) - len(each.rows) + each.baseline, margin, look)
    if look.latex:
        found += [[(BODY, "plain"), *row] for row in wrap((latex(block.term),), room, "quiet", look)]
    return found


def _sign(block: Equation, look: Look) -> str:
    if block.left is not None:
        return ""
    return as_ascii(block.sign) if look.ascii else block.sign


def _margin_note(block: Equation | Written, look: Look) -> Row:
    mark, style = marks(look)[block.status]
    return [
        span
        for span in ((visible(block.margin), "rule"), (" " if block.margin and mark else "", "plain"), (mark, style))
        if span[0]
    ]


def _place_margin(found: list[Row], at: int, margin: Row, look: Look) -> None:
    """At the right of the row, or of the next where there is no room."""
    gap = _width(look) - cells(plain(found[at])) - cells(plain(margin))
    if gap >= 2:
        found[at] = [*found[at], (" " * gap, "plain"), *margin]
    else:
        found.append([(" " * max(len(BODY), _width(look) - cells(plain(margin))), "plain"), *margin])


def _written(block: Written, look: Look) -> list[Row]:
    mark, style = marks(look)[block.status]
    start, end = block.wrong or (0, 0)
    text = [visible(part) for part in (block.text[:start], block.text[start:end], block.text[end:])]
    line: Row = [(f"{MARGIN}{mark:<3} ", style), (text[0], "plain"), (text[1], "marked"), (text[2], "plain")]
    found: list[Row] = [[], line]
    if text[1]:
        found.append([(BODY + " " * cells(text[0]) + _underline(cells(text[1]), look), "wrong")])
    if block.margin:
        _place_margin(found, 1, [(visible(block.margin), "rule")], look)
    return found


def _underline(width: int, look: Look) -> str:
    return "^" * width if look.ascii else "▔" * width


def _group(block: Group, look: Look) -> list[Row]:
    gutter = "| " if look.ascii else "│ "
    narrow = look.width < 40
    inner = look if narrow else look._replace(width=_width(look) - len(BODY) - len(gutter))
    found = wrap((block.summary,), inner.width, "quiet", look) if block.summary else []
    for each in block.blocks:
        found += rows(each, inner)
    return [[], *([(BODY, "plain"), (gutter, "quiet"), *row] for row in found)] if not narrow else [[], *found]


def _columns(block: Columns, look: Look) -> list[Row]:
    """Side by side where each column keeps `COLUMN` characters, otherwise one under the other."""
    count = len(block.columns)
    each = (min(look.width, 2 * WIDEST) - (count - 1) * len(GAP)) // count
    if each < COLUMN:
        return [row for column in block.columns for part in column for row in rows(part, look)]
    narrow = look._replace(width=each)
    columns = [[row for part in column for row in rows(part, narrow)] for column in block.columns]
    found: list[Row] = []
    for index in range(max(map(len, columns))):
        line: Row = []
        for number, column in enumerate(columns):
            row = column[index] if index < len(column) else []
            gap = [(" " * (each - cells(plain(row))) + GAP, "plain")] if number < count - 1 else []
            line += [*row, *gap]
        found.append(line)
    return found


def _table(block: Table, look: Look) -> list[Row]:
    columns = len(block.columns)
    texts = [[plain([span for row in wrap(cell, 10_000, "plain", look) for span in row]) for cell in row] for row in block.rows]
    widths = [max([cells(title), *(cells(row[k]) for row in texts)]) for k, title in enumerate(block.columns)]
    room = _table_width(look) - len(MARGIN) - 2 * (columns - 1)
    widths = _fitted(widths, room)
    found: list[Row] = [
        [],
        [
            (MARGIN, "plain"),
            *_cells_of([_cut(title, width, look) for title, width in zip(block.columns, widths, strict=True)], widths, "strong"),
        ],
    ]
    for row in texts:
        parts = [_cut(text, width, look) for text, width in zip(row, widths, strict=True)]
        found.append([(MARGIN, "plain"), *_cells_of(parts, widths, "plain")])
    return found


def _table_width(look: Look) -> int:
    return min(look.width, 140)


def _fitted(widths: list[int], room: int) -> list[int]:
    """The widest columns give way until all fit."""
    widths = list(widths)
    while sum(widths) > room and max(widths) > 6:
        widths[widths.index(max(widths))] -= 1
    return widths


def _cut(text: str, width: int, look: Look) -> str:
    if cells(text) <= width:
        return text
    return text[: max(0, width - (3 if look.ascii else 1))] + ("..." if look.ascii else "…")


def _cells_of(parts: list[str], widths: list[int], style: str) -> Row:
    return [(part + " " * (width - cells(part) + 2), style) for part, width in zip(parts, widths, strict=True)]


def _listing(block: Listing, look: Look) -> list[Row]:
    return [[], *([(BODY + visible(line), "plain")] for line in block.text.splitlines())]


def _plot(block: Plot, look: Look) -> list[Row]:
    from derivation.export.plot_terminal import rows as picture

    caption: list[Row] = [[(MARGIN + visible(block.caption), "quiet")]] if block.caption else []
    return [[], *([(MARGIN, "plain"), *row] for row in picture(block.figure, look)), *caption]


def _width(look: Look) -> int:
    return max(NARROWEST, min(look.width, WIDEST))


ROWS: dict[type, Callable[[Any, Look], list[Row]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Note: _note,
    Equation: _equation,
    Written: _written,
    Group: _group,
    Columns: _columns,
    Table: _table,
    Listing: _listing,
    Plot: _plot,
}
