"""A term with its values."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import partial

from derivation.plot.floats import Function, compiled, precise
from derivation.term import Term


@dataclass(frozen=True, slots=True)
class Line:
    """A term with its values: quick ones to draw by, careful ones to judge by.

    A derivative has values only where its function has.
    """

    term: Term
    variable: Term
    quick: Function
    careful: Function

    @classmethod
    def of(cls, term: Term, variable: Term, within: Line | None = None) -> Line:
        quick, careful = compiled(term, variable), partial(precise, term, variable)
        if within is None:
            return cls(term, variable, quick, careful)
        return cls(term, variable, _restricted(quick, within.quick), _restricted(careful, within.careful))


def _restricted(value: Function, domain: Function) -> Function:
    return lambda x: math.nan if math.isnan(domain(x)) else value(x)
