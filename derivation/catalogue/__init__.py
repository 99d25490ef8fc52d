"""The catalogue of named functions: text alone, one row each, by subject; nothing is read before it is needed."""

from __future__ import annotations

from derivation.catalogue import activations, distributions, elementary, growth, losses, special, spellings
from derivation.catalogue.row import Row

TABLES: dict[str, tuple[Row, ...]] = {
    "elementary functions": elementary.ROWS,
    "activations": activations.ROWS,
    "losses": losses.ROWS,
    "growth and dose curves": growth.ROWS,
    "distributions": distributions.ROWS,
    "special functions": special.ROWS,
}
"""The rows by subject."""

ROWS: tuple[Row, ...] = tuple(row for table in TABLES.values() for row in table)
"""Every row; rows of one name differ in the number of their arguments, and the first is meant where none are given."""

NAMES: dict[str, tuple[Row, ...]] = {}
"""The rows of each name."""
for _row in ROWS:
    NAMES[_row.name] = (*NAMES.get(_row.name, ()), _row)

SPELLINGS: dict[str, str] = {
    **{spelling: row.name for row in ROWS for spelling in (row.name, row.listed, *row.spellings)},
    **spellings.SPELLINGS,
}
"""Any spelling and the name it stands for."""


def _places(rows: tuple[Row, ...]) -> tuple[int, int]:
    return min(len(row.arguments) - len(row.defaults) for row in rows), max(len(row.arguments) for row in rows)


PLACES: dict[str, tuple[int, int]] = {**{name: _places(rows) for name, rows in NAMES.items()}, **spellings.PLACES}
"""The least and the most arguments of each function."""

PRIMITIVES: frozenset[str] = frozenset(row.name for row in ROWS if not row.formula)
"""Functions that are not made of simpler ones."""
