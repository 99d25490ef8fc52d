"""Kernels by their names: found again where they are the same, made where not; powers of long sums are such kernels too."""

from __future__ import annotations

from flint import fmpq, fmpq_mpoly

from derivation.equality.kernels import WIDTHS, Element, Fractions, Kernel, TooLarge
from derivation.equality.sizes import estimate, first_coefficient
from derivation.equality.written import WrittenElements
from derivation.limits import PROOF_MONOMIALS
from derivation.term import ZERO, Term, add, function, multiply, negate

EXPAND_POWERS_UP_TO = 40
"""Estimated monomials up to which a power of a sum is multiplied out; larger ones stay powers of a kernel of their own."""


class NamedKernels(WrittenElements, Fractions):
    """Elements with kernels that are told apart: whether one is zero, whether two are the same, and kernels by name."""

    def __init__(self, width: int = WIDTHS[0]) -> None:
        super().__init__(width)
        self.named: dict[str, list[Kernel]] = {}

    def term_of_poly(self, poly: fmpq_mpoly) -> Term:
        """The polynomial as a sum, with |u| in place of u sign(u)."""
        for kernel in self.named.get("sign", ()):
            if poly.degrees()[kernel.slot] == 1:
                parts = self.by_powers(poly, kernel.slot)
                beside, left = divmod(parts[1], kernel.about[0][0])
                if left.is_zero():
                    return self._with_size(beside, kernel.about[0][0], parts.get(0))
        return super().term_of_poly(poly)

    def _with_size(self, beside: fmpq_mpoly, inside: fmpq_mpoly, rest: fmpq_mpoly | None) -> Term:
        """b |u| + a, or a - b |u|."""
        turned = first_coefficient(beside) < 0
        beside = -beside if turned else beside
        size = function("abs", self.term_of_poly(inside))
        product = size if beside.is_one() else multiply(self.term_of_poly(beside), size)
        others = self.term_of_poly(rest) if rest is not None else ZERO
        summands = others.args if others.op == "sum" else (others,) if rest is not None else ()
        return add(*summands, negate(product)) if turned else add(product, *summands)

    # ------------------------------------------------------------------------------------------------------ zero or not

    def is_zero(self, element: Element) -> bool:
        """Whether the element reduces to 0: then it is 0 wherever it has a value."""
        poly = element[0]
        if poly.is_zero():
            return True
        if poly.is_constant():
            return False
        if self.algebraic:
            poly = self.reduce(poly)
        if self.named.get("power"):
            poly = self.expand_powers(poly)
        return bool(poly.is_zero())

    def same(self, left: Element, right: Element) -> bool:
        if left[0] == right[0] and left[1] == right[1]:
            return True
        if not self.algebraic and "power" not in self.named:
            return False
        return self.is_zero(self.subtract(left, right))

    def expand_powers(self, poly: fmpq_mpoly) -> fmpq_mpoly:
        """The polynomial without kernels that stand for sums: common powers put aside, the others multiplied out."""
        for kernel in reversed(self.named.get("power", [])):
            degree = poly.degrees()[kernel.slot]
            if not degree:
                continue
            parts = self.by_powers(poly, kernel.slot)
            lowest = min(parts)
            base = kernel.about[0][0]
            if estimate(base, max(parts) - lowest) > PROOF_MONOMIALS:
                raise TooLarge
            poly = self.nothing
            for exponent, part in parts.items():
                poly = poly + self.times(part, self.reduce(base ** (exponent - lowest)))
            poly = self.reduce(poly)
        return poly

    def by_powers(self, poly: fmpq_mpoly, slot: int) -> dict[int, fmpq_mpoly]:
        """The coefficients of a polynomial in one of its generators."""
        parts: dict[int, dict[tuple[int, ...], fmpq]] = {}
        for monomial, coefficient in poly.terms():
            rest = (*monomial[:slot], 0, *monomial[slot + 1 :])
            parts.setdefault(int(monomial[slot]), {})[rest] = coefficient
        return {exponent: self.ring.from_dict(part) for exponent, part in parts.items()}

    # --------------------------------------------------------------------------------------------------------- kernels

    def opaque(self, name: str, about: tuple[Element, ...], term: Term, positive: bool = False) -> Element:
        """A kernel that nothing is known of but its name and what it is made from."""
        kernels = self.named.setdefault(name, [])
        for kernel in kernels:
            if len(kernel.about) == len(about) and all(map(self.same, kernel.about, about)):
                return kernel.generator, self.one
        kernel = self.new_kernel(name, about, term)
        kernel.positive = positive
        kernels.append(kernel)
        return kernel.generator, self.one

    def odd(self, name: str, about: Element) -> Element:
        """A kernel of an odd function: f(-u) = -f(u), f(0) = 0."""
        if about[0].is_zero():
            return self.zero
        for kernel in self.named.get(name, ()):
            if self.same(kernel.about[0], self.negate(about)):
                return -kernel.generator, self.one
            if self.same(kernel.about[0], about):
                return kernel.generator, self.one
        if first_coefficient(about[0]) < 0:
            return self.negate(self.odd(name, self.negate(about)))
        return self.opaque(name, (about,), function(name, self.term_of(about)))

    def power_of(self, base: Element, exponent: int) -> Element:
        """A whole power; of a long sum to a high power, the sum becomes a kernel of its own."""
        if exponent < 0:
            return self.power_of(self.invert(base), -exponent)
        above, below = base
        return self.divide_powers(self.power_of_poly(above, exponent), self.power_of_poly(below, exponent))

    def divide_powers(self, above: fmpq_mpoly, below: fmpq_mpoly) -> Element:
        return (above, self.one) if below.is_one() else self.fraction(above, below)

    def power_of_poly(self, poly: fmpq_mpoly, exponent: int) -> fmpq_mpoly:
        if exponent == 1 or poly.is_one():
            return poly
        bits = poly.leading_coefficient().height_bits() * exponent if len(poly) == 1 else 0
        if bits <= 4_000 and estimate(poly, exponent) <= EXPAND_POWERS_UP_TO:
            return self._reduced_power(poly, exponent)
        if exponent > 2**40:
            raise TooLarge
        if poly.is_constant() and poly.leading_coefficient() < 0:
            sign = -1 if exponent % 2 else 1
            return self.power_of_poly(-poly, exponent) * sign
        element = poly, self.one
        generator = self.opaque("power", (element,), self.term_of(element), positive=bool(poly.is_constant()))[0]
        return generator**exponent
