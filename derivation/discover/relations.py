"""Relations between elements of a kernel field, found by linear algebra modulo a prime.

The target is sought as a polynomial in some tags, or as a quotient of two.  Its values at random points give linear equations
for the coefficients; parameters have one value throughout a frame.  Residues become fractions by Wang's reconstruction
(P. Wang, A p-adic algorithm for univariate partial fractions, 1981).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, combinations_with_replacement
from math import isqrt

from flint import fmpz_mat, nmod_mat

from derivation.discover.sampling import Sampler
from derivation.equality.kernels import Element
from derivation.memory import remembered

Exponents = tuple[int, ...]
Coefficients = dict[Exponents, int]

EFFORT = 150_000
"""Work after which the best form so far is taken, in monomials evaluated modulo the prime."""

SPARE = 2
"""Equations more than unknowns, so that nothing is found by chance."""

POWERS = (1, -1, 2, -2, 3, -3)
"""Powers that are tried in products, likely ones first."""


@dataclass(frozen=True, slots=True)
class Relation:
    """target = numerator/denominator, polynomials in the tags with coefficients modulo the prime."""

    numerator: Coefficients
    denominator: Coefficients


class Frame:
    """Values at points that share the values of the parameters."""

    def __init__(self, sampler: Sampler) -> None:
        self.sampler = sampler
        self.parameters = sampler.frame()
        self.points: list[dict[int, int]] = []
        self._columns: dict[int, tuple[Element, list[int]]] = {}
        self._monomials: dict[tuple[tuple[int, int], ...], list[int]] = {}
        self._ratio_powers: dict[int, dict[int, int]] = {}

    def column(self, element: Element, count: int) -> list[int]:
        """The first `count` values of an element."""
        while len(self.points) < count:
            self.points.append(self.sampler.point(self.parameters))
        found = self._columns.setdefault(id(element), (element, []))[1]
        for values in self.points[len(found) : count]:
            found.append(self.sampler.evaluate(element, values))
        return found[:count]

    def ratio_powers(self, element: Element) -> dict[int, int]:
        """The powers of the ratio of the first two values of an element, none of which is 0."""
        found = self._ratio_powers.get(id(element))
        if found is None:
            first, second = self.column(element, 2)
            ratio = first * pow(second, -1, self.sampler.prime) % self.sampler.prime
            found = self._ratio_powers[id(element)] = {n: pow(ratio, n, self.sampler.prime) for n in POWERS}
        return found

    def monomials(self, tags: Sequence[Element], shape: Sequence[Exponents], count: int) -> list[list[int]]:
        """The first `count` values of each monomial in the tags; each is worked out once, whatever set of tags asks for it."""
        factors = [(id(tag), self.column(tag, count)) for tag in tags]
        prime = self.sampler.prime

        def column(exponents: Exponents) -> list[int]:
            name = tuple([(tag, n) for (tag, _), n in zip(factors, exponents, strict=True) if n])
            found = self._monomials.get(name)
            if found is None or len(found) < count:
                index = next((k for k, n in enumerate(exponents) if n), None)
                if index is None:
                    return [1] * count
                lower = column((*exponents[:index], exponents[index] - 1, *exponents[index + 1 :]))
                found = self._monomials[name] = [a * b % prime for a, b in zip(lower, factors[index][1], strict=True)]
            return found[:count]

        return [column(exponents) for exponents in shape]


def rank(sampler: Sampler, elements: Sequence[Element]) -> int:
    """How many of the elements are algebraically independent: a lower bound that is the number itself, but for bad luck."""
    if not sampler.varying:
        return 0
    values = sampler.point(sampler.frame())
    rows = [sampler.gradient(element, values) for element in elements]
    return int(nmod_mat(len(rows), len(sampler.varying), [each for row in rows for each in row], sampler.prime).rank())


def monomials(costs: Sequence[float], degree: int) -> Sequence[Exponents]:
    """All monomials up to a degree, cheap ones first.

    >>> monomials((1, 2), 1)
    ((0, 0), (1, 0), (0, 1))
    """
    return _monomials(tuple(costs), degree)


@remembered(500)
def _monomials(costs: tuple[float, ...], degree: int) -> tuple[Exponents, ...]:
    found = []
    for total in range(degree + 1):
        for chosen in combinations_with_replacement(range(len(costs)), total):
            found.append(tuple(chosen.count(index) for index in range(len(costs))))
    found.sort(key=lambda each: (sum(cost * n for cost, n in zip(costs, each, strict=True)), each[::-1]))
    return tuple(found)


def find_polynomial(frame: Frame, tags: Sequence[Element], target: Element, shape: Sequence[Exponents]) -> Relation | None:
    """The target as a combination of monomials of the tags, early ones preferred; None proves that there is none."""
    count = len(shape) + 1 + SPARE
    columns = [*frame.monomials(tags, shape, count), frame.column(target, count)]
    echelon, pivots = reduced(columns, frame.sampler)
    if len(shape) in pivots:
        return None
    return Relation(_solution(echelon, pivots, shape, len(shape)), {(0,) * len(tags): 1})


def find_product(frame: Frame, tags: Sequence[Element], target: Element) -> Relation | None:
    """The target as a number times a product of powers of all the tags, if it is one."""
    prime = frame.sampler.prime
    values = [frame.column(tag, 2) for tag in tags]
    (first, second) = frame.column(target, 2)
    if not second or not all(all(column) for column in values):
        return None
    wanted = first * pow(second, -1, prime) % prime
    powers = [frame.ratio_powers(tag) for tag in tags]
    last = {ratio: n for n, ratio in reversed(powers[-1].items())}
    for exponents, rest in _divided(wanted, powers[:-1], prime):
        if rest in last:
            exponents = (*exponents, last[rest])
            number = first
            for (value, _), n in zip(values, exponents, strict=True):
                number = number * pow(value, -n, prime) % prime
            if reconstruct(number, prime) is not None:
                above, below = tuple(max(n, 0) for n in exponents), tuple(max(-n, 0) for n in exponents)
                return Relation({above: number}, {below: 1})
    return None


def _divided(wanted: int, powers: Sequence[dict[int, int]], prime: int) -> Iterator[tuple[Exponents, int]]:
    """What is left of a number when it is divided by one power of each, with the exponents, the last running fastest."""
    if not powers:
        yield (), wanted
        return
    for exponents, rest in _divided(wanted, powers[:-1], prime):
        for n in POWERS:
            yield (*exponents, n), rest * powers[-1][-n] % prime


def find_quotient(
    frame: Frame, tags: Sequence[Element], target: Element, above: Sequence[Exponents], below: Sequence[Exponents]
) -> Relation | None:
    """numerator = target * denominator with the first denominator that there is; None proves that there is none."""
    prime = frame.sampler.prime
    count = len(above) + len(below) + SPARE
    values = frame.column(target, count)
    scaled = [[v * t % prime for v, t in zip(c, values, strict=True)] for c in frame.monomials(tags, below, count)]
    echelon, pivots = reduced([*frame.monomials(tags, above, count), *scaled], frame.sampler)
    dependent = next((index for index in range(len(below)) if len(above) + index not in pivots), None)
    if dependent is None:
        return None
    place = len(above) + dependent
    numerator = _solution(echelon, [pivot for pivot in pivots if pivot < len(above)], above, place)
    denominator = {below[dependent]: 1}
    for row, pivot in enumerate(pivots):
        if len(above) <= pivot < place and (entry := int(echelon[row, place])):
            denominator[below[pivot - len(above)]] = prime - entry
    if not any(_combine(frame, tags, denominator, 3)):
        return None
    return Relation(numerator, denominator)


def _combine(frame: Frame, tags: Sequence[Element], coefficients: Coefficients, count: int) -> list[int]:
    columns = frame.monomials(tags, list(coefficients), count)
    prime = frame.sampler.prime
    weights = list(coefficients.values())
    return [sum(w * c[k] for w, c in zip(weights, columns, strict=True)) % prime for k in range(count)]


def reduced(columns: list[list[int]], sampler: Sampler) -> tuple[nmod_mat, list[int]]:
    """The reduced echelon form and the columns of its leading entries."""
    rows = len(columns[0])
    sampler.work += rows * len(columns) // 4
    prime = sampler.prime
    matrix = nmod_mat(fmpz_mat(rows, len(columns), list(chain.from_iterable(zip(*columns, strict=True)))), prime)
    echelon, rank_ = matrix.rref()
    pivots: list[int] = []
    place = 0
    for row in range(rank_):
        while not int(echelon[row, place]):
            place += 1
        pivots.append(place)
        place += 1
    return echelon, pivots


def _solution(echelon: nmod_mat, pivots: Sequence[int], shape: Sequence[Exponents], place: int) -> Coefficients:
    entries = {shape[pivot]: int(echelon[row, place]) for row, pivot in enumerate(pivots) if pivot < len(shape)}
    return {exponents: entry for exponents, entry in entries.items() if entry}


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
