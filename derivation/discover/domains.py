"""Whether a form has a value wherever the derivative has one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations_with_replacement

from flint import fmpq_mpoly

from derivation.equality.factors import factors
from derivation.equality.field import KernelField, Requirement
from derivation.equality.kernels import Element
from derivation.equality.signs import sign_of_factor
from derivation.term import ZERO, Term, relation

MOST_FACTORS = 8
"""Most known factors whose products are looked at: (1 + |x|)^2 = 1 + 2|x| + x^2 does not factor by itself."""


def conditions(
    field: KernelField, variable: Term, wanted: Iterable[Requirement], given: Iterable[Requirement]
) -> tuple[Term, ...] | None:
    """What parameters must not be for the form to have a value wherever f' has one; None where it has not, or that is unclear.

    What the form needs is compared with what f and f' need, factor by factor.
    """
    known = list(given)
    nonzero = [part for kind, element in known if kind in ("nonzero", "positive") for part, _ in _parts(field, element)]
    if field.algebraic:
        nonzero += [field.reduce(one * other) for one, other in combinations_with_replacement(nonzero[:MOST_FACTORS], 2)]
    found: dict[Term, None] = {}
    for requirement in wanted:
        for part in _open_parts(field, requirement, nonzero):
            written = field.term_of_poly(part)
            if variable in written.free:
                return None
            found.setdefault(relation("!=", written, ZERO))
        if not _sign_follows(field, requirement, known):
            return None
    return tuple(found)


def _open_parts(field: KernelField, wanted: Requirement, nonzero: list[fmpq_mpoly]) -> list[fmpq_mpoly]:
    """The factors that must not be 0 and of which that is not known."""
    kind, element = wanted
    parts = _parts(field, element) if kind in ("nonzero", "positive") else []
    return [part for part, _ in parts if not _never_zero(field, part, nonzero)]


def _sign_follows(field: KernelField, wanted: Requirement, known: list[Requirement]) -> bool:
    kind, element = wanted
    return kind == "nonzero" or not _open_sign(field, element) or any(_same_sign(field, element, each) for each in known)


def _parts(field: KernelField, element: Element) -> list[tuple[fmpq_mpoly, int]]:
    """The factors of numerator and denominator; of a root, those of what is under it."""
    above, below = element
    found = []
    for part, exponent in [*factors(field, above)[1], *factors(field, below)[1]]:
        kernel = next((each for each in field.algebraic if each.kind == "root" and each.generator == part), None)
        if kernel is not None and kernel.value is not None:
            found.extend(_parts(field, (kernel.value, field.one)))
        else:
            found.append((part, exponent))
    return found


def _never_zero(field: KernelField, part: fmpq_mpoly, nonzero: list[fmpq_mpoly]) -> bool:
    return part in nonzero or -part in nonzero or sign_of_factor(field, part) is not None


def _open_sign(field: KernelField, element: Element) -> bool:
    """Whether the element may be negative somewhere."""
    number, above = factors(field, element[0])
    under, below = factors(field, element[1])
    negative = (number > 0) != (under > 0)
    for part, exponent in [*above, *below]:
        sign = sign_of_factor(field, part)
        if exponent % 2 and sign is None:
            return True
        negative ^= bool(exponent % 2 and sign == -1)
    return negative


def _same_sign(field: KernelField, element: Element, given: Requirement) -> bool:
    kind, other = given
    return kind in ("positive", "nonnegative") and not _open_sign(field, field.multiply(element, other))
