"""Products of powers and fractions: a number times powers of bases, above or below a fraction line, in written order."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from derivation.rules.shape import coefficient, collected, key, times, without_sign
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
    number_of,
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
        stack = [(part, exponent)]
        while stack:
            term, times_ = stack.pop()
            if term.op == "product" and _whole(times_) is not None:
                stack.extend((each, times_) for each in reversed(term.args))
            elif term.op == "quotient" and _whole(times_) is not None:
                stack.append((term.args[1], _negated(times_)))
                stack.append((term.args[0], times_))
            elif term.op == "negation" and (whole := _whole(times_)) is not None:
                self.number *= (-1) ** (whole % 2)
                stack.append((term.args[0], times_))
            else:
                self._take(term, times_)

    def _take(self, term: Term, exponent: Term) -> None:
        value, whole = number_of(term), _whole(exponent)
        if value is not None and whole is not None and (value or whole > 0) and abs(whole) <= LARGEST_EXPONENT:
            self.number *= value**whole
        elif term.op == "power" and whole is not None and term.args[0] is not E:
            self._count(term.args[0], _product_of_exponents(term.args[1], whole), whole < 0, False)
        elif term.op == "power" and whole is not None:
            number, core = coefficient(term.args[1])
            self._count(power(E, core), rational(number * whole), whole < 0, False)
        elif term.op == "function" and term.value == "sqrt" and whole is not None:
            self._count(term.args[0], rational(Fraction(whole, 2)), whole < 0, True)
        else:
            self._count(term, exponent, whole is not None and whole < 0, False)

    def _count(self, base: Term, exponent: Term, below: bool, root: bool) -> None:
        name = key(base)
        if name in self.exponents:
            exponent = collected((self.exponents[name], exponent))
        self.bases.setdefault(name, base)
        self.exponents[name] = exponent
        self.below[name] = self.below.get(name, False) or below
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
        top, bottom = abs(self.number.numerator), self.number.denominator
        upper = multiply(*([integer(top)] if top != 1 or not above else []), *above)
        lower = [*([integer(bottom)] if bottom != 1 else []), *below]
        body = divide(upper, multiply(*lower)) if lower else upper
        return negate(body) if self.number < 0 else body

    def _write(self, name: str, base: Term, above: list[Term], below: list[Term]) -> None:
        exponent = self.exponents[name]
        number = number_of(exponent)
        exponential = base.op == "power" and base.args[0] is E
        if number == 0:
            return
        down = (number is not None and number < 0 and (not exponential or self.below[name])) or (
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


def _whole(exponent: Term) -> int | None:
    number = number_of(exponent)
    return int(number) if number is not None and number.denominator == 1 else None


def _negated(exponent: Term) -> Term:
    number, rest = coefficient(exponent)
    return times(-number, rest)


def _product_of_exponents(exponent: Term, number: int) -> Term:
    if exponent.op == "sum":
        return add(*(_product_of_exponents(each, number) for each in exponent.args))
    value, rest = coefficient(exponent)
    return times(value * number, rest)


def merged(*parts: Term) -> Term:
    """The product of the parts with equal bases put together and common factors cancelled.

    >>> from derivation.term import X
    >>> merged(X, X, divide(ONE, X))
    symbol('x')
    """
    return Monomial(*parts).term()


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
