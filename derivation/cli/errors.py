"""Everything that can go wrong, each as one line on standard error and an exit code."""

from __future__ import annotations

import sys

from derivation.document import visible

WRONG, UNREADABLE, UNDECIDED, INTERRUPTED = 1, 2, 3, 130


class Refusal(Exception):
    """What cannot be done, in one line; further lines only show the place with a caret.

    kind  a word for other programs: "unreadable", "usage", "file", "time", "unsupported"
    """

    def __init__(self, message: str, kind: str = "usage", code: int = UNREADABLE) -> None:
        super().__init__(message)
        self.message, self.kind, self.code = message, kind, code


class TimeUp(BaseException):
    """The time budget is spent.  No part of the program may take it for an error of its own."""


def reached(stopped: BaseException) -> str:
    """How far the work had come, as those who were stopped noted it; words to be put behind a sentence.

    >>> stopped = TimeUp()
    >>> stopped.add_note("3 of 4 derivatives were worked out")
    >>> reached(stopped), reached(TimeUp())
    ('; 3 of 4 derivatives were worked out', '')
    """
    return "".join(f"; {note}" for note in getattr(stopped, "__notes__", ()))


def complain(message: str) -> None:
    """The message on standard error, with nothing in it that a terminal obeys."""
    lines = [visible(line) for line in message.split("\n")]
    print("derivation: " + "\n".join(lines), file=sys.stderr)


def interrupted() -> int:
    """The line and the exit code after Ctrl-C."""
    complain("interrupted")
    return INTERRUPTED
