"""The conditions under which two equal terms both have a value: those that one side needs and the other does not."""

from __future__ import annotations

from itertools import product

from flint import fmpq, fmpq_mpoly, fmpz

from derivation.equality.bounds import Condition, among, follows, joined, written, zero_of
from derivation.equality.factors import factors
from derivation.equality.field import KernelField
from derivation.equality.kernels import NotConvertible, TooLarge
from derivation.equality.nodes import nodes
from derivation.equality.signs import is_positive, sign_of_factor
from derivation.term import Term, replace, symbol

MOST_SIGNS = 3
"""Parts with more signs of unknowns are not looked at for each of them."""


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
    extra = [each for each in mine if not follows(field, each, yours)] + [
        each for each in yours if not follows(field, each, mine)
    ]
    shared = [each for each in [*mine, *yours] if among(each, mine) and among(each, yours)]
    kept = [_sharpened(each, [*mine, *yours]) for each in _needed(field, _needed(field, extra, []), shared)]
    back = {short: node for node, short in _short_names(left, right).items()} if field.needs_by_case else {}
    found = dict.fromkeys(replace(written(field, each), back) for each in joined(field, kept))
    return tuple(sorted(found, key=lambda each: each.value in ("<", "<=")))


def _sharpened(condition: Condition, others: list[Condition]) -> Condition:
    """x > 1 in place of x != 1 where x >= 1 is needed as well."""
    sign, poly = condition
    side = next((side for side in (poly, -poly) if sign == "!=" and among((">=", side), others)), None)
    return condition if side is None else (">", side)


def _needed(field: KernelField, conditions: list[Condition], given: list[Condition]) -> list[Condition]:
    """The conditions that do not follow from those that are given and the rest of them."""
    kept: list[Condition] = []
    for position, each in enumerate(conditions):
        if not follows(field, each, [*given, *kept, *conditions[position + 1 :]]):
            kept.append(each)
    return kept


def _differ(field: KernelField, left: Term, right: Term) -> bool:
    """Whether a node that needs something stands on one side alone."""
    if not field.needs:
        return False
    return bool((set(nodes(left)) ^ set(nodes(right))) & field.needs.keys())


def conditions_of(field: KernelField, term: Term) -> list[Condition]:
    """What a converted term needs in order to have a value, on irreducible factors, without what always holds."""
    found: list[Condition] = []
    for kind, element in field.requirements(term):
        for raw in _taken_apart(field, kind, element):
            condition = _in_simplest_form(field, raw)
            if not among(condition, found):
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
    return [each for position, each in enumerate(found) if not among(each, found[:position])]


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
    for part in [each for position, each in enumerate(odd) if each in odd[:position]]:  # u sign(u) is |u|
        odd = [each for each in odd if each != part]
        result.extend([("!=", part)] if kind == "positive" else [])
    if odd:
        whole = odd[0] * sign
        for part in odd[1:]:
            whole = whole * part
        result.append((">" if kind == "positive" else ">=", whole))
    return result


def _not_zero_for_any_sign(field: KernelField, part: fmpq_mpoly) -> list[Condition]:
    """What stands with signs of unknowns, such as |x| + 1, is looked at for either sign, and where the unknown is 0."""
    slots = [slot for slot, degree in enumerate(part.degrees()) if degree and field.by_slot[slot].kind == "sign"]
    if not slots or len(slots) > MOST_SIGNS:
        return _not_zero(field, part)
    patterns = [dict(zip(slots, signs, strict=True)) for signs in product((1, -1, 0), repeat=len(slots))]
    unsure = [{slot for slot in slots if not signs[slot]} for signs in patterns if not _is_sure_for(field, part, signs)]
    alone = {slot for zeros in unsure if len(zeros) == 1 for slot in zeros}
    if any(zeros.isdisjoint(alone) for zeros in unsure):
        return _not_zero(field, part)
    return [("!=", field.by_slot[slot].about[0][0]) for slot in slots if slot in alone]


def _is_sure_for(field: KernelField, part: fmpq_mpoly, signs: dict[int, int]) -> bool:
    """Whether a part is sure not to be 0 where some unknowns have these signs, or cannot have them together."""
    insides = {slot: field.by_slot[slot].about[0][0] for slot in signs}
    there: dict[str | int, int | fmpz | fmpq] = {}
    for inside in (insides[slot] for slot, sign in signs.items() if not sign):
        held = [slot for slot, degree in enumerate(inside.degrees()) if degree]
        if len(held) == 1 and inside.degrees()[held[0]] == 1:
            border = zero_of(inside, held[0])
            there[held[0]] = fmpq(border.numerator, border.denominator)
    known = [(insides[slot].subs(there), sign) for slot, sign in signs.items() if sign]
    if any(inside.is_constant() and _sign_of_number(inside) != sign for inside, sign in known):
        return True
    given: dict[str | int, int | fmpz | fmpq] = dict(signs.items())
    return _is_sure(field, part.subs({**there, **given}), known)


def _sign_of_number(poly: fmpq_mpoly) -> int:
    return 0 if poly.is_zero() else 1 if poly.leading_coefficient() > 0 else -1


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
    simpler: fmpq_mpoly | None = poly
    while simpler is not None:
        poly = simpler
        simpler = _of_logarithm(field, poly) or _of_exponential(field, poly) or _of_conjugates(field, poly)
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
