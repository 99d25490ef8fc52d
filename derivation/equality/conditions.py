"""The conditions under which two equal terms both have a value: those that one side needs and the other does not."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise, product

from flint import fmpq, fmpq_mpoly, fmpz

from derivation.equality.coordinates import fraction_of
from derivation.equality.factors import factors, is_positive, sign_of_factor
from derivation.equality.field import KernelField
from derivation.equality.kernels import NotConvertible, TooLarge
from derivation.equality.nodes import nodes
from derivation.equality.sizes import first_coefficient
from derivation.term import ZERO, Term, rational, relation, replace, symbol

MOST_SIGNS = 3
"""Parts with more signs of unknowns are not looked at for each of them."""

Condition = tuple[str, fmpq_mpoly]
"""'!=', '>' or '>=', and the polynomial that is compared with 0."""


def conditions_between(field: KernelField, left: Term, right: Term, signs: int) -> tuple[Term, ...]:
    """Relations for what only one of two converted terms needs, simplest forms, in the order of the lines."""
    del field.known_signs[signs:]
    try:
        if field.needs_by_case:
            cases = _short_names(left, right)
            mine, yours = (_conditions_by_case(field, side, cases) for side in (left, right))
        elif _differ(field, left, right):
            mine, yours = conditions_of(field, left), conditions_of(field, right)
        else:
            return ()
    except (NotConvertible, TooLarge):
        return ()
    extra = [each for each in mine if not _among(each, yours)] + [each for each in yours if not _among(each, mine)]
    shared = [each for each in [*mine, *yours] if _among(each, mine) and _among(each, yours)]
    kept: list[Condition] = []
    for position, each in enumerate(extra):
        others = [*shared, *kept, *extra[position + 1 :]]
        if not follows(field, each, others):
            kept.append(each)
    back = {short: node for node, short in _short_names(left, right).items()} if field.needs_by_case else {}
    return tuple(dict.fromkeys(replace(written(field, each), back) for each in _joined(field, kept)))


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
        for raw in _taken_apart(field, kind, element):
            condition = _in_simplest_form(field, raw)
            if not _among(condition, found):
                found.append(condition)
    return found


# ------------------------------------------------------------------------------------------------------- several cases


def _short_names(*terms: Term) -> dict[Term, Term]:
    """A symbol for every several cases in the terms."""
    found = [node for node in nodes(*terms) if node.op == "piecewise"]
    return {node: symbol(f"several cases {count}") for count, node in enumerate(found)}


def _conditions_by_case(field: KernelField, term: Term, cases: dict[Term, Term]) -> list[Condition]:
    """What a term with several cases needs: around the cases always, inside a case only what its condition does not say."""
    found = _conditions_around(field, term, cases)
    for node in (each for each in nodes(term) if each in cases):
        passed: list[Condition] = []
        for value, condition in zip(node.args[::2], node.args[1::2], strict=True):
            here = _as_condition(field, condition, cases)
            given = [*passed, *([here] if here is not None else [])]
            found += [each for each in _conditions_around(field, value, cases) if not follows(field, each, given)]
            otherwise = _as_condition(field, condition, cases, denied=True)
            passed += [otherwise] if otherwise is not None else []
    return [each for position, each in enumerate(found) if not _among(each, found[:position])]


def _conditions_around(field: KernelField, term: Term, cases: dict[Term, Term]) -> list[Condition]:
    """What a term needs outside the several cases in it."""
    plain = replace(term, cases)
    field.convert(plain)
    return conditions_of(field, plain)


DENIED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!="}


def _as_condition(field: KernelField, condition: Term, cases: dict[Term, Term], denied: bool = False) -> Condition | None:
    """What a relation between numbers says, or what its contrary says; None for what cannot be said by one sign."""
    sign = str(condition.value) if condition.op == "relation" else ""
    sign = DENIED.get(sign, "") if denied else sign
    if sign not in ("<", "<=", ">", ">=", "!="):
        return None
    above, below = (each for each in _difference(field, condition, cases))
    if below is not field.one and not is_positive(field, below):
        return None
    return (">" if sign == "<" else ">=", -above) if sign in ("<", "<=") else (sign, above)


def _difference(field: KernelField, condition: Term, cases: dict[Term, Term]) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    left, right = field.convert(*(replace(side, cases) for side in condition.args))
    return field.subtract(left, right)


def _taken_apart(field: KernelField, kind: str, element: tuple[fmpq_mpoly, fmpq_mpoly]) -> list[Condition]:
    """Conditions on the irreducible factors, without those that always hold."""
    above, below = element
    number, parts = factors(field, above)
    if kind == "nonzero":
        unsure = [part for part, _ in parts if sign_of_factor(field, part) is None and not _is_sign(field, part)]
        return [condition for part in unsure for condition in _not_zero_for_any_sign(field, part)]
    under, others = factors(field, below)
    sign = 1 if (number > 0) == (under > 0) else -1
    odd = []
    result: list[Condition] = []
    for part, exponent in [*parts, *others]:
        sure = sign_of_factor(field, part, strictly=kind == "positive")
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


def _not_zero_for_any_sign(field: KernelField, part: fmpq_mpoly) -> list[Condition]:
    """What stands with signs of unknowns, such as |x| + 1, is looked at for either sign, and where the unknown is 0."""
    slots = [slot for slot, degree in enumerate(part.degrees()) if degree and field.by_slot[slot].kind == "sign"]
    if not slots or len(slots) > MOST_SIGNS:
        return _not_zero(field, part)
    insides = {slot: field.by_slot[slot].about[0][0] for slot in slots}
    for signs in product((1, -1), repeat=len(slots)):
        known = [(insides[slot], sign) for slot, sign in zip(slots, signs, strict=True)]
        given: dict[str | int, int | fmpz | fmpq] = dict(zip(slots, signs, strict=True))
        if not _is_sure(field, part.subs(given), known):
            return _not_zero(field, part)
    return [("!=", inside) for inside in insides.values() if not _not_zero_at_border(field, part, slots, inside)]


def _not_zero_at_border(field: KernelField, part: fmpq_mpoly, slots: list[int], inside: fmpq_mpoly) -> bool:
    """Whether a part is sure not to be 0 where the inside of one of its signs is 0."""
    linear = [slot for slot, degree in enumerate(inside.degrees()) if degree]
    if len(linear) != 1 or inside.degrees()[linear[0]] != 1:
        return False
    border = _zero_of(inside, linear[0])
    there: dict[str | int, int | fmpz | fmpq] = {linear[0]: fmpq(border.numerator, border.denominator)}
    signs: dict[str | int, int | fmpz | fmpq] = {}
    for slot in slots:
        value = field.by_slot[slot].about[0][0].subs(there)
        if not value.is_constant():
            return False
        signs[slot] = 0 if value.is_zero() else 1 if value.leading_coefficient() > 0 else -1
    return _is_sure(field, part.subs({**there, **signs}), [])


def _is_sure(field: KernelField, poly: fmpq_mpoly, known: list[tuple[fmpq_mpoly, int]]) -> bool:
    """Whether a polynomial is sure not to be 0, with some signs known besides."""
    if poly.is_constant():
        return not poly.is_zero()
    mark = len(field.known_signs)
    field.known_signs.extend(known)
    try:
        return is_positive(field, poly) or is_positive(field, -poly)
    finally:
        del field.known_signs[mark:]


def _not_zero(field: KernelField, part: fmpq_mpoly) -> list[Condition]:
    """A root is not 0 where its radicand is not."""
    kernel = field.by_slot[_slot(part)]
    if len(part) == 1 and kernel.kind == "root" and kernel.value is not None:
        return _taken_apart(field, "nonzero", (kernel.value, field.one))
    return [("!=", part)]


def _in_simplest_form(field: KernelField, condition: Condition) -> Condition:
    """ln(u) != 0 says u != 1, e^b > 1 says b > 0, and u + sqrt(u^2 - 1) > 0 says u > 0."""
    sign, poly = condition
    for _ in range(8):
        simpler = _of_logarithm(field, poly) or _of_exponential(field, poly) or _of_conjugates(field, poly)
        if simpler is None:
            break
        poly = simpler
    return sign, poly


def _of_logarithm(field: KernelField, poly: fmpq_mpoly) -> fmpq_mpoly | None:
    for kernel in field.named.get("ln", ()):
        for turn in (1, -1):
            if poly == kernel.generator * turn and kernel.term.args[0].op != "function":
                return (kernel.about[0][0] - 1) * turn
    return None


def _of_exponential(field: KernelField, poly: fmpq_mpoly) -> fmpq_mpoly | None:
    for kernel in field.exponentials:
        for turn in (1, -1):
            if poly == (kernel.generator - 1) * turn and kernel.about[0][1] is field.one:
                return kernel.about[0][0] * turn
    return None


def _of_conjugates(field: KernelField, poly: fmpq_mpoly) -> fmpq_mpoly | None:
    """a + b r has the sign of a where a^2 > b^2 r^2."""
    degrees = poly.degrees()
    for kernel in field.algebraic:
        if kernel.kind == "root" and kernel.degree == 2 and degrees[kernel.slot] == 1 and kernel.value is not None:
            parts = field.by_powers(poly, kernel.slot)
            plain = parts.get(0, field.nothing)
            gap = field.reduce(plain**2 - parts[1] ** 2 * kernel.value)
            return plain if is_positive(field, gap) else None
    return None


def _is_sign(field: KernelField, part: fmpq_mpoly) -> bool:
    return len(part) == 1 and field.by_slot[_slot(part)].kind == "sign"


def _inside_sign(field: KernelField, part: fmpq_mpoly) -> fmpq_mpoly:
    return field.by_slot[_slot(part)].about[0][0]


def _slot(part: fmpq_mpoly) -> int:
    return next(slot for slot, degree in enumerate(part.degrees()) if degree)


def _joined(field: KernelField, conditions: list[Condition]) -> list[Condition]:
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
                rest = [each for each in conditions if not _among(each, group)]
                return _joined(field, rest) + bounds
    return conditions


def _interval(field: KernelField, slot: int, group: list[Condition]) -> list[Condition] | None:
    """The conditions as at most two bounds, where one interval with rational ends is left."""
    factors_: list[fmpq_mpoly] = []
    for _, poly in group:
        factors_.extend(part for part, _ in poly.factor()[1] if not any(part == each for each in factors_))
    if any(part.degrees()[slot] > 1 for part in factors_):
        return None
    ends = sorted(_zero_of(part, slot) for part in factors_)
    middles = [ends[0] - 1, *((one + other) / 2 for one, other in pairwise(ends)), ends[-1] + 1]
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


def _zero_of(linear: fmpq_mpoly, slot: int) -> Fraction:
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
        inside = limit == border and (their_sign in "<>" or sign in (">=", "<="))
        if their_sign in (">", ">=") and sign in (">", ">=", "!=") and (limit > border or inside):
            return True
        if their_sign in ("<", "<=") and sign in ("<", "<=", "!=") and (limit < border or inside):
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
