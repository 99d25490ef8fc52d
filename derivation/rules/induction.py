"""The step from one order to the next in a proof by induction."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.rule import Match, Rule
from derivation.term import Term


def _made_by_the_proof(_term: Term, _context: Context) -> Iterator[Match]:
    """This row writes the last line of the proof, which is known before it begins."""
    return iter(())


NEXT = Rule(
    "formula for the next order",
    "d/dx(f(n)) = f(n + 1)",
    "This is the formula with n + 1 in place of n; a product such as (n + 1)*n! is the next factorial.",
    _made_by_the_proof,
    (),
    "naming",
    cost=0.5,
)

RULES = (NEXT,)
