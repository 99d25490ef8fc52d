"""What one converted term needs in order to have a value: relations on irreducible factors, in simplest form."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

from flint import fmpq, fmpq_mpoly, fmpz

from derivation.equality.bounds import Condition, among, zero_of
from derivation.equality.factors import factors
from derivation.equality.field import KernelField
from derivation.equality.signs import is_positive, sign_of_factor
from derivation.term import Term

MOST_SIGNS = 3
"""Parts with more signs of unknowns are not looked at for each of them."""


def conditions_of(field: KernelField, term: Term) -> list[Condition]:
    """What a converted term needs in order to have a value, on irreducible factors, without what always holds."""
    found: list[Condition] = []
    for kind, element in field.requirements(term):
        for raw in taken_apart(field, kind, element):
            condition = _in_simplest_form(field, raw)
            if not among(condition, found):
                found.append(condition)
    return found


def taken_apart(field: KernelField, kind: str, element: tuple[fmpq_mpoly, fmpq_mpoly]) -> list[Condition]:
    """Conditions on the irreducible factors, without those that always hold."""
    above, below = element
    by_sign = _by_its_sign(field, kind, above if kind == "nonzero" else above * below)
    if by_sign is not None:
        return by_sign
    number, parts = factors(field, above)
    if kind == "nonzero":
        unsure = [part for part, _ in parts if sign_of_factor(field, part) is None and not _is_never_zero(field, part)]
        return [condition for part in unsure for condition in _not_zero_for_any_sign(field, part)]
    under, others = factors(field, below)
    sign = 1 if (number > 0) == (under > 0) else -1
    odd = []
    result: list[Condition] = []
    for part, exponent in [*parts, *others]:
        sure = sign_of_factor(field, part, strictly=kind == "positive")
        if sure is None and kind == "positive":  # a square is positive where it is not 0
            sure = sign_of_factor(field, part, strictly=False)
            result.extend([("!=", part)] if sure is not None else [])
        if sure is not None:
            sign *= sure if exponent % 2 else 1
        elif _is_sign(field, part):
            odd.extend([_inside_sign(field, part)] if exponent % 2 else [])
        elif exponent % 2:
            odd.append(part)
        elif kind == "positive":
            result.append(("!=", part))
    pairs = [each for position, each in enumerate(odd) if each in odd[:position]]
    if sign > 0 or len(odd) > 2 * len(pairs):  # u sign(u) is |u|, which needs nothing but u != 0
        odd = [each for each in odd if each not in pairs]
        result.extend(("!=", part) for part in pairs if kind == "positive")
    if odd:
        whole = odd[0] * sign
        for part in odd[1:]:
            whole = whole * part
        result.append((">" if kind == "positive" else ">=", whole))
    return result


def _by_its_sign(field: KernelField, kind: str, poly: fmpq_mpoly) -> list[Condition] | None:
    """What is needed of (|u| + u)/2 and the like, which is 0 on one side of u = 0, from what it is for either sign of u."""
    slots = [slot for slot, degree in enumerate(poly.degrees()) if degree and field.by_slot[slot].kind == "sign"]
    if not slots or len(slots) > MOST_SIGNS:
        return None
    insides = [field.by_slot[slot].about[0][0] for slot in slots]
    patterns = list(product((1, -1), repeat=len(slots)))
    values = [field.reduce(poly.subs(dict(zip(slots, signs, strict=True)))) for signs in patterns]
    if not any(value.is_zero() for value in values):
        return None
    sure = [
        _has(field, kind, *each)
        for each in zip(values, (list(zip(insides, signs, strict=True)) for signs in patterns), strict=True)
    ]
    if all(sure):
        return []
    return [(">", insides[0] if sure[0] else -insides[0])] if len(sure) == 2 and any(sure) and kind != "nonnegative" else None


def _has(field: KernelField, kind: str, poly: fmpq_mpoly, known: list[tuple[fmpq_mpoly, int]]) -> bool:
    """Whether a polynomial is sure to be what is needed, with some signs known besides."""
    if poly.is_zero():
        return kind == "nonnegative"
    mark = len(field.known_signs)
    field.known_signs.extend(known)
    try:
        number, parts = factors(field, poly)
        signs = [
            sign_of_factor(field, part, kind != "nonnegative")
            for part, exponent in parts
            if exponent % 2 or kind != "nonnegative"
        ]
        odd = [sign_of_factor(field, part, kind != "nonnegative") for part, exponent in parts if exponent % 2]
        negative = (number < 0) != (odd.count(-1) % 2 == 1)
        return None not in signs and (kind == "nonzero" or not negative)
    finally:
        del field.known_signs[mark:]


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
        return taken_apart(field, "nonzero", (kernel.value, field.one))
    return [("!=", part)]


def _in_simplest_form(field: KernelField, condition: Condition) -> Condition:
    """ln(u) != 0 says u != 1, e^b > 1 says b > 0, and u + sqrt(u^2 - 1) > 0 says u > 0."""
    sign, poly = condition
    simpler: fmpq_mpoly | None = poly
    while simpler is not None:
        poly = simpler
        simpler = next((found for found in (rule(field, poly) for rule in SIMPLER) if found is not None), None)
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


def _of_norm(field: KernelField, poly: fmpq_mpoly) -> fmpq_mpoly | None:
    """a - b r has the sign of a^2 - b^2 r^2 where a + b r is positive."""
    degrees = poly.degrees()
    for kernel in field.algebraic:
        if kernel.kind == "root" and kernel.degree == 2 and degrees[kernel.slot] == 1 and kernel.value is not None:
            parts = field.by_powers(poly, kernel.slot)
            plain = parts.get(0, field.nothing)
            if is_positive(field, plain - parts[1] * kernel.generator):
                return field.reduce(plain**2 - parts[1] ** 2 * kernel.value)
    return None


Simpler = Callable[[KernelField, fmpq_mpoly], fmpq_mpoly | None]
SIMPLER: tuple[Simpler, ...] = (_of_logarithm, _of_exponential, _of_conjugates, _of_norm)


def _is_never_zero(field: KernelField, part: fmpq_mpoly) -> bool:
    """A sign is not 0 where what it is taken of is not, which is asked there; Gamma has no zeros."""
    return len(part) == 1 and field.by_slot[_slot(part)].kind in ("sign", "gamma()")


def _is_sign(field: KernelField, part: fmpq_mpoly) -> bool:
    return len(part) == 1 and field.by_slot[_slot(part)].kind == "sign"


def _inside_sign(field: KernelField, part: fmpq_mpoly) -> fmpq_mpoly:
    return field.by_slot[_slot(part)].about[0][0]


def _slot(part: fmpq_mpoly) -> int:
    return next(slot for slot, degree in enumerate(part.degrees()) if degree)
