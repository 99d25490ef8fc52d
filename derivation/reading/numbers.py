"""Numbers as they are typed."""

from __future__ import annotations

from derivation.reading.characters import FRACTIONS
from derivation.term import Term, decimal, divide, integer, multiply, power


def number(digits: str) -> Term:
    """A number as typed; 2.5e-3 is 2.5 times 10^(-3).

    >>> number("1e-3")
    power(integer(10), negation(integer(3)))
    """
    if digits.isdigit():
        return integer(int(digits))
    mantissa, _, exponent = digits.lower().partition("e")
    term = integer(int(mantissa)) if mantissa.isdigit() else decimal(mantissa)
    if not exponent:
        return term
    scale = power(integer(10), integer(int(exponent)))
    return scale if mantissa == "1" else multiply(term, scale)


def vulgar(character: str) -> Term:
    """½ and its like."""
    above, below = FRACTIONS[character]
    return divide(integer(above), integer(below))
