"""The ways to find a derivative that a reader may choose between."""

from __future__ import annotations

from collections.abc import Callable

from derivation import functions
from derivation.context import Context
from derivation.lines import Worked
from derivation.methods.choosing import Choice, choose
from derivation.plan import Plan
from derivation.term import Term, relation, substitute

__all__ = ["METHODS", "Choice", "choose", "inside_its_domain", "worker"]

METHODS = {
    "power": "a fraction is written as a power, so that only the chain rule has to be remembered",
    "quotient": "fractions by the quotient rule",
    "logarithmic": "products, quotients and powers become sums under a logarithm",
    "first-principles": "the limit of the difference quotient, worked out",
    "inverse": "an inverse function by what it undoes: y = arcsin(x) means sin(y) = x",
    "auto": "what a teacher would choose",
}


def inside_its_domain(body: Term, method: str) -> tuple[Term, ...]:
    """What a method takes as given: an inverse function is looked at inside its domain, where it may have a slope."""
    named = functions.find(str(body.value), len(body.args)) if method == "inverse" and body.op == "function" else None
    if named is None:
        return ()
    values = dict(zip(named.parameters, body.args, strict=False))
    return tuple(substitute(_strict(each), values) for each in named.domain)


def _strict(condition: Term) -> Term:
    """x >= a without its border."""
    if condition.op == "relation" and condition.value in (">=", "<="):
        return relation(str(condition.value)[0], *condition.args)
    return condition


def worker(method: str, context: Context) -> Callable[[Term], Worked]:
    """What works out d/dx of a body by a method (a key of `METHODS` other than "auto").

    It raises CannotDifferentiate where the method does not lead to the end.
    """
    if method == "logarithmic":
        from derivation.methods.logarithmic import Logarithmic

        return Logarithmic(context).work_out
    if method == "first-principles":
        from derivation.methods.first_principles import FirstPrinciples

        return FirstPrinciples(context).work_out
    if method == "inverse":
        from derivation.methods.inverse import ByInverse

        return ByInverse(context).work_out
    return Plan(context, method).work_out
