"""Exponentials and logarithms in the kernel field.

e^a is a product of powers of e^b for a basis of exponents over the rational numbers; ln u is a sum of ln|p| over the
factors of u, which is why no sign goes wrong there.
"""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from derivation.equality.coordinates import coordinates, fraction_of
from derivation.equality.factors import small_primes
from derivation.equality.field import KernelField, Refine
from derivation.equality.kernels import Element, Kernel, Nowhere, TooLarge
from derivation.equality.roots import LARGEST_UNIT, absolute_power, bounded, factors_of, number_power, rational_power
from derivation.equality.signs import sign_of_factor
from derivation.term import E, divide, function, integer, power


def exponential(field: KernelField, exponent: Element) -> Element:
    """e to an element."""
    result, rest = _without_logarithms(field, exponent)
    if rest[0].is_zero():
        return result
    basis = [kernel.about[0] for kernel in field.exponentials]
    found = coordinates(field, basis, rest)
    if found is None:
        kernel = field.new_kernel("exp", (rest,), power(E, field.term_of(rest)))
        kernel.positive = True
        field.exponentials.append(kernel)
        return field.multiply(result, (kernel.generator, field.one))
    for kernel, number in zip(field.exponentials, found, strict=True):
        if number.denominator != 1:
            if number.denominator > LARGEST_UNIT:
                raise TooLarge
            raise Refine(function("exp", divide(field.term_of(kernel.about[0]), integer(number.denominator))))
    for kernel, number in zip(field.exponentials, found, strict=True):
        if number:
            result = field.multiply(result, field.power((kernel.generator, field.one), bounded(number.numerator)))
    return result


def _without_logarithms(field: KernelField, exponent: Element) -> tuple[Element, Element]:
    """e^(n ln|p| + rest) is |p|^n e^rest, and e^(n W(u)) is (u/W(u))^n."""
    logarithms = [*field.named.get("ln", ()), *field.named.get("lambertw", ())]
    if not logarithms:
        return field.unit, exponent
    whole, rest = whole_part(field, exponent)
    result = field.unit
    for kernel in logarithms:
        alone = tuple(int(slot == kernel.slot) for slot in range(len(field.generators)))
        coefficient = whole[alone] if whole.degrees()[kernel.slot] else None
        if coefficient:
            number = fraction_of(fmpq(coefficient))
            if kernel.kind == "lambertw" and number.denominator != 1:
                continue
            whole = whole - kernel.generator * coefficient
            result = field.multiply(result, _undone(field, kernel, number))
    return result, field.add((whole, field.one), rest)


def whole_part(field: KernelField, element: Element) -> tuple[fmpq_mpoly, Element]:
    """A polynomial and a fraction that add up to the element: (m - n)/n is -1 + m/n."""
    above, below = element
    if below is field.one:
        return above, field.zero
    whole, rest = divmod(above, below)
    return whole, field.fraction(rest, below)


def _undone(field: KernelField, kernel: Kernel, number: Fraction) -> Element:
    if kernel.kind == "lambertw":
        ratio = field.divide(kernel.about[0], (kernel.generator, field.one))
        return field.power_of(ratio, bounded(number.numerator))
    poly = kernel.about[0][0]
    if poly.is_constant():
        return number_power(field, fraction_of(poly.leading_coefficient()), number)
    return absolute_power(field, poly, number)


# ----------------------------------------------------------------------------------------------------------- logarithms


def logarithm(field: KernelField, element: Element) -> Element:
    """The logarithm of an element that is greater than 0."""
    number, parts = factors_of(field, element)
    odd = [part for part, exponent in parts if exponent % 2 and sign_of_factor(field, part, strictly=False) is None]
    if not parts and number <= 0:
        raise Nowhere("the logarithm of a number that is not positive")
    total = _number_logarithm(field, abs(number))
    for part, exponent in parts:
        lone = len(odd) == 1 and part is odd[0]
        upright = lone and number > 0
        total = field.add(total, field.scale(_factor_logarithm(field, part, upright), exponent))
    return total


def _number_logarithm(field: KernelField, number: Fraction) -> Element:
    total = field.zero
    for whole, sign in ((number.numerator, 1), (number.denominator, -1)):
        for prime, exponent in small_primes(whole) if whole > 1 else ():
            about = field.number(prime)
            term = function("ln", integer(prime))
            total = field.add(total, field.scale(field.opaque("ln", (about,), term, positive=True), sign * exponent))
    return total


def _factor_logarithm(field: KernelField, part: fmpq_mpoly, upright: bool) -> Element:
    if len(part) == 1:
        kernel = field.by_slot[next(slot for slot, degree in enumerate(part.degrees()) if degree)]
        if kernel.kind == "exp":
            return kernel.about[0]
        if kernel.kind == "sign":
            return field.zero
        if kernel.kind == "root" and kernel.value is not None:
            inner = logarithm(field, (kernel.value, field.one))
            return field.scale(inner, fmpq(1, kernel.degree))
        if kernel.kind == "power":
            return logarithm(field, kernel.about[0])
    known = _by_conjugate(field, part)
    if known is not None:
        return known
    inside = field.term_of_poly(part)
    term = function("ln", inside if upright or sign_of_factor(field, part, strictly=False) == 1 else function("abs", inside))
    return field.opaque("ln", ((part, field.one),), term)


def _by_conjugate(field: KernelField, part: fmpq_mpoly) -> Element | None:
    """ln|a + b r| from ln|a - b r|, where that is known: their product has no root in it."""
    degrees = part.degrees()
    for kernel in field.algebraic:
        if kernel.kind == "root" and kernel.degree == 2 and degrees[kernel.slot] == 1 and kernel.value is not None:
            pieces = field.by_powers(part, kernel.slot)
            plain, with_root = pieces.get(0, field.nothing), pieces[1]
            conjugate = plain - with_root * kernel.generator
            for sign in (conjugate, -conjugate):
                for known in field.named.get("ln", ()):
                    if known.about[0][0] == sign:
                        product = field.reduce(part * sign)
                        size = logarithm_of_size(field, (product, field.one))
                        return field.subtract(size, (known.generator, field.one))
            return None
    return None


def logarithm_of_size(field: KernelField, element: Element) -> Element:
    """ln|u|."""
    number, parts = factors_of(field, element)
    total = _number_logarithm(field, abs(number))
    for part, exponent in parts:
        total = field.add(total, field.scale(_factor_logarithm(field, part, False), exponent))
    return total


# --------------------------------------------------------------------------------------------------- powers of any kind


def general_power(field: KernelField, base: Element, exponent: Element) -> Element:
    """b^(q + a) is b^q e^(a ln b), for b > 0."""
    if base[0].is_zero():
        field.require("positive", exponent)
        return field.zero
    whole, rest = whole_part(field, exponent)
    coefficient = fmpq(whole[(0,) * len(field.generators)])
    constant = Fraction(int(coefficient.p), int(coefficient.q))
    changing = field.add((whole - coefficient, field.one), rest)
    result = exponential(field, field.multiply(changing, logarithm(field, base)))
    if not constant:
        return result
    if constant.denominator == 1:
        return field.multiply(result, field.power_of(base, constant.numerator))
    return field.multiply(result, rational_power(field, base, constant))
