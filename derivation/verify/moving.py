"""Derivatives as a page means them, where some letters move with the variable: the r of A = pi r^2 beside dr/dt."""

from __future__ import annotations

from derivation import functions
from derivation.context import Context
from derivation.equality.differentiate import NoDerivative, differentiate
from derivation.term import Term, derivative, postorder, replace


def worked_out(term: Term, context: Context, moving: tuple[Term, ...] = ()) -> Term:
    """d/dx(term), worked out if equality's rules suffice, else still to be done.

    moving  letters that are functions of x, as r in A = pi r^2 is of t

    >>> from derivation.term import X, function
    >>> worked_out(function("sin", X), Context()) is function("cos", X)
    True
    """
    written_out = functions.unfold(term, context)
    if any(node.op in ("derivative", "limit", "at") for node in postorder(written_out)):
        return derivative(term, context.variable)
    try:
        return differentiate(written_out, context.variable, moving)
    except NoDerivative:
        return derivative(term, context.variable)


def with_rates(term: Term, context: Context, moving: tuple[Term, ...]) -> Term:
    """A term with d/dt(pi r^2) worked out where r moves: what stands alone would be taken for a constant.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> from derivation.term import symbol
    >>> t, r = symbol("t"), symbol("r")
    >>> text(with_rates(derivative(read("3r").term, t), Context(variable=t), (r,)))
    '3*d/dt(r)'
    """
    x = context.variable
    found = {
        node: worked_out(node.args[0], context, moving)
        for node in (postorder(term) if moving else ())
        if node.op == "derivative" and node.value == 1 and node.args[1] is x and node.args[0].op != "symbol"
        if not node.args[0].free.isdisjoint(moving)
    }
    return replace(term, found) if found else term
