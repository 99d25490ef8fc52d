"""An instance of lines with sums to an end that is a letter: n = 3, x_i and x_j two of the x_1, x_2 and x_3."""

from __future__ import annotations

from derivation.context import Context
from derivation.equality.nodes import nodes
from derivation.equality.plain import plain
from derivation.term import Term, index_of, indexed_names, integer, replace, symbol

SUMMANDS = 3
"""So many summands an instance of a sum has, if it begins at 1."""


def instance(left: Term, right: Term, context: Context) -> tuple[Term, Term, tuple[Term, ...]] | None:
    """Both lines for one length of their sums, and the letters that stood for it.

    None where no such sum is in them, or a derivative is still to be done, which would not know its name for one of three.

    A name x_i outside of the sums is one of those summed up: the first, as i is set to 1; x_j is the second.

    >>> from derivation.term import ONE, add, series
    >>> n, x_i, i = symbol("n"), symbol("x_i"), symbol("i")
    >>> instance(series(x_i, i, ONE, n), n, Context())[:2] == (add(*map(symbol, ("x_1", "x_2", "x_3"))), integer(3))
    True
    """
    sums = [node for node in nodes(left, right) if node.op == "series"]
    free = left.free | right.free
    ends = tuple(dict.fromkeys(end for node in sums for part in node.args[2:] for end in part.free if end in free))
    if not ends or any(node.op == "derivative" for node in nodes(left, right)):
        return None
    length: dict[Term, Term] = dict.fromkeys(ends, integer(SUMMANDS))
    sides = [plain(plain(replace(side, length), context), context) for side in (left, right)]  # one inside another
    families = {index_of(name)[0] for node in sums for name in indexed_names(*node.args[:2])}
    members = {name for side in sides for name in side.free if index_of(name)[0] in families and index_of(name)[1].isalpha()}
    indices = sorted({index_of(name)[1] for name in members})
    spoken_of = frozenset().union(*(each.free for each in context.assumptions))
    if len(indices) > SUMMANDS or any(len(index) > 1 for index in indices) or not spoken_of.isdisjoint({*ends, *members}):
        return None
    numbers: dict[Term, Term] = {symbol(index): integer(k) for k, index in enumerate(indices, start=1)}
    for name in members:
        letters, index = index_of(name)
        numbers[name] = symbol(f"{letters}_{indices.index(index) + 1}")
    return replace(sides[0], numbers), replace(sides[1], numbers), ends
