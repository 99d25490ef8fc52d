"""Nested maxima, minima and cases as one list of regions, from left to right, with the formula that holds in each."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from derivation.context import Context
from derivation.equality import compare
from derivation.joints import MOST_JOINTS, borders, formula_at, root_of
from derivation.term import Term, logic, piecewise, postorder, rational, relation

BY_CASES = frozenset(("max", "min", "abs", "sign", "heaviside"))


def by_regions(body: Term, context: Context) -> Term | None:
    """A nested maximum or minimum of the variable alone, written by regions; None for others, or where it is not proved.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> text(by_regions(read("max(-1, min(1, x))").term, Context()))
    'piecewise(-1, x <= -1; x, x > -1 and x <= 1; 1, x > 1)'
    """
    if not _is_nested(body) or body.free - {context.variable}:
        return None
    points = _points(body, context)
    if not points or len(points) > MOST_JOINTS:
        return None
    samples = [points[0] - 1, *((left + right) / 2 for left, right in pairwise(points)), points[-1] + 1]
    formulas = [formula_at(body, sample, context) for sample in samples]
    if None in formulas:
        return None
    found = _joined([each for each in formulas if each is not None], points, context.variable)
    return found if compare(body, found, context).status == "equal" else None


def _is_nested(body: Term) -> bool:
    if body.op != "function" or body.value not in ("max", "min"):
        return False
    return any(_has_cases(each) for each in postorder(*body.args))


def _has_cases(node: Term) -> bool:
    return node.op == "piecewise" or (node.op == "function" and node.value in BY_CASES)


def _points(body: Term, context: Context) -> list[Fraction]:
    """Where the formula may change; none where one of these places cannot be found, or where they are too many."""
    found: set[Fraction] = set()
    for border in borders(body):
        point = root_of(border, context)
        if point is None or len(found) > MOST_JOINTS:
            return []
        found.add(point)
    return sorted(found)


def _joined(formulas: list[Term], points: list[Fraction], x: Term) -> Term:
    """Neighbours with the same formula are one region."""
    ends: list[Fraction | None] = [*points, None]
    pieces: list[tuple[Term, Term]] = []
    left: Fraction | None = None
    for number, (formula, right) in enumerate(zip(formulas, ends, strict=True)):
        if number + 1 < len(formulas) and formulas[number + 1] is formula:
            continue
        pieces.append((formula, _between(left, right, x)))
        left = right
    return piecewise(*pieces) if len(pieces) > 1 else formulas[0]


def _between(left: Fraction | None, right: Fraction | None, x: Term) -> Term:
    above = relation(">", x, rational(left)) if left is not None else None
    below = relation("<=", x, rational(right)) if right is not None else None
    if above is not None and below is not None:
        return logic("and", above, below)
    assert above is not None or below is not None
    return above if above is not None else below  # type: ignore[return-value]
