"""The order of work over shared nodes, remembered for the terms of the last few comparisons."""

from __future__ import annotations

from derivation.memory import Memory
from derivation.term import Term, postorder

_LARGEST = 2_000
_orders: Memory[tuple[Term, ...], list[Term]] = Memory(128)


def nodes(*roots: Term) -> list[Term]:
    """As `postorder`; the list is shared and must not be changed."""
    found = _orders.get(roots)
    if found is None:
        found = postorder(*roots)
        if len(found) <= _LARGEST:
            _orders.make_room()
            _orders[roots] = found
    return found
