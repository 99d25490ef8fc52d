"""Signs of polynomials in the kernels: when they are certain, and what stands for them where they are not."""

from __future__ import annotations

from collections.abc import Callable

from flint import fmpq, fmpq_mpoly

from derivation.equality.factors import factors, generator_slot
from derivation.equality.field import KernelField
from derivation.equality.intervals import real_parts, univariate
from derivation.equality.kernels import Element, Nowhere
from derivation.term import function

BOUNDED = ("sin", "cos", "sign", "erf")
"""Kinds of kernels that stay between -1 and 1."""

NEVER_REACHED = ("erf",)
"""Those of them that come near to -1 and 1 but are never equal to them."""

# -------------------------------------------------------------------------------------------------------- sure signs


def sign_of_factor(field: KernelField, poly: fmpq_mpoly, strictly: bool = True) -> int | None:
    """1 where the factor is certainly positive, -1 where it is certainly negative, else None.

    Not strictly, it may also be 0 in places; there |p| = p and |p| = -p both hold.
    """
    for other, sign in field.known_signs:
        if strictly and other in field.may_be_zero:
            continue
        if other == poly:
            return sign
        if other == -poly:
            return -sign
    certain = field.certain[strictly]
    if not field.known_signs:
        for other, found in certain:
            if other == poly:
                return found
    sure = 1 if is_positive(field, poly, strictly) else -1 if is_positive(field, -poly, strictly) else None
    if not field.known_signs:
        certain.append((poly, sure))
    return sure


def is_positive(field: KernelField, poly: fmpq_mpoly, strictly: bool = True) -> bool:
    """Whether a polynomial is certainly greater than 0 (or, not strictly, at least 0) for all real values."""
    if poly.is_zero():
        return not strictly
    return any(test(field, poly, strictly) for test in POSITIVE_TESTS)


def _by_monomials(field: KernelField, poly: fmpq_mpoly, strictly: bool) -> bool:
    """Every monomial is positive: squares, positive kernels, and symbols whose signs are known."""
    strict = not strictly
    signs = {
        generator_slot(other): sign if other.leading_coefficient() > 0 else -sign
        for other, sign in field.known_signs
        if len(other) == 1 and sum(other.degrees()) == 1
    }
    zeros = {generator_slot(each) for each in field.may_be_zero if len(each) == 1 and sum(each.degrees()) == 1}
    for monomial, coefficient in poly.terms():
        sign, clear = 1 if coefficient > 0 else -1, True
        for slot, degree in enumerate(monomial):
            if not degree or field.by_slot[slot].positive:
                continue
            if slot in signs:
                sign *= signs[slot] if degree % 2 else 1
                clear = clear and slot not in zeros
                continue
            clear = False
            if degree % 2 and field.by_slot[slot].kind != "root":
                return False
        if sign < 0:
            return False
        strict = strict or clear
    return strict


def _by_bounds(field: KernelField, poly: fmpq_mpoly, strictly: bool) -> bool:
    """Sines, cosines and signs stay between -1 and 1, which the number in front outweighs."""
    total, inside = fmpq(0), False
    for monomial, coefficient in poly.terms():
        if not any(monomial):
            total += coefficient
        elif all(field.by_slot[slot].kind in BOUNDED for slot, degree in enumerate(monomial) if degree):
            total -= abs(coefficient)
            inside = inside or any(field.by_slot[slot].kind in NEVER_REACHED for slot, degree in enumerate(monomial) if degree)
        else:
            return False
    return bool(total > 0 or (total == 0 and (inside or not strictly)))


def _by_sizes(field: KernelField, poly: fmpq_mpoly, strictly: bool) -> bool:
    """a + b |u| with a > 0 and b >= 0."""
    for kernel in field.named.get("sign", ()):
        if poly.degrees()[kernel.slot] == 1:
            parts = field.by_powers(poly, kernel.slot)
            beside, left = divmod(parts[1], kernel.about[0][0])
            rest = parts.get(0, field.nothing)
            if left.is_zero() and is_positive(field, beside, strictly=False) and is_positive(field, rest, strictly):
                return True
            if left.is_zero() and is_positive(field, beside) and _is_another_size(field, rest, kernel.about[0][0]):
                return True
    return False


def _is_another_size(field: KernelField, poly: fmpq_mpoly, inside: fmpq_mpoly) -> bool:
    """|v| with v = u + c or v = c - u for a number c other than 0, so that |u| and |v| are not 0 at one place."""
    for kernel in field.named.get("sign", ()):
        other = kernel.about[0][0]
        if poly == kernel.generator * other and any(
            gap.is_constant() and not gap.is_zero() for gap in (other - inside, other + inside)
        ):
            return True
    return False


def _by_roots(field: KernelField, poly: fmpq_mpoly, strictly: bool) -> bool:
    """A polynomial in one generator without real roots has one sign."""
    slots = [slot for slot, degree in enumerate(poly.degrees()) if degree]
    if len(slots) != 1 or poly.degrees()[slots[0]] > 40 or poly.leading_coefficient() < 0:
        return False
    if poly.degrees()[slots[0]] % 2:
        return False
    return not real_parts(univariate(poly, slots[0]))


def _by_square(field: KernelField, poly: fmpq_mpoly, strictly: bool) -> bool:
    """a g^2 + b g + c with a > 0 and 4ac > b^2."""
    if len(poly) > 30:
        return False
    for slot, degree in enumerate(poly.degrees()):
        if degree == 2 and not field.by_slot[slot].degree:
            parts = field.by_powers(poly, slot)
            gap = 4 * parts[2] * parts.get(0, field.nothing) - parts.get(1, field.nothing) ** 2
            if gap.degrees() < poly.degrees() and is_positive(field, parts[2]) and is_positive(field, gap, strictly):
                return True
    return False


def _by_conjugate(field: KernelField, poly: fmpq_mpoly, strictly: bool) -> bool:
    """a + b r with a root r: positive where b > 0 and b^2 r^2 > a^2."""
    for kernel in field.algebraic:
        if kernel.kind == "root" and kernel.degree == 2 and poly.degrees()[kernel.slot] == 1 and kernel.value is not None:
            parts = field.by_powers(poly, kernel.slot)
            gap = parts[1] ** 2 * kernel.value - parts.get(0, field.nothing) ** 2
            return is_positive(field, parts[1]) and is_positive(field, field.reduce(gap), strictly)
    return False


def _by_ball(field: KernelField, poly: fmpq_mpoly, strictly: bool) -> bool:
    """A number, by its ball."""
    from derivation.equality.balls import NoValue, Outside, TooWide, evaluate

    kernels = [field.by_slot[slot] for slot, degree in enumerate(poly.degrees()) if degree]
    if any(kernel.term.free for kernel in kernels):
        return False
    try:
        return bool(evaluate(field.term_of_poly(poly), {}, 256) > 0)
    except (NoValue, Outside, TooWide):
        return False


Test = Callable[[KernelField, fmpq_mpoly, bool], bool]
POSITIVE_TESTS: tuple[Test, ...] = (_by_monomials, _by_bounds, _by_sizes, _by_conjugate, _by_square, _by_roots, _by_ball)


# --------------------------------------------------------------------------------------------------------------- signs


def sign_element(field: KernelField, poly: fmpq_mpoly) -> Element:
    """The sign of a factor: 1 or -1 where it is certain, else a kernel whose square is 1."""
    sure = sign_of_factor(field, poly, strictly=False)
    if sure is not None:
        return field.number(sure)
    if any(poly == kernel.generator for kernel in field.named.get("sign", ())):
        return poly, field.one
    about = (poly, field.one)
    found = field.opaque("sign", (about,), function("sign", field.term_of_poly(poly)))
    kernel = field.by_slot[generator_slot(found[0])]
    if not kernel.degree:
        field.relate(kernel, 2, field.one)
    return found


def sign_of(field: KernelField, element: Element) -> Element:
    """The sign of an element, as a product of the signs of its factors."""
    above, below = element
    number, parts = factors(field, above)
    under, others = factors(field, below)
    result = field.number(1 if (number > 0) == (under > 0) else -1)
    for part, exponent in [*parts, *others]:
        if exponent % 2:
            result = field.multiply(result, sign_element(field, part))
    return result


def assume(field: KernelField, element: Element) -> bool:
    """Take an element as positive; whether the sign of one more factor follows from it."""
    above, below = element
    number, parts = factors(field, above)
    under, others = factors(field, below)
    sign = 1 if (number > 0) == (under > 0) else -1
    unknown = []
    for part, exponent in [*parts, *others]:
        if exponent % 2:
            sure = sign_of_factor(field, part, strictly=False)
            if sure is None:
                unknown.append(part)
            else:
                sign *= sure
    if not unknown and sign < 0:
        raise Nowhere("signs that contradict each other")
    if len(unknown) != 1:
        return False
    field.known_signs.append((unknown[0], sign))
    return True


def absolute(field: KernelField, element: Element) -> Element:
    """|u| = sign(u) u."""
    return field.multiply(sign_of(field, element), element)
