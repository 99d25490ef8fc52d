"""The pieces into which the real roots of polynomials in one variable cut the line."""

from __future__ import annotations

from flint import arb, ctx, fmpq, fmpq_mpoly

from derivation.equality.factors import univariate


def real_roots(polys: list[fmpq_mpoly], slot: int) -> list[arb]:
    """The real roots of irreducible polynomials in one generator, in order, in balls that do not meet."""
    for precision in (64, 256, 1024):
        before, ctx.prec = ctx.prec, precision
        try:
            roots = [root.real for poly in polys for root, _ in univariate(poly, slot).complex_roots() if root.imag.contains(0)]
        finally:
            ctx.prec = before
        roots.sort(key=lambda ball: float(ball.mid()))
        if all(one < other for one, other in zip(roots, roots[1:], strict=False)):
            return roots
    raise ArithmeticError("roots too close to tell apart")


def points_between_roots(polys: list[fmpq_mpoly], slot: int) -> list[fmpq]:
    """A rational number in every open piece of the line between the roots."""
    roots = real_roots(polys, slot)
    if not roots:
        return [fmpq(0)]
    ends = [_rational(root) for root in roots]
    inner = [(one + other) / 2 for one, other in zip(ends, ends[1:], strict=False)]
    return [ends[0] - 1, *inner, ends[-1] + 1]


def _rational(ball: arb) -> fmpq:
    mantissa, exponent = ball.mid().man_exp()
    return fmpq(int(mantissa)) * fmpq(2) ** int(exponent)
