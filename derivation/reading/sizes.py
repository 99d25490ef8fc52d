"""Bounds on numbers: what would have millions of digits is refused before anything works it out."""

from __future__ import annotations

from collections.abc import Callable
from math import e, inf, log2, pi, prod

from derivation.limits import MAX_EXPONENT
from derivation.reading.errors import Unreadable
from derivation.term import Term, number_of, postorder

MAX_SUM_EXPONENT = 10_000
"""Largest whole exponent of a sum such as (x + 1)^n, which proofs may have to multiply out."""

MAX_EXPONENT_BITS = 64
"""Largest numerator or denominator of an exponent, in bits."""

Bits = tuple[int, int]
"""Upper bounds on the bits of a numerator and a denominator."""

_UNKNOWN: Bits = (8, 8)
_HUGE = 2.0**40


def check_power(base: Term, exponent: Term, refuse: Callable[[str], Unreadable]) -> None:
    """Raise what `refuse` makes of a sentence if the power is too large to be worked with."""
    if exponent.free or (exponent.op == "integer" and exponent.value < 64 and base.free):  # type: ignore[operator]
        return
    if _is_rational(exponent) and max(_bits(exponent)) > MAX_EXPONENT_BITS:
        raise refuse(f"an exponent of more than {MAX_EXPONENT_BITS} binary digits is too large to work with")
    size = _size(exponent)
    if base.free:
        if base.op == "sum" and size > MAX_SUM_EXPONENT:
            raise refuse(f"the power of a sum is read up to the exponent {MAX_SUM_EXPONENT:,}")
    elif _is_rational(base) and (bits := max(_bits(base))) > 1 and bits * size > MAX_EXPONENT:
        raise refuse(f"this number would have more than {MAX_EXPONENT * 3 // 10:,} digits")


def check_function(name: str, arguments: list[Term], refuse: Callable[[str], Unreadable]) -> None:
    """The same for factorials and binomial coefficients of numbers."""
    if name not in ("factorial", "binomial", "gamma") or any(argument.free for argument in arguments):
        return
    sizes = [_size(argument) for argument in arguments]
    factors = min(sizes) if name == "binomial" else sizes[0]
    if factors > MAX_EXPONENT or factors * log2(2 + max(sizes)) > MAX_EXPONENT:
        raise refuse(f"this number would have more than {MAX_EXPONENT * 3 // 10:,} digits")


def _is_rational(term: Term) -> bool:
    return all(part.op in ("integer", "decimal", "sum", "product", "quotient", "power", "negation") for part in postorder(term))


def _size(root: Term) -> float:
    """Roughly the absolute value of a number; functions, and what is divided by 0, count as 1, what overflows as infinite."""
    found: dict[Term, float] = {}
    for term in postorder(root):
        try:
            found[term] = _value(term, [found[arg] for arg in term.args])
        except OverflowError:
            found[term] = inf
        except ZeroDivisionError:
            found[term] = 1.0
    return abs(found[root])


def _value(term: Term, parts: list[float]) -> float:
    if term.op in ("integer", "decimal"):
        return float(str(term.value))
    if term.op == "constant":
        return {"e": e, "pi": pi}.get(str(term.value), inf)
    if term.op == "negation":
        return -parts[0]
    if term.op == "sum":
        return sum(parts)
    if term.op == "product":
        return prod(parts)
    if term.op == "quotient":
        return parts[0] / parts[1]
    if term.op == "power":
        return float(abs(parts[0]) ** parts[1])
    return 1.0


def _bits(root: Term) -> Bits:
    """Upper bounds on the size of a number; parts that are no rational numbers count as small."""
    found: dict[Term, Bits] = {}
    for term in postorder(root):
        parts = [found[arg] for arg in term.args]
        found[term] = _bits_of(term, parts)
    return found[root]


def _bits_of(term: Term, parts: list[Bits]) -> Bits:
    exact = number_of(term) if term.op in ("integer", "decimal") else None
    if exact is not None:
        return exact.numerator.bit_length(), exact.denominator.bit_length()
    if term.op == "negation":
        return parts[0]
    if term.op == "quotient":
        (above, below), (above_2, below_2) = parts
        return above + below_2, below + above_2
    if term.op == "product":
        return sum(above for above, _ in parts), sum(below for _, below in parts)
    if term.op == "sum":
        below = sum(below for _, below in parts)
        return max(above for above, _ in parts) + below + len(parts), below
    if term.op == "power":
        largest = int(min(_HUGE, max(parts[0]) * _size(term.args[1])))
        return largest, largest
    return _UNKNOWN
