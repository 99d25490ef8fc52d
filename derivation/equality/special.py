"""Gamma functions and their kin in the kernel field, by the relations that lead from one to the next."""

from __future__ import annotations

from collections.abc import Callable

from derivation.equality.elementary import inverted, ln, ratio
from derivation.equality.exponentials import exponential, general_power
from derivation.equality.field import KernelField
from derivation.equality.kernels import Element
from derivation.equality.poles import keep_clear_of_poles
from derivation.term import function


def _gamma(field: KernelField, u: Element) -> Element:
    """Gamma(v + n) = v (v + 1) ... (v + n - 1) Gamma(v)."""
    keep_clear_of_poles(field, u)
    number = field.number_in(u)
    if number is not None and number.denominator == 1 and 0 < number <= 40:
        product = 1
        for factor in range(2, int(number)):
            product *= factor
        return field.number(product)
    for kernel in field.named.get("gamma()", ()):
        gap = field.number_in(field.subtract(u, kernel.about[0]))
        if gap is not None and gap.denominator == 1 and abs(gap) <= 20:
            value = (kernel.generator, field.one)
            lower, count = (kernel.about[0], int(gap)) if gap > 0 else (u, -int(gap))
            for step in range(count):
                factor_ = field.add(lower, field.number(step))
                value = field.multiply(value, factor_ if gap > 0 else inverted(field, factor_))
            return value
    return field.opaque("gamma()", (u,), function("gamma", field.term_of(u)))


def _digamma(field: KernelField, u: Element) -> Element:
    keep_clear_of_poles(field, u)
    for kernel in field.named.get("digamma()", ()):
        gap = field.number_in(field.subtract(u, kernel.about[0]))
        if gap is not None and gap.denominator == 1 and abs(gap) <= 20:
            value = (kernel.generator, field.one)
            lower, count = (kernel.about[0], int(gap)) if gap > 0 else (u, -int(gap))
            for step in range(count):
                share = inverted(field, field.add(lower, field.number(step)))
                value = field.add(value, share if gap > 0 else field.negate(share))
            return value
    return field.opaque("digamma()", (u,), function("digamma", field.term_of(u)))


def _polygamma(field: KernelField, n: Element, u: Element) -> Element:
    if n[0].is_zero():
        return _digamma(field, u)
    keep_clear_of_poles(field, u)
    return field.opaque("polygamma()", (n, u), function("polygamma", field.term_of(n), field.term_of(u)))


def _logarithmic_integral(field: KernelField, u: Element) -> Element:
    inner = ln(field, u)
    field.require("nonzero", inner)
    return field.opaque("Ei()", (inner,), function("Ei", field.term_of(inner)))


def _e1(field: KernelField, u: Element) -> Element:
    field.require("positive", u)
    inner = field.negate(u)
    return field.negate(field.opaque("Ei()", (inner,), function("Ei", field.term_of(inner))))


def _lambertw(field: KernelField, u: Element) -> Element:
    field.require("nonnegative", field.add(u, exponential(field, field.negate(field.unit))))
    return field.zero if u[0].is_zero() else field.opaque("lambertw", (u,), function("lambertw", field.term_of(u)))


def _uppergamma(field: KernelField, order: Element, u: Element) -> Element:
    """Gamma(s + 1, u) = s Gamma(s, u) + u^s e^(-u), from a known one a few steps lower, or from Gamma(1, u) = e^(-u)."""
    field.require("positive", u)
    bell = exponential(field, field.negate(u))
    number = field.number_in(order)
    if number is not None and number.denominator == 1 and 1 <= number <= 20:
        value, lower, count = bell, field.unit, int(number) - 1
    else:
        for kernel in field.named.get("uppergamma()", ()):
            gap = field.number_in(field.subtract(order, kernel.about[0]))
            if gap is not None and gap.denominator == 1 and 0 <= gap <= 20 and field.same(u, kernel.about[1]):
                value, lower, count = (kernel.generator, field.one), kernel.about[0], int(gap)
                break
        else:
            term = function("uppergamma", field.term_of(order), field.term_of(u))
            return field.opaque("uppergamma()", (order, u), term)
    for step in range(count):
        exponent = field.add(lower, field.number(step))
        power = general_power(field, u, exponent)
        value = field.add(field.multiply(exponent, value), field.multiply(power, bell))
    return value


def _lowergamma(field: KernelField, order: Element, u: Element) -> Element:
    return field.subtract(_gamma(field, order), _uppergamma(field, order, u))


def _polylog(field: KernelField, order: Element, u: Element) -> Element:
    field.require("positive", field.subtract(field.unit, u))
    if field.same(order, field.unit):
        return field.negate(ln(field, field.subtract(field.unit, u)))
    if order[0].is_zero():
        return ratio(field, u, field.subtract(field.unit, u))
    return field.opaque("polylog()", (order, u), function("polylog", field.term_of(order), field.term_of(u)))


SPECIAL: dict[tuple[str, int], Callable[..., Element]] = {
    ("gamma", 1): _gamma,
    ("digamma", 1): _digamma,
    ("polygamma", 2): _polygamma,
    ("li", 1): _logarithmic_integral,
    ("E1", 1): _e1,
    ("lambertw", 1): _lambertw,
    ("polylog", 2): _polylog,
    ("uppergamma", 2): _uppergamma,
    ("lowergamma", 2): _lowergamma,
}
