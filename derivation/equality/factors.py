"""Factors of polynomials in the kernels, and of whole numbers."""

from __future__ import annotations

from math import gcd

from flint import fmpq, fmpq_mpoly, fmpz

from derivation.equality.field import KernelField
from derivation.equality.sizes import first_coefficient

FACTOR_UP_TO = 300
"""Most monomials of a polynomial that is factored; a longer one counts as one factor."""

Factors = tuple[fmpq, list[tuple[fmpq_mpoly, int]]]


def factors(field: KernelField, poly: fmpq_mpoly) -> Factors:
    """A number and the irreducible factors with their powers, each with a positive first coefficient."""
    if poly.is_constant():
        return (poly.leading_coefficient() if not poly.is_zero() else fmpq(0)), []
    for other, found in field.factored:
        if other == poly:
            return found
    found = _factored(field, poly)
    field.factored.append((poly, found))
    return found


def _factored(field: KernelField, poly: fmpq_mpoly) -> Factors:
    if len(poly) == 1:
        number, parts = poly.leading_coefficient(), _of_monomial(field, poly)
    elif _is_prime_at_sight(poly) or len(poly) > FACTOR_UP_TO:
        number, parts = content(poly), [(poly / content(poly), 1)]
    else:
        number, parts = poly.factor()
        parts = [(part, int(exponent)) for part, exponent in parts]
    return _in_standard_form(field, fmpq(number), parts)


def _of_monomial(field: KernelField, poly: fmpq_mpoly) -> list[tuple[fmpq_mpoly, int]]:
    return [(field.generators[slot], int(degree)) for slot, degree in enumerate(poly.degrees()) if degree]


def _is_prime_at_sight(poly: fmpq_mpoly) -> bool:
    """Whether some generator occurs once, alone and to the first power: such a sum has no factors."""
    monomials = poly.monoms()
    for slot, degree in enumerate(poly.degrees()):
        if degree == 1:
            holders = [monomial for monomial in monomials if monomial[slot]]
            if len(holders) == 1 and sum(holders[0]) == 1:
                return True
    return False


def content(poly: fmpq_mpoly) -> fmpq:
    """The number to divide by, so that whole coefficients without common divisor are left, the leading one positive."""
    above, below = 0, 1
    for coefficient in poly.coeffs():
        above = gcd(above, int(coefficient.p))
        below = below * int(coefficient.q) // gcd(below, int(coefficient.q))
    return fmpq(above if poly.leading_coefficient() > 0 else -above, below)


def _in_standard_form(field: KernelField, number: fmpq, parts: list[tuple[fmpq_mpoly, int]]) -> Factors:
    """Powers of sums replaced by the sums, (1 - cos)(1 + cos) by sin^2, signs as they are written."""
    standard: list[tuple[fmpq_mpoly, int]] = []
    for part, exponent in parts:
        kernel = field.by_slot[generator_slot(part)] if len(part) == 1 else None
        if kernel is not None and kernel.kind == "power" and not kernel.about[0][0].is_constant():
            inner, below = factors(field, kernel.about[0][0])
            number = number * inner**exponent
            standard.extend((each, power * exponent) for each, power in below)
        elif first_coefficient(part) < 0:
            number = -number if exponent % 2 else number
            standard.append((-part, exponent))
        else:
            standard.append((part, exponent))
    for cosine, sine in field.angles:
        standard, sign = _pythagoras(standard, cosine.generator, sine.generator)
        number = number * sign
    return number, _merged(standard)


def _merged(parts: list[tuple[fmpq_mpoly, int]]) -> list[tuple[fmpq_mpoly, int]]:
    merged: list[tuple[fmpq_mpoly, int]] = []
    for part, exponent in parts:
        for index, (other, power) in enumerate(merged):
            if other == part:
                merged[index] = (other, power + exponent)
                break
        else:
            merged.append((part, exponent))
    return merged


def _pythagoras(
    parts: list[tuple[fmpq_mpoly, int]], cosine: fmpq_mpoly, sine: fmpq_mpoly
) -> tuple[list[tuple[fmpq_mpoly, int]], int]:
    """cos - 1 and cos + 1 together are -(sin)^2; the second result is the sign."""
    low = next(((part, n) for part, n in parts if part == cosine - 1), None)
    high = next(((part, n) for part, n in parts if part == cosine + 1), None)
    if low is None or high is None:
        return parts, 1
    shared = min(low[1], high[1])
    rest = [(part, n - shared if part in (low[0], high[0]) else n) for part, n in parts]
    return [(part, n) for part, n in rest if n] + [(sine, 2 * shared)], -1 if shared % 2 else 1


def generator_slot(generator: fmpq_mpoly) -> int:
    """The place of the one generator that a polynomial consists of."""
    return next(slot for slot, degree in enumerate(generator.degrees()) if degree)


def small_primes(number: int) -> list[tuple[int, int]]:
    """A natural number as powers of primes; what has no small prime left stays whole."""
    if number.bit_length() <= 64:
        return [(int(prime), int(exponent)) for prime, exponent in fmpz(number).factor()]
    return [(int(prime), int(exponent)) for prime, exponent in fmpz(number).factor_smooth(15)]
