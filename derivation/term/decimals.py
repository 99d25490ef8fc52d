"""Numbers that were typed as decimals: what is calculated with them is written as a decimal again."""

from __future__ import annotations

from fractions import Fraction

MOST_DIGITS = 12
"""Decimals that would need more digits behind the point are written as fractions."""


class DecimalFraction(Fraction):
    """An exact number that came from a decimal; so is every sum, product and quotient that it takes part in.

    >>> DecimalFraction("0.2") * 3, digits(DecimalFraction("0.2") * 3)
    (DecimalFraction(3, 5), '0.6')
    """

    def __add__(self, other: Fraction | int) -> DecimalFraction:  # type: ignore[override]
        return DecimalFraction(Fraction(self) + Fraction(other))

    def __sub__(self, other: Fraction | int) -> DecimalFraction:  # type: ignore[override]
        return DecimalFraction(Fraction(self) - Fraction(other))

    def __rsub__(self, other: Fraction | int) -> DecimalFraction:  # type: ignore[override]
        return DecimalFraction(Fraction(other) - Fraction(self))

    def __mul__(self, other: Fraction | int) -> DecimalFraction:  # type: ignore[override]
        return DecimalFraction(Fraction(self) * Fraction(other))

    def __truediv__(self, other: Fraction | int) -> DecimalFraction:  # type: ignore[override]
        return DecimalFraction(Fraction(self) / Fraction(other))

    def __rtruediv__(self, other: Fraction | int) -> DecimalFraction:  # type: ignore[override]
        return DecimalFraction(Fraction(other) / Fraction(self))

    def __pow__(self, other: int) -> DecimalFraction:  # type: ignore[override]
        return DecimalFraction(Fraction(self) ** other)

    def __neg__(self) -> DecimalFraction:
        return DecimalFraction(-Fraction(self))

    def __abs__(self) -> DecimalFraction:
        return DecimalFraction(abs(Fraction(self)))

    __radd__, __rmul__ = __add__, __mul__  # type: ignore[assignment]


def digits(number: Fraction) -> str | None:
    """How a positive number is written as a decimal, or None where it has no end or too many digits.

    >>> digits(Fraction(3, 4)), digits(Fraction(1, 3))
    ('0.75', None)
    """
    rest, places = number.denominator, 0
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest, count = rest // prime, count + 1
        places = max(places, count)
    if rest != 1 or places > MOST_DIGITS:
        return None
    whole = str(number.numerator * 10**places // number.denominator).rjust(places + 1, "0")
    return f"{whole[:-places]}.{whole[-places:]}" if places else whole
