"""Where relations are looked for: the field of f and f', points of it modulo a prime, and the tags that lie in it."""

from __future__ import annotations

from collections.abc import Sequence

from flint import nmod_mat

from derivation import clock
from derivation.context import Context
from derivation.discover.companions import Tag
from derivation.discover.domains import conditions
from derivation.discover.relations import EFFORT, Frame, Relation, find_polynomial, find_product, find_quotient, monomials
from derivation.discover.sampling import PRIMES, NoPoint, Sampler, used_slots
from derivation.equality.field import KernelField, OutOfTime, Refine, Undetermined
from derivation.equality.kernels import Element, Full, NotConvertible, Nowhere, TooLarge
from derivation.equality.making import make_field
from derivation.equality.plain import plain
from derivation.limits import FIELD_SECONDS
from derivation.term import Term, postorder

CANNOT = (NotConvertible, Nowhere, TooLarge, Undetermined, Full, Refine, OutOfTime, NoPoint, ZeroDivisionError)
"""What the field and the points raise where they cannot help."""

POLYNOMIAL_DEGREE = {1: 4, 2: 3, 3: 3, 4: 3}
QUOTIENT_DEGREE = {1: 3, 2: 2, 3: 1}
"""Degrees of the forms that are looked for, by the number of tags."""


MOST_NESTED = 8
"""Most functions inside one another; each may double the size of what is converted."""


class Workspace:
    """The field of a function and its derivative, and linear algebra over it.

    function, derivative  as written, and with all that can be worked out worked out
    f, target             their elements
    """

    def __init__(self, function: Term, derivative: Term, context: Context) -> None:
        self.function, self.derivative, self.context = function, derivative, context
        self.plain_function, self.plain_derivative = plain(function, context), plain(derivative, context)
        self.field: KernelField
        if _nesting(self.plain_derivative) > MOST_NESTED:
            raise TooLarge
        both = [self.plain_function, self.plain_derivative]
        self.field, (self.f, self.target) = make_field(both, clock.deadline(FIELD_SECONDS), context.assumptions)
        self.sampler, self.frame = self._points()
        self.place = self.sampler.point(self.frame.parameters)
        self._gradients: dict[int, tuple[Element, list[int]]] = {}

    def _points(self) -> tuple[Sampler, Frame]:
        for prime in PRIMES:
            try:
                sampler = Sampler(self.field, [self.f, self.target], self.context.variable, prime)
                frame = Frame(sampler)
                sampler.point(frame.parameters)
                return sampler, frame
            except NoPoint:
                continue
        raise NoPoint

    @property
    def exhausted(self) -> bool:
        """Whether so much work is done that the best form so far is to be taken."""
        return self.sampler.work > EFFORT

    @property
    def needs_more(self) -> bool:
        """Whether the derivative as given has no value at some places where f has one."""
        field = self.field
        given, wanted = field.requirements(self.plain_function), field.requirements(self.plain_derivative)
        return conditions(field, self.context.variable, wanted, given) is None

    # -------------------------------------------------------------------------------------------------------------- tags

    def within(self, wanted: Sequence[Tag]) -> list[tuple[Tag, Element]]:
        """The tags that lie in the field, none equal to f or to one before it."""
        found: list[tuple[Tag, Element]] = []
        for tag in wanted:
            element = self.element(tag.value)
            if element is not None and not any(self.field.same(element, other) for other in (self.f, *(e for _, e in found))):
                found.append((tag, element))
        return found

    def has_always_a_value(self, tag: Tag) -> bool:
        """Whether a tag that lies in the field has a value wherever f' has one; no form in another has."""
        field = self.field
        wanted = field.requirements(plain(tag.value, self.context))
        given = [*field.requirements(self.plain_function), *field.requirements(self.plain_derivative)]
        return not wanted or conditions(field, self.context.variable, wanted, given) is not None

    def element(self, term: Term) -> Element | None:
        """The element of a term, if it needs no kernels but those of f and f' and is not a number."""
        try:
            element = self.field.convert(plain(term, self.context))[0]
        except CANNOT:
            return None
        slots = used_slots(self.field, [element])
        return element if slots and set(slots) <= set(self.sampler.slots) else None

    # --------------------------------------------------------------------------------------------------------- relations

    def independent(self, elements: Sequence[Element]) -> bool:
        """Whether the derivative is transcendental over the elements: then no form of any degree exists."""
        rows = [self._gradient(element) for element in elements]
        return self._rank([*rows, self._gradient(self.target)]) > self._rank(rows)

    def _gradient(self, element: Element) -> list[int]:
        found = self._gradients.get(id(element))
        if found is None:
            found = self._gradients[id(element)] = element, self.sampler.gradient(element, self.place)
        return found[1]

    def _rank(self, rows: list[list[int]]) -> int:
        if not rows[0]:
            return 0
        return int(nmod_mat(len(rows), len(rows[0]), [each for row in rows for each in row], self.sampler.prime).rank())

    def relations(self, elements: Sequence[Element], costs: Sequence[float], extra: int = 0) -> list[Relation]:
        """The derivative as a product of powers, and as a polynomial or else a quotient, this of an extra degree if wanted."""
        count = len(elements)
        single = find_product(self.frame, elements, self.target) if count <= 3 else None
        shape = monomials(costs, POLYNOMIAL_DEGREE[count])
        found = find_polynomial(self.frame, elements, self.target, shape)
        for degree in range(1, QUOTIENT_DEGREE.get(count, 0) + extra + 1):
            if found is not None or single is not None:
                break
            shape = monomials(costs, degree)
            found = find_quotient(self.frame, elements, self.target, shape, shape)
        return [each for each in (single, found if found != single else None) if each is not None]


def _nesting(term: Term) -> int:
    """How many functions and powers with variable exponents stand inside one another."""
    known: dict[Term, int] = {}
    for node in postorder(term):
        inside = max((known[arg] for arg in node.args), default=0)
        known[node] = inside + (node.op == "function" or (node.op == "power" and bool(node.args[1].free)))
    return known[term]
