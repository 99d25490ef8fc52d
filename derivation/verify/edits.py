"""Small changes of the learner's own line that undo a slip: what should have been written in place of a part.

Each yields the part as it should be, the name of the mistake that is undone, and how likely it is that this was it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

from derivation.term import (
    ONE,
    TWO,
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
    postorder,
    power,
    rational,
    rebuild,
)
from derivation.verify.required import Place
from derivation.verify.sieve import Sieve, Values, agree

RUN = 8
"""Longest sum in which lost brackets are looked for."""


@dataclass(frozen=True, slots=True)
class Undone:
    """A part as it should be.

    part     what should stand there
    mistake  the name of the mistake
    weight   how likely, between 0 and 1
    """

    part: Term
    mistake: str
    weight: float


class Pool:
    """Parts that occur around a wrong line, found again by their values."""

    def __init__(self, sieve: Sieve, written: Iterable[Term], target: Term, inner_rates: Iterable[Term] = ()) -> None:
        self.sieve = sieve
        self._by_value: dict[str, Term] = {}
        self._standing: set[str] = set()
        self.rates: set[Term] = set()
        self.exponents: list[Term] = []
        self.summands: list[Term] = []
        self.seen: set[Term] = set()
        for rate in inner_rates:
            self._add(rate)
            self.rates.add(rate)
        for term in written:
            for node in postorder(term)[:400]:
                self.seen.add(node)
                values = self._add(node)
                if values is not None and node.size >= 3:
                    self._standing.add(_key(values[0]))
                self._collect(node)
        for node in postorder(target)[:400]:
            self._add(node)
            self._collect(node)
        for number in (2, 3, 4, 5):
            self._add(integer(number))
            self._add(divide(ONE, integer(number)))

    def _collect(self, node: Term) -> None:
        if node.op == "power" and node.args[0] is E:
            self.exponents.append(node.args[1])
        if node.op == "sum":
            self.summands += (each for each in node.args if each not in self.summands)

    def stands(self, values: Values | None) -> bool:
        """Whether a sum with these values stands on a line nearby."""
        return values is not None and _key(values[0]) in self._standing

    def _add(self, term: Term) -> Values | None:
        values = None if term.op in ("relation", "logic", "truth", "limit") else self.sieve.values(term)
        if values is not None and abs(values[0]) > 1e-12:
            self._by_value.setdefault(_key(values[0]), term)
        return values

    def find(self, values: Values) -> Term | None:
        """A part with these values, or with the opposite ones."""
        if abs(values[0]) <= 1e-12:
            return None
        for sign in (1, -1):
            found = self._by_value.get(_key(sign * values[0]))
            if found is not None and agree(self.sieve.values(found), tuple(sign * each for each in values)):
                return found if sign > 0 else negate(found)
        return None


def _key(value: float) -> str:
    return f"{value:.7e}"


def undo(place: Place, pool: Pool, sieve: Sieve) -> Iterator[Undone]:
    """Everything that makes this place what it has to be."""
    for found in _candidates(place, pool):
        if agree(sieve.values(found.part), place.wanted):
            yield found
    yield from _measured(place, pool)


def _candidates(place: Place, pool: Pool) -> Iterator[Undone]:
    node = place.part
    yield from _sign(place)
    yield from _power(place, pool)
    if node.op == "sum":
        yield from _sum(place, pool)
    if node.op == "product" and len(node.args) > 1:
        yield from _product(node)
    if node.op == "quotient":
        yield from _quotient(node, pool)
    if node.op in ("function", "power"):
        yield from _function(node)


# -------------------------------------------------------------------------------------------------------------- numbers


def _measured(place: Place, pool: Pool) -> Iterator[Undone]:
    """What the wanted values themselves tell: a number, a missing factor, a missing summand."""
    node = place.part
    if node.op in ("integer", "decimal", "quotient") and number_of(node) is not None:
        number = _constant(place.wanted)
        if number is None and node is ONE:
            yield from _missing_factor(place, pool)
        elif number is not None and number != number_of(node) and _plausible(number):
            yield Undone(rational(number), *_number_mistake(place, number))
        return
    if node.op == "negation" and number_of(node) is not None:
        return
    yield from _missing_factor(place, pool)
    yield from _missing_summand(place, pool)


def _constant(values: Values) -> Fraction | None:
    """The simple fraction that all values are, or None."""
    first = values[0]
    if abs(first) > 1e6 or any(abs(each - first) > 1e-8 * (1 + abs(first)) for each in values):
        return None
    number = Fraction(first).limit_denominator(24)
    return number if abs(float(number) - first) < 1e-8 * (1 + abs(first)) else None


def _plausible(number: Fraction) -> bool:
    return abs(number.numerator) < 1000 and number.denominator <= 12


def _number_mistake(place: Place, number: Fraction) -> tuple[str, float]:
    now = number_of(place.part) or Fraction(0)
    if now == -number:
        return ("negative", 0.0) if now == 0 else ("sign lost", 0.84)
    if place.raised:
        return ("power of the denominator changed", 0.86) if place.below else ("exponent changed", 0.86)
    if number == 0:
        return "summand not differentiated", 0.3
    near = abs(now - number) <= 2
    return "number changed", 0.8 if near else 0.6 if number.denominator == 1 else 0.35


def _missing_factor(place: Place, pool: Pool) -> Iterator[Undone]:
    if any(abs(each) < 1e-12 for each in place.value) or place.part.op == "negation":
        return
    if all(abs(each) < 1e-12 for each in place.wanted):
        yield Undone(multiply(place.part, ZERO), "factor zero forgotten", 0.55)
        return
    ratio = tuple(wanted / value for wanted, value in zip(place.wanted, place.value, strict=True))
    if all(abs(abs(each) - 1) < 1e-8 for each in ratio):
        return
    factor = pool.find(ratio)
    if factor is None or factor in (ONE, place.part) or number_of(factor) in (1, -1):
        return
    fixed = place.raised
    bare = factor.args[0] if factor.op == "negation" else factor
    name = "inner derivative forgotten" if bare in pool.rates and number_of(bare) is None else "factor dropped"
    size = 0.02 * min(10, len(place.path))
    yield Undone(
        _times(place.part, factor), name, (0.76 if number_of(factor) is None else 0.78) + size / 10 - (0.05 if fixed else 0)
    )


def _times(part: Term, factor: Term) -> Term:
    if factor.op == "negation":
        return negate(_times(part, factor.args[0]))
    if part is ONE:
        return factor
    factors = part.args if part.op == "product" else (part,)
    extra = factor.args if factor.op == "product" else (factor,)
    if part.op == "quotient":
        above = _times(part.args[0], factor)
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


# ---------------------------------------------------------------------------------------------------------------- signs


def _sign(place: Place) -> Iterator[Undone]:
    node = place.part
    top = place.parent is not None and place.parent.op == "quotient"
    if node.op == "sum" and len(node.args) == 2 and sum(each.op == "negation" for each in node.args) == 1:
        turned = add(_opposite(node.args[1]), _opposite(node.args[0]))
        yield Undone(turned, "difference turned round", 0.88 if top else 0.8)
    if node.op == "negation":
        yield Undone(node.args[0], "sign gained", 0.85)
    elif place.parent is not None and place.parent.op == "negation":
        return
    elif number_of(node) is None and node.op != "sum":
        yield Undone(negate(node), "sign lost", 0.85)


def _opposite(term: Term) -> Term:
    return term.args[0] if term.op == "negation" else negate(term)


# --------------------------------------------------------------------------------------------------------------- powers


def _power(place: Place, pool: Pool) -> Iterator[Undone]:
    node = place.part
    below = place.below
    bottom = place.parent is not None and place.parent.op == "quotient" and place.path[-1] == 1
    exponential = node.op == "power" and node.args[0] is E
    if node.op in ("sum", "function", "symbol", "power", "product", "quotient") and number_of(node) is None:
        name = "power of the denominator changed" if bottom and not exponential else "square lost"
        raised = node.op == "power" and number_of(node.args[1]) is not None
        if not raised and not (place.parent is not None and place.parent.op == "power" and place.path[-1] == 0):
            yield Undone(power(node, TWO), name, 0.72 if exponential else 0.87 if node.op != "product" else 0.6)
            yield Undone(power(node, integer(3)), "exponent lost", 0.6)
    if node.op == "power":
        base, exponent = node.args
        yield Undone(base, "power of the denominator changed" if below else "exponent changed", 0.86 if not exponential else 0.3)
        number = number_of(exponent)
        if number is None and not exponential:
            yield Undone(power(base, add(exponent, negate(ONE))), "exponent changed", 0.8)
            yield Undone(power(base, add(exponent, ONE)), "exponent changed", 0.8)
        if base is E:
            for first in pool.exponents:
                for second in pool.exponents:
                    if agree(pool.sieve.values(multiply(first, second)), pool.sieve.values(exponent)):
                        yield Undone(power(E, add(first, second)), "exponents multiplied", 0.95)
        if exponent.op == "sum":
            first, *rest = exponent.args
            yield Undone(multiply(*(power(base, each) for each in exponent.args)), "exponents added", 0.3)


# ----------------------------------------------------------------------------------------------------------------- sums


def _sum(place: Place, pool: Pool) -> Iterator[Undone]:
    node = place.part
    yield from _powers_joined(node)
    yield from _fractions_joined(node)
    yield from _functions_joined(node)
    if len(node.args) <= RUN:
        for found, inside in regrouped(node.args):
            if agree(pool.sieve.values(found), place.wanted):
                stands = inside.args[0] is ONE or pool.stands(pool.sieve.values(inside))
                yield Undone(found, "bracket lost", 0.95 if stands else 0.78)
    if node.args[0].op == "negation":
        first, *rest = node.args
        for cut in range(1, len(rest) + 1):
            inside = add(first.args[0], *rest[:cut])
            whole = add(negate(inside), *rest[cut:])
            known = pool.stands(pool.sieve.values(inside))
            yield Undone(whole, "minus before a bracket on its first term only", 0.9 if known else 0.55)
    for k, each in enumerate(node.args):
        if each.op == "negation":
            for cut in range(k + 1, len(node.args)):
                inside = add(each.args[0], *node.args[k + 1 : cut + 1])
                if k:
                    whole = add(*node.args[:k], negate(inside), *node.args[cut + 1 :])
                    known = pool.stands(pool.sieve.values(inside))
                    yield Undone(whole, "minus before a bracket in a difference", 0.9 if known else 0.55)


def _powers_joined(node: Term) -> Iterator[Undone]:
    """a^n + b^n as (a + b)^n."""
    for exponent in (2, 3):
        bases = [_root_of(each, exponent) for each in node.args]
        if all(base is not None for base in bases):
            joined = power(add(*(base for base in bases if base is not None)), integer(exponent))
            yield Undone(joined, "power of a sum taken term by term", 0.97)
            if exponent == 2 and len(bases) == 2:
                turned = power(add(bases[0] or ZERO, negate(bases[1] or ZERO)), TWO)
                yield Undone(turned, "power of a sum taken term by term", 0.97)


def _root_of(term: Term, exponent: int) -> Term | None:
    """What raised to the exponent gives the term, where that can be seen."""
    if term.op == "negation":
        inner = _root_of(term.args[0], exponent)
        return None if inner is None else negate(inner)
    if term.op == "power":
        number = number_of(term.args[1])
        if term.args[0] is E:
            return power(E, _divided(term.args[1], exponent))
        if number is not None and number.denominator == 1 and number % exponent == 0 and number:
            lower = rational(number / exponent)
            return term.args[0] if lower is ONE else power(term.args[0], lower)
        return None
    if term.op == "integer" and exponent == 2:
        root = isqrt(int(str(term.value)))
        return integer(root) if root * root == int(str(term.value)) and root else None
    if term.op == "product":
        parts = [_root_of(each, exponent) for each in term.args]
        return None if None in parts else multiply(*(part for part in parts if part is not None))
    return None


def _divided(term: Term, by: int) -> Term:
    """The term over a whole number, as one would write it: 2x/2 is x."""
    if term.op == "negation":
        return negate(_divided(term.args[0], by))
    if term.op == "product" and number_of(term.args[0]) is not None:
        first = (number_of(term.args[0]) or Fraction(0)) / by
        rest = multiply(*term.args[1:])
        return rest if first == 1 else multiply(rational(first), rest)
    return divide(term, integer(by))


def _fractions_joined(node: Term) -> Iterator[Undone]:
    """c/a + c/b as c/(a + b)."""
    inner = [each.args[0] if each.op == "negation" else each for each in node.args]
    above = next((each.args[0] for each in inner if each.op == "quotient"), None)
    if above is None:
        return
    below = [
        ONE if each is above else each.args[1] if each.op == "quotient" and each.args[0] is above else None for each in inner
    ]
    if all(each is not None for each in below):
        signed = [
            negate(part) if each.op == "negation" else part
            for part, each in zip(below, node.args, strict=True)
            if part is not None
        ]
        yield Undone(divide(above, add(*signed)), "reciprocal of a sum taken term by term", 0.98)


def _functions_joined(node: Term) -> Iterator[Undone]:
    """ln(a) + ln(b) as ln(a + b), and so for roots and other functions."""
    inner = [each.args[0] if each.op == "negation" else each for each in node.args]
    if any(each.op != "function" or len(each.args) != 1 for each in inner) or len({each.value for each in inner}) != 1:
        return
    name = str(inner[0].value)
    inside = [negate(each.args[0].args[0]) if each.op == "negation" else each.args[0] for each in node.args]
    mistake = {"ln": "logarithm of a sum taken term by term", "sqrt": "root of a sum taken term by term"}
    yield Undone(function(name, add(*inside)), mistake.get(name, "function of a sum taken term by term"), 0.9)


def regrouped(summands: tuple[Term, ...]) -> Iterator[tuple[Term, Term]]:
    """The sum with a bracket put round some neighbouring terms, a*b + c as a*(b + c), and what the bracket holds."""
    for start in range(len(summands)):
        for end in range(start + 1, len(summands)):
            for joined, inside in _joined(summands[start], summands[start + 1 : end], summands[end]):
                yield add(*summands[:start], joined, *summands[end + 1 :]), inside


def _joined(first: Term, middle: tuple[Term, ...], last: Term) -> Iterator[tuple[Term, Term]]:
    """Every way to let what stands before the first term and behind the last one act on the whole run."""
    for opened, before in _openings(first):
        for closed, behind in _closings(last):
            if before is None and behind is None:
                continue
            inside = add(opened, *middle, closed)
            whole = behind(inside) if behind is not None else inside
            yield (before(whole) if before is not None else whole), inside


def _openings(term: Term):  # type: ignore[no-untyped-def]
    """The first term without what stands before it, and how to put that back in front."""
    yield term, None
    if term.op == "negation":
        for opened, before in _openings(term.args[0]):
            if before is not None:
                yield opened, lambda inside, before=before: negate(before(inside))
    elif term.op == "product":
        for cut in range(1, len(term.args)):
            rest, front = multiply(*term.args[cut:]), term.args[:cut]
            yield rest, lambda inside, front=front: multiply(*front, inside)
        for opened, before in _openings(term.args[-1]):
            if before is not None:
                yield opened, lambda inside, before=before: multiply(*term.args[:-1], before(inside))
    elif term.op == "quotient":
        yield term.args[1], lambda inside: divide(term.args[0], inside)
    elif term.op == "power" and term.args[1].op != "integer":
        yield term.args[1], lambda inside: power(term.args[0], inside)
    elif term.op in ("derivative", "limit"):
        yield term.args[0], lambda inside: rebuild(term, (inside, *term.args[1:]))
    elif term.op == "function" and len(term.args) == 1:
        yield term.args[0], lambda inside: function(str(term.value), inside)


def _closings(term: Term):  # type: ignore[no-untyped-def]
    """The last term without what stands behind it, and how to put that back."""
    yield term, None
    sign = negate if term.op == "negation" else (lambda each: each)
    inner = term.args[0] if term.op == "negation" else term
    if inner.op == "product":
        for cut in range(1, len(inner.args)):
            rest = inner.args[cut:]
            yield sign(multiply(*inner.args[:cut])), lambda inside, rest=rest: multiply(inside, *rest)
    elif inner.op == "quotient":
        yield sign(inner.args[0]), lambda inside: divide(inside, inner.args[1])
        if inner.args[0].op == "product":
            for cut in range(1, len(inner.args[0].args)):
                rest = inner.args[0].args[cut:]
                yield (
                    sign(multiply(*inner.args[0].args[:cut])),
                    lambda inside, rest=rest: divide(multiply(inside, *rest), inner.args[1]),
                )
    elif inner.op == "power" and number_of(inner.args[1]) is not None:
        yield sign(inner.args[0]), lambda inside: power(inside, inner.args[1])


# ---------------------------------------------------------------------------------------- products, quotients, functions


def _product(node: Term) -> Iterator[Undone]:
    for k, each in enumerate(node.args):
        rest = multiply(*node.args[:k], *node.args[k + 1 :])
        yield Undone(rest, "factor written twice", 0.45 if number_of(each) is None else 0.5)
        if each.op == "sum" and each.args[0] is not ONE:
            continue
    if all(each.op == "power" and each.args[0] is E for each in node.args):
        yield Undone(add(*node.args), "times in place of plus", 0.3)


def _quotient(node: Term, pool: Pool) -> Iterator[Undone]:
    above, below = node.args
    yield Undone(divide(below, above), "fraction upside down", 0.5)
    yield Undone(above, "factor dropped", 0.3)
    for each in pool.summands:
        yield Undone(divide(add(each, *_summands(above)), add(each, *_summands(below))), "cancelled across a sum", 0.8)
        yield Undone(divide(add(each, *_summands(above)), multiply(each, below)), "cancelled across a sum", 0.6)


def _summands(term: Term) -> tuple[Term, ...]:
    return () if term is ONE else term.args if term.op == "sum" else (term,)


_LOOK_ALIKES: Mapping[str, tuple[str, ...]] = {
    "sin": ("cos", "sinh"),
    "cos": ("sin", "cosh"),
    "tan": ("sec", "tanh", "cot"),
    "sec": ("tan", "csc", "cos"),
    "csc": ("cot", "sec"),
    "cot": ("csc", "tan"),
    "sinh": ("cosh",),
    "cosh": ("sinh",),
    "tanh": ("sech",),
}


def _function(node: Term) -> Iterator[Undone]:
    if node.op == "function" and node.value == "sqrt":
        yield Undone(function("root", node.args[0], integer(3)), "number changed", 0.8)
    if node.op == "function":
        for other in _LOOK_ALIKES.get(str(node.value), ()):
            yield Undone(function(other, *node.args), "another function copied", 0.6)
        if len(node.args) == 1 and node.args[0].op == "power":
            base, exponent = node.args[0].args
            yield Undone(power(function(str(node.value), base), exponent), "power moved inside the function", 0.6)
    if node.op == "power" and node.args[0].op == "function" and len(node.args[0].args) == 1:
        inner = node.args[0]
        yield Undone(function(str(inner.value), power(inner.args[0], node.args[1])), "power outside the logarithm", 0.4)
