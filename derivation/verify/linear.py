"""Whether a term is linear in one of its parts, proved: then an equation can be solved for that part."""

from __future__ import annotations

from collections.abc import Callable

from derivation.context import Context
from derivation.term import ONE, ZERO, Term, add, divide, fresh_symbol, multiply, negate, replace, symbol
from derivation.verify.remembered import compare


def solved_linearly(
    difference: Term, part: Term, context: Context, resolve: Callable[[Term], Term] = lambda term: term
) -> Term | None:
    """What the part has to be for the difference to be 0; None where it does not occur in it linearly.

    resolve  what is done to the difference once the part has been replaced

    >>> from derivation.term import X, function, subtract, symbol
    >>> y = symbol("y")
    >>> solved_linearly(subtract(multiply(X, y), ONE), y, Context()) is None
    False
    >>> solved_linearly(subtract(function("sin", multiply(X, y)), add(X, y)), y, Context()) is None
    True
    """
    letter = fresh_symbol("t", difference.free | resolve(difference).free | {*map(symbol, context.definitions)})
    anywhere, at_zero, at_one = (resolve(replace(difference, {part: value})) for value in (letter, ZERO, ONE))
    if letter not in anywhere.free:
        return None
    slope = add(at_one, negate(at_zero))
    if compare(anywhere, add(at_zero, multiply(letter, slope)), context).status != "equal":
        return None
    return negate(divide(at_zero, slope)) if compare(slope, ZERO, context).status == "different" else None
