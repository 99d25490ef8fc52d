"""How large a power of a polynomial gets, and which coefficient is written first."""

from __future__ import annotations

from flint import fmpq, fmpq_mpoly


def estimate(poly: fmpq_mpoly, exponent: int) -> int:
    """About how many monomials a power has, at most."""
    size = len(poly)
    if size < 2:
        return 1
    by_degree = 1
    for degree in poly.degrees():
        if degree:
            by_degree *= degree * exponent + 1
    by_choice = 1
    for k in range(1, size):
        by_choice = by_choice * (exponent + k) // k
        if by_choice > by_degree:
            return by_degree
    return by_choice


def first_coefficient(poly: fmpq_mpoly) -> fmpq:
    """The coefficient of the monomial that is written first."""
    if len(poly) == 1:
        return poly.leading_coefficient()
    return max(poly.terms(), key=lambda term: tuple(reversed(term[0])))[1]
