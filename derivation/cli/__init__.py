"""The command line: reads what is typed, calls one function, presents and exports what comes back.  No mathematics.

Exit codes: 0 fine or correct, 1 the derivation checked is wrong, 2 unreadable input or usage, 3 undecided, 130 interrupted.
"""

from __future__ import annotations

import _thread
import gc
import os
import sys

TYPE_CHECKING = False  # as in `typing`: before `main` runs, no interrupt can be answered, so little is loaded here
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code; never with a traceback."""
    sys.unraisablehook = _not_lost
    gc.set_threshold(50_000, 20, 20)  # loading makes many objects and no rubbish: looking for it costs a tenth of the start
    try:
        code = run(sys.argv[1:] if arguments is None else list(arguments))
    except KeyboardInterrupt:
        code = 130
        sys.stderr.write("derivation: interrupted\n")
    _leave(code)


def _not_lost(lost: sys.UnraisableHookArgs) -> None:
    """Until the budget has a hook of its own: Ctrl-C that came while Python dropped an object is raised anew."""
    if isinstance(lost.exc_value, KeyboardInterrupt):
        _thread.interrupt_main()
    else:
        sys.__unraisablehook__(lost)


def run(arguments: list[str]) -> int:
    """The exit code of one command."""
    from derivation.cli.app import call

    return call(arguments)


def _leave(code: int) -> NoReturn:
    """End at once: what is left to do is only to free memory."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            code = code or 2
    os._exit(code)
