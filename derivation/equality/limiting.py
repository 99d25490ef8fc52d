"""Limits that come up in a derivation: the value where a quotient is 0/0, by its kernels and their derivatives."""

from __future__ import annotations

from derivation.context import Context
from derivation.equality.differentiate import NoDerivative
from derivation.equality.field import KernelField, Undetermined
from derivation.equality.kernels import Element, Kernel, NotConvertible, Nowhere, TooLarge
from derivation.equality.making import with_field
from derivation.term import INFINITY, ONE, ZERO, Term, divide, limit, negate, relation, substitute, subtract

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
    found = _numerator_and_denominator(node, context)
    return None if found is None or found[1] is ZERO else found[0] if found[1] is ONE else divide(*found)


def grows_beyond_bounds(node: Term, context: Context) -> Term | None:
    """For a limit whose denominator alone becomes 0: the numerator there.  Where that is not 0, there is no limit."""
    found = _numerator_and_denominator(node, context)
    return found[0] if found is not None and found[1] is ZERO else None


def _numerator_and_denominator(node: Term, context: Context) -> tuple[Term, Term] | None:
    body, bound, point = node.args
    side = str(node.value)
    if point in (INFINITY, negate(INFINITY)):
        body = substitute(body, {bound: divide(ONE, bound)})
        side, point = "+" if point is INFINITY else "-", ZERO
    if bound in point.free or bound.op != "symbol":
        return None
    if bound not in body.free:
        return body, ONE
    assumptions = [each for each in context.assumptions if bound not in each.free]
    if side:
        assumptions.append(relation(">" if side == "+" else "<", bound, point))
    try:
        return with_field(lambda field: _limit(field, body, bound, point), assumptions=assumptions)
    except (NotConvertible, TooLarge, Undetermined, NoDerivative):
        return None


def _limit(field: KernelField, body: Term, bound: Term, point: Term) -> tuple[Term, Term] | None:
    element = field.convert(body)[0]
    above, below = (element[0], field.one), (element[1], field.one)
    for _ in range(MOST_ROUNDS):
        top, bottom = _at(field, above, bound, point), _at(field, below, bound, point)
        if not field.is_zero(bottom):
            ratio = field.divide(top, bottom)
            return field.term_of((ratio[0], field.one)), field.term_of((ratio[1], field.one))
        if not field.is_zero(top):
            return field.term_of(top), ZERO
        above, below = field.derivative(above, bound), field.derivative(below, bound)
        if not (above[1] is field.one and below[1] is field.one):
            ratio = field.divide(above, below)
            above, below = (ratio[0], field.one), (ratio[1], field.one)
    return None


def limit_of_difference(left: Term, right: Term) -> Term | None:
    """lim A - lim B, or lim A - B for a B without the bound symbol, as one limit."""
    if left.op != "limit":
        left, right = right, left
    if left.op != "limit":
        return None
    body, bound, point = left.args
    if right.op == "limit":
        if right.args[2] is not point or right.value != left.value:
            return None
        right = right.args[0] if right.args[1] is bound else substitute(right.args[0], {right.args[1]: bound})
    elif bound in right.free:
        return None
    return limit(subtract(body, right), bound, point, str(left.value))


def _at(field: KernelField, element: Element, bound: Term, point: Term) -> Element:
    """A polynomial in kernels with the point put in place of the symbol."""
    if element[0].is_zero():
        return field.zero
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
