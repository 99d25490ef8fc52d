"""Which method a teacher would choose for a function, and why."""

from __future__ import annotations

from typing import NamedTuple

from derivation.context import Context
from derivation.term import Term, postorder

MANY_FACTORS = 4
"""From so many moving factors on, a product or fraction is easier under a logarithm."""


class Choice(NamedTuple):
    """A method and the reason for it, half a sentence."""

    method: str
    why: str


def choose(body: Term, context: Context) -> Choice:
    """The method for a function of the variable of the context.

    >>> from derivation.reading import read
    >>> [choose(read(f).term, Context()).method for f in ("x/(1 + x)", "1/(1 + x)", "x^x", "x^2*sin(x)")]
    ['quotient', 'power', 'logarithmic', 'power']
    """
    inner = body.args[0] if body.op == "negation" else body
    if _moving_power(inner, context) or any(_moving_power(each, context) for each in _factors(inner)):
        return Choice("logarithmic", "base and exponent both change, and a logarithm brings the exponent down")
    count = sum(context.depends(each) for each in _factors(inner))
    if count >= MANY_FACTORS:
        return Choice("logarithmic", f"a logarithm makes a sum of its {count} factors")
    if any(_plain_quotient(node, context) for node in postorder(body)):
        return Choice("quotient", "numerator and denominator both change")
    if any(node.op == "quotient" and context.depends(node.args[1]) for node in postorder(body)):
        return Choice("power", "only the denominator changes, so a power with a negative exponent needs no rule of its own")
    return Choice("power", "there is no fraction to take apart")


def _moving_power(term: Term, context: Context) -> bool:
    return term.op == "power" and all(context.depends(each) for each in term.args)


def _plain_quotient(term: Term, context: Context) -> bool:
    return term.op == "quotient" and all(context.depends(each) for each in term.args)


def _factors(term: Term) -> list[Term]:
    """The factors above and below the line."""
    if term.op == "quotient":
        return [factor for each in term.args for factor in _factors(each)]
    return list(term.args) if term.op == "product" else [term]
