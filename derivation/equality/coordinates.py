"""Linear algebra over the rational numbers among elements: which multiples of some add up to another."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from derivation.equality.field import KernelField
from derivation.equality.kernels import Element

Row = dict[tuple[int, ...], Fraction]


def fraction_of(number: fmpq) -> Fraction:
    return Fraction(int(number.p), int(number.q))


def coordinates(field: KernelField, basis: list[Element], element: Element) -> list[Fraction] | None:
    """The rational numbers with which the basis elements add up to the element, or None."""
    if not basis:
        return None
    common = element[1]
    for _, below in basis:
        if below is not common and below != common:
            common = common * (below / common.gcd(below))
    rows = [_coefficients(field, one, common) for one in [*basis, element]]
    return solve(rows[:-1], rows[-1])


def _coefficients(field: KernelField, element: Element, common: fmpq_mpoly) -> Row:
    above, below = element
    poly = above if below is common or below == common else field.reduce(above * (common / below))
    return {monomial: fraction_of(coefficient) for monomial, coefficient in poly.terms()}


def solve(rows: list[Row], target: Row) -> list[Fraction] | None:
    """Gauss: the combination of sparse rows that makes the target; the rows are independent.

    >>> solve([{(1,): Fraction(2)}], {(1,): Fraction(3)})
    [Fraction(3, 2)]
    """
    if len(rows) == 1:
        return _proportion(rows[0], target)
    reduced: list[tuple[tuple[int, ...], Row, list[Fraction]]] = []
    for index, row in enumerate(rows):
        marks = [Fraction(int(index == k)) for k in range(len(rows))]
        row, marks = _eliminate(row, marks, reduced)
        if row:
            reduced.append((next(iter(row)), row, marks))
    rest, marks = _eliminate(target, [Fraction(0)] * len(rows), reduced)
    return None if rest else [-mark for mark in marks]


def _proportion(row: Row, target: Row) -> list[Fraction] | None:
    if row.keys() != target.keys():
        return None
    ratios = {target[key] / row[key] for key in row}
    return list(ratios) if len(ratios) == 1 else None


def _eliminate(
    row: Row,
    marks: list[Fraction],
    reduced: list[tuple[tuple[int, ...], Row, list[Fraction]]],
) -> tuple[Row, list[Fraction]]:
    row = dict(row)
    for pivot, other, others in reduced:
        if pivot in row:
            factor = row[pivot] / other[pivot]
            for key, value in other.items():
                left = row.get(key, Fraction(0)) - factor * value
                if left:
                    row[key] = left
                else:
                    row.pop(key, None)
            marks = [mark - factor * each for mark, each in zip(marks, others, strict=True)]
    return row, marks
