"""Rational functions of kernels: the field in which two lines are compared.

A *kernel* is what a generator of a polynomial ring stands for: a symbol, e^b, ln|p|, |p|^(1/n), sin b and cos b, the sign
of p, erf(u) and so on.  Only relations that hold for all real values are used (r^n = p, s^2 = 1 - c^2, ...), so an element
that reduces to 0 is 0 wherever the terms it came from have a value.  The arithmetic is that of FLINT's multivariate
polynomials (www.flintlib.org) over the rational numbers.
"""

from __future__ import annotations

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from derivation.equality.sizes import estimate
from derivation.limits import PROOF_MONOMIALS
from derivation.term import Term

Element = tuple[fmpq_mpoly, fmpq_mpoly]
"""A numerator and a denominator, polynomials in the generators."""

WIDTHS = (24, 72, 200)
"""How many generators a field may have; the next wider one is taken when they run out."""

MANY = 100
"""So many times a kernel may be replaced without a look at how large the polynomial gets."""

CANCEL_UP_TO = 600
"""Most monomials of a fraction that is brought to lowest terms."""


class TooLarge(Exception):
    """A polynomial would outgrow the bounds."""


class NotConvertible(Exception):
    """This part has no place in the field."""


class Nowhere(NotConvertible):
    """This part has no value anywhere: a division by 0, an even root of a negative number."""


class Full(Exception):
    """All generators of this width are in use."""


class Kernel:
    """What one generator stands for.

    kind      symbol, constant, exp, ln, root, sign, cos, sin, power, or the name of a function
    slot      its place among the generators; later kernels come first in the order of monomials
    generator the generator as a polynomial
    about     the elements it is made from: the exponent, the argument, ...
    term      what it stands for as a term
    degree    for an algebraic kernel, the n of generator^n = value; else 0
    value     for an algebraic kernel, the polynomial that its power equals
    positive  True where it is greater than 0 for all real values of what it is made from
    """

    __slots__ = ("about", "degree", "divisor", "generator", "kind", "positive", "slot", "term", "value")

    def __init__(self, kind: str, slot: int, generator: fmpq_mpoly, about: tuple[Element, ...], term: Term) -> None:
        self.kind, self.slot, self.generator, self.about, self.term = kind, slot, generator, about, term
        self.degree = 0
        self.value: fmpq_mpoly | None = None
        self.divisor: fmpq_mpoly | None = None
        self.positive = False


class Fractions:
    """The arithmetic of elements, modulo the relations of the kernels."""

    def __init__(self, width: int = WIDTHS[0]) -> None:
        self.ring = fmpq_mpoly_ctx.get([f"k{index}" for index in range(width)], Ordering.lex)
        self.generators = self.ring.gens()
        self.kernels: list[Kernel] = []
        self.by_slot: dict[int, Kernel] = {}
        self.algebraic: list[Kernel] = []
        self.one: fmpq_mpoly = self.ring.constant(1)
        self.nothing: fmpq_mpoly = self.ring.constant(0)
        self.unit: Element = (self.one, self.one)
        self.zero: Element = (self.nothing, self.one)

    # ------------------------------------------------------------------------------------------------------- kernels

    def new_kernel(self, kind: str, about: tuple[Element, ...], term: Term) -> Kernel:
        slot = len(self.generators) - 1 - len(self.kernels)
        if slot < 0:
            raise Full
        kernel = Kernel(kind, slot, self.generators[slot], about, term)
        self.kernels.append(kernel)
        self.by_slot[slot] = kernel
        return kernel

    def relate(self, kernel: Kernel, degree: int, value: fmpq_mpoly) -> None:
        """Record generator^degree = value, a polynomial in kernels made before this one."""
        kernel.degree, kernel.value = degree, value
        kernel.divisor = kernel.generator**degree - value
        self.algebraic = sorted([*(k for k in self.algebraic if k is not kernel), kernel], key=lambda k: k.slot)

    # ---------------------------------------------------------------------------------------------------- arithmetic

    def number(self, value: int | fmpq) -> Element:
        return self.ring.constant(value), self.one

    def reduce(self, poly: fmpq_mpoly) -> fmpq_mpoly:
        """The polynomial with every power of an algebraic kernel below its degree."""
        if self.algebraic:
            degrees = poly.degrees()
            for kernel in self.algebraic:
                if degrees[kernel.slot] >= kernel.degree and kernel.divisor is not None:
                    times = int(degrees[kernel.slot]) // kernel.degree
                    if times > MANY and estimate(kernel.generator**kernel.degree - kernel.divisor, times) > PROOF_MONOMIALS:
                        raise TooLarge  # sin(x)^1000000 as a polynomial in cos(x)
                    poly = divmod(poly, kernel.divisor)[1]
                    if len(poly) > PROOF_MONOMIALS:
                        raise TooLarge
                    degrees = poly.degrees()
        return poly

    def fraction(self, numerator: fmpq_mpoly, denominator: fmpq_mpoly) -> Element:
        """In lowest terms as polynomials, the leading coefficient of the denominator 1."""
        if numerator.is_zero():
            return self.zero
        if denominator.is_constant():
            return (numerator, self.one) if denominator.is_one() else (numerator / denominator.leading_coefficient(), self.one)
        if len(numerator) * len(denominator) <= CANCEL_UP_TO:
            common = numerator.gcd(denominator)
            if not common.is_constant():
                numerator, denominator = numerator / common, denominator / common
        lead = denominator.leading_coefficient()
        if lead != 1:
            numerator, denominator = numerator / lead, denominator / lead
        return numerator, self.one if denominator.is_one() else denominator

    def add(self, left: Element, right: Element) -> Element:
        above, below = left
        other, under = right
        if below is under:
            total = above + other
            return (total, below) if below is self.one else self.fraction(total, below)
        if under is self.one:
            return above + self.times(other, below), below
        if below is self.one:
            return self.times(above, under) + other, under
        if below == under:
            return self.fraction(above + other, below)
        common = below.gcd(under)
        if common.is_constant():
            return self.reduced(self.times(above, under) + self.times(other, below), self.times(below, under))
        mine, yours = below / common, under / common
        return self.reduced(self.times(above, yours) + self.times(other, mine), self.times(below, yours))

    def reduced(self, numerator: fmpq_mpoly, denominator: fmpq_mpoly) -> Element:
        return self.fraction(self.reduce(numerator), self.reduce(denominator))

    def multiply(self, left: Element, right: Element) -> Element:
        above, below = left
        other, under = right
        numerator = self.reduce(self.times(above, other))
        if below is self.one and under is self.one:
            return numerator, self.one
        return self.fraction(numerator, self.reduce(self.times(below, under)))

    def negate(self, element: Element) -> Element:
        return -element[0], element[1]

    def subtract(self, left: Element, right: Element) -> Element:
        return self.add(left, (-right[0], right[1]))

    def invert(self, element: Element) -> Element:
        above, below = element
        if above.is_zero():
            raise Nowhere("a division by 0")
        lead = above.leading_coefficient()
        if lead != 1:
            above, below = above / lead, below / lead
        return below, self.one if above.is_one() else above

    def divide(self, left: Element, right: Element) -> Element:
        return self.multiply(left, self.invert(right))

    def times(self, left: fmpq_mpoly, right: fmpq_mpoly) -> fmpq_mpoly:
        if len(left) * len(right) > PROOF_MONOMIALS * 4:
            raise TooLarge
        return left * right

    def scale(self, element: Element, number: fmpq | int) -> Element:
        return element[0] * number, element[1]

    def power(self, element: Element, exponent: int) -> Element:
        """A whole power by repeated squaring, reduced on the way; the caller has bounded its size."""
        if exponent < 0:
            element, exponent = self.invert(element), -exponent
        above, below = element
        if not self.algebraic or exponent == 1:
            return above**exponent, self.one if below is self.one else below**exponent
        return self.fraction(self._reduced_power(above, exponent), self._reduced_power(below, exponent))

    def _reduced_power(self, poly: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
        if len(poly) == 1 and not any(self.by_slot[slot].degree for slot, d in enumerate(poly.degrees()) if d):
            return poly**exponent
        result = None
        while exponent:
            if exponent & 1:
                result = poly if result is None else self.reduce(self.times(result, poly))
            exponent >>= 1
            if exponent:
                poly = self.reduce(self.times(poly, poly))
        return result if result is not None else self.one
