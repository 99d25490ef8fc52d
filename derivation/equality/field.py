"""The kernel field: terms become rational functions of kernels, so that equality is a question about polynomials."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from derivation import clock
from derivation.equality.kernels import WIDTHS, Element, Fractions, Kernel, TooLarge
from derivation.equality.nodes import nodes
from derivation.equality.sizes import estimate, first_coefficient
from derivation.equality.written import WrittenElements
from derivation.limits import PROOF_MONOMIALS, PROOF_NODES
from derivation.term import E, Term, function

Requirement = tuple[str, Element]
"""What a part needs in order to have a value: 'nonzero', 'positive' or 'nonnegative', and the element it is said of."""

EXPAND_POWERS_UP_TO = 40
"""Estimated monomials up to which a power of a sum is multiplied out; larger ones stay powers of a kernel of their own."""

LAZY = ("piecewise", "integral", "series", "limit", "at")
"""Kinds of terms whose parts are not simply converted before them."""


class Undetermined(Exception):
    """Which case holds depends on the sign of this polynomial."""

    def __init__(self, poly: fmpq_mpoly) -> None:
        super().__init__("a sign decides")
        self.poly = poly


class Refine(Exception):
    """A smaller unit is needed: e^(x/2) beside e^x.  The field is to be made anew, beginning with this term."""

    def __init__(self, seed: Term) -> None:
        super().__init__("a smaller unit is needed")
        self.seed = seed


class OutOfTime(Exception):
    """The deadline has passed."""


class Known(dict[Term, Element]):
    """The elements of terms; the number e, which stands under every power of e, is made only when it is asked for."""

    def __init__(self, field: KernelField) -> None:
        super().__init__()
        self.field = field

    def __missing__(self, term: Term) -> Element:
        if term is not E:
            raise KeyError(term)
        from derivation.equality.exponentials import exponential

        self[term] = exponential(self.field, self.field.unit)
        return self[term]


class KernelField(WrittenElements, Fractions):
    """Kernels for one or several terms.  See `convert`, `is_zero`, `derivative`, `term_of`, `requirements`.

    >>> from derivation.term import E, ONE, X, add, divide, negate, power
    >>> field = KernelField()
    >>> one, other = field.convert(divide(ONE, add(ONE, power(E, negate(X)))), divide(power(E, X), add(ONE, power(E, X))))
    >>> field.is_zero(field.subtract(one, other))
    True
    """

    def __init__(self, width: int = WIDTHS[0], deadline: clock.Deadline | None = None) -> None:
        super().__init__(width)
        self.deadline = deadline
        self.known = Known(self)
        self.needs: dict[Term, list[Requirement]] = {}
        self.needs_by_case = False
        self.named: dict[str, list[Kernel]] = {}
        self.symbols: dict[Term, Element] = {}
        self.known_signs: list[tuple[fmpq_mpoly, int]] = []
        self.may_be_zero: list[fmpq_mpoly] = []
        self.exponentials: list[Kernel] = []
        self.angles: list[tuple[Kernel, Kernel]] = []
        self.current: list[Requirement] = []
        self.factored: list[tuple[fmpq_mpoly, tuple[fmpq, list[tuple[fmpq_mpoly, int]]]]] = []
        self.certain: dict[bool, list[tuple[fmpq_mpoly, int | None]]] = {True: [], False: []}

    # ------------------------------------------------------------------------------------------------ terms to elements

    def convert(self, *terms: Term) -> list[Element]:
        """The elements that terms without pending derivatives stand for.

        Raises `NotConvertible`, `TooLarge`, `Full` (a wider field is needed), `Refine`, `Undetermined` or `OutOfTime`.
        """
        from derivation.equality.conversion import convert_node

        known = self.known
        order = [] if all(term in known for term in terms) else nodes(*terms)
        if len(order) > PROOF_NODES:
            raise TooLarge
        skipped = self._inside_cases(order, terms)
        for node in order:
            if node in known or node is E or node in skipped:
                continue
            if self.deadline is not None and clock.passed(self.deadline):
                raise OutOfTime
            self.current = []
            known[node] = convert_node(self, node)
            if self.current:
                self.needs[node] = self.current
        return [known[term] for term in terms]

    def convert_apart(self, term: Term) -> Element:
        """One term inside another conversion; what it needs is kept with its own nodes."""
        outer, self.current = self.current, []
        try:
            return self.convert(term)[0]
        finally:
            self.current = outer

    def _inside_cases(self, order: list[Term], asked: tuple[Term, ...]) -> set[Term]:
        """The nodes that occur only inside several cases, integrals and series; those are converted when they are met.

        What is asked for may itself stand inside the other: x^2 beside a function that is x^2 on one side.
        """
        if not any(node.op in LAZY for node in order):
            return set()
        reached: set[Term] = set()
        stack = list(asked)
        while stack:
            node = stack.pop()
            if node not in reached:
                reached.add(node)
                stack.extend(() if node.op in LAZY else node.args)
        return set(order) - reached

    def requirements(self, term: Term) -> list[Requirement]:
        """What the parts of a converted term need in order to have values."""
        return [need for node in nodes(term) for need in self.needs.get(node, ())]

    def require(self, kind: str, element: Element) -> None:
        if not (element[0].is_constant() and element[1].is_constant()):
            self.current.append((kind, element))

    def forget(self) -> None:
        """Convert anew from now on, with the signs that have become known; the kernels stay."""
        self.known.clear()
        self.needs.clear()

    def assume_relations(self, relations: Iterable[Term]) -> None:
        """Take relations as true: the signs that follow are certain from now on."""
        from derivation.equality.factors import assume

        for relation in relations:
            if relation.op == "relation" and relation.value in ("<", "<=", ">", ">="):
                left, right = self.convert(*relation.args)
                difference = self.subtract(left, right)
                mark = len(self.known_signs)
                assume(self, difference if relation.value in (">", ">=") else self.negate(difference))
                if relation.value in (">=", "<="):
                    self.may_be_zero.extend(poly for poly, _ in self.known_signs[mark:])
        self.known.clear()
        self.needs.clear()

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
            if kernel.about[0][1] is not self.one:
                raise TooLarge
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

    # ------------------------------------------------------------------------------------------- derivatives and points

    def derivative(self, element: Element, variable: Term) -> Element:
        """The derivative of an element by a symbol; it may make new kernels."""
        above, below = element
        top, bottom = self._poly_derivative(above, variable), self._poly_derivative(below, variable)
        rising = self.multiply(top, (below, self.one))
        falling = self.multiply(bottom, (above, self.one))
        return self.divide(self.subtract(rising, falling), self.multiply((below, self.one), (below, self.one)))

    def _poly_derivative(self, poly: fmpq_mpoly, variable: Term) -> Element:
        total = self.zero
        for slot, degree in enumerate(poly.degrees()):
            if degree > 0:
                inner = self.kernel_derivative(self.by_slot[slot], variable)
                total = self.add(total, self.multiply((poly.derivative(slot), self.one), inner))
        return total

    def kernel_derivative(self, kernel: Kernel, variable: Term) -> Element:
        from derivation.equality.differentiate import differentiate

        if variable not in kernel.term.free:
            return self.zero
        if kernel.kind == "sign":
            return self.zero
        return self.convert_apart(differentiate(kernel.term, variable))

    def number_in(self, element: Element) -> Fraction | None:
        """The rational number that an element is, or None."""
        above, below = element
        if above.is_zero():
            return Fraction(0)
        if not above.is_constant() or below is not self.one:
            return None
        lead = above.leading_coefficient()
        return Fraction(int(lead.p), int(lead.q))
