"""A field wide and fine enough for some work: begun small, and made anew where that turns out not to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from derivation.clock import Deadline
from derivation.equality.field import KernelField, Refine
from derivation.equality.kernels import WIDTHS, Element, Full, TooLarge
from derivation.term import Term

Result = TypeVar("Result")


def make_field(
    terms: Iterable[Term], deadline: Deadline | None = None, assumptions: Iterable[Term] = ()
) -> tuple[KernelField, list[Element]]:
    """A field wide and fine enough for the terms, with their elements; assumptions are relations taken as true."""
    wanted = list(terms)
    return with_field(lambda field: (field, field.convert(*wanted)), deadline, assumptions)


def with_field(
    work: Callable[[KernelField], Result], deadline: Deadline | None = None, assumptions: Iterable[Term] = ()
) -> Result:
    """Do some work in a new field; anew in a wider or finer one where it turns out to be needed."""
    relations = list(assumptions)
    seeds: list[Term] = []
    width = 0
    for _ in range(16):
        field = KernelField(WIDTHS[width], deadline)
        try:
            field.convert(*seeds)
            field.assume_relations(relations)
            return work(field)
        except Refine as finer:
            seeds.insert(0, finer.seed)
        except Full as full:
            width += 1
            if width == len(WIDTHS):
                raise TooLarge from full
    raise TooLarge
