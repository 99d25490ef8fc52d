"""Sums over classes or samples, written out where the page is about so many of them: e^(z_1) + e^(z_2) + e^(z_3)."""

from __future__ import annotations

from collections.abc import Callable

from derivation.term import Term, add, in_standard_letters, integer, number_of, postorder, rebuild, replace, symbol

MOST = 12
"""A sum of more summands than this is left as it is."""


def written_out_sums(term: Term, is_known: Callable[[Term], bool]) -> Term:
    """The term with its sums over indexed names written out.

    is_known  whether a name has a meaning on the page; a sum whose upper end has none goes as far as the indexed names do

    >>> from derivation.term import ONE, multiply, series
    >>> k = symbol("k")
    >>> known = {symbol("z_1"), symbol("z_2")}.__contains__
    >>> written_out_sums(series(symbol("z_k"), k, ONE, symbol("K")), known)
    sum(symbol('z_1'), symbol('z_2'))
    """
    order = postorder(term)
    if not any(node.op == "series" for node in order):
        return term
    done: dict[Term, Term] = {}
    for node in order:
        new = rebuild(node, tuple(done[arg] for arg in node.args)) if node.args else node
        done[node] = _written_out(new, is_known) if new.op == "series" else new
    return done[term]


def _written_out(node: Term, is_known: Callable[[Term], bool]) -> Term:
    body, bound, first, last = node.args
    indexed = [name for name in body.free if str(name.value).endswith(f"_{bound.value}")]
    start, end = number_of(first), number_of(last)
    if not indexed or start is None or start.denominator != 1:
        return in_standard_letters(node)
    if end is None and last.op == "symbol" and not is_known(last):
        end = start - 1
        while end < start + MOST and any(is_known(each) for name in indexed for each in _spellings(name, int(end + 1))):
            end += 1
    if end is None or end.denominator != 1 or not start <= end < start + MOST:
        return in_standard_letters(node)
    deltas = [name for name in body.free if str(name.value).startswith("delta_") and str(bound.value) in str(name.value)[6:]]
    numbers = range(int(start), int(end) + 1)
    return add(*(replace(body, _values(bound, indexed, deltas, k)) for k in numbers))


def _values(bound: Term, indexed: list[Term], deltas: list[Term], index: int) -> dict[Term, Term]:
    """What the names of a summand stand for: k for 2, z_k for z_2, the delta_kj of Kronecker for delta_2j."""
    letter = str(bound.value)
    numbered = {name: symbol("delta_" + str(name.value)[6:].replace(letter, str(index))) for name in deltas}
    return {bound: integer(index), **{name: _spellings(name, index)[0] for name in indexed}, **numbered}


def _spellings(name: Term, index: int) -> tuple[Term, Term]:
    """z_k for the index 2: z_2, or z2."""
    letters = str(name.value).rpartition("_")[0]
    return symbol(f"{letters}_{index}"), symbol(f"{letters}{index}")
