"""Numbers along the axes."""

from __future__ import annotations

import math
from fractions import Fraction

from derivation.plot.figure import Tick
from derivation.plot.window import nice

MANY, FEW = 1e6, 1e-4
"""From which size on, and below which step, numbers are written with powers of ten."""

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def ticks(low: float, high: float, wished: int = 8, in_pi: bool = False) -> tuple[Tick, ...]:
    """Round numbers between two ends, 0 left out; in multiples of pi where that is asked for.

    >>> [tick.label for tick in ticks(-6, 6, 6)]
    ['-6', '-4', '-2', '2', '4', '6']
    >>> [tick.label for tick in ticks(-4, 4, in_pi=True)]
    ['-π', '-π/2', 'π/2', 'π']
    """
    unit = math.pi if in_pi else 1.0
    step = _step_in_pi((high - low) / wished / unit) if in_pi else Fraction(nice((high - low) / wished)).limit_denominator(10**9)
    width = float(step) * unit
    if not width:
        return ()
    numbers = range(math.ceil(low / width - 1e-9), math.floor(high / width + 1e-9) + 1)
    label = _in_pi if in_pi else _in_tens if max(abs(low), abs(high)) >= MANY or width < FEW else _plain
    return tuple(Tick(k * width, label(k * step)) for k in numbers if k)


def _step_in_pi(length: float) -> Fraction:
    for step in (Fraction(1, 6), Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2), Fraction(5), Fraction(10)):
        if step >= length * 0.999:
            return step
    return Fraction(math.ceil(length))


def _plain(number: Fraction) -> str:
    return short(float(number))


def _in_tens(number: Fraction) -> str:
    """A very large or small number with a power of ten, as all others on its axis.

    >>> _in_tens(Fraction(1500000)), _in_tens(Fraction(-1, 10**7))
    ('1.5·10⁶', '-10⁻⁷')
    """
    mantissa, _, exponent = f"{float(number):.3e}".partition("e")
    digits = f"{float(mantissa):g}"
    power = f"10{str(int(exponent)).translate(RAISED)}"
    return {"1": power, "-1": f"-{power}"}.get(digits, f"{digits}·{power}")


def _in_pi(number: Fraction) -> str:
    sign = "-" if number < 0 else ""
    above = "" if abs(number.numerator) == 1 else str(abs(number.numerator))
    below = "" if number.denominator == 1 else f"/{number.denominator}"
    return f"{sign}{above}π{below}"


def short(number: float, digits: int = 4) -> str:
    """A number in few digits.

    >>> short(0.25), short(-1200.0), short(1 / 3), short(2.5e-7), short(-0.0)
    ('0.25', '-1200', '0.3333', '2.5e-7', '0')
    """
    found = f"{number + 0.0:.{digits}g}"
    if "e" in found:
        mantissa, exponent = found.split("e")
        size = int(exponent)
        return f"{float(found):.0f}" if 0 <= size < 7 else f"{mantissa}e{size}"
    return "0" if found == "-0" else found
