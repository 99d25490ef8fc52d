"""What was read and proved before: the pages of a class repeat each other's lines.

Each memory is bounded and starts afresh when it is full, so a batch of any length needs constant memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from derivation import equality
from derivation.context import Context
from derivation.equality import Verdict
from derivation.memory import Memory
from derivation.reading import Line, Unreadable, read_line
from derivation.term import Term

KEPT = 4_096
"""So many answers of each kind are kept."""

Answer = TypeVar("Answer")

_lines: Memory[object, Line | Unreadable] = Memory(KEPT)
_verdicts: Memory[object, Verdict] = Memory(KEPT)


def key_of(context: Context) -> tuple[object, ...]:
    """What makes two contexts mean the same."""
    return context.variable, context.parameters, tuple(context.definitions.values()), context.assumptions


def once(memory: Memory[object, Answer], key: object, work: Callable[[], Answer]) -> Answer:
    """The answer that is remembered for a key, or the one that is worked out now.

    >>> memory: Memory[object, int] = Memory(10)
    >>> once(memory, "a", lambda: 1), once(memory, "a", lambda: 2)
    (1, 1)
    """
    found = memory.get(key)
    if found is None:
        memory.make_room()
        found = memory[key] = work()
    return found


def line_of(text: str, context: Context) -> Line | Unreadable:
    """The line read, or why it cannot be read."""
    return once(_lines, (text, key_of(context)), lambda: _read(text, context))


def _read(text: str, context: Context) -> Line | Unreadable:
    try:
        return read_line(text, context)
    except Unreadable as refused:
        return refused


def compare(left: Term, right: Term, context: Context) -> Verdict:
    """`equality.compare`, remembered."""
    return once(_verdicts, (left, right, key_of(context)), lambda: equality.compare(left, right, context))
