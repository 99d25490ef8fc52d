"""Partial derivatives: one variable moves, the others stand still."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from derivation.context import Context
from derivation.derive import derive
from derivation.one_fraction import ByAlgebra
from derivation.term import Term
from derivation.walkthrough import Walkthrough


def gradient(
    body: Term, variables: Sequence[Term], context: Context = Context(), method: str = "power"
) -> tuple[Walkthrough, ...]:
    """A walkthrough to the partial derivative by each variable, in their order.

    Raises CannotDifferentiate where a method does not lead to the end.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> from derivation.term import symbol
    >>> [text(walk.end) for walk in gradient(read("x^2*y").term, (symbol("x"), symbol("y")))]
    ['2*x*y', 'x^2']
    """
    return tuple(_by(each, body, variables, context, method) for each in variables)


def second(walks: Sequence[Walkthrough], context: Context = Context(), method: str = "power") -> tuple[Walkthrough, ...]:
    """The second partial derivatives from the walkthroughs of a gradient: by x twice, by x and y, by y twice, ...

    Where the mixed ones are continuous their order does not matter, so each pair stands once.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> from derivation.term import symbol
    >>> first = gradient(read("x^2*y").term, (symbol("x"), symbol("y")))
    >>> [text(walk.end) for walk in second(first)]
    ['2*y', '2*x', '0']
    """
    variables = [walk.context.variable for walk in walks]
    pairs = [(walk.end, other) for number, walk in enumerate(walks) for other in variables[number:]]
    return tuple(_by(other, partial, variables, context, method) for partial, other in pairs)


def _by(variable: Term, body: Term, variables: Sequence[Term], context: Context, method: str) -> Walkthrough:
    still = [each for each in (*context.parameters, *variables) if each is not variable]
    walk = derive(body, replace(context, variable=variable, parameters=tuple(dict.fromkeys(still))), method, "raw")
    return ByAlgebra(walk).walk
