"""Zero or not, case by case: where signs are unknown, every pattern of signs is tried by itself."""

from __future__ import annotations

from flint import fmpq_mpoly

from derivation.equality.factors import assume, factors, sign_of_factor
from derivation.equality.field import KernelField, Undetermined, with_field
from derivation.equality.kernels import Element, Nowhere, TooLarge
from derivation.term import Term

MOST_SIGNS = 7
"""Most signs that are told apart: 2^7 cases."""

Outcome = tuple[KernelField, tuple[Element | None, Element | None], int]
"""The field; the two elements, or None twice where every case was zero; and how many signs were known from the start."""


def zero_in_all_cases(left: Term, right: Term, assumptions: tuple[Term, ...], deadline: float | None) -> Outcome:
    """Convert both sides and, if signs stand in the way, look at the cases one by one."""
    return with_field(lambda field: _zero_in(field, left, right), deadline, assumptions)


def _zero_in(field: KernelField, left: Term, right: Term) -> Outcome:
    start = len(field.known_signs)
    elements: list[Element] = []
    try:
        elements = field.convert(left, right)
        difference = field.subtract(elements[0], elements[1])
        if field.is_zero(difference) or not _signs_matter(field, difference):
            return field, (elements[0], elements[1]), start
    except Undetermined:
        pass
    everywhere = _Cases(field, left, right).all_zero(0)
    del field.known_signs[start:]
    if everywhere:
        _convert_once_more(field, left, right)
        return field, (None, None), start
    if not elements:
        raise TooLarge("the cases differ")
    return field, (elements[0], elements[1]), start


def _convert_once_more(field: KernelField, left: Term, right: Term) -> None:
    """So that what the two sides need is known without the signs of the last case."""
    field.forget()
    try:
        field.convert(left, right)
    except (Undetermined, Nowhere):
        field.needs.clear()


def _signs_matter(field: KernelField, difference: Element) -> bool:
    degrees = difference[0].degrees()
    if any(degrees[kernel.slot] for kernel in field.named.get("sign", ())):
        return True
    joint = [kernel for kernel in field.named.get("root", ()) if len(factors(field, kernel.about[0][0])[1]) > 1]
    return any(degrees[kernel.slot] for kernel in joint) or any(
        _mentions_sign(field, kernel.about) for kernel in field.kernels if degrees[kernel.slot] and kernel.about
    )


def _mentions_sign(field: KernelField, about: tuple[Element, ...]) -> bool:
    signs = field.named.get("sign", ())
    return any(poly.degrees()[kernel.slot] for element in about for poly in element for kernel in signs)


class _Cases:
    def __init__(self, field: KernelField, left: Term, right: Term) -> None:
        self.field, self.left, self.right = field, left, right

    def all_zero(self, depth: int) -> bool:
        """Whether the difference is 0 under the signs known now, split further where need be."""
        try:
            decider = self._decider()
        except Nowhere:
            return True
        if decider is None:
            return True
        if decider is False or depth >= MOST_SIGNS:
            return False
        for sign in (1, -1):
            mark = len(self.field.known_signs)
            self.field.known_signs.append((decider, sign))
            try:
                if _possible(self.field) and not self.all_zero(depth + 1):
                    return False
            finally:
                del self.field.known_signs[mark:]
        return True

    def _decider(self) -> fmpq_mpoly | None | bool:
        """None where the difference is 0, else the factor whose sign decides, or False where none does."""
        field = self.field
        for _ in range(MOST_SIGNS):
            field.forget()
            try:
                left, right = field.convert(self.left, self.right)
            except Undetermined as unknown:
                return unknown.poly
            difference = field.subtract(left, right)
            if field.is_zero(difference):
                return None
            if not self._learn():
                break
        degrees = difference[0].degrees()
        for kernel in field.kernels:
            if kernel.kind == "sign" and degrees[kernel.slot] and sign_of_factor(field, kernel.about[0][0]) is None:
                return kernel.about[0][0]
        for kernel in field.kernels:
            if kernel.kind == "sign" and sign_of_factor(field, kernel.about[0][0]) is None:
                return kernel.about[0][0]
        return False

    def _learn(self) -> bool:
        """Signs that the domain itself makes certain: a logarithm of x says x > 0."""
        learnt = False
        for kind, element in [*self.field.requirements(self.left), *self.field.requirements(self.right)]:
            if kind != "nonzero":
                learnt = assume(self.field, element) or learnt
        return learnt


def _possible(field: KernelField) -> bool:
    """Whether the known signs of polynomials in one and the same symbol can occur together."""
    from derivation.equality.factors import univariate

    by_slot: dict[int, list[tuple[fmpq_mpoly, int]]] = {}
    for poly, sign in field.known_signs:
        slots = [slot for slot, degree in enumerate(poly.degrees()) if degree]
        if len(slots) == 1 and field.by_slot[slots[0]].kind == "symbol":
            by_slot.setdefault(slots[0], []).append((poly, sign))
    for slot, signs in by_slot.items():
        if len(signs) > 1 and not _some_point(signs, slot, univariate):
            return False
    return True


def _some_point(signs: list[tuple[fmpq_mpoly, int]], slot: int, univariate: object) -> bool:
    from derivation.equality.intervals import points_between_roots

    for point in points_between_roots([poly for poly, _ in signs], slot):
        if all((1 if _value(poly, slot, point) > 0 else -1) == sign for poly, sign in signs):
            return True
    return False


def _value(poly: fmpq_mpoly, slot: int, point: object) -> object:
    return poly.subs({slot: point}).leading_coefficient()
