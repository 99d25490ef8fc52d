"""Exponentials, logarithms and roots in the kernel field.

e^a is a product of powers of e^b for a basis of exponents over the rational numbers; ln u is a sum of ln|p| over the
factors of u, which is why no sign goes wrong there; u^(p/q), for u >= 0, is a product of powers of |p|.
"""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import fmpq, fmpq_mpoly
from flint.utils.flint_exceptions import DomainError

from derivation.equality.factors import absolute, factors, sign_element, sign_of, sign_of_factor, small_primes
from derivation.equality.field import KernelField, Refine
from derivation.equality.kernels import Element, Kernel, NotConvertible, Nowhere, TooLarge
from derivation.term import E, Term, divide, function, integer, power

LARGEST_UNIT = 10_000
"""Largest denominator of an exponent that is taken apart."""


def fraction_of(number: fmpq) -> Fraction:
    return Fraction(int(number.p), int(number.q))


# -------------------------------------------------------------------------------------------------------- coordinates


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


def _coefficients(field: KernelField, element: Element, common: fmpq_mpoly) -> dict[tuple[int, ...], Fraction]:
    above, below = element
    poly = above if below is common or below == common else field.reduce(above * (common / below))
    return {monomial: fraction_of(coefficient) for monomial, coefficient in poly.terms()}


def solve(rows: list[dict[tuple[int, ...], Fraction]], target: dict[tuple[int, ...], Fraction]) -> list[Fraction] | None:
    """Gauss: the combination of sparse rows that makes the target; the rows are independent.

    >>> solve([{(1,): Fraction(2)}], {(1,): Fraction(3)})
    [Fraction(3, 2)]
    """
    if len(rows) == 1:
        return _proportion(rows[0], target)
    reduced: list[tuple[tuple[int, ...], dict[tuple[int, ...], Fraction], list[Fraction]]] = []
    for index, row in enumerate(rows):
        marks = [Fraction(int(index == k)) for k in range(len(rows))]
        row, marks = _eliminate(row, marks, reduced)
        if row:
            reduced.append((next(iter(row)), row, marks))
    rest, marks = _eliminate(target, [Fraction(0)] * len(rows), reduced)
    return None if rest else [-mark for mark in marks]


def _proportion(row: dict[tuple[int, ...], Fraction], target: dict[tuple[int, ...], Fraction]) -> list[Fraction] | None:
    if row.keys() != target.keys():
        return None
    ratios = {target[key] / row[key] for key in row}
    return list(ratios) if len(ratios) == 1 else None


def _eliminate(
    row: dict[tuple[int, ...], Fraction],
    marks: list[Fraction],
    reduced: list[tuple[tuple[int, ...], dict[tuple[int, ...], Fraction], list[Fraction]]],
) -> tuple[dict[tuple[int, ...], Fraction], list[Fraction]]:
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


# --------------------------------------------------------------------------------------------------------- exponentials


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


def bounded(exponent: int) -> int:
    if abs(exponent) > 2**40:
        raise TooLarge
    return exponent


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
    number, parts = _factors_of(field, element)
    odd = [part for part, exponent in parts if exponent % 2 and sign_of_factor(field, part) is None]
    if not parts and number <= 0:
        raise Nowhere("the logarithm of a number that is not positive")
    total = _number_logarithm(field, abs(number))
    for part, exponent in parts:
        lone = len(odd) == 1 and part is odd[0]
        upright = lone and number > 0
        total = field.add(total, field.scale(_factor_logarithm(field, part, upright), exponent))
    return total


def _factors_of(field: KernelField, element: Element) -> tuple[Fraction, list[tuple[fmpq_mpoly, int]]]:
    above, below = element
    number, parts = factors(field, above)
    if below is field.one:
        return fraction_of(number), parts
    under, others = factors(field, below)
    return fraction_of(number / under), [*parts, *((part, -exponent) for part, exponent in others)]


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
        if kernel.kind == "constant" and kernel.term is E:
            return field.unit
        if kernel.kind == "root" and kernel.value is not None:
            inner = logarithm(field, (kernel.value, field.one))
            return field.scale(inner, fmpq(1, kernel.degree))
        if kernel.kind == "power":
            return logarithm(field, kernel.about[0])
    known = _by_conjugate(field, part)
    if known is not None:
        return known
    inside = field.term_of_poly(part)
    term = function("ln", inside if upright or sign_of_factor(field, part) == 1 else function("abs", inside))
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
    number, parts = _factors_of(field, element)
    total = _number_logarithm(field, abs(number))
    for part, exponent in parts:
        total = field.add(total, field.scale(_factor_logarithm(field, part, False), exponent))
    return total


# ---------------------------------------------------------------------------------------------------------------- roots


def rational_power(field: KernelField, element: Element, exponent: Fraction) -> Element:
    """u^(p/q) for u >= 0 and q > 1."""
    if element[0].is_zero():
        return field.zero
    if exponent.denominator > LARGEST_UNIT:
        raise TooLarge
    number, parts = _factors_of(field, element)
    odd = [part for part, power_ in parts if power_ % 2 and sign_of_factor(field, part) is None]
    for part, power_ in parts:
        if power_ % 2 and sign_of_factor(field, part) == -1:
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
        if kernel.kind == "exp" and exponent.denominator != 1:
            return exponential(field, field.scale(kernel.about[0], fmpq(exponent.numerator, exponent.denominator)))
        if kernel.kind == "root" and kernel.value is not None and exponent.denominator != 1:
            return rational_power_of_root(field, kernel, exponent)
        if kernel.kind == "power" and kernel.about[0][0].is_constant():
            base = fraction_of(kernel.about[0][0].leading_coefficient())
            if exponent.denominator != 1:
                return number_power(field, base, exponent)
    sign = sign_of_factor(field, part)
    if sign is not None:
        return root_power(field, part if sign > 0 else -part, exponent)
    upright = field.multiply(sign_element(field, part), (part, field.one))
    if exponent.denominator == 1:
        return field.power_of(upright, bounded(exponent.numerator))
    return root_power(field, upright[0], exponent)


def rational_power_of_root(field: KernelField, kernel: Kernel, exponent: Fraction) -> Element:
    """A root of a root: (p^(1/n))^(a/b) is p^(a/(nb))."""
    value = kernel.value
    if value is None:
        raise NotConvertible("a root without a radicand")
    return rational_power(field, (value, field.one), exponent / kernel.degree)


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
    kernel.positive = bool(value.is_constant()) or sign_of_factor(field, value, strictly=True) == 1
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
