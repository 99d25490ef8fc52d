"""Points of a kernel field modulo a prime: numbers for the kernels that keep every relation between them.

At such a point an element of the field is a whole number modulo p.  What has no solution at these points has none at all,
which proves absence; what has one is only a hint, to be proved exactly.
"""

from __future__ import annotations

from functools import cache

from flint import fmpq_mpoly

from derivation.equality.field import KernelField
from derivation.equality.kernels import Element, Kernel
from derivation.term import Term

PRIMES = (2305843009213341049, 2305843009213198009, 2305843009213109809, 2305843009212946009)
"""Primes p = 1 mod 24 for which 2, 3, 5, 7, ..., 23 are squares, so that the roots of common numbers exist."""

ROOT_WORK = 40
"""The work of one root, in monomials."""

ATTEMPTS = 400
"""Most points tried for one at which every root exists."""

Polynomial = tuple[tuple[int, tuple[tuple[int, int], ...]], ...]
"""Coefficients modulo p with the generators and their degrees."""


class NoPoint(Exception):
    """A root of a number does not exist modulo this prime."""


def used_slots(field: KernelField, elements: list[Element]) -> list[int]:
    """The generators that occur in the elements, and in what their algebraic kernels equal, oldest kernel first."""
    found: set[int] = set()
    waiting = [poly for element in elements for poly in element]
    while waiting:
        for slot, degree in enumerate(waiting.pop().degrees()):
            if degree > 0 and slot not in found:
                found.add(slot)
                value = relation(field.by_slot[slot])[1]
                if value is not None:
                    waiting.append(value)
    return sorted(found, reverse=True)


def relation(kernel: Kernel) -> tuple[int, fmpq_mpoly | None]:
    """The n and the polynomial v of generator^n = v; a power kernel is the polynomial it stands for; 0 and None if it is free."""
    if kernel.kind == "power":
        return 1, kernel.about[0][0]
    return kernel.degree, kernel.value


class Sampler:
    """Draws points for the elements that it was made for, and evaluates elements at them.

    varying  the transcendental kernels that change with the variable
    fixed    the transcendental kernels that do not, such as parameters: one value each a frame
    work     how many monomials have been evaluated, or as much work as that; counted, so that no clock decides
    """

    def __init__(self, field: KernelField, elements: list[Element], variable: Term, prime: int = PRIMES[0]) -> None:
        self.field, self.prime = field, prime
        self.state = 1
        self.work = 0
        self.slots = used_slots(field, elements)
        kernels = [field.by_slot[slot] for slot in self.slots]
        free = [kernel for kernel in kernels if not relation(kernel)[0]]
        self.varying = [kernel for kernel in free if variable in kernel.term.free]
        self.fixed = [kernel for kernel in free if variable not in kernel.term.free]
        self.algebraic = _in_order([kernel for kernel in kernels if relation(kernel)[0]])
        self.fixed_roots = [kernel for kernel in self.algebraic if variable not in kernel.term.free]
        self.varying_roots = [kernel for kernel in self.algebraic if variable in kernel.term.free]
        self._compiled: dict[int, tuple[fmpq_mpoly, Polynomial]] = {}

    # ------------------------------------------------------------------------------------------------------------ points

    def frame(self) -> dict[int, int]:
        """Values for the kernels that do not change with the variable; raises `NoPoint`."""
        for _ in range(ATTEMPTS):
            values = {kernel.slot: self._draw() for kernel in self.fixed}
            if all(self._add_root(kernel, values) for kernel in self.fixed_roots):
                return values
        raise NoPoint

    def point(self, frame: dict[int, int]) -> dict[int, int]:
        """Values for all kernels, those of the frame as they are; raises `NoPoint`."""
        for _ in range(ATTEMPTS):
            values = dict(frame)
            for kernel in self.varying:
                values[kernel.slot] = self._draw()
            if all(self._add_root(kernel, values) for kernel in self.varying_roots):
                return values
        raise NoPoint

    def _draw(self) -> int:
        """The next number of D. Knuth's generator MMIX, which always starts alike; its upper bits are used."""
        bits = 0
        for _ in range(2):
            self.state = (6364136223846793005 * self.state + 1442695040888963407) % 2**64
            bits = bits << 32 | self.state >> 32
        return bits % (self.prime - 2) + 2

    def _add_root(self, kernel: Kernel, values: dict[int, int]) -> bool:
        degree, value = relation(kernel)
        if value is None:
            return False
        self.work += ROOT_WORK
        root = root_modulo(self.evaluate_poly(value, values), degree, self.prime)
        if root is None:
            return False
        values[kernel.slot] = root if self._draw() % 2 or degree % 2 else self.prime - root
        return True

    # ---------------------------------------------------------------------------------------------------------- evaluate

    def evaluate(self, element: Element, values: dict[int, int]) -> int:
        """The element at a point; raises `ZeroDivisionError` where its denominator is 0."""
        above, below = element
        top = self.evaluate_poly(above, values)
        if below.is_one():
            return top
        bottom = self.evaluate_poly(below, values)
        if not bottom:
            raise ZeroDivisionError
        return top * pow(bottom, -1, self.prime) % self.prime

    def evaluate_poly(self, poly: fmpq_mpoly, values: dict[int, int]) -> int:
        prime = self.prime
        total = 0
        compiled = self.compiled(poly)
        self.work += len(compiled) + 1
        for coefficient, powers in compiled:
            for slot, degree in powers:
                coefficient = coefficient * (values[slot] if degree == 1 else pow(values[slot], degree, prime)) % prime
            total += coefficient
        return total % prime

    def compiled(self, poly: fmpq_mpoly) -> Polynomial:
        known = self._compiled.get(id(poly))
        if known is None:
            prime = self.prime
            compiled = tuple(
                (int(c.p) * pow(int(c.q), -1, prime) % prime, tuple((slot, int(d)) for slot, d in enumerate(monomial) if d))
                for monomial, c in poly.terms()
            )
            known = self._compiled[id(poly)] = (poly, compiled)
        return known[1]

    # --------------------------------------------------------------------------------------------------------- gradients

    def gradient(self, element: Element, values: dict[int, int]) -> list[int]:
        """The derivatives of an element by the varying kernels at a point, the algebraic kernels following them."""
        prime = self.prime
        slopes = self._slopes(values)
        above, below = element
        top, bottom = self.evaluate_poly(above, values), self.evaluate_poly(below, values)
        unit = pow(bottom, -2, prime)
        rising, falling = self._poly_gradient(above, values, slopes), self._poly_gradient(below, values, slopes)
        return [(up * bottom - top * down) * unit % prime for up, down in zip(rising, falling, strict=True)]

    def _slopes(self, values: dict[int, int]) -> dict[int, list[int]]:
        width, prime = len(self.varying), self.prime
        slopes = {kernel.slot: [int(k == index) for k in range(width)] for index, kernel in enumerate(self.varying)}
        for kernel in self.varying_roots:
            degree, value = relation(kernel)
            if value is not None:
                inner = self._poly_gradient(value, values, slopes)
                unit = pow(degree * pow(values[kernel.slot], degree - 1, prime), -1, prime)
                slopes[kernel.slot] = [each * unit % prime for each in inner]
        return slopes

    def _poly_gradient(self, poly: fmpq_mpoly, values: dict[int, int], slopes: dict[int, list[int]]) -> list[int]:
        prime = self.prime
        total = [0] * len(self.varying)
        for coefficient, powers in self.compiled(poly):
            for slot, degree in powers:
                if slot in slopes:
                    part = coefficient * degree
                    for other, exponent in powers:
                        part = part * pow(values[other], exponent - (other == slot), prime) % prime
                    total = [(sum_ + part * each) % prime for sum_, each in zip(total, slopes[slot], strict=True)]
        return total


def _in_order(kernels: list[Kernel]) -> list[Kernel]:
    """Algebraic kernels, each after those that its value is made of."""
    slots = {kernel.slot for kernel in kernels}
    ordered: list[Kernel] = []
    done: set[int] = set()
    while len(ordered) < len(kernels):
        ready = [kernel for kernel in kernels if kernel.slot not in done and _needs(kernel) & slots <= done]
        if not ready:
            raise NoPoint
        ordered.extend(ready)
        done.update(kernel.slot for kernel in ready)
    return ordered


def _needs(kernel: Kernel) -> set[int]:
    value = relation(kernel)[1]
    return {slot for slot, degree in enumerate(value.degrees()) if degree > 0} if value is not None else set()


def root_modulo(value: int, order: int, prime: int) -> int | None:
    """A number whose power is the value modulo the prime, or None.

    >>> root_modulo(4, 2, PRIMES[0]) in (2, PRIMES[0] - 2), root_modulo(8, 3, 7) is None or True
    (True, True)
    """
    if not value:
        return None
    for factor in _prime_factors(order):
        found = _prime_root(value, factor, prime)
        if found is None:
            return None
        value = found
    return value


def _prime_factors(number: int) -> list[int]:
    found, divisor = [], 2
    while number > 1:
        while number % divisor == 0:
            found.append(divisor)
            number //= divisor
        divisor += 1
    return found


def _prime_root(value: int, order: int, prime: int) -> int | None:
    """The method of Adleman, Manders and Miller; Tonelli and Shanks for order 2."""
    if (prime - 1) % order:
        return pow(value, pow(order, -1, prime - 1), prime)
    if pow(value, (prime - 1) // order, prime) != 1:
        return None
    depth, rest = 0, prime - 1
    while rest % order == 0:
        depth, rest = depth + 1, rest // order
    lift = pow(order, -1, rest) if rest > 1 else 0
    root = pow(value, lift, prime)
    unit = pow(_outsider(order, prime), rest, prime)
    wanted = value * pow(root, -order, prime) % prime
    for power in range(order ** (depth - 1)):
        if pow(unit, power * order, prime) == wanted:
            return root * pow(unit, power, prime) % prime
    return None


@cache
def _outsider(order: int, prime: int) -> int:
    """The least number that has no root of this order."""
    return next(n for n in range(2, 1000) if pow(n, (prime - 1) // order, prime) != 1)
