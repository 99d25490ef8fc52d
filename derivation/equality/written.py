"""Elements of the kernel field written as terms again."""

from __future__ import annotations

from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from derivation.equality.kernels import Element, Kernel
from derivation.term import ONE, ZERO, Term, add, divide, integer, multiply, negate, power, rational


class WrittenElements:
    """How an element reads; mixed into the field."""

    by_slot: dict[int, Kernel]

    def term_of(self, element: Element) -> Term:
        """The element as a quotient of sums, the kernels that came first written first.

        >>> from derivation.equality.field import KernelField
        >>> from derivation.term import X, ONE, subtract
        >>> field = KernelField()
        >>> field.term_of(field.convert(subtract(X, ONE))[0]) is subtract(X, ONE)
        True
        """
        above, below = element
        if below.is_one():
            return self.term_of_poly(above)
        return divide(self.term_of_poly(above), self.term_of_poly(below))

    def term_of_poly(self, poly: fmpq_mpoly) -> Term:
        monomials = sorted(poly.terms(), key=lambda term: tuple(reversed(term[0])), reverse=True)
        return add(*(self._monomial(exponents, coefficient) for exponents, coefficient in monomials)) if monomials else ZERO

    def _monomial(self, exponents: tuple[int, ...], coefficient: fmpq) -> Term:
        number = Fraction(int(coefficient.p), int(coefficient.q))
        factors = []
        for slot in reversed(range(len(exponents))):
            if exponents[slot]:
                base = self.by_slot[slot].term
                factors.append(base if exponents[slot] == 1 else power(base, integer(int(exponents[slot]))))
        size = abs(number)
        if not factors:
            written = rational(size)
        elif size == 1:
            written = multiply(*factors)
        elif size.denominator == 1:
            written = multiply(integer(size.numerator), *factors)
        else:
            above = multiply(*([integer(size.numerator)] if size.numerator != 1 else []), *factors)
            written = divide(above, integer(size.denominator))
        return negate(written) if number < 0 else written


__all__ = ["ONE", "WrittenElements"]
