"""Curves given by x(t) and y(t): dy/dx as the quotient of the derivatives by t, and the second derivative."""

from __future__ import annotations

from dataclasses import replace as dataclass_replace

from derivation.context import Context
from derivation.equality import compare
from derivation.implicit import NoSlope
from derivation.implicit.equations import algebra, shortest
from derivation.lines import Lines
from derivation.notation import unicode_line
from derivation.one_fraction import one_fraction
from derivation.plan import Plan
from derivation.rule import Rule
from derivation.rules import parametric as table
from derivation.rules.shape import coefficient, key, signed, times, without_sign
from derivation.rules.solving import not_zero
from derivation.search import tidied
from derivation.term import (
    ONE,
    ZERO,
    Term,
    derivative,
    divide,
    function,
    integer,
    multiply,
    power,
    subtract,
    symbol,
)
from derivation.walkthrough import Step, Walkthrough

NAMES = (symbol("x"), symbol("y"))


def slopes(across: Term, up: Term, context: Context, order: int = 1, names: tuple[Term, Term] = NAMES) -> tuple[Walkthrough, ...]:
    """dy/dx along the curve x = across, y = up, and the derivatives after it up to an order; a walkthrough each.

    across, up  functions of the variable of the context, the parameter
    names       what the two are called

    Raises NoSlope where x does not change, and CannotDifferentiate where no rule applies.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> circle = (read("cos(t)").term, read("sin(t)").term)
    >>> [text(walk.end) for walk in slopes(*circle, Context(symbol("t")), 2)]
    ['-cos(t)/sin(t)', '-1/sin(t)^3']
    """
    curve = _Curve(across, context, names)
    walks: list[Walkthrough] = []
    for number in range(1, order + 1):
        walks.append(curve.slope(walks[-1].end if walks else up, number))
    return tuple(walks)


def polar(radius: Term, angle: Term) -> tuple[Term, Term]:
    """The curve r = r(θ) as x(θ) and y(θ).

    >>> from derivation.notation import text
    >>> [text(each) for each in polar(ONE, symbol("t"))]
    ['cos(t)', 'sin(t)']
    """
    sides = (function(name, angle) for name in ("cos", "sin"))
    x, y = (side if radius is ONE else multiply(radius, side) for side in sides)
    return x, y


class _Curve:
    """x as a function of the parameter, differentiated once."""

    def __init__(self, across: Term, context: Context, names: tuple[Term, Term]) -> None:
        self.across, self.context, self.names = across, context, names
        self.plan = Plan(context, "power")
        rate = self.plan.work_out(across).result
        if compare(context.written_out(rate), ZERO, context).status == "equal":
            raise NoSlope(f"{unicode_line(names[0])} does not change along the curve, so it has no slope")
        self.rate, self.conditions = rate, not_zero(rate, context)

    def slope(self, numerator: Term, order: int) -> Walkthrough:
        """The derivative of that order, from the one before it as a function of the parameter."""
        t = self.context.variable
        x, y = self.names
        start = derivative(y, x, order)
        lines = Lines(start, self.context)
        quotient = divide(derivative(numerator, t), derivative(self.across, t))
        rule: Rule = table.SLOPE if order == 1 else table.SLOPE_AGAIN
        why = rule.why.format(t=unicode_line(t))
        lines.append([Step(start, quotient, rule.name, why, (), {"t": t}, status="proved", conditions=self.conditions)])
        lines.put_in({part: self.plan.work_out(part.args[0]) for part in dict.fromkeys(quotient.args)})
        lines.append(self._short_way(lines.end, numerator if order > 1 else None))
        return Walkthrough(start, tuple(lines.steps), self.context)

    def _short_way(self, line: Term, before: Term | None) -> tuple[Step, ...]:
        """The line tidied, or as (n'd - nd')/(d^2 x') where n/d was the derivative before and that is shorter."""
        steps = shortest(line, self.context)
        goal = self._as_quotient_rule(before) if before is not None else None
        if goal is not None and steps and goal.size < steps[-1].after.size:
            steps = algebra(line, goal, self.context)
        return tuple(self._without_known_conditions(step) for step in steps)

    def _without_known_conditions(self, step: Step) -> Step:
        """Without conditions that say again that x' is not 0, which stands with the first line."""
        kept = tuple(each for each in step.conditions if each not in self.conditions)
        return step if kept == step.conditions else dataclass_replace(step, conditions=kept)

    def _as_quotient_rule(self, before: Term) -> Term | None:
        sign, body = without_sign(before)
        if body.op != "quotient":
            return None
        n, d = body.args
        rates = [self.plan.work_out(each).result for each in (n, d, self.across)]
        above = tidied(subtract(multiply(rates[0], d), multiply(n, rates[1])))
        whole = one_fraction(above, self.context, only_shorter=False)
        top = whole if whole is not None and whole.op != "quotient" and whole.size < above.size else above
        number, same = coefficient(divide(rates[2], d))
        cubed = key(same.args[0]) == key(same.args[1]) if same.op == "quotient" else False
        below = times(abs(number), power(d, integer(3))) if cubed else multiply(rates[2], power(d, integer(2)))
        return tidied(signed(sign if number > 0 or not cubed else -sign, divide(top, below)))
