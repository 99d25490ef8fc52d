"""Limits that come up in a derivation: the value where a quotient is 0/0, by its kernels and their derivatives."""

from __future__ import annotations

from derivation.context import Context
from derivation.equality.differentiate import NoDerivative
from derivation.equality.field import KernelField, Undetermined, with_field
from derivation.equality.kernels import Element, Kernel, NotConvertible, Nowhere, TooLarge
from derivation.term import INFINITY, ONE, ZERO, Term, divide, negate, relation, substitute

MOST_ROUNDS = 8
"""How often numerator and denominator are differentiated."""

SMOOTH = {"symbol", "exp", "ln", "root", "cos", "sin", "pi", "unit", "power", "atan", "asin", "lambertw"}
SMOOTH |= {"erf", "erfi", "Si", "Shi", "fresnels", "fresnelc"}
"""Kernels that are analytic inside their domain, which shows itself where they are converted at the point."""


def limit_value(node: Term, context: Context) -> Term | None:
    """The limit as a term, or None where it is not certain.

    Near the point, numerator and denominator are polynomials in kernels that are analytic there; while both are 0 at the
    point they are replaced by their derivatives (de l'Hospital).  A function of which nothing is known counts as
    differentiable as often as needed.

    >>> from derivation.term import X, function, limit
    >>> limit_value(limit(divide(function("sin", X), X), X, ZERO), Context()) is ONE
    True
    """
    body, bound, point = node.args
    side = str(node.value)
    if point in (INFINITY, negate(INFINITY)):
        body = substitute(body, {bound: divide(ONE, bound)})
        side, point = "+" if point is INFINITY else "-", ZERO
    if bound in point.free or bound.op != "symbol":
        return None
    assumptions = [each for each in context.assumptions if bound not in each.free]
    if side:
        assumptions.append(relation(">" if side == "+" else "<", bound, point))
    try:
        return with_field(lambda field: _limit(field, body, bound, point), assumptions=assumptions)
    except (NotConvertible, TooLarge, Undetermined, NoDerivative):
        return None


def _limit(field: KernelField, body: Term, bound: Term, point: Term) -> Term | None:
    if bound not in body.free:
        return body
    element = field.convert(body)[0]
    above, below = (element[0], field.one), (element[1], field.one)
    for _ in range(MOST_ROUNDS):
        top, bottom = _at(field, above, bound, point), _at(field, below, bound, point)
        if not field.is_zero(bottom):
            return field.term_of(field.divide(top, bottom))
        if not field.is_zero(top):
            return None
        above, below = field.derivative(above, bound), field.derivative(below, bound)
        if not (above[1] is field.one and below[1] is field.one):
            ratio = field.divide(above, below)
            above, below = (ratio[0], field.one), (ratio[1], field.one)
    return None


def _at(field: KernelField, element: Element, bound: Term, point: Term) -> Element:
    """A polynomial in kernels with the point put in place of the symbol."""
    values: dict[int, Element] = {}
    for slot, degree in enumerate(element[0].degrees()):
        if degree:
            values[slot] = _kernel_at(field, field.by_slot[slot], bound, point)
    total = field.zero
    for monomial, coefficient in element[0].terms():
        product = field.number(coefficient)
        for slot, degree in enumerate(monomial):
            if degree:
                product = field.multiply(product, field.power_of(values[slot], int(degree)))
        total = field.add(total, product)
    return total


def _kernel_at(field: KernelField, kernel: Kernel, bound: Term, point: Term) -> Element:
    if bound not in kernel.term.free:
        return kernel.generator, field.one
    if kernel.kind not in SMOOTH and not _is_unknown(kernel):
        raise NotConvertible(f"the limit of {kernel.kind}")
    value = field.convert_apart(substitute(kernel.term, {bound: point}))
    if kernel.kind == "root" and value[0].is_zero():
        raise Nowhere("a root at 0")
    return value


def _is_unknown(kernel: Kernel) -> bool:
    """Whether it is a function, or the derivative of one, of which nothing is known."""
    from derivation.equality.refute import unknown_functions

    return kernel.term.op in ("function", "primed") and bool(unknown_functions((kernel.term,)))
