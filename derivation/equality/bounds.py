"""What conditions leave together: which of them follow from others, the intervals that they say, and how each is written."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from flint import fmpq, fmpq_mpoly

from derivation.equality.coordinates import fraction_of
from derivation.equality.factors import factors
from derivation.equality.field import KernelField
from derivation.equality.signs import is_positive
from derivation.equality.sizes import first_coefficient
from derivation.term import ZERO, Term, rational, relation

Condition = tuple[str, fmpq_mpoly]
"""'!=', '>' or '>=', and the polynomial that is compared with 0."""


def among(condition: Condition, others: list[Condition]) -> bool:
    """Whether the same condition stands in a list."""
    return any(sign == condition[0] and poly == condition[1] for sign, poly in others)


def joined(field: KernelField, conditions: list[Condition]) -> list[Condition]:
    """Several conditions on one symbol alone, not all linear, as the interval that they leave: x^2 >= 1 and x > 0 as x >= 1."""
    by_slot: dict[int, list[Condition]] = {}
    for condition in conditions:
        slots = [slot for slot, degree in enumerate(condition[1].degrees()) if degree]
        if len(slots) == 1 and field.by_slot[slots[0]].kind == "symbol":
            by_slot.setdefault(slots[0], []).append(condition)
    for slot, group in by_slot.items():
        if len(group) > 1 and any(poly.degrees()[slot] > 1 for _, poly in group):
            bounds = _interval(field, slot, group)
            if bounds is not None:
                rest = [each for each in conditions if not among(each, group)]
                return joined(field, rest) + bounds
    return conditions


def _interval(field: KernelField, slot: int, group: list[Condition]) -> list[Condition] | None:
    """The conditions as at most two bounds, where one interval with rational ends is left."""
    ends = _ends(slot, group)
    if ends is None:
        return None
    middles = _between(ends)
    allowed = [k for k, middle in enumerate(middles) if all(_fits(each, slot, middle) for each in group)]
    if not allowed or allowed != list(range(allowed[0], allowed[-1] + 1)):
        return None
    inner = ends[allowed[0] : allowed[-1]]
    if not all(all(_fits(each, slot, end) for each in group) for end in inner):
        return None
    generator = field.generators[slot]
    bounds: list[Condition] = []
    if allowed[0] > 0:
        bounds.append(_bound_at(group, slot, generator, ends[allowed[0] - 1], 1))
    if allowed[-1] < len(ends):
        bounds.append(_bound_at(group, slot, generator, ends[allowed[-1]], -1))
    return bounds


def _ends(slot: int, group: list[Condition]) -> list[Fraction] | None:
    """Where conditions on one symbol may begin or cease to hold, if these are rational numbers; none, or at least one."""
    found: list[fmpq_mpoly] = []
    for _, poly in group:
        found.extend(part for part, _ in poly.factor()[1] if not any(part == each for each in found))
    if any(part.degrees()[slot] > 1 for part in found):
        return None
    return sorted(zero_of(part, slot) for part in found)


def _between(ends: list[Fraction]) -> list[Fraction]:
    """A number before, between and after the ends each."""
    return [ends[0] - 1, *((one + other) / 2 for one, other in pairwise(ends)), ends[-1] + 1]


def zero_of(linear: fmpq_mpoly, slot: int) -> Fraction:
    """Where a polynomial that is linear in one generator, and holds no other, is 0."""
    at_zero = linear.subs({slot: fmpq(0)})
    number = Fraction(0) if at_zero.is_zero() else fraction_of(at_zero.leading_coefficient())
    return -number / fraction_of(linear.derivative(slot).leading_coefficient())


def _bound_at(group: list[Condition], slot: int, generator: fmpq_mpoly, end: Fraction, side: int) -> Condition:
    sign = ">=" if all(_fits(each, slot, end) for each in group) else ">"
    return sign, (generator - fmpq(end.numerator, end.denominator)) * side


def _fits(condition: Condition, slot: int, point: Fraction) -> bool:
    sign, poly = condition
    value = poly.subs({slot: fmpq(point.numerator, point.denominator)})
    if value.is_zero():
        return sign == ">="
    return sign == "!=" or bool(value.leading_coefficient() > 0)


# --------------------------------------------------------------------------------------------------------- what follows


def follows(field: KernelField, condition: Condition, others: list[Condition]) -> bool:
    """Whether a condition holds wherever the others do, as far as that is easily seen."""
    sign, poly = condition
    for other, same in others:
        if same == poly and (other == ">" or other == sign):
            return True
        if sign == "!=" and other == ">" and same == -poly:
            return True
        if sign == "!=" and other in (">", "!=") and (len(same) > 1 or other == ">") and (same.gcd(poly) in (poly, -poly)):
            return True
    if _by_bounds(field, condition, others) or _by_signs(field, condition, others) or _by_samples(field, condition, others):
        return True
    number, parts = factors(field, poly)
    if len(parts) == 1 and sign == "!=" and _by_norm(field, poly, others):
        return True
    if len(parts) < 2 or number < 0:
        return False
    even = "" if sign == ">=" else "!="  # a square is never negative, but it may be 0
    wanted = [(sign if exponent % 2 else even, part) for part, exponent in parts]
    return all(not each[0] or follows(field, each, others) for each in wanted)


def _by_norm(field: KernelField, poly: fmpq_mpoly, others: list[Condition]) -> bool:
    """a + b r is not 0 where a^2 - b^2 r^2 is not."""
    for kernel in field.algebraic:
        if kernel.kind == "root" and kernel.degree == 2 and kernel.value is not None and poly.degrees()[kernel.slot] == 1:
            parts = field.by_powers(poly, kernel.slot)
            norm = field.reduce(parts.get(0, field.nothing) ** 2 - parts[1] ** 2 * kernel.value)
            _, inside = factors(field, norm)
            return bool(inside) and all(follows(field, ("!=", part), others) for part, _ in inside)
    return False


def _by_signs(field: KernelField, condition: Condition, others: list[Condition]) -> bool:
    mark, zeros = len(field.known_signs), len(field.may_be_zero)
    field.known_signs.extend((poly, 1) for sign, poly in others if sign != "!=")
    field.may_be_zero.extend(poly for sign, poly in others if sign == ">=")
    try:
        sign, poly = condition
        sure = is_positive(field, poly, strictly=sign != ">=")
        return sure or (sign == "!=" and is_positive(field, -poly))
    finally:
        del field.known_signs[mark:], field.may_be_zero[zeros:]


def bound(field: KernelField, condition: Condition) -> tuple[int, str, Fraction] | None:
    """x > 3 as (place of x, '>', 3), for a condition that is linear in one generator."""
    sign, poly = condition
    slots = [slot for slot, degree in enumerate(poly.degrees()) if degree]
    if len(slots) != 1 or poly.degrees()[slots[0]] != 1:
        return None
    parts = field.by_powers(poly, slots[0])
    slope = fraction_of(parts[1].leading_coefficient())
    number = parts.get(0)
    border = -(fraction_of(number.leading_coefficient()) if number is not None else Fraction(0)) / slope
    turned = {">": "<", ">=": "<=", "!=": "!="}
    return slots[0], sign if slope > 0 else turned[sign], border


def _by_bounds(field: KernelField, condition: Condition, others: list[Condition]) -> bool:
    mine = bound(field, condition)
    if mine is None:
        return False
    slot, sign, border = mine
    for other in others:
        yours = bound(field, other)
        if yours is None or yours[0] != slot:
            continue
        _, their_sign, limit = yours
        inside = limit == border and (their_sign in "<>" or sign in (">=", "<="))
        if their_sign in (">", ">=") and sign in (">", ">=", "!=") and (limit > border or inside):
            return True
        if their_sign in ("<", "<=") and sign in ("<", "<=", "!=") and (limit < border or inside):
            return True
    return False


def _by_samples(field: KernelField, condition: Condition, others: list[Condition]) -> bool:
    """Where all are about one symbol they hold or fail on whole intervals: 1 - x >= 0 follows from 1 - x^2 >= 0."""
    slot = _only_symbol(field, condition)
    group = [each for each in others if slot is not None and _only_symbol(field, each) == slot]
    ends = _ends(slot, [condition, *group]) if slot is not None and group else None
    if slot is None or not ends:
        return False
    places = [*ends, *_between(ends)]
    return all(_fits(condition, slot, place) for place in places if all(_fits(each, slot, place) for each in group))


def _only_symbol(field: KernelField, condition: Condition) -> int | None:
    slots = [slot for slot, degree in enumerate(condition[1].degrees()) if degree]
    return slots[0] if len(slots) == 1 and field.by_slot[slots[0]].kind == "symbol" else None


# --------------------------------------------------------------------------------------------------------------- written


def written(field: KernelField, condition: Condition) -> Term:
    """The condition as a relation: x != 1 rather than x - 1 != 0; of a kernel that stands for a statement, the statement."""
    simple = bound(field, condition)
    if simple is not None and field.by_slot[simple[0]].term.op == "logic":
        return field.by_slot[simple[0]].term
    if simple is not None:
        slot, sign, border = simple
        return relation(sign, field.by_slot[slot].term, rational(border))
    sign, poly = condition
    if first_coefficient(poly) < 0:
        sign, poly = {">": "<", ">=": "<=", "!=": "!="}[sign], -poly
    alone = (0,) * len(field.generators)
    number = fraction_of(poly[alone])
    if number:
        return relation(sign, field.term_of_poly(poly - poly[alone]), rational(-number))
    if len(poly) == 2:
        first, second = sorted(poly.terms(), key=lambda term: tuple(reversed(term[0])), reverse=True)
        if second[1] < 0:
            right = -field.ring.from_dict(dict([second]))
            return relation(sign, field.term_of_poly(field.ring.from_dict(dict([first]))), field.term_of_poly(right))
    return relation(sign, field.term_of_poly(poly), ZERO)
