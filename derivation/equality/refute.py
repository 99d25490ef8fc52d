"""Counterexamples: points at which two terms certainly have different values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from flint import arb

from derivation import clock
from derivation.context import Context, Definition
from derivation.equality.balls import NoValue, Outside, TooWide, evaluate, evaluate_all, holds, sides
from derivation.equality.exact import exact_value
from derivation.equality.field import KernelField
from derivation.equality.kernels import Element
from derivation.equality.nodes import nodes
from derivation.equality.plain import dependent_symbols, plain
from derivation.equality.points import points, special_points
from derivation.term import Term, add, divide, function, integer, multiply, power, symbol

ENOUGH = 2
"""Points of the common domain that are tried before a proof is tried."""

PRECISIONS = (64, 256, 1024)
"""Bits, one after the other, where balls are too wide."""

FINE = (256, 1024, 4096)


@dataclass(frozen=True, slots=True)
class Counterexample:
    """A point, by the names of the symbols, and the two values there, rounded for reading.

    functions  where the lines speak of any function f, the one taken here: {"f(u)": a term in u}
    """

    at: dict[str, Fraction]
    left: str
    right: str
    functions: dict[str, Term] = field(default_factory=dict)


class Trial:
    """Tries two terms at points, always the same ones for the same terms."""

    def __init__(
        self, written: tuple[Term, Term], worked_out: tuple[Term, Term], context: Context, deadline: clock.Deadline
    ) -> None:
        self.context, self.deadline = context, deadline
        self.functions: dict[str, Term] = {}
        self.left, self.right = self._with_concrete_functions(written, worked_out)
        self.symbols = _unknowns(self.left, self.right)
        assumed = {name for each in speaking_of(context.assumptions, set(self.symbols)) for name in each.free}
        self.symbols += sorted(assumed - set(self.symbols), key=lambda name: str(name.value))
        self.common: list[dict[Term, Fraction]] = []
        self.has_no_values = False
        self.points: Iterator[dict[Term, Fraction]] = points(self.symbols)

    # ------------------------------------------------------------------------------------------------------ the points

    def first_points(self) -> Counterexample | None:
        """Try until two points of the common domain have shown nothing."""
        for point in self.points:
            found = self._try(point, PRECISIONS[:2])
            if found is not None:
                return found
            if len(self.common) >= ENOUGH or self.has_no_values or not self.symbols:
                return None
        return None

    def find_common(self) -> bool:
        """Look on for a point at which both sides have a value."""
        for point in special_points(self.symbols):
            self._try(point, PRECISIONS)
            if self.common:
                return True
        return bool(self.common)

    def more_points(self) -> Counterexample | None:
        """Try many points, those of before again with finer balls."""
        for point in [*self.common, *self.points, *special_points(self.symbols)]:
            if clock.passed(self.deadline) or self.has_no_values:
                return None
            found = self._try(point, FINE)
            if found is not None:
                return found
        return None

    def near(self, bound: Term, point: Term) -> Counterexample | None:
        """The bodies of two limits, or of one and a value, at a point close to where the limit is taken."""
        close = Fraction(1, 4096)
        place = exact_value(point)
        if place is None:
            return None
        bodies = tuple(side.args[0] if side.op == "limit" else side for side in (self.left, self.right))
        trial = Trial((bodies[0], bodies[1]), (bodies[0], bodies[1]), self.context, self.deadline)
        for values in points([name for name in trial.symbols if name is not bound]):
            found = trial._try({**values, bound: place + close}, PRECISIONS)
            if found is not None:
                return found
        return None

    def outside(self, point: dict[Term, Fraction]) -> bool:
        """Whether one side certainly has no value at a point."""
        try:
            evaluate_all((self.left, self.right), point, PRECISIONS[1])
        except Outside:
            return True
        except (TooWide, NoValue):
            return False
        return False

    def _try(self, point: dict[Term, Fraction], precisions: tuple[int, ...]) -> Counterexample | None:
        for precision in precisions:
            try:
                if not self._allowed(point, precision):
                    return None
                left, right = evaluate_all((self.left, self.right), point, precision)
            except TooWide:
                continue
            except Outside:
                return None
            except NoValue:
                self.has_no_values = True
                return None
            if point not in self.common:
                self.common.append(point)
            if not left.overlaps(right):
                return self._counterexample(point, left, right)
            if precisions is not FINE:
                return None
        return None

    def _allowed(self, point: Mapping[Term, Fraction], precision: int) -> bool:
        """Whether the assumptions that speak of the symbols here hold at the point."""
        for relation in self.context.assumptions:
            if relation.free <= point.keys():
                compared = sides(relation)
                known = dict(zip(compared, evaluate_all(tuple(compared), point, precision), strict=True))
                if not holds(relation, known):
                    return False
        return True

    def _counterexample(self, point: Mapping[Term, Fraction], left: arb, right: arb) -> Counterexample:
        shown, other = readable(left), readable(right)
        for digits in (12, 30, 60):
            if shown != other:
                break
            shown, other = readable(left, digits), readable(right, digits)
        if shown == other:
            shown = readable(left)
            other = f"{shown} {'-' if left > right else '+'} {readable(abs(left - right), 3)}"
        return Counterexample({name_of(key): value for key, value in point.items()}, shown, other, self.functions)

    # -------------------------------------------------------------------------------------------------- the difference

    def by_difference(self, field: KernelField, difference: Element) -> Counterexample | None:
        """At a common point the reduced numerator of the difference is certainly not 0: it may be far too small otherwise.

        The field speaks of the insides of the pieces, so that a point where pieces meet says nothing here.
        """
        from derivation.equality.borders import border_terms

        numerator = field.term_of_poly(difference[0])
        borders = border_terms(self.left, self.right)
        borders += [field.term_of_poly(kernel.about[0][0]) for kernel in field.named.get("sign", ())]
        for point in (each for each in self.common if not _is_on_some(borders, each)):
            for precision in PRECISIONS:
                try:
                    size = evaluate(numerator, point, precision)
                    left = evaluate(self.left, point, precision)
                except TooWide:
                    continue
                except (Outside, NoValue):
                    break
                if not size.contains(0):
                    return self._tiny(point, left)
        return None

    def _tiny(self, point: Mapping[Term, Fraction], left: arb) -> Counterexample:
        at = {name_of(key): value for key, value in point.items()}
        return Counterexample(at, readable(left), f"{readable(left)}, but certainly not the same number", self.functions)

    # -------------------------------------------------------------------------------------------------- any function f

    def _with_concrete_functions(self, written: tuple[Term, Term], worked_out: tuple[Term, Term]) -> tuple[Term, Term]:
        unknown = unknown_functions(worked_out)
        if not unknown:
            return worked_out
        definitions = [concrete(name, count, index) for index, (name, count) in enumerate(unknown.items())]
        context = self.context.define(*definitions)
        for each in definitions:
            self.functions[f"{each.name}({', '.join(str(name.value) for name in each.parameters)})"] = each.body
        dependent = dependent_symbols(written, context)
        return plain(worked_out[0], context, dependent), plain(worked_out[1], context, dependent)


def _is_on_some(borders: list[Term], point: Mapping[Term, Fraction]) -> bool:
    """Whether a point may lie on a border."""
    try:
        return any(border.contains(0) for border in evaluate_all(tuple(borders), point, PRECISIONS[1]))
    except (Outside, TooWide, NoValue):
        return True


def speaking_of(assumptions: Iterable[Term], symbols: set[Term]) -> list[Term]:
    """The relations that say something of the symbols, if only by way of others: x^2 y > 0 says y > 0."""
    waiting = [each for each in assumptions if each.op == "relation"]
    found: list[Term] = []
    while True:
        here = [each for each in waiting if not each.free.isdisjoint(symbols)]
        if not here:
            return found
        found += here
        symbols = symbols.union(*(each.free for each in here))
        waiting = [each for each in waiting if each not in here]


def _unknowns(left: Term, right: Term) -> list[Term]:
    """The symbols, by name, and the derivatives d/dx(y) that count as numbers of their own."""
    symbols = sorted((left.free | right.free), key=lambda name: str(name.value))
    numbers = [node for node in nodes(left, right) if node.op == "derivative" and node.args[0].op == "symbol"]
    return [*symbols, *dict.fromkeys(numbers)]


def name_of(key: Term) -> str:
    if key.op == "derivative":
        order = "" if key.value == 1 else f"^{key.value}"
        return f"d{order}{key.args[0].value}/d{key.args[1].value}{order}"
    return str(key.value)


def readable(value: arb, digits: int = 6) -> str:
    """The digits of a value that are certain, at most so many."""
    text = value.str(digits, radius=False)
    if "." in text and "e" not in text:
        text = text.rstrip("0").rstrip(".")
    return str(text)


def unknown_functions(terms: tuple[Term, ...]) -> dict[str, int]:
    """The functions that no table knows, with their numbers of arguments."""
    from derivation.catalogue import SPELLINGS
    from derivation.equality.conversion import FUNCTIONS
    from derivation.equality.primitives import VALUES

    found: dict[str, int] = {}
    for node in nodes(*terms):
        name = str(node.value) if node.op == "function" else str(node.value[0]) if node.op == "primed" else ""  # type: ignore[index]
        if name and name not in VALUES and (name, len(node.args)) not in FUNCTIONS and name not in SPELLINGS:
            found.setdefault(name, len(node.args))
    return found


def concrete(name: str, count: int, index: int) -> Definition:
    """A function to stand for any: smooth, positive, of no particular symmetry; a refutation by it refutes 'for all f'."""
    places = tuple(symbol(("u", "v", "w")[k] if k < 3 else f"u_{k}") for k in range(count))
    mixed = add(*(divide(multiply(integer(k + 2), place), integer(3 + index)) for k, place in enumerate(places)))
    body = add(integer(3 + index), function("sin", add(mixed, integer(1))), divide(power(mixed, integer(2)), integer(4 + index)))
    return Definition(name, places, body)
