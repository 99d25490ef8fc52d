"""Lines that set the derivative to zero and solve for the variable: equations to be solved, not identities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivation.term import ZERO, Term
from derivation.verify.chain import Judged, has_rate

if TYPE_CHECKING:
    from derivation.verify.statements import Statements

NOT_JUDGED = "solving an equation is not judged"


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


def judge_solving(page: Statements, parts: list[Term], terms: list[Term]) -> Judged | None:
    """A derivative that is set to zero, and what follows from it, which are no identities; None for other equations."""
    x = page.names.context.variable
    if len(terms) == 2 and terms[1] is ZERO and page.names.function is not None and page.is_the_derivative(terms[0]):
        page.solving = True
        return Judged("ok", "set to zero")
    if len(terms) == 2 and terms[0] is x and x not in terms[1].free:
        return Judged("undecided", NOT_JUDGED) if page.solving else Judged("given", "a value")
    if page.solving and not any(has_rate(part) for part in parts):
        return Judged("undecided", NOT_JUDGED)
    return None
