"""Products of powers and fractions: a number times powers of bases, above or below a fraction line, in written order."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derivation.memory import remembered
from derivation.rules.shape import coefficient, collected, is_decimal, key, times, without_sign
from derivation.term import (
    MINUS_ONE,
    ONE,
    ZERO,
    E,
    Term,
    add,
    divide,
    function,
    integer,
    multiply,
    negate,
    power,
    rational,
)

LARGEST_EXPONENT = 64
"""Powers of numbers are worked out up to this exponent."""


class Monomial:
    """A number times powers of bases: what a product of fractions comes to.

    number   the numbers, multiplied
    powers   the exponent of each base, as a sum, by the key of the base
    """

    def __init__(self, *parts: Term) -> None:
        self.number = Fraction(1)
        self.bases: dict[str, Term] = {}
        self.exponents: dict[str, Term] = {}
        self.below: dict[str, bool] = {}
        self.roots: set[str] = set()
        for part in parts:
            self.multiply(part)

    def multiply(self, part: Term, exponent: Term = ONE) -> None:
        """Take in one more factor, to a power."""
        if exponent.number is None or exponent.number.denominator != 1:
            self._count(part, exponent)
            return
        stack = [(part, exponent.number.numerator)]
        while stack:
            term, whole = stack.pop()
            if term.op == "product":
                stack.extend([(each, whole) for each in reversed(term.args)])
            elif term.op == "quotient":
                stack.append((term.args[1], -whole))
                stack.append((term.args[0], whole))
            elif term.op == "negation":
                if whole % 2:
                    self.number = -self.number
                stack.append((term.args[0], whole))
            else:
                self._take(term, whole)

    def _take(self, term: Term, whole: int) -> None:
        value, below = term.number, whole < 0
        if value is not None and (value or whole > 0) and abs(whole) <= LARGEST_EXPONENT:
            self.number *= value if whole == 1 else value**whole
        elif term.op == "power" and term.args[0] is not E:
            self._count(term.args[0], _product_of_exponents(term.args[1], whole), below)
        elif term.op == "power":
            number, core = coefficient(term.args[1])
            self._count(power(E, core), rational(number * whole), below)
        elif term.op == "function" and term.value == "sqrt":
            self._count(term.args[0], rational(Fraction(whole, 2)), below, root=True)
        else:
            self._count(term, integer(whole), below)

    def _count(self, base: Term, exponent: Term, below: bool = False, root: bool = False) -> None:
        name = key(base)
        known = self.exponents.get(name)
        if known is None:
            self.bases[name], self.exponents[name], self.below[name] = base, exponent, below
        else:
            self.exponents[name] = _sum_of_exponents(known, exponent)
            self.below[name] = self.below[name] or below
        if root:
            self.roots.add(name)

    def term(self) -> Term:
        """The monomial as it is written, the number first and what has a negative exponent below the line."""
        if self.number == 0:
            return ZERO
        above: list[Term] = []
        below: list[Term] = []
        for name, base in self.bases.items():
            self._write(name, base, above, below)
        size = abs(self.number)
        top, bottom = (size, 1) if is_decimal(size) else (size.numerator, size.denominator)
        upper = multiply(*([rational(top)] if top != 1 or not above else []), *above)
        lower = [*([integer(bottom)] if bottom != 1 else []), *below]
        body = divide(upper, multiply(*lower)) if lower else upper
        return negate(body) if self.number < 0 else body

    def _write(self, name: str, base: Term, above: list[Term], below: list[Term]) -> None:
        exponent = self.exponents[name]
        number = exponent.number
        exponential = base.op == "power" and base.args[0] is E
        if number is not None and not number:
            return
        down = (number is not None and number.numerator < 0 and (not exponential or self.below[name])) or (
            number is None and self.below[name] and exponent.op == "negation"
        )
        if down:
            exponent, number = _negated(exponent), None if number is None else -number
        side = below if down else above
        if exponential and number is not None:
            side.append(power(E, times(number, base.args[1])))
        elif number is not None and name in self.roots and number.denominator == 2:
            whole = number.numerator // 2
            if whole:
                side.append(base if whole == 1 else power(base, integer(whole)))
            side.append(function("sqrt", base))
        else:
            side.append(base if exponent is ONE else power(base, exponent))


def _sum_of_exponents(one: Term, other: Term) -> Term:
    if one.number is not None and other.number is not None:
        return rational(one.number + other.number)
    return collected((one, other))


def _negated(exponent: Term) -> Term:
    number, rest = coefficient(exponent)
    return times(-number, rest)


def _product_of_exponents(exponent: Term, number: int) -> Term:
    if number == 1 and exponent.op == "integer":
        return exponent
    if exponent.op == "sum":
        return add(*(_product_of_exponents(each, number) for each in exponent.args))
    value, rest = coefficient(exponent)
    return times(value * number, rest)


@remembered(50_000)
def monomial(term: Term) -> Monomial:
    """What one term comes to; it is shared and must not be changed."""
    return Monomial(term)


@remembered(50_000)
def merged(*parts: Term) -> Term:
    """The product of the parts with equal bases put together and common factors cancelled.

    >>> from derivation.term import X
    >>> merged(X, X, divide(ONE, X))
    symbol('x')
    """
    return Monomial(*parts).term()


@remembered(50_000)
def divided(term: Term, by: Term) -> Term:
    """The term over another, common factors cancelled.

    >>> from derivation.term import X
    >>> divided(multiply(integer(6), X), multiply(integer(2), X))
    integer(3)
    """
    result = Monomial(term)
    result.multiply(by, MINUS_ONE)
    return result.term()


def expanded(one: Sequence[Term], other: Sequence[Term]) -> list[Term]:
    """Every summand of the one times every summand of the other, each product put together."""
    return [merged(a, b) for a in one for b in other]


def fraction_parts(term: Term) -> tuple[int, Term, Term]:
    """Sign, numerator and denominator; the denominator is 1 where there is none."""
    sign, body = without_sign(term)
    if body.op == "quotient":
        inner, above = without_sign(body.args[0])
        return sign * inner, above, body.args[1]
    return sign, body, ONE
