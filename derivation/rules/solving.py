"""An equation solved for y': its brackets, what stands beside it there, and what must hold to divide by that."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from derivation.context import Context
from derivation.equality import compare
from derivation.rules.algebra_trigonometry import unfolds_angles
from derivation.rules.shape import coefficient, opposite, summands, times
from derivation.term import ONE, ZERO, Term, add, divide, multiply, negate, postorder, relation


class NoSlope(Exception):
    """The equation says nothing about y'; the sentence is for the reader."""


def has(term: Term, part: Term) -> bool:
    """Whether a part stands anywhere in a term."""
    return any(node is part for node in postorder(term))


def not_zero(factor: Term, context: Context) -> tuple[Term, ...]:
    """What must hold so that one may divide by a factor; nothing for what is never 0.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [[text(each) for each in not_zero(read(factor).term, Context())] for factor in ("2*y", "e^x")]
    [['y != 0'], []]
    """
    verdict = compare(divide(factor, factor), ONE, context)
    plainly = relation("!=", factor, ZERO)
    if verdict.status != "equal":
        return (plainly,)
    found = verdict.conditions
    return (plainly,) if any(unfolds_angles(factor, each) for each in found) else found


def spread(side: Term, rate: Term) -> Term:
    """The side with brackets around y' multiplied out, and nothing else changed.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> from derivation.term import X, derivative, symbol
    >>> text(spread(read("3*(y + x*d/dx(y))").term, derivative(symbol("y"), X)))
    '3*y + 3*x*d/dx(y)'
    """
    parts: list[Term] = []
    for each in summands(side):
        parts.extend(_spread_one(each, rate))
    return add(*parts)


def _spread_one(part: Term, rate: Term) -> list[Term]:
    if not has(part, rate) or part is rate:
        return [part]
    if part.op == "negation":
        return [opposite(each) for each in _spread_one(part.args[0], rate)]
    if part.op == "sum":
        return [piece for each in part.args for piece in _spread_one(each, rate)]
    if part.op == "quotient":
        return [_signed_quotient(each, part.args[1]) for each in _spread_one(part.args[0], rate)]
    if part.op == "product":
        place = next(index for index, each in enumerate(part.args) if has(each, rate))
        inner = _spread_one(part.args[place], rate)
        if len(inner) == 1 and inner[0] is part.args[place]:
            return [part if place == len(part.args) - 1 else _product(part.args, rate)]
        return [_product((*part.args[:place], each, *part.args[place + 1 :]), rate) for each in inner]
    return [part]


def _signed_quotient(above: Term, below: Term) -> Term:
    return negate(divide(above.args[0], below)) if above.op == "negation" else divide(above, below)


def _product(parts: Iterable[Term], rate: Term) -> Term:
    """A product as one writes it: over one fraction line; the number, then letters, then brackets and functions, then y'."""
    above, below = [], []
    for each in parts:
        above.append(each.args[0] if each.op == "quotient" else each)
        below += [each.args[1]] if each.op == "quotient" else []
    whole = _in_one_line([each for each in above if each is not ONE] or [ONE], rate)
    return _signed_quotient(whole, multiply(*below)) if below else whole


def _in_one_line(parts: Iterable[Term], rate: Term) -> Term:
    number = Fraction(1)
    others: list[Term] = []
    last: list[Term] = []
    for each in parts:
        own, rest = coefficient(each)
        number *= own
        for factor in rest.args if rest.op == "product" else (rest,):
            if factor is not ONE:
                (last if has(factor, rate) else others).append(factor)
    return times(number, multiply(*sorted(others, key=_place), *last))


def _place(factor: Term) -> int:
    base = factor.args[0] if factor.op == "power" else factor
    return 0 if base.op == "symbol" else 1


def beside(part: Term, rate: Term) -> Term:
    """What stands beside y' in a summand; raises NoSlope where y' does not stand there to the first power.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> from derivation.term import X, derivative, symbol
    >>> text(beside(read("-2*y*d/dx(y)/x").term, derivative(symbol("y"), X)))
    '-2*y/x'
    """
    if part is rate:
        return ONE
    if part.op == "negation":
        return negate(beside(part.args[0], rate))
    if part.op == "quotient" and not has(part.args[1], rate):
        return divide(beside(part.args[0], rate), part.args[1])
    if part.op == "product" and sum(has(each, rate) for each in part.args) == 1:
        factors = [beside(each, rate) if has(each, rate) else each for each in part.args]
        return multiply(*(each for each in factors if each is not ONE))
    raise NoSlope("the derivative does not stand there to the first power")


def quotient(above: Term, below: Term) -> Term:
    """A fraction with its minus sign in front where every term above has one.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> text(quotient(read("-a - b").term, read("x").term))
    '-(a + b)/x'
    """
    if above is ZERO:
        return ZERO
    if above.op == "sum" and all(each.op == "negation" for each in above.args):
        return negate(divide(add(*(each.args[0] for each in above.args)), below))
    return divide(above, below)
