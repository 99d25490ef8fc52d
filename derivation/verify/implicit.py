"""Pages that begin with an equation between x and y: what it says of y, and of y'."""

from __future__ import annotations

from collections.abc import Callable

from derivation.context import Context
from derivation.equality import NoDerivative, differentiate
from derivation.term import ONE, E, Term, add, divide, function, negate, number_of, postorder, power, replace
from derivation.verify.linear import solved_linearly


def letter_of_curve(left: Term, right: Term, context: Context, differentiated: set[str]) -> Term | None:
    """The letter that an equation makes a function of x: the one that the page differentiates, otherwise y; None for neither.

    >>> from derivation.term import X, TWO, symbol
    >>> circle = add(power(X, TWO), power(symbol("w"), TWO))
    >>> letter_of_curve(circle, ONE, Context(), {"w"}), letter_of_curve(circle, ONE, Context(), set())
    (symbol('w'), None)
    """
    others = sorted((left.free | right.free) - {context.variable, *context.parameters}, key=lambda each: str(each.value))
    letters = [each for each in others if each.value in differentiated] or [each for each in others if each.value == "y"]
    return letters[0] if len(letters) == 1 else None


def solved_for(left: Term, right: Term, y: Term, context: Context) -> Term | None:
    """A function y(x) for which the equation holds: the upper branch where there are several; None if none is seen.

    >>> from derivation.term import X, TWO, symbol
    >>> y = symbol("y")
    >>> solved_for(add(power(X, TWO), power(y, TWO)), ONE, y, Context()).op
    'power'
    """
    difference = add(left, negate(right))
    held = _holder(difference, y)
    if held is None:
        return None
    value = solved_linearly(difference, held, context)
    if value is None:
        return None
    if held is y:
        return value
    undo = _UNDONE.get(str(held.value)) if held.op == "function" else None
    if undo is not None:
        return undo(value)
    if held.op == "power" and held.args[0] is y and number_of(held.args[1]) is not None:
        return power(value, divide(ONE, held.args[1]))
    return function("ln", value) if held.op == "power" and held.args[0] is E else None


_UNDONE: dict[str, Callable[[Term], Term]] = {
    "ln": lambda value: power(E, value),
    "sqrt": lambda value: power(value, add(ONE, ONE)),
    **{name: (lambda value, name=name: function(f"a{name}", value)) for name in ("sin", "cos", "tan", "sinh", "cosh", "tanh")},  # type: ignore[misc]
}


def _holder(term: Term, y: Term) -> Term | None:
    """The one part that contains every y and nothing else that moves: y itself, y^2, ln(y)."""
    holders = {node for node in postorder(term) if node.op in ("power", "function") and y in node.args and len(node.free) == 1}
    if not holders:
        return y
    if len(holders) > 1:
        return None
    held = holders.pop()
    return held if y not in replace(term, {held: ONE}).free else None


def rate_of_curve(left: Term, right: Term, y: Term, context: Context) -> Term | None:
    """y' on the curve, -F_x/F_y, in terms of x and y; None where it cannot be worked out.

    >>> from derivation.term import X, TWO, symbol
    >>> y = symbol("y")
    >>> rate_of_curve(add(power(X, TWO), power(y, TWO)), ONE, y, Context()).op
    'negation'
    """
    difference = add(left, negate(right))
    try:
        return negate(divide(differentiate(difference, context.variable), differentiate(difference, y)))
    except NoDerivative:
        return None
