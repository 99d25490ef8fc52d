"""The conditions under which two equal terms both have a value: those that one side needs and the other does not."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq_mpoly

from derivation.equality.exponentials import fraction_of
from derivation.equality.factors import factors, is_positive, sign_of_factor
from derivation.equality.field import KernelField, first_coefficient
from derivation.equality.kernels import NotConvertible, TooLarge
from derivation.equality.nodes import nodes
from derivation.term import ZERO, Term, rational, relation

Condition = tuple[str, fmpq_mpoly]
"""'!=', '>' or '>=', and the polynomial that is compared with 0."""


def conditions_between(field: KernelField, left: Term, right: Term, signs: int) -> tuple[Term, ...]:
    """Relations for what only one of two converted terms needs, simplest forms, in the order of the lines."""
    del field.known_signs[signs:]
    if not _differ(field, left, right):
        return ()
    try:
        mine, yours = conditions_of(field, left), conditions_of(field, right)
    except (NotConvertible, TooLarge):
        return ()
    extra = [each for each in mine if not _among(each, yours)] + [each for each in yours if not _among(each, mine)]
    shared = [each for each in [*mine, *yours] if _among(each, mine) and _among(each, yours)]
    kept: list[Condition] = []
    for position, each in enumerate(extra):
        others = [*shared, *kept, *extra[position + 1 :]]
        if not follows(field, each, others):
            kept.append(each)
    return tuple(dict.fromkeys(written(field, each) for each in kept))


def _differ(field: KernelField, left: Term, right: Term) -> bool:
    """Whether a node that needs something stands on one side alone."""
    if not field.needs:
        return False
    return bool((set(nodes(left)) ^ set(nodes(right))) & field.needs.keys())


def _among(condition: Condition, others: list[Condition]) -> bool:
    return any(sign == condition[0] and poly == condition[1] for sign, poly in others)


def conditions_of(field: KernelField, term: Term) -> list[Condition]:
    """What a converted term needs in order to have a value, on irreducible factors, without what always holds."""
    found: list[Condition] = []
    for kind, element in field.requirements(term):
        for condition in _taken_apart(field, kind, element):
            if not _among(condition, found):
                found.append(condition)
    return found


def _taken_apart(field: KernelField, kind: str, element: tuple[fmpq_mpoly, fmpq_mpoly]) -> list[Condition]:
    """Conditions on the irreducible factors, without those that always hold."""
    above, below = element
    number, parts = factors(field, above)
    if kind == "nonzero":
        return [("!=", part) for part, _ in parts if sign_of_factor(field, part) is None and not _is_sign(field, part)]
    under, others = factors(field, below)
    sign = 1 if (number > 0) == (under > 0) else -1
    odd = []
    result: list[Condition] = []
    for part, exponent in [*parts, *others]:
        sure = sign_of_factor(field, part)
        if sure is not None:
            sign *= sure if exponent % 2 else 1
        elif _is_sign(field, part):
            odd.extend([_inside_sign(field, part)] if exponent % 2 else [])
        elif exponent % 2:
            odd.append(part)
        elif kind == "positive":
            result.append(("!=", part))
    if odd:
        whole = odd[0] * sign
        for part in odd[1:]:
            whole = whole * part
        if kind == "positive" or not is_positive(field, field.reduce(whole), strictly=False):
            result.append((">" if kind == "positive" else ">=", whole))
    return result


def _is_sign(field: KernelField, part: fmpq_mpoly) -> bool:
    return len(part) == 1 and field.by_slot[_slot(part)].kind == "sign"


def _inside_sign(field: KernelField, part: fmpq_mpoly) -> fmpq_mpoly:
    return field.by_slot[_slot(part)].about[0][0]


def _slot(part: fmpq_mpoly) -> int:
    return next(slot for slot, degree in enumerate(part.degrees()) if degree)


# --------------------------------------------------------------------------------------------------------- what follows


def follows(field: KernelField, condition: Condition, others: list[Condition]) -> bool:
    """Whether a condition holds wherever the others do, as far as that is easily seen."""
    sign, poly = condition
    for other, same in others:
        if same == poly and (other == ">" or other == sign):
            return True
        if sign == "!=" and other == ">" and same == -poly:
            return True
        if sign == "!=" and other in (">", "!=") and len(same) > 1 and (same.gcd(poly) in (poly, -poly)):
            return True
    if _by_bounds(field, condition, others) or _by_signs(field, condition, others):
        return True
    number, parts = factors(field, poly)
    if len(parts) < 2 or number < 0:
        return False
    return all(exponent % 2 == 0 or follows(field, (sign, part), others) for part, exponent in parts)


def _by_signs(field: KernelField, condition: Condition, others: list[Condition]) -> bool:
    mark = len(field.known_signs)
    field.known_signs.extend((poly, 1) for sign, poly in others if sign == ">")
    try:
        sign, poly = condition
        sure = is_positive(field, poly, strictly=sign != ">=")
        return sure or (sign == "!=" and is_positive(field, -poly))
    finally:
        del field.known_signs[mark:]


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
        if their_sign in (">", ">=") and sign in (">", ">=", "!="):
            if limit > border or (limit == border and (their_sign == ">" or sign == ">=")):
                return True
        if their_sign in ("<", "<=") and sign in ("<", "<=", "!="):
            if limit < border or (limit == border and (their_sign == "<" or sign == "<=")):
                return True
    return False


# --------------------------------------------------------------------------------------------------------------- written


def written(field: KernelField, condition: Condition) -> Term:
    """The condition as a relation: x != 1 rather than x - 1 != 0."""
    simple = bound(field, condition)
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
