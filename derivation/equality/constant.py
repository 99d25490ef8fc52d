"""Zero because constant: the derivative of the difference is 0 on a connected domain, and one exact value is 0."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq_mpoly

from derivation import clock
from derivation.context import Context
from derivation.equality.bounds import Condition
from derivation.equality.conditions import conditions_of
from derivation.equality.differentiate import NoDerivative
from derivation.equality.field import KernelField, Undetermined
from derivation.equality.intervals import points_between_roots
from derivation.equality.kernels import NotConvertible, TooLarge
from derivation.equality.limiting import SMOOTH
from derivation.equality.making import with_field
from derivation.equality.refute import Trial
from derivation.equality.signs import assume
from derivation.term import Term, rational, substitute

SIMPLE = tuple(Fraction(n, d) for n, d in ((0, 1), (1, 1), (-1, 1), (1, 2), (-1, 2), (2, 1), (-2, 1), (1, 4), (3, 1), (-3, 1)))
"""Places where arcs and logarithms have values that are known exactly."""

Place = dict[Term, Fraction]


def vanishes(left: Term, right: Term, trial: Trial, context: Context, deadline: clock.Deadline) -> str:
    """How the difference is known to be 0 although it does not reduce to 0; "" where that is not known."""
    free = left.free | right.free
    symbols = [name for name in trial.symbols if name in free]
    if not symbols or len(symbols) != len(trial.symbols) or trial.functions:
        return ""
    try:
        places = with_field(lambda field: _places_to_look(field, left, right, symbols), deadline)
    except (NotConvertible, TooLarge, Undetermined, NoDerivative, ArithmeticError):
        return ""
    if not places:
        return ""
    looked = [_zero_at_one(left, right, piece, trial, context, deadline) for piece in places]
    return "the derivative of the difference is 0, and so is one value" if all(looked) and any(looked) else ""


def _places_to_look(field: KernelField, left: Term, right: Term, symbols: list[Term]) -> list[list[Place]]:
    """For each connected piece of the domain, places in it; nothing where the pieces are not known."""
    field.convert(left, right)
    limits = _limits(field, left, right)
    _learn(field, left, right)
    one, other = field.convert(left, right)
    difference = field.subtract(one, other)
    if any(not field.is_zero(field.derivative(difference, name)) for name in symbols):
        return []
    if any(kernel.kind not in SMOOTH | {"sign"} for kernel in field.kernels):
        return []
    borders = [poly for _, poly in limits]
    if len(symbols) == 1:
        return _pieces_of_the_line(field, borders, symbols[0])
    convex = all(sign != "!=" and poly.total_degree() == 1 for sign, poly in limits)
    if convex and all(field.by_slot[slot].kind == "symbol" for poly in borders for slot in _slots(poly)):
        return [[dict.fromkeys(symbols, number) for number in SIMPLE]]
    return []


def _learn(field: KernelField, left: Term, right: Term) -> None:
    """Signs that the domain makes certain, before converting once more."""
    for kind, element in [*field.requirements(left), *field.requirements(right)]:
        if kind != "nonzero":
            assume(field, element)
    field.forget()


def _limits(field: KernelField, left: Term, right: Term) -> list[Condition]:
    found = [*conditions_of(field, left), *conditions_of(field, right)]
    found.extend(("!=", kernel.about[0][0]) for kernel in field.named.get("sign", ()))
    return found


def _slots(poly: fmpq_mpoly) -> list[int]:
    return [slot for slot, degree in enumerate(poly.degrees()) if degree]


def _pieces_of_the_line(field: KernelField, borders: list[fmpq_mpoly], name: Term) -> list[list[Place]]:
    if name not in field.symbols:
        return []
    slot = _slots(field.symbols[name][0])[0]
    if any(_slots(poly) != [slot] for poly in borders):
        return []
    factors: list[fmpq_mpoly] = []
    for poly in borders:
        factors.extend(part for part, _ in poly.factor()[1] if part not in factors)
    middle = [Fraction(int(point.p), int(point.q)) for point in points_between_roots(factors, slot)]
    pieces = []
    for point in middle:
        inside = [number for number in SIMPLE if all(_side(each, slot, number) == _side(each, slot, point) for each in factors)]
        pieces.append([{name: number} for number in [*inside, point]])
    return pieces


def _side(poly: fmpq_mpoly, slot: int, point: Fraction) -> int:
    from flint import fmpq

    value = poly.subs({slot: fmpq(point.numerator, point.denominator)})
    return 0 if value.is_zero() else 1 if value.leading_coefficient() > 0 else -1


def _zero_at_one(left: Term, right: Term, places: list[Place], trial: Trial, context: Context, deadline: clock.Deadline) -> bool:
    """Whether the difference is exactly 0 at one place; True as well where the piece is no part of the domain."""
    from derivation.equality.decide import compare

    for place in places:
        values = {name: rational(number) for name, number in place.items()}
        if compare(substitute(left, values), substitute(right, values), context, clock.left(deadline)).status == "equal":
            return True
    return trial.outside(places[-1])
