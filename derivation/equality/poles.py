"""Where the gamma function and its kin have no value: at 0, -1, -2, ...

That u is none of these is a condition of its own kind, a kernel that must not be 0.  Gamma(x + 1) and x Gamma(x) differ in one
pole only, which is told as x != 0.
"""

from __future__ import annotations

from derivation.equality.bounds import Condition, follows
from derivation.equality.conditions import taken_apart
from derivation.equality.field import KernelField
from derivation.equality.kernels import Element, Kernel, Nowhere
from derivation.equality.signs import is_positive
from derivation.term import Term, function, integer, logic, relation

KIND = "clear of 0, -1, -2, ..."

MOST_POLES = 20
"""Poles that are told one by one, where two functions differ in them."""


def keep_clear_of_poles(field: KernelField, u: Element) -> None:
    """Require of an element that it is none of 0, -1, -2, ..."""
    number = field.number_in(u)
    if number is not None:
        if number.denominator == 1 and number <= 0:
            raise Nowhere("a pole")
        return
    if u[1] is field.one and is_positive(field, u[0]):
        return
    field.require("nonzero", field.opaque(KIND, (u,), _statement(field, u)))


def _statement(field: KernelField, u: Element) -> Term:
    """x > -1 or floor(x) != x, for u = x + 1."""
    alone = (0,) * len(field.generators)
    whole = int(u[0][alone].p) if u[1] is field.one and u[0][alone].q == 1 else 0
    rest = field.term_of((u[0] - whole, u[1]))
    return logic("or", relation(">", rest, integer(-whole)), relation("!=", rest, function("floor", rest)))


def kernel_of(field: KernelField, condition: Condition) -> Kernel | None:
    """The kernel of a condition that says of something that it is none of 0, -1, -2, ..."""
    sign, poly = condition
    found = [kernel for kernel in field.named.get(KIND, ()) if poly == kernel.generator]
    return found[0] if found and sign == "!=" else None


def one_by_one(field: KernelField, condition: Condition, all_conditions: list[Condition]) -> list[Condition]:
    """A condition on poles as one that all of its family share, and the single places besides that it leaves out.

    Beside Gamma(x + 2), that x is none of 0, -1, -2, ... is that x != 0, x != -1, and x + 2 is none of them.
    """
    kernel = kernel_of(field, condition)
    if kernel is None:
        return [condition]
    own = kernel.about[0]
    gaps = [
        (_gap(field, other.about[0], own), other) for other in filter(None, (kernel_of(field, each) for each in all_conditions))
    ]
    highest, last = max(((gap, other) for gap, other in gaps if gap is not None), key=lambda pair: pair[0])
    places = [field.add(own, field.number(step)) for step in range(highest)]
    return [*(found for place in places for found in taken_apart(field, "nonzero", place)), ("!=", last.generator)]


def _gap(field: KernelField, other: Element, own: Element) -> int | None:
    gap = field.number_in(field.subtract(other, own))
    return int(gap) if gap is not None and gap.denominator == 1 and abs(gap) <= MOST_POLES else None


def together(field: KernelField, conditions: list[Condition]) -> list[Condition]:
    """The contrary: a row of single places that ends where the poles begin is put back into the one condition."""
    kept = list(conditions)
    for condition in conditions:
        kernel = kernel_of(field, condition)
        while kernel is not None:
            lower = field.subtract(kernel.about[0], field.unit)
            places = taken_apart(field, "nonzero", lower)
            if not places or not all(_is_among(place, kept) for place in places):
                break
            kept = [each for each in kept if not _is_among(each, [*places, ("!=", kernel.generator)])]
            generator = field.opaque(KIND, (lower,), _statement(field, lower))[0]
            kept.append(("!=", generator))
            kernel = kernel_of(field, kept[-1])
    return kept


def _is_among(condition: Condition, others: list[Condition]) -> bool:
    return any(condition[0] == sign and condition[1] in (poly, -poly) for sign, poly in others)


def follows_from_bounds(field: KernelField, condition: Condition, facts: list[Condition]) -> bool:
    """Whether poles are left out already, because what must keep clear of them is positive."""
    kernel = kernel_of(field, condition)
    return kernel is not None and kernel.about[0][1] is field.one and follows(field, (">", kernel.about[0][0]), facts)
