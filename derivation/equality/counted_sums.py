"""The derivative of a finite sum by one of the names that it counts: d/dz_j of a sum over all z_k."""

from __future__ import annotations

from derivation.equality.differentiate import NoDerivative, differentiate, plus
from derivation.term import (
    INFINITY,
    Term,
    fresh_symbol,
    index_of,
    indexed_names,
    negate,
    replace,
    series,
    summand,
    summand_with,
    symbol,
)


def derivative_by_member(total: Term, variable: Term) -> Term:
    """What the summand of the variable's own index changes by, and what all change by otherwise, as by a sum inside.

    Raises `NoDerivative` where it cannot be told which summand is meant.

    >>> z_k, k = symbol("z_k"), symbol("k")
    >>> derivative_by_member(series(z_k, k, symbol("a"), symbol("b")), symbol("z_j"))
    integer(1)
    """
    alone = summand_with(total, variable)
    if alone is not None:
        return differentiate(alone, variable)
    body, bound, first, last = total.args
    letters, index = index_of(variable)
    own = [name for name in indexed_names(body, bound) if index_of(name)[0] == letters]
    endless = not {INFINITY, negate(INFINITY)}.isdisjoint((first, last))
    if endless or not index.isalpha() or index == bound.value or any(index_of(name)[1] != bound.value for name in own):
        raise NoDerivative("a sum that counts the variable")
    place = fresh_symbol("t", body.free)
    held = series(replace(body, dict.fromkeys(own, place)), bound, first, last)
    ours = summand(held, symbol(index))
    if ours is None:
        raise NoDerivative("a sum that counts the variable")
    everywhere = replace(differentiate(held.args[0], variable), dict.fromkeys([place], own[0]))
    return plus(series(everywhere, bound, first, last), replace(differentiate(ours, place), {place: variable}))
