"""Readers that read inside each other without recursion: generators on a stack of their own."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

Reader = Generator[Any, Any, Any]
"""Yields the readers it needs and returns what it read."""


def run(reader: Reader) -> Any:
    """What a reader returns, its own readers run one inside the other on a stack.

    >>> def inner(): return 1; yield
    >>> def outer(): return 1 + (yield inner())
    >>> run(outer())
    2
    """
    stack, value = [reader], None
    while stack:
        try:
            called = stack[-1].send(value)
        except StopIteration as finished:
            stack.pop()
            value = finished.value
        else:
            stack.append(called)
            value = None
    return value
