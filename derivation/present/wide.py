"""Very wide sums and products on a page: the first parts, "…", and the last, as a person writes them."""

from __future__ import annotations

from collections.abc import Sequence

from derivation.notation.names import DOTS
from derivation.term import Term, rebuild, symbol

WIDE = 24
"""A sum or a product in a line too long to be shown is told whole as long as it has no more parts than this."""

FIRST, LAST = 6, 2
"""How many parts of a wider one are told."""

PARTS = {"sum": "terms", "product": "factors"}
"""What is told by its first and last parts, and what those are called."""


class Abridged:
    """Lines with their wide sums and products abridged; `most` says how many parts the widest of each kind has."""

    def __init__(self) -> None:
        self.most: dict[str, int] = {}

    def lines(self, lines: Sequence[Term]) -> list[Term]:
        """The lines with "…" in them.

        >>> from derivation.notation import text
        >>> from derivation.term import X, add, integer, power
        >>> text(Abridged().lines([add(*(power(X, integer(n)) for n in range(2, 101)))])[0])
        'x^2 + x^3 + x^4 + x^5 + x^6 + x^7 + … + x^99 + x^100'
        """
        done: dict[Term, Term] = {}
        stack = list(lines)
        while stack:
            node = stack[-1]
            kept = self._kept(node)
            waiting = [arg for arg in kept if arg not in done]
            if waiting and node not in done:
                stack += waiting
                continue
            stack.pop()
            if node not in done:
                done[node] = _with(node, [done[arg] for arg in kept])
        return [done[line] for line in lines]

    def _kept(self, node: Term) -> tuple[Term, ...]:
        """The parts that are told; nothing is looked at that is not."""
        if node.op not in PARTS or len(node.args) <= WIDE:
            return node.args
        self.most[node.op] = max(self.most.get(node.op, 0), len(node.args))
        return (*node.args[:FIRST], *node.args[-LAST:])

    def told(self) -> str:
        """What is left out, in words; "" where nothing is."""
        kinds = [f"{self.most[kind]:,} {PARTS[kind]}" for kind in PARTS if kind in self.most]
        if not kinds:
            return ""
        most = " or ".join(kinds)
        return f"Of up to {most} the first {FIRST} and the last {LAST} are shown, with … between them; --format json has all."


def _with(node: Term, kept: list[Term]) -> Term:
    if len(kept) == len(node.args):
        return rebuild(node, tuple(kept))
    return rebuild(node, (*kept[:FIRST], symbol(DOTS), *kept[FIRST:]))
