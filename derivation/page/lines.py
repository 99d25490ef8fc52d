"""What is found on a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache


class NoPage(Exception):
    """A file that holds no page: too long, or a notebook that is none."""


Region = tuple[int, str, bool]
"""Where a formula begins, what it is, and whether it is set apart from the text."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A row of mathematics found on a page.

    text    the row, without what only sets it
    line    the line of the file it begins on, counted from 1
    column  the column it begins at, counted from 1
    """

    text: str
    line: int = 1
    column: int = 1


def placed(text: str, place: int, row: str) -> PageLine:
    """A row that begins at a place of the text."""
    line = bisect_left(_line_ends(text), place)
    return PageLine(row, line + 1, place - text.rfind("\n", 0, place))


@lru_cache(maxsize=2)
def _line_ends(text: str) -> list[int]:
    return [place for place, letter in enumerate(text) if letter == "\n"]


_REMARK_CELL = re.compile(
    r"(?<!\\)&[ \t]*&?(?=[^&=]*\\(?:text|parbox|mbox))[^&]*\Z|(?<!\\)&[ \t]*&[^=]*\\(?:text|parbox|mbox).*\Z", re.DOTALL
)


def cleaned(row: str) -> str:
    """A row on one line, its alignment marks gone; those of a table of cases stay."""
    row = _REMARK_CELL.sub("", row) if "\\begin" not in row else row
    if "\\begin" not in row and "matrix" not in row:
        row = re.sub(r"(?<!\\)&", " ", row)
    else:
        row = re.sub(r"(?<!\\)&\s*=", "=", row)
    return " ".join(row.split())


def says_something(row: str) -> bool:
    """Whether a row holds more than words and arrows."""
    bare = re.sub(r"\\(?:text|mbox|mathrm|textbf|textit)\w*\s*\{(?:[^{}]|\{[^{}]*\})*\}", "", row)
    bare = re.sub(r"\\(?:Rightarrow|Longrightarrow|implies|quad|qquad|dots|ldots|vdots|cdots)\b|\\[,;:! ]", "", bare)
    return bool(re.search(r"[A-Za-z0-9]", bare))
