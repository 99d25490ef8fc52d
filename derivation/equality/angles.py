"""Sines and cosines in the kernel field: angles over a basis, the sum formulas, exact values at fractions of pi."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from flint import arb, fmpq, fmpz_poly

from derivation.equality.coordinates import coordinates, fraction_of
from derivation.equality.exponentials import whole_part
from derivation.equality.field import KernelField, Refine
from derivation.equality.kernels import Element, TooLarge
from derivation.equality.roots import number_power, rational_power
from derivation.equality.sizes import first_coefficient
from derivation.term import PI, divide, function, integer

LARGEST_MULTIPLE = 64
"""Largest whole multiple of an angle that is taken apart."""

LARGEST_PART_OF_PI = 120
"""Largest n for which the cosine of pi/n is worked with exactly."""

Pair = tuple[Element, Element]
"""Cosine and sine."""


def cosine_and_sine(field: KernelField, angle: Element) -> Pair:
    turn, rest = _without_pi(field, angle)
    result = _at_part_of_pi(field, turn)
    inverse, rest = _without_inverses(field, rest)
    if inverse is not None:
        result = turned(field, result, inverse)
    if rest[0].is_zero():
        return result
    numbers = coordinates(field, [cosine.about[0] for cosine, _ in field.angles], rest)
    if numbers is None or any(abs(number) > LARGEST_MULTIPLE for number in numbers):
        return turned(field, result, _new_angle(field, rest))
    for (cosine, sine), number in zip(field.angles, numbers, strict=True):
        if number.denominator != 1:
            raise Refine(function("sin", divide(field.term_of(cosine.about[0]), integer(number.denominator))))
        if number:
            unit = (cosine.generator, field.one), (sine.generator, field.one)
            result = turned(field, result, multiple(field, unit, number.numerator))
    return result


def turned(field: KernelField, first: Pair, second: Pair) -> Pair:
    """Cosine and sine of the sum of two angles."""
    if first[0] == field.unit:
        return second
    cosine = field.subtract(field.multiply(first[0], second[0]), field.multiply(first[1], second[1]))
    sine = field.add(field.multiply(first[1], second[0]), field.multiply(first[0], second[1]))
    return cosine, sine


def multiple(field: KernelField, angle: Pair, number: int) -> Pair:
    """Cosine and sine of a whole multiple, by doubling."""
    if number < 0:
        angle, number = (angle[0], field.negate(angle[1])), -number
    result: Pair = (field.unit, field.zero)
    while number:
        if number & 1:
            result = turned(field, result, angle)
        number >>= 1
        if number:
            angle = turned(field, angle, angle)
    return result


def _new_angle(field: KernelField, angle: Element) -> Pair:
    if first_coefficient(angle[0]) < 0:
        cosine, sine = _new_angle(field, field.negate(angle))
        return cosine, field.negate(sine)
    written = field.term_of(angle)
    cosine_kernel = field.new_kernel("cos", (angle,), function("cos", written))
    sine_kernel = field.new_kernel("sin", (angle,), function("sin", written))
    field.relate(sine_kernel, 2, 1 - cosine_kernel.generator**2)
    field.angles.append((cosine_kernel, sine_kernel))
    field.factored.clear()
    return (cosine_kernel.generator, field.one), (sine_kernel.generator, field.one)


# ------------------------------------------------------------------------------------------------------ fractions of pi


def _without_pi(field: KernelField, angle: Element) -> tuple[Fraction, Element]:
    """The rational multiple of pi in an angle, modulo 2, and the rest."""
    found = field.named.get("pi")
    if not found:
        return Fraction(0), angle
    kernel = found[0]
    whole, rest = whole_part(field, angle)
    alone = tuple(int(slot == kernel.slot) for slot in range(len(field.generators)))
    coefficient = fmpq(whole[alone])
    return fraction_of(coefficient) % 2, field.add((whole - kernel.generator * coefficient, field.one), rest)


def _at_part_of_pi(field: KernelField, turn: Fraction) -> Pair:
    """Cosine and sine of a rational multiple of pi."""
    if not turn:
        return field.unit, field.zero
    quarter, rest = divmod(turn, Fraction(1, 2))
    cosine, sine = _in_first_quarter(field, rest)
    for _ in range(int(quarter)):
        cosine, sine = field.negate(sine), cosine
    return cosine, sine


def _in_first_quarter(field: KernelField, turn: Fraction) -> Pair:
    if not turn:
        return field.unit, field.zero
    root = {n: number_power(field, Fraction(n), Fraction(1, 2)) for n in (2, 3) if 12 % turn.denominator == 0}
    half = fmpq(1, 2)
    if turn == Fraction(1, 6):
        return field.scale(root[3], half), field.number(half)
    if turn == Fraction(1, 3):
        return field.number(half), field.scale(root[3], half)
    if turn == Fraction(1, 4):
        return field.scale(root[2], half), field.scale(root[2], half)
    if turn in (Fraction(1, 12), Fraction(5, 12)):
        low, high = (field.number(fmpq(1, 4)) for _ in range(2))
        low = field.multiply(low, field.multiply(root[2], field.subtract(root[3], field.unit)))
        high = field.multiply(high, field.multiply(root[2], field.add(root[3], field.unit)))
        return (high, low) if turn == Fraction(1, 12) else (low, high)
    return _from_unit(field, turn)


def _from_unit(field: KernelField, turn: Fraction) -> Pair:
    """By the algebraic number cos(pi/n), n even, of which every cosine and sine here is a polynomial."""
    parts = turn.denominator * (1 if turn.denominator % 2 == 0 else 2)
    if parts > LARGEST_PART_OF_PI:
        raise TooLarge
    units = field.named.setdefault("unit", [])
    for kernel in units:
        order = int(kernel.about[0][0].leading_coefficient().p)
        if order % parts == 0:
            steps = int(turn * order)
            generator = (kernel.generator, field.one)
            return _chebyshev(field, generator, steps), _chebyshev(field, generator, order // 2 - steps)
    if units:
        parts = lcm(parts, *(int(kernel.about[0][0].leading_coefficient().p) for kernel in units))
        raise Refine(function("cos", divide(PI, integer(parts))))
    kernel = field.new_kernel("unit", (field.number(parts),), function("cos", divide(PI, integer(parts))))
    units.append(kernel)
    lowest = minimal_polynomial(parts)
    lead = lowest[lowest.degree()]
    value = field.nothing
    for exponent in range(lowest.degree()):
        value = value - kernel.generator**exponent * fmpq(lowest[exponent], lead)
    field.relate(kernel, lowest.degree(), value)
    kernel.positive = True
    return _from_unit(field, turn)


def _chebyshev(field: KernelField, cosine: Element, number: int) -> Element:
    """cos(n a) from cos a, for n other than 0."""
    before, now = field.unit, cosine
    for _ in range(abs(number) - 1):
        before, now = now, field.subtract(field.scale(field.multiply(cosine, now), 2), before)
    return now


def minimal_polynomial(parts: int) -> fmpz_poly:
    """The irreducible polynomial of cos(pi/n): the factor of T_n(x) + 1 that vanishes there.

    >>> minimal_polynomial(4)
    2*x^2 + (-1)
    """
    whole = fmpz_poly.chebyshev_t(parts) + 1
    point = (arb.pi() / parts).cos()
    return next(factor for factor, _ in whole.factor()[1] if _value(factor, point).contains(0))


def _value(poly: fmpz_poly, point: arb) -> arb:
    value = arb(0)
    for exponent in reversed(range(poly.degree() + 1)):
        value = value * point + int(poly[exponent])
    return value


# --------------------------------------------------------------------------------------------------- inverse functions


def _without_inverses(field: KernelField, angle: Element) -> tuple[Pair | None, Element]:
    """Cosine and sine of the whole multiples of arcs in an angle: cos(atan u) = 1/sqrt(1 + u^2) and so on."""
    arcs = [kernel for name in ("atan", "asin") for kernel in field.named.get(name, ())]
    if not arcs:
        return None, angle
    whole, rest = whole_part(field, angle)
    result: Pair | None = None
    for kernel in arcs:
        alone = tuple(int(slot == kernel.slot) for slot in range(len(field.generators)))
        coefficient = fmpq(whole[alone]) if whole.degrees()[kernel.slot] else fmpq(0)
        if coefficient and coefficient.q == 1 and abs(coefficient.p) <= LARGEST_MULTIPLE:
            whole = whole - kernel.generator * coefficient
            pair = multiple(field, _of_arc(field, kernel.kind, kernel.about[0]), int(coefficient.p))
            result = pair if result is None else turned(field, result, pair)
    return result, field.add((whole, field.one), rest)


def _of_arc(field: KernelField, name: str, about: Element) -> Pair:
    square = field.multiply(about, about)
    if name == "asin":
        return rational_power(field, field.subtract(field.unit, square), Fraction(1, 2)), about
    size = rational_power(field, field.add(field.unit, square), Fraction(1, 2))
    return field.invert(size), field.divide(about, size)
