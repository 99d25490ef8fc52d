"""Coefficients as rational functions of the parameters, by the same linear algebra over several frames."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

from derivation.discover.relations import (
    EFFORT,
    POWERS,
    SPARE,
    Exponents,
    Frame,
    Relation,
    find_polynomial,
    find_quotient,
    monomials,
    reconstruct,
    reduced,
)
from derivation.discover.sampling import Sampler
from derivation.equality.kernels import Element, Kernel

RationalFunction = tuple[dict[Exponents, Fraction], dict[Exponents, Fraction]]
"""Numerator and denominator, polynomials in the parameters."""

MOST_COLUMNS = 60
"""Most unknown coefficients of one attempt."""


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

    def _fit(self, key: Exponents, is_below: bool, shape: Sequence[Exponents]) -> RationalFunction | None:
        values = self._values(key, is_below, 2 * len(shape) + SPARE)
        if values is None:
            return None
        prime = self.sampler.prime
        columns = [[self._monomial(exponents, at) for at, _ in values] for exponents in shape]
        scaled = [[entry * value % prime for entry, (_, value) in zip(column, values, strict=True)] for column in columns]
        matrix, pivots = reduced([*columns, *scaled], self.sampler)
        place = next((k for k in range(len(shape), 2 * len(shape)) if k not in pivots), None)
        if place is None:
            return None
        above: dict[Exponents, Fraction] = {}
        below = {shape[place - len(shape)]: Fraction(1)}
        for row, pivot in enumerate(pivots):
            entry = int(matrix[row, place]) if pivot < place else 0
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
