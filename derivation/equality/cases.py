"""Zero or not, case by case: where signs are unknown, every pattern of signs is tried by itself."""

from __future__ import annotations

from flint import fmpq_mpoly

from derivation.clock import Deadline
from derivation.equality.conversion import is_bound
from derivation.equality.factors import factors
from derivation.equality.field import KernelField, Undetermined
from derivation.equality.kernels import Element, Kernel, Nowhere, TooLarge
from derivation.equality.making import with_field
from derivation.equality.signs import assume, sign_of_factor
from derivation.term import Term

MOST_SIGNS = 7
"""Most signs that are told apart: 2^7 cases."""

Outcome = tuple[KernelField, tuple[Element | None, Element | None], int]
"""The field; the two elements, or None twice where every case was zero; and how many signs were known from the start."""


def zero_in_all_cases(left: Term, right: Term, assumptions: tuple[Term, ...], deadline: Deadline | None) -> Outcome:
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
        field.forget()
        field.needs_by_case = True


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
    return any(poly.degrees()[kernel.slot] > 0 for element in about for poly in element for kernel in signs)


class _Cases:
    def __init__(self, field: KernelField, left: Term, right: Term) -> None:
        self.field, self.left, self.right = field, left, right

    def all_zero(self, depth: int) -> bool:
        """Whether the difference is 0 under the signs known now, split further where need be."""
        try:
            zero, decider = self._decider()
        except Nowhere:
            return True
        if zero:
            return True
        if decider is None or depth >= MOST_SIGNS or self._is_of_many_signs(decider):
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

    def _decider(self) -> tuple[bool, fmpq_mpoly | None]:
        """Whether the difference is 0, and if not, the factor whose sign decides, if any."""
        field = self.field
        learnt = True
        while learnt:
            field.forget()
            try:
                left, right = field.convert(self.left, self.right)
            except Undetermined as unknown:
                return False, unknown.poly
            difference = field.subtract(left, right)
            if field.is_zero(difference):
                return True, None
            learnt = self._learn()
        degrees = difference[0].degrees()
        open_signs = [each for each in field.named.get("sign", ()) if self._is_open(each)]
        visible = [each for each in open_signs if degrees[each.slot]]
        for kernel in (*visible, *open_signs):
            return False, kernel.about[0][0]
        return False, None

    def _is_of_many_signs(self, decider: fmpq_mpoly) -> bool:
        """Whether an integral or a sum runs over both signs of the factor, so that there is no case of one sign alone."""
        return any(is_bound(name) for name in self.field.term_of_poly(decider).free)

    def _is_open(self, sign: Kernel) -> bool:
        return sign_of_factor(self.field, sign.about[0][0], strictly=False) is None

    def _learn(self) -> bool:
        """Signs that the domain itself makes certain: a logarithm of x says x > 0."""
        learnt = False
        for kind, element in [*self.field.requirements(self.left), *self.field.requirements(self.right)]:
            if kind != "nonzero":
                learnt = assume(self.field, element) or learnt
        return learnt


def can_be_together(field: KernelField, signs: list[tuple[fmpq_mpoly, int]]) -> bool:
    """Whether polynomials may have these signs at one place, as far as single symbols and pairs show it."""
    mark = len(field.known_signs)
    try:
        for each in signs:
            field.known_signs.append(each)
            if not _possible(field):
                return False
        return True
    finally:
        del field.known_signs[mark:]


def _possible(field: KernelField) -> bool:
    """Whether the known signs can occur together, as far as single symbols and pairs show it."""
    signs = field.known_signs
    newest = signs[-1]
    if any(not _pair_is_possible(field, other, newest) for other in signs[:-1]):
        return False
    by_slot: dict[int, list[tuple[fmpq_mpoly, int]]] = {}
    for poly, sign in signs:
        slots = [slot for slot, degree in enumerate(poly.degrees()) if degree]
        if len(slots) == 1 and field.by_slot[slots[0]].kind == "symbol":
            by_slot.setdefault(slots[0], []).append((poly, sign))
    return all(len(group) < 2 or _some_point(group, slot) for slot, group in by_slot.items())


def _pair_is_possible(field: KernelField, one: tuple[fmpq_mpoly, int], other: tuple[fmpq_mpoly, int]) -> bool:
    """Two polynomials that differ by a factor and a number, such as ax and 1 - ax, cannot have every pair of signs."""
    alone = (0,) * len(field.generators)
    (first, sign), (second, their_sign) = one, other
    number, their_number = first[alone], second[alone]
    moving, their_moving = first - number, second - their_number
    factor = their_moving.leading_coefficient() / moving.leading_coefficient()
    if moving * factor != their_moving:
        return True
    # sign (number + m) > 0 and their_sign (their_number + factor m) > 0 for some m
    low, high = (-number, None) if sign > 0 else (None, -number)
    border = -their_number / factor
    if (their_sign > 0) == (factor > 0):
        low = border if low is None or border > low else low
    else:
        high = border if high is None or border < high else high
    return low is None or high is None or bool(low < high)


def _some_point(signs: list[tuple[fmpq_mpoly, int]], slot: int) -> bool:
    from derivation.equality.intervals import points_between_roots

    for point in points_between_roots([poly for poly, _ in signs], slot):
        values = [(poly.subs({slot: point}).leading_coefficient(), sign) for poly, sign in signs]
        if all((value > 0) == (sign > 0) for value, sign in values):
            return True
    return False
