"""Finds where a part of a term stands in the text it was read from, so that it can be marked there."""

from __future__ import annotations

import re

from derivation import notation
from derivation.term import Term

LONGEST = 60
"""Parts that print longer than this are not looked for."""

_SKIPPED = re.compile(r"\\(?:left|right|big|Big|bigl|bigr|cdot|times|,|;|!|quad)(?![A-Za-z])|[\s*·×{}\\]")


def find_part(part: Term, text: str) -> tuple[int, int] | None:
    """From where to where a part stands in a text; None where it is not found, or found twice.

    >>> from derivation.term import X, integer, multiply
    >>> find_part(multiply(integer(3), X), "f'(x) = 3x + 1")
    (8, 10)
    """
    line, places = _squeezed(text)
    for written in (notation.text(part), notation.latex(part)):
        wanted, _ = _squeezed(written)
        if wanted and len(wanted) <= LONGEST and line.count(wanted) == 1:
            start = line.index(wanted)
            return _whole(text, places[start], places[start + len(wanted) - 1] + 1)
    return None


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the backslash in front of it, and the closing braces of what it opens."""
    if start and text[start - 1] == "\\":
        start -= 1
    while end < len(text) and text[end] == "}" and text.count("{", start, end) > text.count("}", start, end):
        end += 1
    return start, end


def _squeezed(text: str) -> tuple[str, list[int]]:
    """The text without spaces and without what may be left out, and where each character that stays stood."""
    kept: list[tuple[int, str]] = []
    place = 0
    while place < len(text):
        found = _SKIPPED.match(text, place)
        if found:
            place = found.end()
            continue
        kept.append((place, text[place]))
        place += 1
    return "".join(letter for _, letter in kept), [at for at, _ in kept]
