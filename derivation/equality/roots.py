"""Roots in the kernel field: u^(p/q), for u >= 0, as a product of powers of |p| over the factors of u."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import fmpq, fmpq_mpoly
from flint.utils.flint_exceptions import DomainError

from derivation.equality.coordinates import fraction_of
from derivation.equality.factors import factors, small_primes
from derivation.equality.field import KernelField, Refine
from derivation.equality.kernels import Element, Kernel, Nowhere, TooLarge
from derivation.equality.signs import absolute, sign_element, sign_of, sign_of_factor
from derivation.term import Term, divide, function, integer, power

LARGEST_UNIT = 10_000
"""Largest denominator of an exponent that is taken apart."""


def factors_of(field: KernelField, element: Element) -> tuple[Fraction, list[tuple[fmpq_mpoly, int]]]:
    above, below = element
    number, parts = factors(field, above)
    if below is field.one:
        return fraction_of(number), parts
    under, others = factors(field, below)
    return fraction_of(number / under), [*parts, *((part, -exponent) for part, exponent in others)]


def bounded(exponent: int) -> int:
    if abs(exponent) > 2**40:
        raise TooLarge
    return exponent


def rational_power(field: KernelField, element: Element, exponent: Fraction) -> Element:
    """u^(p/q) for u >= 0 and q > 1."""
    if element[0].is_zero():
        return field.zero
    if exponent.denominator > LARGEST_UNIT:
        raise TooLarge
    number, parts = factors_of(field, element)
    odd = [part for part, power_ in parts if power_ % 2 and sign_of_factor(field, part, strictly=False) is None]
    for part, power_ in parts:
        if power_ % 2 and sign_of_factor(field, part, strictly=False) == -1:
            number = -number
    if number < 0 and not odd:
        raise Nowhere("an even root of a negative number")
    result = number_power(field, abs(number), exponent)
    joint = len(odd) > 1 and exponent.denominator == 2
    for part, power_ in parts:
        total = power_ * exponent
        if any(part is each for each in odd):
            if joint:
                half = (total.numerator - 1) // 2
                result = field.multiply(result, absolute_power(field, part, Fraction(half)))
                continue
            if len(odd) == 1:
                value = part if number > 0 else -part
                result = field.multiply(result, root_power(field, value, total))
                continue
        result = field.multiply(result, absolute_power(field, part, total))
    if joint:
        radicand = field.one
        for part in odd:
            radicand = radicand * part
        result = field.multiply(result, root_power(field, radicand if number > 0 else -radicand, Fraction(1, 2)))
    return result


def absolute_power(field: KernelField, part: fmpq_mpoly, exponent: Fraction) -> Element:
    """|p|^(m/n)."""
    if not exponent:
        return field.unit
    if len(part) == 1:
        kernel = field.by_slot[next(slot for slot, degree in enumerate(part.degrees()) if degree)]
        if kernel.kind == "sign":
            return field.unit
        if kernel.kind == "exp" and exponent.denominator != 1:
            from derivation.equality.exponentials import exponential

            return exponential(field, field.scale(kernel.about[0], fmpq(exponent.numerator, exponent.denominator)))
        if kernel.kind == "root" and kernel.value is not None and exponent.denominator != 1:
            return rational_power(field, (kernel.value, field.one), exponent / kernel.degree)  # (p^(1/n))^(a/b) is p^(a/(nb))
        if kernel.kind == "power" and kernel.about[0][0].is_constant() and exponent.denominator != 1:
            return number_power(field, fraction_of(kernel.about[0][0].leading_coefficient()), exponent)
    sign = sign_of_factor(field, part, strictly=False)
    if sign is not None:
        return root_power(field, part if sign > 0 else -part, exponent)
    upright = field.multiply(sign_element(field, part), (part, field.one))
    if exponent.denominator == 1:
        return field.power_of(upright, bounded(exponent.numerator))
    return root_power(field, upright[0], exponent)


def root_power(field: KernelField, value: fmpq_mpoly, exponent: Fraction) -> Element:
    """v^(m/n) for a polynomial v >= 0 without squares."""
    if exponent.denominator == 1:
        return field.power_of((value, field.one), bounded(exponent.numerator))
    whole, rest = divmod(exponent.numerator, exponent.denominator)
    if exponent.denominator == 2:
        simple = _denested(field, value)
        if simple is not None:
            return field.multiply(simple, field.power_of((value, field.one), bounded(whole)))
    kernel, index = _root_kernel(field, value, exponent.denominator)
    root = field.power((kernel.generator, field.one), rest * index // exponent.denominator)
    return field.multiply(root, field.power_of((value, field.one), bounded(whole))) if whole else root


def _denested(field: KernelField, value: fmpq_mpoly) -> Element | None:
    """sqrt(a + b r) is |sqrt((a + d)/2) + sign(b) sqrt((a - d)/2)| where a^2 - b^2 r^2 is a square d^2."""
    degrees = value.degrees()
    for kernel in field.algebraic:
        if kernel.kind == "root" and kernel.degree == 2 and degrees[kernel.slot] == 1 and kernel.value is not None:
            parts = field.by_powers(value, kernel.slot)
            plain, with_root = parts.get(0, field.nothing), parts[1]
            square = field.reduce(plain**2 - with_root**2 * kernel.value)
            root = square_root(square)
            if root is None or root.degrees()[kernel.slot]:
                return None
            half = fmpq(1, 2)
            first = rational_power(field, ((plain + root) * half, field.one), Fraction(1, 2))
            second = rational_power(field, ((plain - root) * half, field.one), Fraction(1, 2))
            both = field.add(first, field.multiply(sign_of(field, (with_root, field.one)), second))
            return absolute(field, both)
    return None


def square_root(poly: fmpq_mpoly) -> fmpq_mpoly | None:
    """The polynomial whose square this is, or None."""
    try:
        return poly.sqrt()
    except (ValueError, DomainError):
        return None


def _root_kernel(field: KernelField, value: fmpq_mpoly, order: int) -> tuple[Kernel, int]:
    """A kernel v^(1/n) with n a multiple of the order."""
    found = [kernel for kernel in field.named.get("root", ()) if kernel.about[0][0] == value]
    orders = [int(kernel.about[1][0].leading_coefficient().p) for kernel in found]
    for kernel, index in zip(found, orders, strict=True):
        if index % order == 0:
            return kernel, index
    index = lcm(order, *orders)
    inside = field.term_of_poly(value)
    if found:
        raise Refine(root_term(inside, index))
    kernel = field.new_kernel("root", ((value, field.one), field.number(index)), root_term(inside, index))
    field.named.setdefault("root", []).append(kernel)
    field.relate(kernel, index, value)
    kernel.positive = bool(value.is_constant()) or sign_of_factor(field, value) == 1
    return kernel, index


def root_term(inside: Term, index: int) -> Term:
    return function("sqrt", inside) if index == 2 else power(inside, divide(integer(1), integer(index)))


def number_power(field: KernelField, number: Fraction, exponent: Fraction) -> Element:
    """A positive number to a rational power, by its primes."""
    result = field.unit
    for whole, sign in ((number.numerator, 1), (number.denominator, -1)):
        for prime, power_ in small_primes(whole) if whole > 1 else ():
            total = exponent * power_ * sign
            part = root_power(field, field.ring.constant(prime), total)
            result = field.multiply(result, part)
    return result
