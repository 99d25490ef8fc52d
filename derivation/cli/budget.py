"""A time budget for a command, or for one row of many."""

from __future__ import annotations

import _thread
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from derivation import limits
from derivation.cli.errors import Refusal, TimeUp


def seconds(asked: float | None) -> float:
    """The budget asked for, or the usual one."""
    if asked is None:
        return limits.COMMAND_SECONDS
    if not 0 < asked < 1e6:
        raise Refusal("--timeout needs a number of seconds above 0")
    return asked


@contextmanager
def at_most(time: float) -> Iterator[None]:
    """Raise TimeUp in here once so many seconds of computing are used up; a busy machine does not count against them."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _ring)
    signal.setitimer(signal.ITIMER_PROF, time)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _ring(number: int, frame: object) -> None:
    raise TimeUp


SOON = 0.01
"""Seconds of computing after which the bell rings again where it was not heard."""


def ring_again(lost: sys.UnraisableHookArgs) -> None:
    """For `sys.unraisablehook`: no bell and no Ctrl-C is lost because it came while something was being forgotten.

    What is raised while Python drops an object goes nowhere, so it is raised anew as soon as that is done.
    """
    if isinstance(lost.exc_value, TimeUp):
        if signal.getsignal(signal.SIGPROF) is _ring:
            signal.setitimer(signal.ITIMER_PROF, SOON)
    elif isinstance(lost.exc_value, KeyboardInterrupt):
        threading.Timer(SOON, _thread.interrupt_main).start()  # at once, it would come while this function still runs
    else:
        sys.__unraisablehook__(lost)
