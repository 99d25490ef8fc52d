"""Powers of one base put together before they are differentiated: x^2*sqrt(x) is x^(5/2)."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.rule import Match
from derivation.rules.monomials import monomial
from derivation.rules.shape import factors
from derivation.term import ONE, ZERO, E, Term, derivative, multiply, power


def powers_together(term: Term, context: Context) -> Iterator[Match]:
    """A product or fraction in which the variable stands in powers of itself alone, or in powers of e alone.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> from derivation.term import X
    >>> for formula in ("x^2/sqrt(x)", "e^x*e^(2*x)", "x*e^x"):
    ...     print([text(match.after) for match in powers_together(derivative(read(formula).term, X), Context())])
    ['d/dx(x^(3/2))']
    ['d/dx(e^(3*x))']
    []
    """
    body, variable = term.args
    if body.op not in ("product", "quotient"):
        return
    parts = list(_factors(body))
    if len(parts) < 2 or not all(each is variable or _is_power_of(each, (variable, E)) for each in parts):
        return
    whole = monomial(body)
    if whole.number != 1 or len(whole.bases) != 1:
        return
    ((name, base),) = whole.bases.items()
    exponent = whole.exponents[name]
    if exponent is ZERO or context.depends(exponent):
        return
    together = (
        power(E, multiply(exponent, base.args[1]) if exponent is not ONE else base.args[1])
        if base.op == "power"
        else power(base, exponent)
    )
    yield Match(derivative(base if exponent is ONE else together, variable), {"x": E if base.op == "power" else base})


def _factors(body: Term) -> Iterator[Term]:
    """The factors above and below fraction lines, without the number 1."""
    for each in factors(body):
        if each.op == "quotient":
            yield from (part for side in each.args for part in _factors(side))
        elif each is not ONE:
            yield each


def _is_power_of(part: Term, bases: tuple[Term, ...]) -> bool:
    """A power or a square root of one of the bases."""
    return (part.op == "power" or part.value == "sqrt") and part.args[0] in bases
