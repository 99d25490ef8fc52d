"""The search itself: sets of tags, cheapest first, until nothing cheaper can come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from time import monotonic
from typing import NamedTuple

from flint import fmpq, fmpq_mpoly, nmod_mat

from derivation.context import Context
from derivation.discover import Discovery
from derivation.discover.absence import kernels_are_independent, no_rational_function
from derivation.discover.companions import Tag, closures, companions
from derivation.discover.domains import conditions
from derivation.discover.presentation import MOST_MONOMIALS, Costs, Writer
from derivation.discover.relations import (
    Exponents,
    Frame,
    Lifting,
    RationalFunction,
    Relation,
    find_polynomial,
    find_quotient,
    monomials,
    reconstruct,
)
from derivation.discover.sampling import PRIMES, NoPoint, Sampler, used_slots
from derivation.equality.field import KernelField, OutOfTime, Refine, Undetermined, make_field
from derivation.equality.kernels import Element, Full, NotConvertible, TooLarge
from derivation.equality.plain import plain
from derivation.term import Term, function, replace

POLYNOMIAL_DEGREE = {1: 4, 2: 3, 3: 3, 4: 3}
QUOTIENT_DEGREE = {1: 3, 2: 2, 3: 1}
"""Degrees of the forms that are looked for, by the number of tags."""

SECONDS = 0.6
"""Time after which the best form so far is taken."""

CERTAINLY_SHORT = 7.0
"""A form in f alone that costs less to read is taken at once."""

SHRINKS_TO = 0.5
"""How much of its length a relation may lose by factoring."""

SLACK = 0.5
"""How much longer than the derivative itself a form may be to be worth showing."""

NAME_COST, SHARE_COST = 1.0, 3.0
"""What it costs to read f, and to read a long companion that has a meaning of its own."""

CANNOT = (NotConvertible, TooLarge, Undetermined, Full, Refine, OutOfTime, NoPoint, ZeroDivisionError)


def search(term: Term, derivative: Term, context: Context, name: str) -> Discovery:
    """See `derivation.discover.discover`."""
    try:
        value, target = plain(term, context), plain(derivative, context)
        field, elements = make_field([value, target], deadline=monotonic() + SECONDS)
        return Search(field, elements, (term, value), (derivative, target), context, name).run()
    except CANNOT:
        return Discovery(None, (), "undecided", "this derivative is beyond what the search can take apart", False)


class Candidate(NamedTuple):
    """A relation modulo a prime that may become a form."""

    estimate: float
    tags: list[Tag]
    elements: list[Element]
    relation: Relation


class Search:
    """One search: the field, the tags that lie in it, and the best form so far."""

    def __init__(
        self,
        field: KernelField,
        elements: Sequence[Element],
        function_: tuple[Term, Term],
        derivative: tuple[Term, Term],
        context: Context,
        name: str,
    ) -> None:
        self.field, self.context = field, context
        self.f, self.target = elements
        self.term, self.value = function_
        self.raw, self.plain_raw = derivative
        self.named = function(name, context.variable)
        self.sampler, self.frame = self._sampler()
        self.best: Term | None = None
        self.best_tags: tuple[Tag, ...] = ()
        self.costs = Costs({self.named: NAME_COST})
        self.limit = Costs({self.term: NAME_COST}).of(self.raw) + SLACK
        self.conditions: tuple[Term, ...] = ()
        self.alone = ""
        self.deadline = monotonic() + SECONDS
        self.gradients: dict[int, list[int]] = {}
        self.place = self.sampler.point(self.frame.parameters)

    def _sampler(self) -> tuple[Sampler, Frame]:
        for prime in PRIMES:
            try:
                sampler = Sampler(self.field, [self.f, self.target], self.context.variable, prime)
                frame = Frame(sampler)
                sampler.point(frame.parameters)
                return sampler, frame
            except NoPoint:
                continue
        raise NoPoint

    # --------------------------------------------------------------------------------------------------------------- run

    def run(self) -> Discovery:
        own = (Tag(self.named, self.value, "f"), self.f)
        self._take(self._candidates([own]))
        if self.best is None or self.limit > CERTAINLY_SHORT:
            tags = [own, *self._tags()]
            for sets in _tag_sets(tags, self.costs):
                self._take_all(sets)
        return self._result()

    def _take_all(self, sets: list[tuple[float, list[tuple[Tag, Element]]]]) -> None:
        """All relations of the sets first, then the forms, so that short ones spare the work on long ones."""
        found: list[Candidate] = []
        for least, chosen in sets:
            if least < self.limit and monotonic() < self.deadline - SECONDS / 3:
                found.extend(self._candidates(chosen))
        self._take(sorted(found, key=lambda each: each.estimate))

    def _take(self, candidates: Iterable[Candidate]) -> None:
        """Write and check the candidates, the one that promises most first, and keep the best."""
        for candidate in candidates:
            if candidate.estimate * SHRINKS_TO < self.limit and monotonic() < self.deadline:
                self._check(candidate)

    def _result(self) -> Discovery:
        why, proved = (self.alone.strip(), True) if self.alone else self._absence()
        if self.best is None:
            return Discovery(None, (), "proved" if proved else "undecided", why, False)
        return Discovery(self.best, self._terms(), "proved", why, self._is_simpler(), self.conditions)

    def _terms(self) -> tuple[str, ...]:
        from derivation.notation import text

        names = []
        for tag in self.best_tags:
            head = tag.written
            plain_name = tag.kind in ("f", "x") or (head.op == "function" and tag.kind == "companion")
            names.append(str(head.value) if plain_name else text(head))
        return tuple(dict.fromkeys(names))

    def _is_simpler(self) -> bool:
        if self.best is None or any(tag.kind == "of f" and tag.written.value != "ln" for tag in self.best_tags):
            return False
        form, raw = self.costs.of(self.best), Costs().of(self.raw)
        if any(tag.kind in ("f", "of f") for tag in self.best_tags):
            return form < raw + SLACK and not _is_one_power(self.value, self.context.variable)
        return form < 0.9 * raw

    def _absence(self) -> tuple[str, bool]:
        sure = kernels_are_independent(self.sampler)
        name = self.named.value
        if self._independent([self.f]):
            return f"no polynomial equation joins {name} and {name}', so {name} alone is not enough", sure
        if no_rational_function(self.sampler, self.frame, self.f, self.target):
            return f"{name}' is not a rational function of {name}", sure
        degree = QUOTIENT_DEGREE[1]
        return f"no rational function of {name} up to degree {degree} gives {name}'", False

    # -------------------------------------------------------------------------------------------------------------- tags

    def _tags(self) -> list[tuple[Tag, Element]]:
        """The tags besides f that lie in the field of f and f', no two of them equal."""
        variable = self.context.variable
        wanted = [*closures(self.named, self.value), Tag(variable, variable, "x")]
        wanted += companions(self.term, self.raw, self.context) + companions(self.value, self.plain_raw, self.context)
        found: list[tuple[Tag, Element]] = []
        for tag in wanted:
            element = self._element(tag.value)
            if element is not None and not any(self.field.same(element, other) for other in (self.f, *(e for _, e in found))):
                found.append((tag, element))
                self.costs[tag.written] = min(SHARE_COST, self.costs.of(tag.written))
        return found

    def _element(self, term: Term) -> Element | None:
        try:
            element = self.field.convert(plain(term, self.context))[0]
        except CANNOT:
            return None
        slots = used_slots(self.field, [element])
        return element if slots and set(slots) <= set(self.sampler.slots) else None

    def _gradient(self, element: Element) -> list[int]:
        found = self.gradients.get(id(element))
        if found is None:
            found = self.gradients[id(element)] = self.sampler.gradient(element, self.place)
        return found

    def _independent(self, elements: Sequence[Element]) -> bool:
        """Whether the derivative is transcendental over the elements: then no form of any degree exists."""
        rows = [self._gradient(element) for element in elements]
        return self._rank([*rows, self._gradient(self.target)]) > self._rank(rows)

    def _rank(self, rows: list[list[int]]) -> int:
        if not rows or not rows[0]:
            return 0
        return int(nmod_mat(len(rows), len(rows[0]), [each for row in rows for each in row], self.sampler.prime).rank())

    # --------------------------------------------------------------------------------------------------------- one attempt

    def _candidates(self, chosen: Sequence[tuple[Tag, Element]]) -> list[Candidate]:
        """Relations between the derivative and just these tags, not written yet."""
        elements = [element for _, element in chosen]
        if self._independent(elements):
            return []
        costs = [self.costs.of(tag.written) for tag, _ in chosen]
        found = []
        for relation in self._relations(elements, costs):
            keys = [*relation.numerator, *relation.denominator]
            if len(chosen) == 1 or all(any(key[k] for key in keys) for k in range(len(chosen))):
                estimate = self._estimate(relation, costs)
                found.append(Candidate(estimate, [tag for tag, _ in chosen], elements, relation))
        return found

    def _estimate(self, relation: Relation, costs: Sequence[float]) -> float:
        """What it costs to read the relation multiplied out."""
        total = 0.0
        for part in (relation.numerator, relation.denominator):
            for exponents, residue in part.items():
                number = reconstruct(residue, self.sampler.prime)
                total += 1.5 if number is None else 0.0 if abs(number) == 1 else 0.5
                total += sum(cost * n for cost, n in zip(costs, exponents, strict=True)) + 0.3
        return total

    def _check(self, candidate: Candidate) -> None:
        """Keep a candidate if it is proved, has a value wherever f' has one, and is shorter than the best so far."""
        tags = candidate.tags
        form = self._written(tags, candidate.elements, candidate.relation)
        if form is None:
            return
        limits = self._checked(form)
        if [tag.kind for tag in tags] == ["f"]:
            self.alone = " " if limits is not None else f"a form in {self.named.value} alone has no value at some places"
        size = self.costs.of(form)
        if limits is not None and size < self.limit:
            self.best, self.limit, self.conditions, self.best_tags = form, size, limits, tuple(tags)

    def _relations(self, elements: Sequence[Element], costs: Sequence[float]) -> Iterator[Relation]:
        count = len(elements)
        found = find_polynomial(self.frame, elements, self.target, monomials(costs, POLYNOMIAL_DEGREE[count]))
        if found is not None:
            yield found
            return
        for degree in range(1, QUOTIENT_DEGREE.get(count, 0) + 1):
            shape = monomials(costs, degree)
            found = find_quotient(self.frame, elements, self.target, shape, shape)
            if found is not None:
                yield found
                return

    def _written(self, tags: Sequence[Tag], elements: Sequence[Element], relation: Relation) -> Term | None:
        if len(relation.numerator) > MOST_MONOMIALS:
            return None
        lifting = Lifting(self.sampler, elements, self.target, relation)
        lifted = lifting.lifted()
        if lifted is None:
            return None
        places = sorted(range(len(tags)), key=lambda k: _writing_order(tags[k]))
        parameters = [kernel.term for kernel in lifting.parameters]
        writer = Writer([*parameters, *(tags[k].written for k in places)], self.costs)
        above, above_under = _polynomial(writer, lifted[0], places)
        below, below_under = _polynomial(writer, lifted[1], places)
        above, below = above * below_under, below * above_under
        if above.is_zero() or below.is_zero() or len(above) > MOST_MONOMIALS or len(below) > MOST_MONOMIALS:
            return None
        return writer.quotient(above, below)

    def _checked(self, form: Term) -> tuple[Term, ...] | None:
        """The exact check, that the form is f' in the field; the conditions on parameters if it has a value wherever f' has."""
        meaning = plain(replace(form, {self.named: self.value}), self.context)
        try:
            element = self.field.convert(meaning)[0]
            if not self.field.is_zero(self.field.subtract(element, self.target)):
                return None
            given = [*self.field.requirements(self.value), *self.field.requirements(self.plain_raw)]
            return conditions(self.field, self.context.variable, self.field.requirements(meaning), given)
        except CANNOT:
            return None


def _writing_order(tag: Tag) -> tuple[int, bool]:
    """x before f before functions, and powers of e before other functions."""
    return ("x", "f", "of f", "companion").index(tag.kind), tag.written.op != "power"


def _polynomial(
    writer: Writer, coefficients: dict[Exponents, RationalFunction], places: Sequence[int]
) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    """A polynomial in the tags whose coefficients are rational functions, over a common denominator."""
    ring = writer.ring
    total, common = ring.constant(0), ring.constant(1)
    for exponents, (above, below) in coefficients.items():
        tail = tuple(exponents[k] for k in places)
        top = ring.from_dict({(*key, *tail): fmpq(number.numerator, number.denominator) for key, number in above.items()})
        empty = (0,) * len(tail)
        under = ring.from_dict({(*key, *empty): fmpq(number.numerator, number.denominator) for key, number in below.items()})
        shared = common.gcd(under)
        total = total * (under / shared) + top * (common / shared)
        common = common * (under / shared)
    return total, common


def _is_one_power(term: Term, variable: Term) -> bool:
    """Whether the function is one power, root or reciprocal of the variable, which its name would not shorten."""
    if term.op == "quotient":
        return term.args[1] is variable and variable not in term.args[0].free
    is_power = term.op == "power" or term.value in ("sqrt", "root")
    return is_power and term.args[0] is variable and not any(variable in arg.free for arg in term.args[1:])


def _tag_sets(tags: list[tuple[Tag, Element]], costs: Costs) -> Iterator[list[tuple[float, list[tuple[Tag, Element]]]]]:
    """Sets of one tag, of two, of three, of four, each with the least that a form in them costs, cheapest first."""
    for count in (1, 2, 3, 4):
        sets = [
            (sum(costs.of(tag.written) for tag, _ in chosen), list(chosen))
            for chosen in combinations(tags, count)
            if _is_sensible([tag.kind for tag, _ in chosen])
        ]
        yield sorted(sets, key=lambda each: each[0])


def _is_sensible(kinds: list[str]) -> bool:
    """Not x alone; few companions; what undoes f only with one thing beside it."""
    count = len(kinds)
    if kinds == ["x"] or (count > 2 and "of f" in kinds):
        return False
    return kinds.count("companion") <= (3 if count == 4 else 2) and (count < 4 or kinds[:2] == ["f", "x"])
