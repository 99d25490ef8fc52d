"""The order of work over shared nodes, remembered for the terms of the last few comparisons."""

from __future__ import annotations

from derivation.term import Term, postorder

_KEEP = 128
_LARGEST = 2_000
_orders: dict[tuple[Term, ...], list[Term]] = {}


def nodes(*roots: Term) -> list[Term]:
    """As `postorder`; the list is shared and must not be changed."""
    found = _orders.get(roots)
    if found is None:
        found = postorder(*roots)
        if len(found) <= _LARGEST:
            if len(_orders) >= _KEEP:
                _orders.clear()
            _orders[roots] = found
    return found
