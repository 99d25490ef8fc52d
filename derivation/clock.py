"""The one clock of the engine: computing time, so that a busy machine changes no answer.

A chain that is found, a proof or a form must not depend on what else runs on the machine.  What is counted is the
computing of the thread that asks, so a deadline belongs to the thread that set it; every process has its own.
"""

from __future__ import annotations

from time import monotonic, thread_time
from typing import NamedTuple


class Deadline(NamedTuple):
    """When so many seconds of computing are used up, and the earliest moment on the wall at which that can be."""

    computing: float
    wall: float


def deadline(seconds: float) -> Deadline:
    """When so many seconds of computing from now are used up."""
    return Deadline(thread_time() + seconds, monotonic() + seconds)


def left(until: Deadline) -> float:
    """Seconds of computing before a deadline; negative once it has passed."""
    return until.computing - thread_time()


def passed(until: Deadline) -> bool:
    """Whether a deadline has passed.

    The wall is looked at first: reading it costs a tenth, and nobody computes for longer than time passes.

    >>> passed(deadline(60)), passed(deadline(-1))
    (False, True)
    """
    return monotonic() > until.wall and thread_time() > until.computing
