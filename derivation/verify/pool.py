"""The parts that stand around a wrong line, found again by their values."""

from __future__ import annotations

from collections.abc import Iterable

from derivation.term import ONE, E, Term, add, divide, integer, negate, postorder
from derivation.verify.sieve import Sieve, Values, agree

MOST = 400
"""So many parts of a line are collected."""


class Pool:
    """What may have been lost from a line, because it stands nearby.

    exponents     of powers of e
    summands      of all sums
    denominators  of all fractions, but for numbers
    seen          every part of the lines as written
    copied        every part of the line that was gone on from
    unsquared     squares are written as products of two equal factors
    """

    def __init__(
        self, sieve: Sieve, written: Iterable[Term], target: Term, inner_rates: Iterable[Term] = (), before: Term | None = None
    ) -> None:
        self.sieve = sieve
        self._by_value: dict[str, Term] = {}
        self._standing: set[str] = set()
        self._rates: set[str] = set()
        self.exponents: list[Term] = []
        self.summands: list[Term] = []
        self.denominators: set[Term] = set()
        self.seen: set[Term] = set()
        self.unsquared = False
        self.copied: set[Term] = set(postorder(before)[:MOST]) if before is not None else set()
        for term in written:
            for node in postorder(term)[:MOST]:
                self.seen.add(node)
                values = self._add(node)
                if values is not None and node.size >= 3:
                    self._standing.add(_key(values[0]))
                self._collect(node)
        for rate in inner_rates:
            values = self._add(rate)
            if values is not None:
                self._rates.add(_key(abs(values[0])))
        for node in postorder(target)[:MOST]:
            self._add(node)
            self._collect(node)
        for number in (2, 3, 4, 5):
            self._add(integer(number))
            self._add(divide(ONE, integer(number)))

    def add_complements(self, parts: Iterable[Term]) -> None:
        """The 1 - a of a(1 - a), for parts a between 0 and 1: it is lost more often than anything else that stands nowhere."""
        for part in parts:
            values = self.sieve.values(part)
            if values is not None and all(0 < value < 1 for value in values):
                self._add(add(ONE, negate(part)))

    def _collect(self, node: Term) -> None:
        if node.op == "power" and node.args[0] is E:
            self.exponents.append(node.args[1])
        if node.op == "quotient" and node.args[1].free:
            self.denominators.add(node.args[1])
        if node.op == "sum":
            self.summands += (each for each in node.args if each not in self.summands)

    def is_rate(self, values: Values) -> bool:
        """Whether these are the values of the derivative of an inner function, but for the sign."""
        return _key(abs(values[0])) in self._rates

    def vanishes(self, term: Term) -> bool:
        """Whether a term is 0 at every point."""
        values = self.sieve.values(term)
        return values is not None and all(abs(each) < 1e-12 for each in values)

    def denominator(self, values: Values) -> Term | None:
        """What stands below a fraction bar nearby and has these values."""
        return next((each for each in self.denominators if agree(self.sieve.values(each), values)), None)

    def stands(self, values: Values | None) -> bool:
        """Whether a sum with these values stands on a line nearby."""
        return values is not None and _key(values[0]) in self._standing

    def _add(self, term: Term) -> Values | None:
        values = None if term.op in ("relation", "logic", "truth", "limit") else self.sieve.values(term)
        if values is not None and abs(values[0]) > 1e-12:
            self._by_value.setdefault(_key(values[0]), term)
        return values

    def find_size(self, values: Values) -> Term | None:
        """A part whose values have these absolute values."""
        for sign in (1, -1):
            for found in (self._by_value.get(_key(sign * values[0])),):
                got = self.sieve.values(found) if found is not None else None
                if got is not None and agree(tuple(abs(each) for each in got), values):
                    return found
        return None

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
