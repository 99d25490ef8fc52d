"""The one clock of the engine: computing time, so that a busy machine changes no answer.

A chain that is found, a proof or a form must not depend on what else runs on the machine.  What is counted is the
computing of the thread that asks, so a deadline belongs to the thread that set it; every process has its own.
"""

from __future__ import annotations

from time import thread_time


def computing() -> float:
    """Seconds of computing so far."""
    return thread_time()


def deadline(seconds: float) -> float:
    """When so many seconds of computing from now are used up."""
    return computing() + seconds


def left(until: float) -> float:
    """Seconds of computing before a deadline; negative once it has passed."""
    return until - computing()


def passed(until: float) -> bool:
    """Whether a deadline has passed.

    >>> passed(deadline(60)), passed(deadline(-1))
    (False, True)
    """
    return computing() > until
