"""The plain way to make a form simple: everything written out, over one denominator, multiplied out.

A person would seldom go this way to its end, but it always arrives; the search starts from its lines and shortens it.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivation.rules.shape import key
from derivation.rules.small_change import clean
from derivation.search.moves import EXPANDING, Move, Moves, replaced_above
from derivation.term import Term, replace

ORDER = (
    *("write out", "definition of the function", "e^(ln u) = u", "ln(e^u) = u", "logarithm law", "even function", "odd function"),
    *("negative exponent", "power of an exponential", "power of a power", "power of a product or quotient"),
    *("resolve the double fraction", "multiply the fractions", "cancel a common factor", "negative exponent of an exponential"),
    *("square of a root", "opposite terms cancel", "add the numbers", "collect like terms", "add the exponents"),
    *("sin^2 + cos^2 = 1", "1 - sin^2 = cos^2", "1 - cos^2 = sin^2", "cosh^2 - sinh^2 = 1", "1 + tan^2 = sec^2"),
    *("remove the bracket after the minus", "common denominator", "add the numerators", "sum times difference"),
    *("binomial formula", "multiply out", "sum of logarithms"),
)
"""The rules of the plan; the first that applies anywhere is used at all its places."""

KEEPING_EXPONENTIALS = tuple(name for name in ORDER if name != "negative exponent of an exponential")
"""The same with e^(-u) left as it is, which is shorter where e^u does not occur beside it."""

OUT_OF_BRACKETS_FIRST = ("multiply out", *KEEPING_EXPONENTIALS)
"""Brackets are multiplied out while names still stand for long parts: read backwards, factoring comes last."""

MOST_LINES = 40


def plan(line: Term, moves: Moves, order: tuple[str, ...] = ORDER) -> Iterator[Move]:
    """The lines of the plan from one end, until nothing is left to do."""
    seen = {key(line)}
    for _ in range(MOST_LINES):
        move = _first(line, moves, seen, order)
        if move is None:
            return
        seen.add(key(move.after))
        line = move.after
        yield move


def _first(line: Term, moves: Moves, seen: set[str], order: tuple[str, ...]) -> Move | None:
    places: dict[str, dict[Term, Move]] = {}
    for part in moves.open_parts(line):
        for move in moves.at(part):
            places.setdefault(move.rule.name, {}).setdefault(part, move)
    for name in order:
        found = places.get(name)
        if found:
            changes = {part: move.after for part, move in found.items()}
            raw = (replaced_above if name in EXPANDING else replace)(line, changes)
            if raw.size > 2 * moves.largest:
                continue
            after = clean(raw)
            first = next(iter(found.values()))
            if key(after) not in seen and after.size <= moves.largest:
                return first._replace(after=after)
    return None
