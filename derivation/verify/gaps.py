"""Cases that leave something out: a function by pieces that says nothing where it should say something."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from derivation.context import Context
from derivation.equality import Counterexample, NoValue, Outside, TooWide, evaluate, plain
from derivation.term import Term, postorder

TRIED = tuple(Fraction(number, 100) for number in (-1037, -313, -113, -57, -13, 13, 57, 113, 313, 1037))
"""Values of the variable at which both are looked at."""


def gap(target: Term, line: Term, context: Context) -> Counterexample | None:
    """A point where the target has a value and none of the cases of the line holds; None if none is found.

    >>> from derivation.term import ONE, X, ZERO, piecewise, relation
    >>> gap(ONE, piecewise((ONE, relation(">", X, ZERO))), Context()).at
    {'x': Fraction(-1037, 100)}
    """
    if not any(node.op == "piecewise" and node.args[-1].op != "truth" for node in postorder(line)):
        return None
    target, line = plain(target, context), plain(line, context)
    others = sorted((target.free | line.free) - {context.variable}, key=lambda each: str(each.value))
    rest = {name: Fraction(2 * k + 3, 4) for k, name in enumerate(others)}
    for number in TRIED:
        values = {context.variable: number, **rest}
        expected = _value(target, values)
        if expected is not None and _is_outside(line, values):
            at = {str(name.value): value for name, value in values.items() if name in target.free | line.free}
            return Counterexample(at, expected, "nothing: no case holds")
    return None


def _value(term: Term, values: Mapping[Term, Fraction]) -> str | None:
    try:
        return str(evaluate(term, dict(values)).str(12, radius=False))
    except (Outside, TooWide, NoValue):
        return None


def _is_outside(term: Term, values: Mapping[Term, Fraction]) -> bool:
    try:
        evaluate(term, dict(values))
    except Outside:
        return True
    except (TooWide, NoValue):
        return False
    return False
