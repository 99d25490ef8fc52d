"""The elementary functions in the kernel field: one row each."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from flint import arb, fmpq

from derivation.equality.angles import cosine_and_sine
from derivation.equality.balls import NoValue, Outside, TooWide, evaluate
from derivation.equality.exponentials import exponential, general_power, logarithm
from derivation.equality.field import KernelField
from derivation.equality.kernels import Element, Nowhere
from derivation.equality.roots import number_power, rational_power
from derivation.equality.signs import absolute, sign_of
from derivation.term import PI, function


def inverted(field: KernelField, element: Element) -> Element:
    if field.is_zero(element):
        raise Nowhere("a division by 0")
    return field.invert(element)


def ln(field: KernelField, u: Element) -> Element:
    field.require("positive", u)
    return logarithm(field, u)


def _log(field: KernelField, u: Element, base: Element) -> Element:
    below = ln(field, base)
    field.require("nonzero", below)
    return field.multiply(ln(field, u), inverted(field, below))


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


def _tan(field: KernelField, u: Element) -> Element:
    cosine, sine = cosine_and_sine(field, u)
    return ratio(field, sine, cosine)


def _cot(field: KernelField, u: Element) -> Element:
    cosine, sine = cosine_and_sine(field, u)
    return ratio(field, cosine, sine)


def ratio(field: KernelField, above: Element, below: Element) -> Element:
    field.require("nonzero", below)
    return field.multiply(above, inverted(field, below))


def _hyperbolic(field: KernelField, u: Element) -> tuple[Element, Element]:
    """Twice the hyperbolic cosine and sine."""
    up = exponential(field, u)
    down = field.invert(up)
    return field.add(up, down), field.subtract(up, down)


def _sinh(field: KernelField, u: Element) -> Element:
    return field.scale(_hyperbolic(field, u)[1], fmpq(1, 2))


def _cosh(field: KernelField, u: Element) -> Element:
    return field.scale(_hyperbolic(field, u)[0], fmpq(1, 2))


def _tanh(field: KernelField, u: Element) -> Element:
    twice_cosh, twice_sinh = _hyperbolic(field, u)
    return field.divide(twice_sinh, twice_cosh)


def _coth(field: KernelField, u: Element) -> Element:
    twice_cosh, twice_sinh = _hyperbolic(field, u)
    return ratio(field, twice_cosh, twice_sinh)


def _sech(field: KernelField, u: Element) -> Element:
    return field.divide(field.number(2), _hyperbolic(field, u)[0])


def _csch(field: KernelField, u: Element) -> Element:
    return ratio(field, field.number(2), _hyperbolic(field, u)[1])


def _asinh(field: KernelField, u: Element) -> Element:
    square = field.multiply(u, u)
    size = rational_power(field, field.add(square, field.unit), Fraction(1, 2))
    return logarithm(field, field.add(u, size))


def _acosh(field: KernelField, u: Element) -> Element:
    below, above = field.subtract(u, field.unit), field.add(u, field.unit)
    field.require("nonnegative", below)
    half = Fraction(1, 2)
    size = field.multiply(rational_power(field, below, half), rational_power(field, above, half))
    return logarithm(field, field.add(u, size))


def _atanh(field: KernelField, u: Element) -> Element:
    above, below = field.add(field.unit, u), field.subtract(field.unit, u)
    field.require("positive", above)
    field.require("positive", below)
    return field.scale(field.subtract(logarithm(field, above), logarithm(field, below)), fmpq(1, 2))


def _of_inverse(rule: Callable[[KernelField, Element], Element]) -> Callable[[KernelField, Element], Element]:
    def inner(field: KernelField, u: Element) -> Element:
        field.require("nonzero", u)
        return rule(field, inverted(field, u))

    return inner


def _asin(field: KernelField, u: Element) -> Element:
    field.require("nonnegative", field.subtract(field.unit, u))
    field.require("nonnegative", field.add(field.unit, u))
    exact = _arc_of_number(field, "asin", u)
    return exact if exact is not None else field.odd("asin", u)


def _half_pi(field: KernelField) -> Element:
    return field.scale(field.opaque("pi", (), PI, positive=True), fmpq(1, 2))


def _acos(field: KernelField, u: Element) -> Element:
    return field.subtract(_half_pi(field), _asin(field, u))


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


def _square_root(field: KernelField, number: int, with_pi: bool) -> Element:
    root = number_power(field, Fraction(number), Fraction(1, 2))
    if not with_pi:
        return root
    return field.multiply(root, rational_power(field, field.opaque("pi", (), PI, positive=True), Fraction(1, 2)))


def _normal(field: KernelField, u: Element) -> Element:
    bell = exponential(field, field.scale(field.multiply(u, u), fmpq(-1, 2)))
    return field.divide(bell, _square_root(field, 2, with_pi=True))


def _normal_share(field: KernelField, u: Element) -> Element:
    error = field.odd("erf", field.divide(u, _square_root(field, 2, with_pi=False)))
    return field.scale(field.add(field.unit, error), fmpq(1, 2))


ELEMENTARY: dict[tuple[str, int], Callable[..., Element]] = {
    ("exp", 1): exponential,
    ("ln", 1): ln,
    ("log", 1): ln,
    ("log", 2): _log,
    ("sqrt", 1): _sqrt,
    ("root", 2): _root,
    ("sin", 1): lambda field, u: cosine_and_sine(field, u)[1],
    ("cos", 1): lambda field, u: cosine_and_sine(field, u)[0],
    ("tan", 1): _tan,
    ("cot", 1): _cot,
    ("sec", 1): lambda field, u: ratio(field, field.unit, cosine_and_sine(field, u)[0]),
    ("csc", 1): lambda field, u: ratio(field, field.unit, cosine_and_sine(field, u)[1]),
    ("asin", 1): _asin,
    ("acos", 1): _acos,
    ("atan", 1): _atan,
    ("acot", 1): _acot,
    ("asec", 1): _of_inverse(_acos),
    ("acsc", 1): _of_inverse(_asin),
    ("sinh", 1): _sinh,
    ("cosh", 1): _cosh,
    ("tanh", 1): _tanh,
    ("coth", 1): _coth,
    ("sech", 1): _sech,
    ("csch", 1): _csch,
    ("asinh", 1): _asinh,
    ("acosh", 1): _acosh,
    ("atanh", 1): _atanh,
    ("acoth", 1): _of_inverse(_atanh),
    ("asech", 1): _of_inverse(_acosh),
    ("acsch", 1): _of_inverse(_asinh),
    ("abs", 1): absolute,
    ("sign", 1): _sign,
    ("heaviside", 1): _heaviside,
    ("erfc", 1): lambda field, u: field.subtract(field.unit, field.odd("erf", u)),
    ("Phi", 1): _normal_share,
    ("phi", 1): _normal,
    **{("max", count): _extreme(1) for count in range(1, 9)},
    **{("min", count): _extreme(-1) for count in range(1, 9)},
}
