"""Names that count: p_j on a page that says what p_i is, and z_j beside a sum over all z_k."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derivation.context import Definition
from derivation.term import Term, index_of, is_counted, replace, symbol


def with_members(term: Term, definitions: Mapping[str, Definition], is_known: Callable[[Term], bool]) -> Term:
    """The term with every name that nothing explains written out, if another of its kind is explained.

    >>> p = Definition("p_i", (), replace(symbol("z_i"), {}))
    >>> with_members(symbol("p_j"), {"p_i": p}, lambda name: False)
    symbol('z_j')
    """
    members = {name: _member(name, definitions) for name in term.free if index_of(name)[1] and not is_known(name)}
    meanings = {name: body for name, body in members.items() if body is not None}
    return replace(term, meanings) if meanings else term


def _member(name: Term, definitions: Mapping[str, Definition]) -> Term | None:
    letters, index = index_of(name)
    for own in definitions.values():
        other = index_of(symbol(own.name))[1]
        if own.parameters or not other.isalpha() or own.name != f"{letters}_{other}":
            continue
        counting = {each: symbol(f"{index_of(each)[0]}_{index}") for each in own.body.free if index_of(each)[1] == other}
        return replace(own.body, {symbol(other): symbol(index), **counting})
    return None


def is_summed_up(name: Term, definitions: Mapping[str, Definition]) -> bool:
    """Whether what some name of the page stands for sums over all names of this kind."""
    return bool(index_of(name)[1]) and any(is_counted(name, own.body) for own in definitions.values())
