"""Sums over an index: what stands in them without the index comes out, and a sum of sums is taken apart.

Sums of finitely many summands alone: of infinitely many, the parts need not converge.  A name with the index of the sum,
the x_i of a sum over i, is another number for each summand.
"""

from __future__ import annotations

from flint import fmpq, fmpq_mpoly

from derivation.equality.field import KernelField
from derivation.equality.kernels import Element
from derivation.equality.nodes import nodes
from derivation.term import (
    BINDERS,
    Term,
    in_usual_letters,
    index_of,
    indexed_names,
    renamed,
    replace,
    series,
    standard_letter,
    symbol,
)

Exponents = tuple[int, ...]

BOUND = "bound variable"


def bound_name(body: Term) -> Term:
    """One name for what an integral, a sum or a limit binds; it tells how many binders are inside of it."""
    depth: dict[Term, int] = {}
    for node in nodes(body):
        depth[node] = max((depth[arg] for arg in node.args), default=0) + (node.op in BINDERS)
    return symbol(f"{BOUND} {depth[body]}")


def summed(field: KernelField, node: Term, inner: Element, ends: tuple[Element, Element], common: Term) -> Element:
    """The element of a finite sum: coefficients times sums of what depends on the index.

    inner   the element of the summand, with `common` for the index
    ends    the elements of the first and the last index
    """
    body, bound, *_ = node.args
    moving = {common, *indexed_names(body, bound)}
    above, below = inner
    outside, inside = _parted(field, below, moving)
    total = field.zero
    for rest, coefficient in _by_moving_part(field, above, moving).items():
        part = field.fraction(field.ring.from_dict({rest: fmpq(1)}), inside)
        total = field.add(total, field.multiply((coefficient, field.one), _one_sum(field, part, ends, common, node)))
    return field.divide(total, (outside, field.one))


def _one_sum(field: KernelField, summand: Element, ends: tuple[Element, Element], common: Term, node: Term) -> Element:
    """A sum with no factor that could come out; of ones, it is the number of summands."""
    if field.number_in(summand) == 1:
        count = field.add(field.subtract(ends[1], ends[0]), field.unit)
        field.require("nonnegative", count)
        return count
    written = field.term_of(summand)
    name, letter, before = bound_name(written), standard_letter(written), str(node.args[1].value)
    moved = {common: name}
    if letter is not None:
        moved |= {each: renamed(each, letter) for each in indexed_names(written, node.args[1]) if index_of(each)[1] == before}
    if replace(written, moved) is not written:  # a sum inside has come out, and with it a level of names
        written = replace(written, moved)
        summand = field.convert_apart(written)
    index = letter if letter is not None else name
    told = in_usual_letters(series(replace(written, {name: index}), index, *node.args[2:]))
    return field.opaque(f"series {node.value}", (summand, *ends), told)


def _moves(field: KernelField, slot: int, moving: set[Term]) -> bool:
    """Whether a kernel depends on the index, by itself or by what it is made from."""
    kernel = field.by_slot[slot]
    if not kernel.term.free.isdisjoint(moving):
        return True
    slots = {each for element in kernel.about for poly in element for each, degree in enumerate(poly.degrees()) if degree}
    return any(_moves(field, each, moving) for each in slots)


def _parted(field: KernelField, below: fmpq_mpoly, moving: set[Term]) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    """A denominator as what comes out of the sum and what stays in it; of several monomials, all or nothing."""
    if len(below) == 1:
        (exponents, coefficient), *_ = below.terms()
        still, rest = _split(field, exponents, moving)
        return field.ring.from_dict({still: coefficient}), field.ring.from_dict({rest: fmpq(1)})
    stays = any(degree and _moves(field, slot, moving) for slot, degree in enumerate(below.degrees()))
    return (field.one, below) if stays else (below, field.one)


def _by_moving_part(field: KernelField, poly: fmpq_mpoly, moving: set[Term]) -> dict[Exponents, fmpq_mpoly]:
    """The coefficient of each product of kernels that depend on the index."""
    parts: dict[Exponents, dict[Exponents, fmpq]] = {}
    for exponents, coefficient in poly.terms():
        still, rest = _split(field, exponents, moving)
        parts.setdefault(rest, {})[still] = coefficient
    return {rest: field.ring.from_dict(part) for rest, part in parts.items()}


def _split(field: KernelField, exponents: Exponents, moving: set[Term]) -> tuple[Exponents, Exponents]:
    """The exponents of a monomial, those of kernels without the index and those of kernels with it."""
    inside = [bool(each) and _moves(field, slot, moving) for slot, each in enumerate(exponents)]
    still = tuple(0 if moves else int(each) for each, moves in zip(exponents, inside, strict=True))
    return still, tuple(int(each) if moves else 0 for each, moves in zip(exponents, inside, strict=True))
