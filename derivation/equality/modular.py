"""Elements of the kernel field at random points modulo a prime, the relations among the kernels kept.

For questions of rank: what is full modulo the prime is full over the rational numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from random import Random

from flint import fmpq_mpoly

from derivation.equality.field import KernelField
from derivation.equality.kernels import Element, Kernel


def _largest_prime_below(limit: int) -> int:
    from flint import fmpz

    candidate = limit - limit % 24 + 1
    while candidate >= limit or not fmpz(candidate).is_prime():
        candidate -= 24
    return candidate


class ModularPoint:
    """A random point: a residue for every kernel.

    >>> from derivation.term import TWO, X, add, function, power
    >>> field = KernelField()
    >>> element = field.convert(add(power(function("sin", X), TWO), power(function("cos", X), TWO)))[0]
    >>> ModularPoint(field, seed=1).value(element)
    1
    """

    def __init__(self, field: KernelField, seed: int, prime: int = 0, fixed: Mapping[int, int] | None = None) -> None:
        self.prime = prime or default_prime()
        self.fixed = fixed or {}
        self.values: dict[int, int] = {}
        self.half = 0
        for attempt in range(2_000):
            if self._draw(field, Random(f"{seed}.{attempt}")):
                return
        raise ArithmeticError("no point modulo the prime was found")

    def _draw(self, field: KernelField, random: Random) -> bool:
        self.values.clear()
        for kernel in field.kernels:
            value = self.fixed[kernel.slot] if kernel.slot in self.fixed else self._value_of(kernel, random)
            if value is None:
                return False
            self.values[kernel.slot] = value
        return True

    def _value_of(self, kernel: Kernel, random: Random) -> int | None:
        prime = self.prime
        if kernel.kind == "cos":
            self.half = random.randrange(1, prime)
            below = pow(1 + self.half * self.half, -1, prime)
            return (1 - self.half * self.half) * below % prime
        if kernel.kind == "sin":
            return 2 * self.half * pow(1 + self.half * self.half, -1, prime) % prime
        if kernel.kind == "sign":
            return 1 if random.random() < 0.5 else prime - 1
        if kernel.degree and kernel.value is not None:
            target = self.poly(kernel.value)
            return None if target is None else root_modulo(target, kernel.degree, prime)
        if kernel.kind == "power":
            return self.value(kernel.about[0])
        return random.randrange(1, prime)

    def poly(self, poly: fmpq_mpoly) -> int | None:
        """The value of a polynomial, or None where a coefficient has no value."""
        total, prime = 0, self.prime
        for monomial, coefficient in poly.terms():
            term = int(coefficient.p) * pow(int(coefficient.q), -1, prime)
            for slot, degree in enumerate(monomial):
                if degree:
                    term = term * pow(self.values[slot], int(degree), prime) % prime
            total = (total + term) % prime
        return total

    def value(self, element: Element) -> int | None:
        """The value of an element, or None where its denominator is 0 there."""
        above, below = self.poly(element[0]), self.poly(element[1])
        if above is None or not below:
            return None
        return above * pow(below, -1, self.prime) % self.prime


def root_modulo(target: int, degree: int, prime: int) -> int | None:
    """A residue whose power is the target, or None."""
    from flint import nmod_poly

    if target == 0:
        return 0
    coefficients = [-target % prime] + [0] * (degree - 1) + [1]
    factors = nmod_poly(coefficients, prime).factor()[1]
    roots = [(prime - int(factor[0])) % prime for factor, _ in factors if factor.degree() == 1]
    return min(roots) if roots else None


_PRIMES: list[int] = []


def default_prime() -> int:
    """The largest prime under 2^61 that leaves 1 modulo 24."""
    if not _PRIMES:
        _PRIMES.append(_largest_prime_below(2**61))
    return _PRIMES[0]
