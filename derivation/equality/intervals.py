"""The pieces into which the real roots of polynomials in one variable cut the line."""

from __future__ import annotations

from itertools import pairwise
from math import gcd

from flint import acb, arb, ctx, fmpq, fmpq_mpoly, fmpz_poly


def univariate(poly: fmpq_mpoly, slot: int) -> fmpz_poly:
    """A polynomial in one generator, times a positive number that makes its coefficients whole."""
    below = 1
    for coefficient in poly.coeffs():
        below = below * int(coefficient.q) // gcd(below, int(coefficient.q))
    dense = [0] * (int(poly.degrees()[slot]) + 1)
    for monomial, coefficient in poly.terms():
        dense[monomial[slot]] = int((coefficient * below).p)
    return fmpz_poly(dense)


def real_roots(polys: list[fmpq_mpoly], slot: int) -> list[arb]:
    """The real roots of irreducible polynomials in one generator, in order, in balls that do not meet."""
    for precision in (64, 256, 1024):
        before, ctx.prec = ctx.prec, precision
        try:
            roots = [root for poly in polys for root in real_parts(univariate(poly, slot))]
        finally:
            ctx.prec = before
        roots.sort(key=lambda ball: float(ball.mid()))
        if all(one < other for one, other in pairwise(roots)):
            return roots
    raise ArithmeticError("roots too close to tell apart")


def real_parts(poly: fmpz_poly) -> list[arb]:
    """The real roots of a polynomial without multiple roots; FLINT separates them from the others."""
    found: list[tuple[acb, int]] = poly.complex_roots()  # type: ignore[assignment]
    return [root.real for root, _ in found if root.imag.contains(0)]


def points_between_roots(polys: list[fmpq_mpoly], slot: int) -> list[fmpq]:
    """A rational number in every open piece of the line between the roots."""
    roots = real_roots(polys, slot)
    if not roots:
        return [fmpq(0)]
    ends = [_ends(root) for root in roots]
    inner = [(above + below) / 2 for (_, above), (below, _) in pairwise(ends)]
    return [ends[0][0] - 1, *inner, ends[-1][1] + 1]


def _ends(ball: arb) -> tuple[fmpq, fmpq]:
    """The numbers between which a ball lies; its middle says nothing of where a root as large as 10^40 is to the next unit."""
    middle, radius = _rational(ball.mid()), _rational(ball.rad())
    return middle - radius, middle + radius


def _rational(exact: arb) -> fmpq:
    mantissa, exponent = exact.man_exp()
    return fmpq(int(mantissa)) * fmpq(2) ** int(exponent)
