"""From a relation modulo a prime to a form that is written well and proved exactly."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flint import fmpq, fmpq_mpoly

from derivation.discover.companions import Tag
from derivation.discover.domains import conditions
from derivation.discover.lifting import Lifting, RationalFunction
from derivation.discover.presentation import MOST_MONOMIALS, Costs, Writer
from derivation.discover.relations import Exponents, Relation, reconstruct
from derivation.discover.workspace import CANNOT, Workspace
from derivation.equality.kernels import Element
from derivation.equality.plain import plain
from derivation.term import Term, replace

UNKNOWN_COEFFICIENT, NUMBER = 1.5, 0.5
"""What a coefficient with parameters, and a number, are thought to cost before they are known."""

WRITING_EFFORT = 500
"""The work of lifting and writing one monomial, in the unit of the workspace."""


class Candidate(NamedTuple):
    """A relation modulo a prime that may become a form.

    estimate  what it would cost to read, multiplied out
    """

    estimate: float
    tags: Sequence[Tag]
    elements: Sequence[Element]
    relation: Relation


def candidates(workspace: Workspace, costs: Costs, chosen: Sequence[tuple[Tag, Element]]) -> list[Candidate]:
    """Relations between the derivative and the chosen tags, those that need all of them."""
    tags, elements = [tag for tag, _ in chosen], [element for _, element in chosen]
    if workspace.independent(elements):
        return []
    prices = [costs.of(tag.written) for tag in tags]
    undone = len(tags) == 3 and any(tag.kind == "of f" for tag in tags)
    found = workspace.relations(elements, prices, extra=int(undone))
    prime = workspace.sampler.prime
    return [Candidate(_estimate(each, prices, prime), tags, elements, each) for each in found if _needs_all(each, len(tags))]


def _needs_all(relation: Relation, count: int) -> bool:
    keys = [*relation.numerator, *relation.denominator]
    return count == 1 or all(any(key[k] for key in keys) for k in range(count))


def _estimate(relation: Relation, prices: Sequence[float], prime: int) -> float:
    total = 0.0
    for part in (relation.numerator, relation.denominator):
        for exponents, residue in part.items():
            number = reconstruct(residue, prime)
            total += UNKNOWN_COEFFICIENT if number is None else 0.0 if abs(number) == 1 else NUMBER
            total += sum(price * n for price, n in zip(prices, exponents, strict=True)) + 0.3
    return total


def written(workspace: Workspace, costs: Costs, found: Candidate) -> Term | None:
    """The candidate as a term, its coefficients lifted to rational functions of the parameters; None where it is too long."""
    relation, tags = found.relation, found.tags
    if len(relation.numerator) > MOST_MONOMIALS:
        return None
    workspace.sampler.work += WRITING_EFFORT * (len(relation.numerator) + len(relation.denominator))
    lifting = Lifting(workspace.sampler, found.elements, workspace.target, relation)
    lifted = lifting.lifted()
    if lifted is None:
        return None
    places = sorted(range(len(tags)), key=lambda k: _writing_order(tags[k]))
    parameters = [kernel.term for kernel in lifting.parameters]
    writer = Writer([*parameters, *(tags[k].written for k in places)], costs)
    above, above_under = _polynomial(writer, lifted[0], places)
    below, below_under = _polynomial(writer, lifted[1], places)
    above, below = above * below_under, below * above_under
    if above.is_zero() or below.is_zero() or len(above) > MOST_MONOMIALS or len(below) > MOST_MONOMIALS:
        return None
    return writer.quotient(above, below)


class Proof(NamedTuple):
    """That a form is f', where both have values.

    everywhere  whether the form has a value wherever f' has one
    conditions  what parameters must not be for that
    needs_more  whether it needs more than f does, as f' itself may
    """

    everywhere: bool
    conditions: tuple[Term, ...] = ()
    needs_more: bool = False


def proved(workspace: Workspace, form: Term, named: Term) -> Proof | None:
    """The exact check, in the field of f and f'; None where it fails."""
    field = workspace.field
    meaning = plain(replace(form, {named: workspace.plain_function}), workspace.context)
    try:
        element = field.convert(meaning)[0]
        if not field.is_zero(field.subtract(element, workspace.target)):
            return None
        wanted, given = field.requirements(meaning), field.requirements(workspace.plain_function)
        strict = conditions(field, workspace.context.variable, wanted, given)
        if strict is not None:
            return Proof(True, strict)
        given = [*given, *field.requirements(workspace.plain_derivative)]
        found = conditions(field, workspace.context.variable, wanted, given)
        return Proof(False) if found is None else Proof(True, found, needs_more=True)
    except CANNOT:
        return None


def _writing_order(tag: Tag) -> tuple[int, bool]:
    """x before f before functions, and powers of e before other functions."""
    order = {"x": 0, "f": 1, "of f": 2}
    return order.get(tag.kind, len(order)), tag.written.op != "power"


def _polynomial(
    writer: Writer, coefficients: dict[Exponents, RationalFunction], places: Sequence[int]
) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    """A polynomial in the tags whose coefficients are rational functions, over a common denominator."""
    ring = writer.ring
    total, common = ring.constant(0), ring.constant(1)
    for exponents, (above, below) in coefficients.items():
        tail = tuple(exponents[k] for k in places)
        empty = (0,) * len(tail)
        top = ring.from_dict({(*key, *tail): fmpq(number.numerator, number.denominator) for key, number in above.items()})
        under = ring.from_dict({(*key, *empty): fmpq(number.numerator, number.denominator) for key, number in below.items()})
        shared = common.gcd(under)
        total = total * (under / shared) + top * (common / shared)
        common = common * (under / shared)
    return total, common
