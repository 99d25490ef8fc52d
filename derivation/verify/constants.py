"""Lines that hold for positive constants alone: a*sqrt(1 - (x/a)^2) as sqrt(a^2 - x^2), with a taken to be positive."""

from __future__ import annotations

from dataclasses import replace

from derivation.context import Context
from derivation.equality import Verdict
from derivation.term import ZERO, Term, number_of, postorder, relation
from derivation.verify.remembered import compare

_OF_SIGNS = frozenset(["sqrt", "root", "abs", "ln", "log", "sign"])
"""Functions through which the sign of a constant comes in."""


def compare_with_positive_constants(left: Term, right: Term, context: Context) -> Verdict:
    """Like `compare`; where two sides differ only for negative constants they are equal, on the condition that says so.

    Where they differ for negative constants and nobody knows whether for positive ones, it is undecided.

    >>> from derivation.reading import read
    >>> context = Context()
    >>> one, other = read("sqrt(a^2 x)").term, read("a sqrt(x)").term
    >>> compare_with_positive_constants(one, other, context).conditions[-1]
    relation('>', symbol('a'), integer(0))
    """
    verdict = compare(left, right, context)
    if verdict.status != "different" or not _has_signs(left, right):
        return verdict
    constants = sorted((left.free | right.free) - {context.variable}, key=repr)
    positive = tuple(relation(">", each, ZERO) for each in constants)
    second = compare(left, right, context.assume(*positive)) if positive else verdict
    if second.status == "equal":
        return replace(second, conditions=(*second.conditions, *positive))
    return second if second.status == "undecided" else verdict


def _has_signs(*terms: Term) -> bool:
    for term in terms:
        for node in postorder(term):
            if node.op == "function" and node.value in _OF_SIGNS:
                return True
            if node.op == "power":
                exponent = number_of(node.args[1])
                if exponent is not None and exponent.denominator != 1:
                    return True
    return False
