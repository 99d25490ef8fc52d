"""The kernel field: terms become rational functions of kernels, so that equality is a question about polynomials."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from flint import fmpq, fmpq_mpoly

from derivation import clock
from derivation.equality.kernels import WIDTHS, Element, Kernel, TooLarge
from derivation.equality.named import NamedKernels
from derivation.equality.nodes import nodes
from derivation.limits import PROOF_NODES
from derivation.term import E, Term, is_counted

Requirement = tuple[str, Element]
"""What a part needs in order to have a value: 'nonzero', 'positive' or 'nonnegative', and the element it is said of."""

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
        assert term is E, "a term is converted before those that it stands in"
        from derivation.equality.exponentials import exponential

        self[term] = exponential(self.field, self.field.unit)
        return self[term]


class KernelField(NamedKernels):
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
        waiting = [each for each in relations if each.op == "relation" and each.value in ("<", "<=", ">", ">=")]
        learnt = True
        while learnt:  # x y > 0 says something once x > 0 is known
            left = [each for each in waiting if not self._assume(each)]
            waiting, learnt = left, len(left) < len(waiting)
        self.known.clear()
        self.needs.clear()

    def _assume(self, relation: Term) -> bool:
        """Whether the sign of a factor follows from one relation."""
        from derivation.equality.signs import assume

        left, right = self.convert(*relation.args)
        difference = self.subtract(left, right)
        mark = len(self.known_signs)
        learnt = assume(self, difference if relation.value in (">", ">=") else self.negate(difference))
        if relation.value in (">=", "<="):
            self.may_be_zero.extend(poly for poly, _ in self.known_signs[mark:])
        return learnt

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

        if variable not in kernel.term.free and not is_counted(variable, kernel.term):
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
