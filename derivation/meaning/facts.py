"""Facts that SymPy knows and our tables do not."""

from __future__ import annotations

from derivation.meaning.names import Untranslatable
from derivation.meaning.sympy_to_terms import from_sympy
from derivation.meaning.terms_to_sympy import to_sympy
from derivation.term import (
    Term,
    function,
    postorder,
    substitute,
    symbol,
)


def derivative_fact(name: str, arguments: tuple[Term, ...], index: int) -> Term | None:
    """The derivative of a function by one of its arguments from SymPy's own table (`fdiff`), taken at these arguments.

    name   one of our names of functions
    index  the place of the argument

    None where SymPy has no closed form.

    >>> from derivation.notation import text
    >>> text(derivative_fact("elliptic_k", (symbol("x"),), 0))
    '(-(1 - x)*elliptic_k(x) + elliptic_e(x))/(2*x*(1 - x))'
    >>> derivative_fact("zeta", (symbol("x"),), 0) is None
    True
    """
    from sympy.core.function import ArgumentIndexError

    places = tuple(symbol(f"place_{k}") for k in range(len(arguments)))
    try:
        fact = from_sympy(to_sympy(function(name, *places)).fdiff(index + 1))
    except (Untranslatable, ArgumentIndexError):
        return None
    if any(node.op in ("derivative", "at", "limit", "integral", "series") for node in postorder(fact)):
        return None
    return substitute(fact, dict(zip(places, arguments, strict=True)))
