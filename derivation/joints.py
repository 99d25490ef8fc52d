"""Where the pieces of a function meet: is there a jump, a corner, or a derivative after all?"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from flint import fmpq_mpoly

from derivation import functions
from derivation.context import Context
from derivation.equality import Outside, TooWide, compare, differentiate, evaluate
from derivation.equality.balls import NoValue
from derivation.equality.bounds import zero_of
from derivation.equality.factors import factors as factors_of
from derivation.equality.field import Refine, Undetermined
from derivation.equality.kernels import Full, NotConvertible, Nowhere, TooLarge
from derivation.equality.making import make_field
from derivation.equality.plain import plain
from derivation.notation import unicode_line
from derivation.rules.shape import factors, without_sign
from derivation.term import ONE, ZERO, Term, negate, number_of, postorder, rational, rebuild, substitute, subtract

NEAR = Fraction(1, 2**20)
"""How far from a joint it is looked which piece holds beside it."""

MOST_JOINTS = 8

SHORT_BORDER = 60
"""Of longer borders one zero is looked for alone."""

BOUNDED = frozenset(("sin", "cos", "atan", "tanh"))
"""Functions that stay between two numbers, whatever they are taken of."""


class Joint(NamedTuple):
    """A point where pieces meet, with the value and the slope that each side has there; None where it has none."""

    point: Fraction
    left: Term | None
    right: Term | None
    continuous: bool

    @property
    def smooth(self) -> bool:
        return self.continuous and self.left is not None and self.left is self.right


def told(body: Term, context: Context) -> tuple[str, ...]:
    """A sentence for every joint of a function.

    >>> from derivation.reading import read
    >>> told(read("max(0, x)").term, Context())
    ('not differentiable at x = 0: the slope is 0 on the left and 1 on the right',)
    """
    return tuple(_sentence(joint, unicode_line(context.variable)) for joint in joints(body, context))


def _sentence(joint: Joint, name: str) -> str:
    place = f"{name} = {unicode_line(rational(joint.point))}"
    if not joint.continuous:
        return f"not differentiable at {place}: the function jumps there"
    if joint.left is None or joint.right is None:
        return f"not differentiable at {place}: the slope grows without bound there"
    left, right = unicode_line(joint.left), unicode_line(joint.right)
    if joint.smooth:
        return f"at {place} the slope is {left} from both sides, so it is the derivative there too"
    return f"not differentiable at {place}: the slope is {left} on the left and {right} on the right"


def joints(body: Term, context: Context) -> list[Joint]:
    """The joints of a function at rational points, from left to right; parameters with no value give none.

    >>> from derivation.reading import read
    >>> [(joint.point, joint.left, joint.right) for joint in joints(read("abs(x)").term, Context())]
    [(Fraction(0, 1), negation(integer(1)), integer(1))]
    """
    if body.free - {context.variable}:
        return []
    body = functions.unfold(body, context)
    points = sorted({point for border in borders(body) for point in roots_of(border, context)})
    return [joint for point in points[:MOST_JOINTS] if (joint := _joint(body, point, context)) is not None]


def borders(body: Term) -> Iterator[Term]:
    """The expressions whose zeros are joints."""
    for node in postorder(body):
        if node.op == "function" and node.value in ("abs", "sign", "heaviside"):
            yield node.args[0]
        elif node.op == "function" and node.value in ("max", "min"):
            yield from (subtract(node.args[0], other) for other in node.args[1:])
        elif node.op == "relation":
            yield subtract(*node.args)


def roots_of(border: Term, context: Context) -> list[Fraction]:
    """The rational zeros of a polynomial in the variable, or the zero of what is linear in it otherwise.

    >>> from derivation.reading import read
    >>> roots_of(read("x^2*(x^2 - 1)").term, Context())
    [Fraction(-1, 1), Fraction(0, 1), Fraction(1, 1)]
    """
    linear: list[fmpq_mpoly] = []
    if border.size <= SHORT_BORDER and not any(part.op in ("function", "piecewise") for part in postorder(border)):
        linear = _linear_factors(border, context)
    found = {zero_of(part, next(slot for slot, degree in enumerate(part.degrees()) if degree)) for part in linear}
    roots = sorted(each for each in found if _number(substitute(border, {context.variable: rational(each)}), context) == 0)
    single = root_of(border, context) if not roots else None
    return [single] if single is not None else roots


def _linear_factors(border: Term, context: Context) -> list[fmpq_mpoly]:
    try:
        field, ((above, _),) = make_field([plain(border, context)])
        return [part for part, _ in factors_of(field, above)[1] if sum(part.degrees()) == 1]
    except (Full, NotConvertible, Nowhere, Refine, TooLarge, Undetermined):
        return []


def root_of(border: Term, context: Context) -> Fraction | None:
    """The zero of an expression that is linear in the variable, exactly."""
    at_zero, at_one = (_number(substitute(border, {context.variable: rational(place)}), context) for place in (0, 1))
    if at_zero is None or at_one is None or at_zero == at_one:
        return None
    root = at_zero / (at_zero - at_one)
    value = _number(substitute(border, {context.variable: rational(root)}), context)
    return root if value == 0 else None


def _number(term: Term, context: Context) -> Fraction | None:
    """The value of a constant term if it is a simple fraction, proved."""
    known = number_of(term)
    if known is not None:
        return known
    try:
        guess = Fraction(float(evaluate(term, {}).mid())).limit_denominator(1000)
    except (Outside, TooWide, NoValue, OverflowError, ValueError):
        return None
    return guess if compare(term, rational(guess), context).status == "equal" else None


def _joint(body: Term, point: Fraction, context: Context) -> Joint | None:
    sides = [formula_at(body, point + step, context) for step in (-NEAR, NEAR)]
    if any(side is None for side in sides):
        return None
    own = _value(body, point, context)
    if own is ZERO and all(_is_squeezed(side, point, context) for side in sides if side is not None):
        return Joint(point, ZERO, ZERO, True)
    values = [_value(side, point, context) for side in sides if side is not None]
    slopes = [_value(differentiate(side, context.variable), point, context) for side in sides if side is not None]
    if None in values:
        return None
    return Joint(point, slopes[0], slopes[1], values[0] is values[1] and own in (None, values[0]))


def _is_squeezed(side: Term, point: Fraction, context: Context) -> bool:
    """x^2 times what is bounded, such as sin(1/x): beside 0 the difference quotient is x times that, which goes to 0."""
    if side is ZERO:
        return True
    distance = subtract(context.variable, rational(point)) if point else context.variable
    exponent = 0
    for each in factors(without_sign(side)[1]):
        base, power = each.args if each.op == "power" else (each, ONE)
        if compare(base, distance, context).status == "equal":
            exponent += int(number_of(power) or 0) if getattr(number_of(power), "denominator", 0) == 1 else 0
        elif context.depends(each) and not (each.op == "function" and each.value in BOUNDED):
            return False
    return exponent > 1


def formula_at(body: Term, place: Fraction, context: Context) -> Term | None:
    """The formula that holds around a place: every case decided as it is there."""
    decided: dict[Term, Term] = {}
    for node in postorder(body):
        decided[node] = new = rebuild(node, tuple([decided[arg] for arg in node.args])) if node.args else node
        if new.op == "function" and new.value == "abs":
            positive = _positive(new.args[0], place, context)
            decided[node] = new.args[0] if positive else negate(new.args[0])
        elif new.op == "function" and new.value in ("sign", "heaviside"):
            positive = _positive(new.args[0], place, context)
            decided[node] = rational(1 if positive else -1 if new.value == "sign" else 0)
        elif new.op == "function" and new.value in ("max", "min"):
            decided[node] = _winner(new, place, context)
        elif new.op == "piecewise":
            value = next(
                (each for each, when in zip(new.args[::2], new.args[1::2], strict=True) if _holds(when, place, context)), None
            )
            if value is None:
                return None
            decided[node] = value
    return decided[body]


def _winner(node: Term, place: Fraction, context: Context) -> Term:
    best = node.args[0]
    for other in node.args[1:]:
        if _positive(subtract(other, best), place, context) == (node.value == "max"):
            best = other
    return best


def _positive(term: Term, place: Fraction, context: Context) -> bool:
    try:
        return bool(evaluate(term, {context.variable: place}) > 0)
    except (Outside, TooWide, NoValue):
        return False


def _holds(condition: Term, place: Fraction, context: Context) -> bool:
    if condition.op == "truth":
        return True
    if condition.op == "logic":
        found = [_holds(each, place, context) for each in condition.args]
        return all(found) if condition.value == "and" else any(found)
    if condition.value in ("=", "!="):
        return condition.value == "!="  # a place near a joint is no joint
    above = _positive(subtract(*condition.args), place, context)
    return above if condition.value in (">", ">=") else not above


def _value(side: Term, point: Fraction, context: Context) -> Term | None:
    """The value of one side's formula at the joint: a fraction where it is one, else as it stands there."""
    there = substitute(side, {context.variable: rational(point)})
    number = _number(there, context)
    if number is not None:
        return rational(number)
    try:
        evaluate(there, {})
    except (Outside, TooWide, NoValue):
        return None
    return there
