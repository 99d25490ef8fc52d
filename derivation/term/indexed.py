"""Names that count with the index of a sum: the x_i of a sum over i is another number for each summand."""

from __future__ import annotations

from functools import lru_cache

from derivation.term.build import INFINITY, ZERO, integer, negate, series, symbol
from derivation.term.change import replace
from derivation.term.look import number_of, postorder
from derivation.term.node import BINDERS, Term

_LETTERS = "\U0001d456\U0001d457\U0001d458\U0001d459\U0001d45a\U0001d45b"
"""The italic i, j, k, l, m and n, for sums from the innermost outwards."""


def index_of(name: Term) -> tuple[str, str]:
    """The letters of a name and its index, "" where it has none.

    >>> index_of(symbol("x_i")), index_of(symbol("x"))
    (('x', 'i'), ('x', ''))
    """
    letters, _, index = str(name.value).partition("_")
    return letters, index


def indexed_names(body: Term, bound: Term) -> tuple[Term, ...]:
    """The names in a sum whose index contains the letter that it counts with, in a settled order.

    >>> indexed_names(symbol("x_i"), symbol("i"))
    (symbol('x_i'),)
    """
    letter = str(bound.value)
    return tuple(sorted((name for name in body.free if letter in index_of(name)[1]), key=lambda name: str(name.value)))


def summand(total: Term, place: Term) -> Term | None:
    """One summand of a sum, for an index: x_3 w for the sum of x_i w.

    None where a name has more than the index alone, or where something inside binds the letter that is to stand there.

    >>> summand(series(symbol("x_i"), symbol("i"), symbol("a"), symbol("b")), symbol("j"))
    symbol('x_j')
    """
    body, bound, *_ = total.args
    names = indexed_names(body, bound)
    bound_inside = any(node.op in BINDERS and node.args[1] in (place, bound) for node in postorder(body))
    if bound_inside or any(index_of(name)[1] != bound.value for name in names):
        return None
    return replace(body, {bound: place, **{name: renamed(name, place) for name in names}})


def renamed(name: Term, place: Term) -> Term:
    """The name with another index.

    >>> renamed(symbol("x_i"), symbol("j"))
    symbol('x_j')
    """
    return symbol(f"{index_of(name)[0]}_{place.value}")


@lru_cache(4_096)
def counted_letters(term: Term) -> frozenset[str]:
    """The letters of all names that some sum in a term counts with: z for the sum of e^(z_k) over k.

    >>> counted_letters(series(symbol("z_k"), symbol("k"), symbol("a"), symbol("b")))
    frozenset({'z'})
    """
    sums = (node for node in postorder(term) if node.op == "series")
    return frozenset(index_of(name)[0] for node in sums for name in indexed_names(node.args[0], node.args[1]))


def is_counted(variable: Term, term: Term) -> bool:
    """Whether a sum in a term counts with a name of the same letters as a variable: z_2 or z_j where z_k is summed over k."""
    letters, index = index_of(variable)
    return bool(index) and letters in counted_letters(term)


def summand_with(total: Term, variable: Term) -> Term | None:
    """The only summand of a finite sum that changes with a variable: e^(z_j) of the sum of e^(z_k), for z_j.

    That z_j is one of the names summed up is what its writing means; of z_5, where the sum ends with 3, it is 0.
    None where every summand may change with it.

    >>> summand_with(series(symbol("z_k"), symbol("k"), symbol("a"), symbol("b")), symbol("z_j"))
    symbol('z_j')
    """
    body, bound, first, last = total.args
    index = index_of(variable)[1]
    elsewhere = body.free - {*indexed_names(body, bound)}
    if variable in elsewhere or any(is_counted(variable, part) for part in (body, first, last)):
        return None
    if not {INFINITY, negate(INFINITY)}.isdisjoint((first, last)):
        return None
    if not index.isdigit():
        return summand(total, symbol(index))
    start, end = number_of(first), number_of(last)
    outside = (start is not None and int(index) < start) or (end is not None and int(index) > end)
    return ZERO if outside else summand(total, integer(int(index)))


def in_standard_letters(total: Term) -> Term:
    """A sum with a letter for its index that nobody types, one for each depth, so that sums over i and over k are one.

    It is the italic one of mathematics, which looks like i and is read as i.

    >>> x_k, k = symbol("x_k"), symbol("k")
    >>> in_standard_letters(series(x_k, k, symbol("a"), symbol("b"))).args[:2]
    (symbol('x_𝑖'), symbol('𝑖'))
    """
    body, bound, first, last = total.args
    letter = standard_letter(body)
    if letter is None or bound is letter:
        return total
    written = summand(total, letter)
    return total if written is None else series(written, letter, first, last)


def in_usual_letters(total: Term) -> Term:
    """A sum with the first usual letter for its index that nothing in it uses, as people write it.

    >>> x_k, k = symbol("x_k"), symbol("k")
    >>> in_usual_letters(in_standard_letters(series(x_k, k, symbol("a"), symbol("b")))).args[:2]
    (symbol('x_k'), symbol('k'))
    """
    body, bound, first, last = total.args
    names = {node for node in postorder(body, first, last) if node.op == "symbol"} - {bound, *indexed_names(body, bound)}
    taken = "".join(index_of(name)[1] or str(name.value) for name in names)
    letter = next((each for each in "kijlmnpqrs" if each not in taken), None)
    written = summand(total, symbol(letter)) if letter is not None else None
    return total if letter is None or written is None else series(written, symbol(letter), first, last)


def standard_letter(body: Term) -> Term | None:
    """The letter for the index of a sum with this summand, by how many sums stand in one another in it; None for too many."""
    depth: dict[Term, int] = {}
    for node in postorder(body):
        depth[node] = max((depth[arg] for arg in node.args), default=0) + (node.op == "series")
    return symbol(_LETTERS[depth[body]]) if depth[body] < len(_LETTERS) else None
