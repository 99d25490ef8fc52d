"""How a part is to be drawn: stacked, as an exponent, or on one line; in Unicode or in ASCII."""

from __future__ import annotations

from typing import NamedTuple

from derivation.notation.boxes import Box, Piece, enclosed

DISPLAY, SCRIPT, LINE = range(3)
"""Fractions stacked; raised exponents but no stacked fractions; everything on one row."""


class Style(NamedTuple):
    """mode   DISPLAY, SCRIPT or LINE
    ascii  only ASCII characters
    """

    mode: int
    ascii: bool

    def sign(self, unicode: str, plain: str) -> str:
        """The first where Unicode is allowed, else the second."""
        return plain if self.ascii else unicode


def in_brackets(piece: Piece, style: Style) -> Box:
    """The piece in round brackets."""
    return enclosed("(", piece, ")", style.ascii)


def part(index: int, boxes: list[Box], level: int, style: Style) -> Piece:
    """The drawing of a child, in brackets where it holds together less tightly than the level asks."""
    box = boxes[index]
    return (index, box) if box.level >= level else in_brackets((index, box), style)


def box_of(piece: Piece) -> Box:
    """The drawing of a piece without its number."""
    if isinstance(piece, str):
        return Box((piece,))
    return piece if isinstance(piece, Box) else piece[1]
