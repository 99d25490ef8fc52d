"""The borders of several cases: where the pieces meet, both sides must agree as well."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from derivation import clock
from derivation.context import Context
from derivation.equality.balls import NoValue, Outside, TooWide, evaluate_all, holds, sides
from derivation.equality.exact import exact_value
from derivation.equality.field import KernelField, Undetermined
from derivation.equality.kernels import NotConvertible, TooLarge
from derivation.equality.making import make_field, with_field
from derivation.equality.nodes import nodes
from derivation.equality.points import points
from derivation.equality.refute import Counterexample, Trial
from derivation.equality.signs import sign_of_factor
from derivation.term import ZERO, Term, add, function, multiply, negate, rational, relation, substitute, subtract
from derivation.term import replace as replace_parts

if TYPE_CHECKING:
    from flint import fmpq_mpoly

    from derivation.equality.decide import Verdict

MOST_BORDERS = 12

POINTS_TRIED = 12
"""At so many points a term is tried that seems to have no value on a border."""

JUMPS = ("sign", "heaviside")
WHOLE = (5, 4, 2)


def look_at_borders(left: Term, right: Term, told: tuple[Term, ...], context: Context, deadline: clock.Deadline) -> Verdict:
    """Equal, different or undecided on the borders; a border that one side leaves out is a condition.

    Where the conditions that are told already do not hold, nothing has to be looked at.
    """
    from derivation.equality.decide import Verdict

    found = [border for border in border_terms(left, right) if border.free <= left.free | right.free]
    conditions: list[Term] = []
    unseen: list[Term] = []
    for border in found[:MOST_BORDERS]:
        places, all_seen = places_on(border)
        unseen += [] if all_seen else [border]
        for name, value in places:
            if any(_left_out(condition, name, value) for condition in told):
                continue
            verdict = _on_border(left, right, name, value, (*told, *conditions), context, deadline)
            if isinstance(verdict, Term):
                conditions.append(verdict)
            elif verdict.status != "equal":
                return verdict
    if len(found) > MOST_BORDERS:
        return Verdict("undecided", "too many borders")
    unseen = [border for border in unseen if not any(_is_left_out_by(condition, border) for condition in told)]
    parting = [each[0] for each in _spelt_alike(unseen) if not _alike_at_zero(left, right, each, told, context, deadline)]
    conditions += [_not_zero(border) for border in parting]
    return Verdict("equal", "", tuple(dict.fromkeys(conditions)))


def _left_out(condition: Term, name: Term, value: Term) -> bool:
    """Whether a place lies outside of where one symbol may be; a single place left out may be the border itself."""
    number = exact_value(value)
    if number is None or condition.free != {name} or condition.value == "!=":
        return False
    compared = sides(condition)
    try:
        return not holds(condition, dict(zip(compared, evaluate_all(tuple(compared), {name: number}), strict=True)))
    except (NoValue, Outside, TooWide):
        return False


def _is_left_out_by(condition: Term, border: Term) -> bool:
    """Whether a border is where a strict condition does not hold any more, as for sin(x) > 0."""
    return condition.op == "relation" and condition.value in ("<", ">") and _same_or_opposite(subtract(*condition.args), border)


def border_terms(*terms: Term) -> list[Term]:
    """What is 0 where pieces meet: the sides of conditions, and what the sign is taken of."""
    found: dict[Term, None] = {}
    for node in nodes(*terms):
        if node.op == "piecewise":
            for condition in node.args[1::2]:
                pairs = sides(condition)
                found.update((subtract(one, other), None) for one, other in zip(pairs[::2], pairs[1::2], strict=True))
        elif node.op == "function" and node.value in JUMPS:
            found[node.args[0]] = None
    return list(found)


def places_on(border: Term) -> tuple[list[tuple[Term, Term]], bool]:
    """Symbols and the values at which the border is met, where it is linear in them; and whether these are all places."""
    try:
        return with_field(lambda field: _places_in(field, border))
    except (NotConvertible, TooLarge, Undetermined, ArithmeticError):
        return [], False


def _places_in(field: KernelField, border: Term) -> tuple[list[tuple[Term, Term]], bool]:
    poly = field.convert(border)[0][0]
    factors = poly.factor()[1] if not poly.is_constant() else ()
    places = [_place_in(field, part) for part, _ in factors if sign_of_factor(field, part) is None]
    return [each for each in places if each is not None], None not in places


def _place_in(field: KernelField, part: fmpq_mpoly) -> tuple[Term, Term] | None:
    """Where a factor of a border is 0, if it is linear in a symbol."""
    for slot in reversed(range(len(field.generators))):
        if part.degrees()[slot] == 1 and field.by_slot[slot].kind == "symbol":
            parts = field.by_powers(part, slot)
            value = field.divide((-parts[0] if 0 in parts else field.nothing, field.one), (parts[1], field.one))
            name, place = field.by_slot[slot].term, field.term_of(value)
            return None if name in place.free else (name, place)  # x = 12 - |x| is no place
    return None


def _spelt_alike(borders: list[Term]) -> list[list[Term]]:
    """The borders, those that are one in other words, such as u - v and v - u, together."""
    groups: list[list[Term]] = []
    for border in borders:
        known = next((group for group in groups if _same_or_opposite(group[0], border)), None)
        if known is None:
            groups.append([border])
        else:
            known.append(border)
    return groups


def _same_or_opposite(one: Term, other: Term) -> bool:
    try:
        field, (first, second) = make_field((one, other))
    except (NotConvertible, TooLarge, Undetermined, ArithmeticError):
        return False
    return field.same(first, second) or field.same(first, field.negate(second))


def _alike_at_zero(
    left: Term, right: Term, spellings: list[Term], told: tuple[Term, ...], context: Context, deadline: clock.Deadline
) -> bool:
    """Whether both sides agree on a border that cannot be solved, with 0 written for what is 0 there.

    It is enough that they agree with that wherever the border is not negative, or not positive; nothing is said of how the
    border lies between its sides, for it may be a place such as that of cos(x) >= 1, which has no points beside it.
    """
    from derivation.equality.decide import compare

    decided = [_decided_at_zero(side, spellings) for side in (left, right)]
    written_out = {spelling: multiply(ZERO, spelling) for spelling in spellings}
    for one, other in (decided, [replace_parts(side, written_out) for side in decided]):
        for sign in (">=", "<="):
            there = context.assume(relation(sign, spellings[0], ZERO))
            verdict = compare(one, other, there, clock.left(deadline))
            if verdict.status == "equal" and set(verdict.conditions) <= set(told):
                return True
    return False


def _decided_at_zero(side: Term, spellings: list[Term]) -> Term:
    """A side with the conditions and the signs that a border decides, as they are where the border is 0 (if it has a value)."""
    decided = {}
    for node in nodes(side):
        if node.op == "relation" and subtract(*node.args) in spellings:
            decided[node] = relation(str(node.value), multiply(ZERO, subtract(*node.args)), ZERO)
        elif node.op == "function" and node.value in JUMPS and node.args[0] in spellings:
            decided[node] = function(str(node.value), multiply(ZERO, node.args[0]))
    return replace_parts(side, decided)


def _not_zero(border: Term) -> Term:
    if border.op != "sum":
        return relation("!=", border, ZERO)
    return relation("!=", border.args[0], _opposite(add(*border.args[1:])))


def _opposite(term: Term) -> Term:
    return term.args[0] if term.op == "negation" else negate(term)


def _on_border(
    left: Term, right: Term, name: Term, value: Term, told: tuple[Term, ...], context: Context, deadline: clock.Deadline
) -> Verdict | Term:
    from derivation.equality.decide import Verdict, compare

    one, other = substitute(left, {name: value}), substitute(right, {name: value})
    verdict = compare(one, other, context, clock.left(deadline))
    if verdict.status == "different" and verdict.point is not None:
        return Verdict("different", "the values at a border differ", point=_with_place(verdict.point, name, value))
    if verdict.status == "undecided":
        missing = [not _has_value_somewhere(side) for side in (one, other)]
        if all(missing):
            nothing = _certainly_has_no_value(one) and _certainly_has_no_value(other)
            parts = not nothing or _part_for_whole_exponents(one, other)
            return relation("!=", name, value) if parts else Verdict("equal")
        return relation("!=", name, value) if any(missing) else verdict
    known = {substitute(condition, {name: value}) for condition in told}
    return Verdict("equal") if known.issuperset(verdict.conditions) else relation("!=", name, value)


def _part_for_whole_exponents(one: Term, other: Term) -> bool:
    """Whether two lines without a value, for (-1)^n has none, have different ones for some whole numbers n."""
    names = {name for node in nodes(one, other) if node.op == "power" for name in node.args[1].free}
    rest = {name: Fraction(7, 10) for name in (one.free | other.free) - names}
    for number in WHOLE if names else ():
        values = dict.fromkeys(names, rational(number))
        try:
            left, right = evaluate_all((substitute(one, values), substitute(other, values)), rest)
        except (NoValue, Outside, TooWide):
            continue
        if not left.overlaps(right):
            return True
    return False


def _with_place(point: Counterexample, name: Term, value: Term) -> Counterexample:
    """The point with the symbol that the border fixes."""
    numbers = dict(point.at)
    filled = substitute(value, {each: rational(numbers[str(each.value)]) for each in value.free if str(each.value) in numbers})
    exact = exact_value(filled)
    return replace(point, at={**numbers, str(name.value): exact if exact is not None else Fraction(0)})


def _certainly_has_no_value(term: Term) -> bool:
    """Whether a term is undefined at every point tried; an unknown function may have a value anywhere."""
    for point in islice(points(sorted(term.free, key=lambda name: str(name.value))), POINTS_TRIED):
        try:
            evaluate_all((term,), point)
        except Outside:
            continue
        except (NoValue, TooWide):
            pass
        return False
    return True


def _has_value_somewhere(term: Term) -> bool:
    trial = Trial((term, term), (term, term), Context(), clock.deadline(1))
    trial.first_points()
    return bool(trial.common) or trial.find_common()
