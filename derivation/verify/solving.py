"""Lines that set the derivative to zero and solve for the variable: equations to be solved, not identities."""

from __future__ import annotations

from derivation.term import ZERO, Term
from derivation.verify.names import Names


def without_zero(parts: list[Term], terms: list[Term]) -> tuple[list[Term], list[Term]]:
    """dM/dp = 0 = 5/p - 3/(1 - p) without the zero between what is set to zero; others as they are.

    >>> from derivation.term import ONE, X
    >>> without_zero([X, ZERO, ONE], [X, ZERO, ONE])[1]
    [symbol('x'), integer(1)]
    """
    if len(terms) < 3 or ZERO not in parts or all(term is ZERO for term in terms):
        return parts, terms
    kept = [k for k, part in enumerate(parts) if part is not ZERO]
    return [parts[k] for k in kept], [terms[k] for k in kept]


def is_value_of_the_variable(terms: list[Term], names: Names) -> bool:
    """Whether a statement says where the variable stands: x = 2."""
    return len(terms) == 2 and terms[0] is names.context.variable and names.context.variable not in terms[1].free
