"""What step and practice need of the terminal: the screen, and a time limit for each reply."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from derivation.cli import budget
from derivation.cli import output as out
from derivation.cli.app import describe
from derivation.cli.errors import TimeUp, complain
from derivation.stepper.screen import Screen


def screen(ascii: bool, color: str) -> Screen:
    """The terminal, or whatever standard output is."""
    erases = sys.stdout.isatty() and sys.stdin.isatty() and os.environ.get("TERM") != "dumb"
    return Screen(lambda: out.look(ascii, color), erases=erases)


@contextmanager
def ended_politely() -> Iterator[None]:
    """Being asked to end is like Ctrl-C, so that the terminal is left as it was."""

    def end(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    signals = [found for name in ("SIGTERM", "SIGHUP") if (found := getattr(signal, name, None)) is not None]
    before = [signal.signal(each, end) for each in signals]
    try:
        yield
    finally:
        for each, handler in zip(signals, before, strict=True):
            signal.signal(each, handler)


def nowhere() -> Screen:
    """A screen that shows nothing."""
    return Screen(lambda: out.look(color="never"), lambda text: None, erases=False)


def within(timeout: float | None) -> Callable[[Callable[[], Any]], Any]:
    """Does some work within the time allowed; None where that is up."""
    seconds = budget.seconds(timeout)

    def work_within(work: Callable[[], Any]) -> Any:
        try:
            with budget.at_most(seconds):
                return work()
        except TimeUp:
            return None
        except Exception as problem:
            if os.environ.get("DERIVATION_DEBUG"):
                raise
            complain(describe(problem)[1])
            return None

    return work_within
