"""Whether two terms are the same but for the order of summands and factors and for brackets among them."""

from __future__ import annotations

from derivation.equality.nodes import nodes
from derivation.term import Term

MOST_SPREAD = 1_000_000
"""Most parts of inner sums and products that are spread out over those around them; beyond, inner ones count as one part."""


def same_up_to_order(left: Term, right: Term) -> bool:
    """Linear in the shared nodes; says nothing about meaning.

    >>> from derivation.term import ONE, X, add
    >>> same_up_to_order(add(X, ONE), add(ONE, X))
    True
    """
    if left is right:
        return True
    if left.free != right.free:
        return False
    numbers: dict[tuple[object, ...], int] = {}
    known: dict[Term, int] = {}
    spread: dict[Term, tuple[int, ...]] = {}
    room = MOST_SPREAD
    for node in nodes(left, right):
        if node.op in ("sum", "product"):
            parts: list[int] = []
            for arg in node.args:
                inside = spread[arg] if arg.op == node.op else ()
                parts.extend(inside if 0 < len(inside) <= room else (known[arg],))
                room -= len(inside)
            spread[node] = tuple(sorted(parts))
            key: tuple[object, ...] = (node.op, spread[node])
        elif node.op == "function" and node.value in ("max", "min"):
            key = (node.value, *sorted(known[arg] for arg in node.args))
        else:
            key = (node.op, node.value, *(known[arg] for arg in node.args))
        known[node] = numbers.setdefault(key, len(numbers))
    return known[left] == known[right]
