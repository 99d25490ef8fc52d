"""What was worked out before, in bounded tables that can all be forgotten at once.

Only what its key determines may be kept: terms never change, so what is found of a term alone stays true.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")
Given = ParamSpec("Given")
Answer = TypeVar("Answer")

_FORGET: list[Callable[[], None]] = []


class Memory(dict[Key, Value]):
    """A table that starts afresh when it is full.

    >>> squares: Memory[int, int] = Memory(2)
    >>> for number in (1, 2, 3):
    ...     squares.make_room()
    ...     squares[number] = number**2
    >>> squares
    {3: 9}
    """

    __slots__ = ("most",)

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most
        _FORGET.append(self.clear)

    def make_room(self) -> None:
        """Forget everything if the table is full; to be called before something is put in."""
        if len(self) >= self.most:
            self.clear()


def remembered(most: int) -> Callable[[Callable[Given, Answer]], Callable[Given, Answer]]:
    """A function whose last answers are kept, so many of them.

    >>> asked = []
    >>> @remembered(10)
    ... def double(number):
    ...     asked.append(number)
    ...     return 2 * number
    >>> double(3), double(3), asked
    (6, 6, [3])
    """

    def decorate(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
        kept = lru_cache(maxsize=most)(function)
        _FORGET.append(kept.cache_clear)
        return kept  # type: ignore[return-value]

    return decorate


def forget() -> None:
    """Empty all tables, as a measurement needs that is to start cold."""
    for each in _FORGET:
        each()
