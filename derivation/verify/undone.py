"""What undoing a slip gives."""

from __future__ import annotations

from dataclasses import dataclass

from derivation.term import Term


@dataclass(frozen=True, slots=True)
class Undone:
    """A part as it should be.

    part     what should stand there
    mistake  the name of the mistake
    weight   how likely, between 0 and 1
    """

    part: Term
    mistake: str
    weight: float
