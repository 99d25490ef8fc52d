"""Text into terms: plain text, Unicode, LaTeX and Python notation mixed, as people write it.  Nothing is ever evaluated."""

from __future__ import annotations

from derivation.reading.errors import NoFormula, Unreadable
from derivation.reading.formulas import Reading, read, read_definition, read_equation
from derivation.reading.lines import Line, read_line
from derivation.reading.remarks import without_numbers

__all__ = [
    "Line",
    "NoFormula",
    "Reading",
    "Unreadable",
    "read",
    "read_definition",
    "read_equation",
    "read_line",
    "without_numbers",
]
