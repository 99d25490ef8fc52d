"""What the reader presses and types, from a terminal or from anywhere else."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Protocol


class Keys(Protocol):
    """Where keys and lines come from."""

    def key(self) -> str:
        """The next key: a character, or one of NEXT, BACK and END; raises KeyboardInterrupt for Ctrl-C."""
        ...

    def line(self, prompt: str) -> str | None:
        """A line typed after the prompt, without its end; None at the end of the input."""
        ...


NEXT, BACK, END = "next", "back", "end"

ARROWS = {
    **dict.fromkeys(("\x1b[C", "\x1bOC", "\x1b[B", "\x1bOB", "\xe0M", "\xe0P"), NEXT),
    **dict.fromkeys(("\x1b[D", "\x1bOD", "\x1b[A", "\x1bOA", "\xe0K", "\xe0H"), BACK),
}
"""What terminals send for arrows: → and ↓, ← and ↑."""

ENDS = ("\x04", "\x1a")


class Terminal:
    """Keys of the terminal that standard input is; its mode is changed only while a key is waited for."""

    def __init__(self) -> None:
        self._waiting = ""

    def key(self) -> str:
        if not self._waiting:
            self._waiting = self._read()
        for sequence, meaning in ARROWS.items():
            if self._waiting.startswith(sequence):
                self._waiting = self._waiting[len(sequence) :]
                return meaning
        if self._waiting.startswith("\x1b"):
            self._waiting = ""
            return "\x1b"
        first, self._waiting = self._waiting[:1], self._waiting[1:]
        if first == "\x03":
            raise KeyboardInterrupt
        return END if not first or first in ENDS else first

    def _read(self) -> str:
        """What was pressed, unbuffered and without an echo; what is typed ahead is not lost."""
        try:
            import termios
            import tty
        except ImportError:  # Windows
            import typer

            return str(typer.getchar())
        sys.stdout.flush()
        place = sys.stdin.fileno()
        before = termios.tcgetattr(place)
        try:
            tty.setcbreak(place, termios.TCSADRAIN)
            return os.read(place, 64).decode("utf-8", "replace")
        finally:
            termios.tcsetattr(place, termios.TCSADRAIN, before)

    def line(self, prompt: str) -> str | None:
        self._waiting = ""
        return ask(prompt)


def ask(prompt: str) -> str | None:
    """A line from standard input; on a terminal with the editing that it has."""
    if sys.stdin.isatty():
        with suppress(ImportError):
            import readline  # noqa: F401  (importing it gives input() a cursor and a memory)
    if isinstance(sys.stdin, io.TextIOWrapper) and sys.stdin.errors == "strict":
        sys.stdin.reconfigure(errors="replace")
    try:
        return input(prompt)
    except EOFError:
        return None


class Piped:
    """Lines of standard input that is no terminal: no prompt is written, since nobody waits for it."""

    def key(self) -> str:
        return END

    def line(self, prompt: str) -> str | None:
        return ask("")


class Recorded:
    """Keys and lines that are known beforehand, for tests: each in turn, then the end."""

    def __init__(self, typed: Iterable[str]) -> None:
        self._typed = list(typed)
        self.prompts: list[str] = []

    def key(self) -> str:
        return self._typed.pop(0) if self._typed else END

    def line(self, prompt: str) -> str | None:
        self.prompts.append(prompt)
        return self._typed.pop(0) if self._typed else None
