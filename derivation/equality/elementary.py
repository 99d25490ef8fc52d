"""The elementary functions in the kernel field: one row for each that has no formula in others."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb, fmpq

from derivation.equality.angles import cosine_and_sine
from derivation.equality.balls import NoValue, Outside, TooWide, evaluate
from derivation.equality.exponentials import general_power, logarithm
from derivation.equality.field import KernelField
from derivation.equality.kernels import Element, Nowhere
from derivation.equality.roots import rational_power
from derivation.equality.signs import absolute, sign_of
from derivation.term import PI, function


def inverted(field: KernelField, element: Element) -> Element:
    if field.is_zero(element):
        raise Nowhere("a division by 0")
    return field.invert(element)


def ln(field: KernelField, u: Element) -> Element:
    field.require("positive", u)
    return logarithm(field, u)


def _sqrt(field: KernelField, u: Element) -> Element:
    field.require("nonnegative", u)
    return rational_power(field, u, Fraction(1, 2))


def _root(field: KernelField, u: Element, order: Element) -> Element:
    number = field.number_in(order)
    if number is None or number.denominator != 1 or number < 1:
        field.require("positive", u)
        return general_power(field, u, inverted(field, order))
    if number == 1:
        return u
    if number % 2 == 0:
        field.require("nonnegative", u)
        return rational_power(field, u, 1 / number)
    sign = sign_of(field, u)
    return field.multiply(sign, rational_power(field, field.multiply(sign, u), 1 / number))


def ratio(field: KernelField, above: Element, below: Element) -> Element:
    field.require("nonzero", below)
    return field.multiply(above, inverted(field, below))


def _asin(field: KernelField, u: Element) -> Element:
    field.require("nonnegative", field.subtract(field.unit, u))
    field.require("nonnegative", field.add(field.unit, u))
    exact = _arc_of_number(field, "asin", u)
    return exact if exact is not None else field.odd("asin", u)


def _half_pi(field: KernelField) -> Element:
    return field.scale(field.opaque("pi", (), PI, positive=True), fmpq(1, 2))


def _atan(field: KernelField, u: Element) -> Element:
    """atan(1/u) = sign(u) pi/2 - atan(u), where atan(u) is already there."""
    exact = _arc_of_number(field, "atan", u)
    if exact is not None:
        return exact
    for kernel in field.named.get("atan", ()):
        product = field.multiply(kernel.about[0], u)
        for sign in (1, -1):
            if field.same(product, field.number(sign)):
                turn = field.multiply(sign_of(field, u), _half_pi(field))
                arc = (kernel.generator, field.one)
                return field.add(turn, field.scale(arc, -sign))
    return field.odd("atan", u)


def _acot(field: KernelField, u: Element) -> Element:
    field.require("nonzero", u)
    return field.subtract(field.multiply(sign_of(field, u), _half_pi(field)), _atan(field, u))


def _arc_of_number(field: KernelField, name: str, u: Element) -> Element | None:
    """The arc of a number where it is a simple part of pi: asin(1/2) = pi/6."""
    if u[0].is_zero():
        return field.zero
    term = field.term_of(u) if field.number_in(u) is not None or not _has_symbols(field, u) else None
    if term is None:
        return None
    try:
        parts = (evaluate(function(name, term), {}, 64) * 12 / arb.pi()).unique_fmpz()
    except (NoValue, Outside, TooWide):
        return None
    if parts is None:
        return None
    angle = field.scale(_half_pi(field), fmpq(int(parts), 6))
    cosine, sine = cosine_and_sine(field, angle)
    target = sine if name == "asin" else field.divide(sine, cosine)
    return angle if field.same(target, u) else None


def _has_symbols(field: KernelField, element: Element) -> bool:
    slots = {slot for poly in element for slot, degree in enumerate(poly.degrees()) if degree}
    return any(field.by_slot[slot].term.free for slot in slots)


def _sign(field: KernelField, u: Element) -> Element:
    if u[0].is_zero():
        return field.zero
    field.require("nonzero", u)
    return sign_of(field, u)


def _extreme(sign: int) -> Callable[..., Element]:
    """max(u, v) = (u + v + |u - v|)/2."""

    def rule(field: KernelField, *values: Element) -> Element:
        total = values[0]
        for value in values[1:]:
            gap = absolute(field, field.subtract(total, value))
            both = field.add(total, value)
            total = field.scale(field.add(both, field.scale(gap, sign)), fmpq(1, 2))
        return total

    return rule


def _heaviside(field: KernelField, u: Element) -> Element:
    return field.scale(field.add(field.unit, _sign(field, u)), fmpq(1, 2))


ELEMENTARY: dict[tuple[str, int], Callable[..., Element]] = {
    ("ln", 1): ln,
    ("log", 1): ln,
    ("sqrt", 1): _sqrt,
    ("root", 2): _root,
    ("sin", 1): lambda field, u: cosine_and_sine(field, u)[1],
    ("cos", 1): lambda field, u: cosine_and_sine(field, u)[0],
    ("asin", 1): _asin,
    ("atan", 1): _atan,
    ("acot", 1): _acot,
    ("abs", 1): absolute,
    ("sign", 1): _sign,
    ("heaviside", 1): _heaviside,
    **{("max", count): _extreme(1) for count in range(1, 9)},
    **{("min", count): _extreme(-1) for count in range(1, 9)},
}
