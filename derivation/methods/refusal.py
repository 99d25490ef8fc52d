"""What a method says where it does not lead to the end."""

from __future__ import annotations

from derivation.lines import CannotDifferentiate
from derivation.notation import unicode_line
from derivation.term import Term

LONGEST = 60


class NotByThisMethod(CannotDifferentiate):
    """The method has nothing to say about a part; another method may."""

    def __init__(self, method: str, part: Term, why: str) -> None:
        super().__init__(part)
        self.args = (f"not found by this method: {method} {why}: {shown(part)}",)


def shown(part: Term) -> str:
    """The part as it is written, if it is short."""
    return unicode_line(part) if part.size <= LONGEST else f"an expression of {part.size:,} parts"
