"""What each part of a wrong line would have to be for the line to be right, as values at the points of a sieve."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from derivation.term import Path, Term
from derivation.verify.sieve import Sieve, Values

MOST = 300
"""So many parts of a line are looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a line and what it would have to be.

    path      the way down to it
    part      what stands there
    value     its values
    wanted    the values it should have
    parent    what it stands in, None for the whole line
    below     it is part of a denominator, or the whole of one
    raised    it is an exponent, or one but for its sign
    inside    it is part of an exponent or of the argument of a function
    """

    path: Path
    part: Term
    value: Values
    wanted: Values
    parent: Term | None = None
    below: bool = False
    raised: bool = False
    inside: bool = False


def wanted_places(line: Term, wanted: Values, sieve: Sieve) -> Iterator[Place]:
    """Every part of a line whose wanted value follows from that of the line, the whole line first.

    >>> from derivation.context import Context
    >>> from derivation.term import X, ONE, add
    >>> [place.wanted for place in wanted_places(add(X, ONE), (5.0,), Sieve(Context(), (), (2.0,)))]
    [(5.0,), (4.0,), (3.0,)]
    """
    value = sieve.values(line)
    if value is None:
        return
    queue = [Place((), line, value, wanted)]
    seen = 0
    while queue and seen < MOST:
        place = queue.pop(0)
        seen += 1
        yield place
        queue.extend(_inside(place, sieve))


def _inside(place: Place, sieve: Sieve) -> Iterator[Place]:
    node = place.part
    rule = _BACKWARDS.get(node.op) if node.op != "function" else _function
    if rule is None:
        return
    values = [sieve.values(arg) for arg in node.args]
    if any(value is None for value in values):
        return
    for k, arg in enumerate(node.args):
        below = (node.op == "quotient" and k == 1) or (place.below and node.op in ("power", "product") and k == 0)
        try:
            wanted = tuple(
                rule(node, k, point, [column[point] for column in values if column is not None], place.wanted[point])
                for point in range(len(place.wanted))
            )
        except (ValueError, ArithmeticError):
            continue
        if all(math.isfinite(each) for each in wanted):
            raised = (node.op == "power" and k == 1) or (place.raised and node.op == "negation")
            inside = place.inside or node.op == "function" or (node.op == "power" and k == 1)
            yield Place((*place.path, k), arg, values[k] or (), wanted, node, below, raised, inside)


def _sum(node: Term, k: int, point: int, values: list[float], wanted: float) -> float:
    return wanted - sum(values) + values[k]


def _product(node: Term, k: int, point: int, values: list[float], wanted: float) -> float:
    return wanted / math.prod(value for i, value in enumerate(values) if i != k)


def _quotient(node: Term, k: int, point: int, values: list[float], wanted: float) -> float:
    return wanted * values[1] if k == 0 else values[0] / wanted


def _negation(node: Term, k: int, point: int, values: list[float], wanted: float) -> float:
    return -wanted


def _power(node: Term, k: int, point: int, values: list[float], wanted: float) -> float:
    base, exponent = values
    if k == 1:
        return math.log(wanted / 1.0) / math.log(base) if base > 0 else math.log(abs(wanted)) / math.log(abs(base))
    if exponent == round(exponent) and exponent % 2 == 0:
        return math.copysign(abs(wanted) ** (1 / exponent), base) if wanted >= 0 else math.nan
    return math.copysign(abs(wanted) ** (1 / exponent), wanted)


def _function(node: Term, k: int, point: int, values: list[float], wanted: float) -> float:
    inverse = _INVERSES.get(str(node.value))
    if inverse is None or len(values) != 1:
        if node.value == "root" and k == 1 and len(values) == 2:
            return math.log(abs(values[0])) / math.log(abs(wanted))
        if node.value == "root" and k == 0 and len(values) == 2:
            return math.copysign(abs(wanted) ** values[1], wanted)
        return math.nan
    return float(inverse(wanted, values[0]))


def _near(period: float, reflect: bool) -> Callable[[float, float], float]:
    """The solution nearest to what stands there, of those that differ by a period."""

    def choose(principal: float, now: float) -> float:
        found = []
        for start in (principal, math.pi - principal) if reflect else (principal,):
            found.append(start + period * round((now - start) / period))
        return min(found, key=lambda each: abs(each - now))

    return choose


_sine, _tangent = _near(2 * math.pi, True), _near(math.pi, False)


def _cosine(wanted: float, now: float) -> float:
    principal = math.acos(wanted)
    return min((principal, -principal), key=lambda each: abs(each - now))


_INVERSES: dict[str, Callable[[float, float], float]] = {
    "sin": lambda wanted, now: _sine(math.asin(wanted), now),
    "cos": _cosine,
    "tan": lambda wanted, now: _tangent(math.atan(wanted), now),
    "sec": lambda wanted, now: _cosine(1 / wanted, now),
    "csc": lambda wanted, now: _sine(math.asin(1 / wanted), now),
    "cot": lambda wanted, now: _tangent(math.atan(1 / wanted), now),
    "asin": lambda wanted, now: math.sin(wanted),
    "acos": lambda wanted, now: math.cos(wanted),
    "atan": lambda wanted, now: math.tan(wanted),
    "sinh": lambda wanted, now: math.asinh(wanted),
    "cosh": lambda wanted, now: math.copysign(math.acosh(wanted), now),
    "tanh": lambda wanted, now: math.atanh(wanted),
    "ln": lambda wanted, now: math.exp(wanted),
    "log": lambda wanted, now: math.exp(wanted),
    "sqrt": lambda wanted, now: wanted * wanted if wanted >= 0 else math.nan,
    "abs": lambda wanted, now: math.copysign(wanted, now),
    "sigma": lambda wanted, now: math.log(wanted / (1 - wanted)),
    "softplus": lambda wanted, now: math.log(math.expm1(wanted)),
}

_BACKWARDS = {"sum": _sum, "product": _product, "quotient": _quotient, "negation": _negation, "power": _power}
