"""Pages that begin with an equation between x and y: what it says of y, and of y'."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from derivation.context import Context
from derivation.equality import NoDerivative, differentiate
from derivation.term import (
    ONE,
    E,
    Term,
    add,
    derivative,
    divide,
    function,
    multiply,
    negate,
    number_of,
    postorder,
    power,
    replace,
)
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


def letters_in_motion(left: Term, right: Term, context: Context, differentiated: set[str]) -> tuple[Term, ...]:
    """The letters of an equation that all move with a variable that is not in it: x and y in x^2 + y^2 = 25, with dx/dt.

    >>> from derivation.term import TWO, symbol
    >>> letters_in_motion(multiply(symbol("u"), symbol("v")), TWO, Context(), {"u", "v"})
    (symbol('u'), symbol('v'))
    """
    free = left.free | right.free
    moving = sorted((each for each in free if each.value in differentiated), key=lambda each: str(each.value))
    return tuple(moving) if len(moving) > 1 and context.variable not in free else ()


def rate_of_curve(left: Term, right: Term, y: Term, context: Context, moving: Sequence[Term] = ()) -> Term | None:
    """y' on the curve, -F_x/F_y, in terms of x and y; None where it cannot be worked out.

    moving  further letters that are functions of x

    >>> from derivation.term import X, TWO, symbol
    >>> y = symbol("y")
    >>> rate_of_curve(add(power(X, TWO), power(y, TWO)), ONE, y, Context()).op
    'negation'
    """
    difference = add(left, negate(right))
    x = context.variable
    try:
        summands = [differentiate(difference, x)] if x in difference.free or not moving else []
        summands += [multiply(differentiate(difference, each), derivative(each, x)) for each in moving]
        along = add(*summands) if len(summands) > 1 else summands[0]
        return negate(divide(along, differentiate(difference, y)))
    except NoDerivative:
        return None
