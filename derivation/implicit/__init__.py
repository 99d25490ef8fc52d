"""Implicit functions: an equation between x and y is differentiated on both sides and solved for y'."""

from __future__ import annotations

from derivation.context import Context, Definition
from derivation.implicit.equations import Equations
from derivation.implicit.higher import differentiate_again
from derivation.rules.solving import NoSlope
from derivation.term import Term, function
from derivation.walkthrough import Walkthrough

__all__ = ["Equations", "NoSlope", "slope"]


def slope(equation: Term, y: Term, context: Context = Context(), order: int = 1) -> Walkthrough:
    """y' on the curve that an equation describes, line by line, each line an equation.

    equation  a relation "=" between the variable of the context and y
    y         the symbol that depends on the variable
    order     2 for y'' on the curve, and so on

    Raises NoSlope where y' drops out, and CannotDifferentiate where no rule applies.

    >>> from derivation.notation import text
    >>> from derivation.reading import read_equation
    >>> from derivation.term import symbol
    >>> circle = read_equation("x^2 + y^2 = 1").term
    >>> text(slope(circle, symbol("y")).end), text(slope(circle, symbol("y"), order=2).end)
    ('d/dx(y) = -x/y', 'd^2/dx^2(y) = -1/y^3')
    """
    known = context.define(Definition(str(y.value), (), function(f"{y.value}(x)", context.variable)))
    lines = Equations(equation, y, known)
    lines.take_logarithms()
    lines.differentiate()
    lines.solve()
    for number in range(2, order + 1):
        differentiate_again(lines, equation, number)
    return Walkthrough(equation, tuple(lines.steps), known)
