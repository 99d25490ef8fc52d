"""Relations between elements of a kernel field, found by linear algebra modulo a prime.

The target is sought as a polynomial in some tags, or as a quotient of two.  Its values at random points give linear equations
for the coefficients; parameters have one value throughout a frame, and what is found there is lifted: each coefficient
becomes a rational function of the parameters by the same linear algebra over several frames, and a rational number by
Wang's reconstruction (P. Wang, A p-adic algorithm for univariate partial fractions, 1981).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations_with_replacement, product
from math import isqrt

from flint import nmod_mat

from derivation.discover.sampling import Sampler
from derivation.equality.kernels import Element, Kernel

Exponents = tuple[int, ...]
Coefficients = dict[Exponents, int]

EFFORT = 150_000
"""Work after which the best form so far is taken, in monomials evaluated modulo the prime."""

SPARE = 6
"""Equations more than unknowns, so that nothing is found by chance."""

POWERS = (1, -1, 2, -2, 3, -3)
"""Powers that are tried in products, likely ones first."""

MOST_COLUMNS = 60
"""Most unknown coefficients of one attempt."""


@dataclass(frozen=True, slots=True)
class Relation:
    """target = numerator/denominator, polynomials in the tags with coefficients modulo the prime."""

    numerator: Coefficients
    denominator: Coefficients


RationalFunction = tuple[dict[Exponents, Fraction], dict[Exponents, Fraction]]
"""Numerator and denominator, polynomials in the parameters."""


class Frame:
    """Values at points that share the values of the parameters."""

    def __init__(self, sampler: Sampler) -> None:
        self.sampler = sampler
        self.parameters = sampler.frame()
        self.points: list[dict[int, int]] = []
        self._columns: dict[int, tuple[Element, list[int]]] = {}

    def column(self, element: Element, count: int) -> list[int]:
        """The first `count` values of an element."""
        while len(self.points) < count:
            self.points.append(self.sampler.point(self.parameters))
        found = self._columns.setdefault(id(element), (element, []))[1]
        for values in self.points[len(found) : count]:
            found.append(self.sampler.evaluate(element, values))
        return found[:count]


def rank(sampler: Sampler, elements: Sequence[Element]) -> int:
    """How many of the elements are algebraically independent: a lower bound that is the number itself, but for bad luck."""
    if not sampler.varying:
        return 0
    values = sampler.point(sampler.frame())
    rows = [sampler.gradient(element, values) for element in elements]
    return int(nmod_mat(len(rows), len(sampler.varying), [each for row in rows for each in row], sampler.prime).rank())


def monomials(costs: Sequence[float], degree: int) -> list[Exponents]:
    """All monomials up to a degree, cheap ones first.

    >>> monomials((1, 2), 1)
    [(0, 0), (1, 0), (0, 1)]
    """
    found = []
    for total in range(degree + 1):
        for chosen in combinations_with_replacement(range(len(costs)), total):
            found.append(tuple(chosen.count(index) for index in range(len(costs))))
    return sorted(found, key=lambda each: (sum(cost * n for cost, n in zip(costs, each, strict=True)), each[::-1]))


def find_polynomial(frame: Frame, tags: Sequence[Element], target: Element, shape: Sequence[Exponents]) -> Relation | None:
    """The target as a combination of monomials of the tags, early ones preferred; None proves that there is none."""
    count = len(shape) + 1 + SPARE
    columns = [*_monomial_columns(frame, tags, shape, count), frame.column(target, count)]
    reduced, pivots = _reduce(columns, frame.sampler)
    if len(shape) in pivots:
        return None
    return Relation(_solution(reduced, pivots, shape, len(shape)), {(0,) * len(tags): 1})


def find_product(frame: Frame, tags: Sequence[Element], target: Element) -> Relation | None:
    """The target as a number times a product of powers of all the tags, if it is one."""
    prime = frame.sampler.prime
    values = [frame.column(tag, 2) for tag in tags]
    if not all(all(column) for column in values):
        return None
    (first, second) = frame.column(target, 2)
    powers = [[{n: pow(v, n, prime) for n in POWERS} for v in column] for column in values]
    for exponents in product(POWERS, repeat=len(tags)):
        left, right = first, second
        for table, n in zip(powers, exponents, strict=True):
            left, right = left * table[0][-n] % prime, right * table[1][-n] % prime
        if left == right and reconstruct(left, prime) is not None:
            above, below = tuple(max(n, 0) for n in exponents), tuple(max(-n, 0) for n in exponents)
            return Relation({above: left}, {below: 1})
    return None


def find_quotient(
    frame: Frame, tags: Sequence[Element], target: Element, above: Sequence[Exponents], below: Sequence[Exponents]
) -> Relation | None:
    """numerator = target * denominator with the first denominator that there is; None proves that there is none."""
    prime = frame.sampler.prime
    count = len(above) + len(below) + SPARE
    values = frame.column(target, count)
    scaled = [[v * t % prime for v, t in zip(c, values, strict=True)] for c in _monomial_columns(frame, tags, below, count)]
    reduced, pivots = _reduce([*_monomial_columns(frame, tags, above, count), *scaled], frame.sampler)
    dependent = next((index for index in range(len(below)) if len(above) + index not in pivots), None)
    if dependent is None:
        return None
    place = len(above) + dependent
    numerator = _solution(reduced, [pivot for pivot in pivots if pivot < len(above)], above, place)
    denominator = {below[dependent]: 1}
    for row, pivot in enumerate(pivots):
        if len(above) <= pivot < place and (entry := int(reduced[row, place])):
            denominator[below[pivot - len(above)]] = prime - entry
    if not any(_combine(frame, tags, denominator, 3)):
        return None
    return Relation(numerator, denominator)


def _combine(frame: Frame, tags: Sequence[Element], coefficients: Coefficients, count: int) -> list[int]:
    columns = _monomial_columns(frame, tags, list(coefficients), count)
    prime = frame.sampler.prime
    weights = list(coefficients.values())
    return [sum(w * c[k] for w, c in zip(weights, columns, strict=True)) % prime for k in range(count)]


def _monomial_columns(frame: Frame, tags: Sequence[Element], shape: Sequence[Exponents], count: int) -> list[list[int]]:
    prime = frame.sampler.prime
    columns = [frame.column(tag, count) for tag in tags]
    found: dict[Exponents, list[int]] = {(0,) * len(tags): [1] * count}

    def column(exponents: Exponents) -> list[int]:
        if exponents not in found:
            index = next(k for k, n in enumerate(exponents) if n)
            lower = column((*exponents[:index], exponents[index] - 1, *exponents[index + 1 :]))
            found[exponents] = [a * b % prime for a, b in zip(lower, columns[index], strict=True)]
        return found[exponents]

    return [column(exponents) for exponents in shape]


def _reduce(columns: list[list[int]], sampler: Sampler) -> tuple[nmod_mat, list[int]]:
    """The reduced echelon form and the columns of its leading entries."""
    rows = len(columns[0])
    sampler.work += rows * len(columns) // 4
    prime = sampler.prime
    matrix = nmod_mat(rows, len(columns), [column[k] for k in range(rows) for column in columns], prime)
    reduced, rank_ = matrix.rref()
    pivots: list[int] = []
    place = 0
    for row in range(rank_):
        while not int(reduced[row, place]):
            place += 1
        pivots.append(place)
        place += 1
    return reduced, pivots


def _solution(reduced: nmod_mat, pivots: Sequence[int], shape: Sequence[Exponents], place: int) -> Coefficients:
    entries = {shape[pivot]: int(reduced[row, place]) for row, pivot in enumerate(pivots) if pivot < len(shape)}
    return {exponents: entry for exponents, entry in entries.items() if entry}


# ---------------------------------------------------------------------------------------------------------------- lifting


def reconstruct(residue: int, prime: int) -> Fraction | None:
    """The fraction with small numerator and denominator that a residue stands for, or None.

    >>> reconstruct(pow(3, -1, 2**61 - 1) * 2, 2**61 - 1)
    Fraction(2, 3)
    """
    bound = isqrt(prime // 2)
    previous, current = (prime, 0), (residue % prime, 1)
    while current[0] > bound:
        times = previous[0] // current[0]
        previous, current = current, (previous[0] - times * current[0], previous[1] - times * current[1])
    if not current[1] or abs(current[1]) > bound // 1000:
        return None
    return Fraction(current[0], current[1])


class Lifting:
    """Further frames in which a relation found in the first is solved again, restricted to its own monomials."""

    def __init__(self, sampler: Sampler, tags: Sequence[Element], target: Element, relation: Relation) -> None:
        self.sampler, self.tags, self.target = sampler, tags, target
        self.above, self.below = list(relation.numerator), list(relation.denominator)
        self.parameters: list[Kernel] = [*sampler.fixed, *sampler.fixed_roots]
        self.frames: list[tuple[dict[int, int], Relation]] = []

    def solve(self, count: int) -> list[tuple[dict[int, int], Relation]] | None:
        """The first `count` frames with the relation in each; None if it is not there in one of them."""
        while len(self.frames) < count:
            if self.sampler.work > EFFORT:
                return None
            frame = Frame(self.sampler)
            leading = self.below[-1:] if len(self.below) == 1 else self.below
            if len(leading) == 1 and not any(leading[0]):
                found = find_polynomial(frame, self.tags, self.target, self.above)
            else:
                found = find_quotient(frame, self.tags, self.target, self.above, self._with_leading_last())
            if found is None:
                return None
            self.frames.append((frame.parameters, found))
        return self.frames[:count]

    def _with_leading_last(self) -> list[Exponents]:
        """The monomial whose coefficient is 1 comes last, so that the same one is made 1 again."""
        return [*self.below[1:], self.below[0]]

    def lifted(self) -> tuple[dict[Exponents, RationalFunction], dict[Exponents, RationalFunction]] | None:
        """The coefficients of numerator and denominator as rational functions of the parameters."""
        parts: tuple[dict[Exponents, RationalFunction], dict[Exponents, RationalFunction]] = ({}, {})
        for is_below, keys in enumerate((self.above, self.below)):
            for key in keys:
                coefficient = self._coefficient(key, bool(is_below))
                if coefficient is None:
                    return None
                parts[is_below][key] = coefficient
        return parts

    def _coefficient(self, key: Exponents, is_below: bool) -> RationalFunction | None:
        constant = (0,) * len(self.parameters)
        number = self._number(key, is_below)
        if number is not None:
            return {constant: number}, {constant: Fraction(1)}
        single = self._product(key, is_below)
        if single is not None:
            return single
        for degree in (1, 2):
            shape = monomials([1.0] * len(self.parameters), degree)
            if 2 * len(shape) > MOST_COLUMNS:
                return None
            found = self._fit(key, is_below, shape)
            if found is not None:
                return found
        return None

    def _values(self, key: Exponents, is_below: bool, count: int) -> list[tuple[dict[int, int], int]] | None:
        frames = self.solve(count)
        if frames is None:
            return None
        return [(at, (found.denominator if is_below else found.numerator).get(key, 0)) for at, found in frames]

    def _number(self, key: Exponents, is_below: bool) -> Fraction | None:
        values = self._values(key, is_below, 2 if self.parameters else 1)
        if values is None or len({value for _, value in values}) > 1:
            return None
        return reconstruct(values[0][1], self.sampler.prime)

    def _product(self, key: Exponents, is_below: bool) -> RationalFunction | None:
        """A number times powers of the parameters."""
        values = self._values(key, is_below, 2)
        if values is None or not 0 < len(self.parameters) <= 3:
            return None
        prime = self.sampler.prime
        for exponents in product((0, *POWERS), repeat=len(self.parameters)):
            scaled = [value * self._monomial([-n for n in exponents], at) % prime for at, value in values]
            number = reconstruct(scaled[0], prime) if scaled[0] == scaled[1] else None
            if number is not None:
                below = {tuple(max(-n, 0) for n in exponents): Fraction(1)}
                return {tuple(max(n, 0) for n in exponents): number}, below
        return None

    def _fit(self, key: Exponents, is_below: bool, shape: list[Exponents]) -> RationalFunction | None:
        values = self._values(key, is_below, 2 * len(shape) + SPARE)
        if values is None:
            return None
        prime = self.sampler.prime
        columns = [[self._monomial(exponents, at) for at, _ in values] for exponents in shape]
        scaled = [[entry * value % prime for entry, (_, value) in zip(column, values, strict=True)] for column in columns]
        reduced, pivots = _reduce([*columns, *scaled], self.sampler)
        place = next((k for k in range(len(shape), 2 * len(shape)) if k not in pivots), None)
        if place is None:
            return None
        above: dict[Exponents, Fraction] = {}
        below = {shape[place - len(shape)]: Fraction(1)}
        for row, pivot in enumerate(pivots):
            entry = int(reduced[row, place]) if pivot < place else 0
            if entry:
                number = reconstruct(entry, prime)
                if number is None:
                    return None
                if pivot < len(shape):
                    above[shape[pivot]] = number
                else:
                    below[shape[pivot - len(shape)]] = -number
        return above, below

    def _monomial(self, exponents: Sequence[int], at: dict[int, int]) -> int:
        product = 1
        for kernel, exponent in zip(self.parameters, exponents, strict=True):
            product = product * pow(at[kernel.slot], exponent, self.sampler.prime) % self.sampler.prime
        return product
