"""Symmetries of a kernel field: changes of the kernels that keep every relation between them.

One that leaves f alone but changes f' proves that f' is no rational function of f: sin x and -x -> pi - x, for instance.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from flint import fmpq_mpoly

from derivation.equality.field import KernelField
from derivation.equality.kernels import Element

MOST_TURNED = 3
"""Most kernels whose sign is changed at once."""

MOST_KERNELS = 6
"""Most kernels of a field whose symmetries are tried."""


def separates(field: KernelField, slots: list[int], f: Element, derivative: Element) -> bool:
    """Whether some symmetry leaves f as it is and changes f'."""
    if len(slots) > MOST_KERNELS or any(field.by_slot[slot].kind == "power" for slot in slots):
        return False
    return any(
        field.is_zero(field.subtract(image(field, f, turned, inverted), f))
        and not field.is_zero(field.subtract(image(field, derivative, turned, inverted), derivative))
        for turned, inverted in _symmetries(field, slots)
    )


def _symmetries(field: KernelField, slots: list[int]) -> Iterator[tuple[tuple[int, ...], int | None]]:
    """Changes of sign and replacements of e^b by e^(-b)."""
    for slot in slots:
        if field.by_slot[slot].kind == "exp" and _keeps_relations(field, slots, (), slot):
            yield (), slot
    for count in range(1, min(MOST_TURNED, len(slots)) + 1):
        for turned in combinations(slots, count):
            if _keeps_relations(field, slots, turned, None):
                yield turned, None


def _keeps_relations(field: KernelField, slots: list[int], turned: tuple[int, ...], inverted: int | None) -> bool:
    for slot in slots:
        kernel = field.by_slot[slot]
        if kernel.value is None:
            continue
        if slot in turned and kernel.degree % 2:
            return False
        value = (kernel.value, field.one)
        if not field.is_zero(field.subtract(image(field, value, turned, inverted), value)):
            return False
    return True


def image(field: KernelField, element: Element, turned: tuple[int, ...], inverted: int | None) -> Element:
    """The element with -g for each turned generator g, and 1/g for the inverted one.

    >>> from derivation.term import X, power, integer
    >>> field = KernelField()
    >>> cube, = field.convert(power(X, integer(3)))
    >>> image(field, cube, (field.kernels[0].slot,), None) == field.negate(cube)
    True
    """
    above, below = (_turned(field, poly, turned) for poly in element)
    if inverted is None:
        return field.fraction(above, below)
    high, low = (int(poly.degrees()[inverted]) for poly in (above, below))
    generator = field.generators[inverted]
    above, below = (_inverted(field, poly, inverted) for poly in (above, below))
    return field.fraction(above * generator**low, below * generator**high)


def _turned(field: KernelField, poly: fmpq_mpoly, turned: tuple[int, ...]) -> fmpq_mpoly:
    terms = {key: -number if sum(key[slot] for slot in turned) % 2 else number for key, number in poly.terms()}
    return field.ring.from_dict(terms)


def _inverted(field: KernelField, poly: fmpq_mpoly, slot: int) -> fmpq_mpoly:
    """The polynomial at 1/g, times the power of g that makes it a polynomial."""
    degree = poly.degrees()[slot]
    return field.ring.from_dict({(*key[:slot], degree - key[slot], *key[slot + 1 :]): number for key, number in poly.terms()})
