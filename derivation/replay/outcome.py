"""What came of replaying a saved page."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Replayed:
    """What came out: how many steps were proved anew, which are undecided, how many were not in the file; what is assumed."""

    proved: int = 0
    undecided: list[str] = field(default_factory=list)
    left_out: int = 0
    assumed: tuple[str, ...] = ()
