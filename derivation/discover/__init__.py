"""f' in terms of f and of companions, or a proof that there is no such form.

`discover` looks for the form that is shortest to read among those that are proved and have a value wherever f' has one.
"""

from __future__ import annotations

from dataclasses import dataclass

from derivation.context import Context
from derivation.term import Term

__all__ = ["Discovery", "discover", "discover_order"]


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found.

    form        the derivative as a term in which the function itself reads name(variable), or None
    terms       what the form is written with: the function's name, the variable, the names of companions
    status      'proved' for a proved form and for a proof that f alone is not enough; else 'undecided'
    absence     why f alone does not do, in a sentence, or ''
    simpler     whether a reader would prefer the form to the derivative as it was given
    conditions  what parameters must not be, such as L != 0
    """

    form: Term | None
    terms: tuple[str, ...]
    status: str
    absence: str
    simpler: bool
    conditions: tuple[Term, ...] = ()


def discover(function: Term, derivative: Term, context: Context | None = None, name: str = "f") -> Discovery:
    """The derivative in terms of the function.

    function, derivative  the function and its derivative by context.variable, as terms
    name                  what the function is called in the form

    >>> from derivation.term import E, ONE, X, add, divide, multiply, negate, power, subtract
    >>> below = add(ONE, power(E, negate(X)))
    >>> found = discover(divide(ONE, below), divide(power(E, negate(X)), power(below, add(ONE, ONE))))
    >>> from derivation.term import function
    >>> f = function("f", X)
    >>> found.form is multiply(f, subtract(ONE, f)), found.status, found.simpler
    (True, 'proved', True)
    """
    from derivation.discover.search import search

    return search(function, derivative, context or Context(), name)


def discover_order(function: Term, order: int, context: Context | None = None, name: str = "f") -> Discovery:
    """The derivative of an order in terms of the function; as `discover`, the derivative worked out here."""
    from derivation.equality.differentiate import NoDerivative, differentiate
    from derivation.equality.plain import plain

    context = context or Context()
    try:
        derivative = plain(function, context)
        for _ in range(order):
            derivative = differentiate(derivative, context.variable)
    except NoDerivative:
        return Discovery(None, (), "undecided", "the derivative could not be worked out", False)
    return discover(function, derivative, context, name)
