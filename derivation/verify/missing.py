"""What the values tell of a part of a wrong line: another number, a factor, a summand or an exponent that is missing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import log

from derivation.term import ONE, ZERO, Term, add, divide, multiply, negate, number_of, power, rational
from derivation.verify.pool import Pool
from derivation.verify.required import Place
from derivation.verify.sieve import Values, agree
from derivation.verify.undone import Undone
from derivation.verify.unseen import unseen_factor


def measured(place: Place, pool: Pool) -> Iterator[Undone]:
    """What the wanted values themselves tell: a number, a missing factor, a missing summand."""
    node = place.part
    if node.op in ("integer", "decimal", "quotient") and number_of(node) is not None:
        number = _constant(place.wanted)
        meant = pool.find(place.wanted) if number is None else None
        if meant is not None and meant.op == "symbol":
            yield Undone(meant, "another letter copied", 0.8)
        elif number is None:
            yield from _missing_factor(place, pool)
        elif (
            number is not None
            and number != number_of(node)
            and _plausible(number, number_of(node) or Fraction(0))
            and not (place.raised and number in (0, 1))
        ):
            yield Undone(rational(number), *_number_mistake(place, number))
        return
    if node.op == "negation" and number_of(node) is not None:
        return
    yield from _missing_factor(place, pool)
    yield from _missing_summand(place, pool)
    yield from _missing_exponent(place)
    yield from _missing_base(place, pool)


def _missing_exponent(place: Place) -> Iterator[Undone]:
    """tan(x) where tan(x)^4 should stand."""
    if any(value in (0.0, 1.0, -1.0) for value in place.value) or any(each == 0.0 for each in place.wanted):
        return
    exponent = log(abs(place.wanted[0])) / log(abs(place.value[0]))
    whole = round(exponent)
    if 3 <= abs(whole) <= 9 and abs(exponent - whole) < 1e-7:
        found = tuple(value**whole for value in place.value)
        if agree(found, place.wanted):
            yield Undone(power(place.part, rational(Fraction(whole))), "exponent lost", 0.7)


def _missing_base(place: Place, pool: Pool) -> Iterator[Undone]:
    """u^n where u*v^n should stand: the base of a power has been lost, and the exponent has slid to its neighbour."""
    if place.part.op != "power" or number_of(place.part.args[1]) is None or not all(place.wanted):
        return
    base, exponent = place.part.args
    front, number = pool.sieve.values(base), number_of(exponent) or Fraction(1)
    if front is None or not all(front):
        return
    size = tuple(abs(wanted / value) ** (1 / float(number)) for wanted, value in zip(place.wanted, front, strict=True))
    lost = pool.find_size(size)
    if lost is not None:
        yield Undone(multiply(base, power(lost, exponent)), "factor dropped", 0.7)


def _constant(values: Values) -> Fraction | None:
    """The simple fraction that all values are, or None."""
    first = values[0]
    if abs(first) > 1e6 or any(abs(each - first) > 1e-8 * (1 + abs(first)) for each in values):
        return None
    number = Fraction(first).limit_denominator(24)
    return number if abs(float(number) - first) < 1e-8 * (1 + abs(first)) else None


def _plausible(number: Fraction, now: Fraction) -> bool:
    return (abs(number.numerator) < 1000 or abs(number - now) <= 2) and number.denominator <= 12


def _number_mistake(place: Place, number: Fraction) -> tuple[str, float]:
    now = number_of(place.part) or Fraction(0)
    if now == -number:
        return ("negative", 0.0) if now == 0 else ("sign lost", 0.84)
    if place.raised:
        return ("power of the denominator changed", 0.86) if place.below else ("exponent changed", 0.86)
    if number == 0:
        return "summand not differentiated", 0.3
    if number.denominator > max(1, now.denominator):
        return "number changed", 0.35
    return "number changed", 0.8 if abs(now - number) <= 2 else 0.6


def _missing_factor(place: Place, pool: Pool) -> Iterator[Undone]:
    if any(abs(each) < 1e-12 for each in place.value) or place.part.op == "negation":
        return
    if all(abs(each) < 1e-12 for each in place.wanted):
        nothing = ZERO if place.parent is None else multiply(place.part, ZERO)
        yield Undone(nothing, "factor zero forgotten", 0.55)
        return
    ratio = tuple(wanted / value for wanted, value in zip(place.wanted, place.value, strict=True))
    if all(abs(abs(each) - 1) < 1e-8 for each in ratio):
        return
    factor, standing = pool.find(ratio), True
    if factor is None:
        factor, standing = unseen_factor(ratio, pool), False
    if factor is None or factor in (ONE, place.part) or number_of(factor) in (1, -1) or _stands_there(place, factor, ratio, pool):
        return
    if (
        number_of(factor) is None
        and place.parent is not None
        and (place.parent.op == "product" or number_of(place.parent) is not None)
    ):
        return  # said of the whole product
    fixed = place.raised
    name = "inner derivative forgotten" if pool.is_rate(ratio) and not place.inside else "factor dropped"
    size = 0.02 * min(10, len(place.path))
    weight = (0.76 if number_of(factor) is None else 0.78) + size / 10 - (0.05 if fixed else 0)
    alone = place.part is ONE and place.parent is not None and place.parent.op == "sum"
    number = number_of(factor)
    odd = not standing and number is not None and 1 not in (number.denominator, abs(number.numerator))
    weight -= (0 if standing else 0.15) + (0.12 if alone else 0) + (0.2 if odd else 0)
    yield Undone(times(place.part, factor), name, weight)


def _stands_there(place: Place, factor: Term, ratio: Values, pool: Pool) -> bool:
    """Whether the factor is there already, so that it is a power that is missing."""
    above = place.part.args[0] if place.part.op == "quotient" else place.part
    if factor is above or (factor in above.args and above.op == "product"):
        return True
    holder = place.part if place.part.op == "quotient" else place.parent
    below = pool.sieve.values(holder.args[1]) if holder is not None and holder.op == "quotient" else None
    return below is not None and agree(tuple(a * b for a, b in zip(ratio, below, strict=True)), (1.0,) * len(ratio))


def times(part: Term, factor: Term) -> Term:
    """A part with a factor more: numbers in front, in a fraction above the line, a minus sign before all.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> [text(times(read("x/y").term, read(factor).term)) for factor in ("2", "-z")]
    ['2*x/y', '-x*z/y']
    """
    if factor.op == "negation":
        return negate(times(part, factor.args[0]))
    if part is ONE:
        return factor
    factors = part.args if part.op == "product" else (part,)
    extra = factor.args if factor.op == "product" else (factor,)
    if part.op == "quotient":
        above = times(part.args[0], factor)
        return divide(above, part.args[1])
    return multiply(*extra, *factors) if number_of(factor) is not None else multiply(*factors, *extra)


def _missing_summand(place: Place, pool: Pool) -> Iterator[Undone]:
    gap = tuple(wanted - value for wanted, value in zip(place.wanted, place.value, strict=True))
    if all(abs(each) < 1e-12 for each in gap):
        return
    summand = pool.find(gap)
    if summand is None:
        number = _constant(gap)
        summand = rational(number) if number is not None and number in (1, -1) else None
    if summand is None or number_of(place.part) is not None:
        return
    summands = place.part.args if place.part.op == "sum" else (place.part,)
    bottom = place.parent is not None and place.parent.op == "quotient" and place.path[-1] == 1
    weight = 0.75 if bottom else 0.5 if place.part.op == "sum" else 0.4
    yield Undone(add(*summands, summand), "term of a denominator cancelled" if bottom else "summand dropped", weight)
