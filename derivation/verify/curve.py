"""Statements about a curve that cannot be solved for y: proved modulo its equation, or refuted at a point that is on it.

A point of the curve is found by the intermediate value theorem: at a rational x the equation changes its sign between two
rational values of y, which balls prove.  The small interval between them then stands for y.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from flint import arb, fmpq

from derivation.context import Context
from derivation.equality import (
    Counterexample,
    NoDerivative,
    NotConvertible,
    NoValue,
    Outside,
    TooLarge,
    TooWide,
    Verdict,
    differentiate,
    evaluate,
    make_field,
    plain,
)
from derivation.equality.refute import readable
from derivation.term import ZERO, Term, add, derivative, multiply, negate, postorder, replace, symbol
from derivation.verify.linear import solved_linearly
from derivation.verify.remembered import compare

PLACES = (Fraction(7, 10), Fraction(13, 10), Fraction(-6, 10), Fraction(2), Fraction(1, 5), Fraction(-17, 10), Fraction(3))
"""Where x is put to look for points of the curve."""

REACH, STEP = 6, Fraction(1, 4)
"""How far and how finely y is searched; if nothing is found there, eight times as far and as coarsely."""

HALVINGS = 50
PARAMETERS = Fraction(6, 5)
"""The first letter that is neither x nor y is given this value, the others a little more each."""

DIGITS = 10**5


@dataclass(frozen=True, slots=True)
class Curve:
    """An equation between x and y.

    left, right  its sides
    y            the letter that is a function of x
    rate         y' on the curve, in x and y
    moving       further letters that are functions of x, as in x^2 + y^2 = z^2 where all move in time
    """

    left: Term
    right: Term
    y: Term
    rate: Term
    context: Context
    moving: tuple[Term, ...] = ()

    @property
    def difference(self) -> Term:
        """Left side minus right side: 0 on the curve."""
        return add(self.left, negate(self.right))

    @property
    def relation(self) -> Term:
        """What the equation becomes by differentiating, left side minus right side; 0 on the curve. Raises NoDerivative."""
        x = self.context.variable
        return total_derivative(self.difference, (*self.moving, self.y), x, derivative(self.y, x))

    def should_be(self, left: Term, right: Term) -> tuple[Term, Term, Term]:
        """For a wrong equation: the side that is wrong, what should stand there, and the other side.

        Where one side is what one side of the curve becomes by differentiating, the other should be so too.
        """
        sides = [self._differentiated(self.left), self._differentiated(self.right)]
        for wrong, other, (meant, kept) in ((right, left, sides[::-1]), (left, right, sides)):
            if kept is not None and meant is not None and compare(other, kept, self.context).status == "equal":
                return wrong, meant, other
        back = {free: rate for rate, free in self.free_rates.items()}
        return replace(self.resolved(right), back), replace(self.resolved(left), back), left

    def _differentiated(self, side: Term) -> Term | None:
        """d/dx of a side, with y' for the rate of y."""
        x = self.context.variable
        try:
            return total_derivative(side, (*self.moving, self.y), x, derivative(self.y, x))
        except NoDerivative:
            return None

    def resolved(self, term: Term) -> Term:
        """The term with y', y'' and d/dx of what contains y as they are on the curve."""
        x = self.context.variable
        letters = (*self.moving, self.y)
        mapping = {derivative(self.y, x): self.rate}
        for node in postorder(term):
            if node.op == "derivative" and node.value == 1 and node.args[1] is x and node.args[0].op != "symbol":
                mapping[node] = total_derivative(node.args[0], letters, x, self.rate)
        second = derivative(self.y, x, 2)
        if term is not replace(term, {second: ZERO}) and not self.moving:
            mapping[second] = total_derivative(self.rate, letters, x, self.rate)
        return replace(replace(term, mapping), self.free_rates)

    @property
    def free_rates(self) -> dict[Term, Term]:
        """The rates of the letters that are not y: they may be anything."""
        x = self.context.variable
        return {derivative(letter, x): symbol(f"d{letter.value}_d{x.value}") for letter in self.moving}

    def compare(self, left: Term, right: Term) -> Verdict:
        """Whether two terms are equal on the curve."""
        try:
            left, right = self.resolved(left), self.resolved(right)
        except NoDerivative:
            return Verdict("undecided", "a derivative is not known")
        verdict = compare(left, right, self.context)
        if verdict.status == "equal":
            return verdict
        if self.holds_where_zero(add(left, negate(right))):
            return Verdict("equal", "equal because of the equation of the curve")
        point = self._counterexample(left, right)
        return Verdict("different", "different at a point of the curve", point=point) if point else Verdict("undecided", "")

    def said(self, left: Term, right: Term) -> Term | None:
        """What an equation says y' is, where y' occurs in it as a factor; None otherwise."""
        return solved_linearly(add(left, negate(right)), derivative(self.y, self.context.variable), self.context)

    # ----------------------------------------------------------------------------------------------------------- proofs

    def holds_where_zero(self, term: Term) -> bool:
        """Whether the equation divides the numerator of a term: then that is 0 wherever it has a value on the curve."""
        try:
            field_, (value, equation) = make_field([plain(each, self.context, (self.y,)) for each in (term, self.difference)])
        except (NotConvertible, TooLarge, ArithmeticError):
            return False
        above, below = field_.reduce(value[0]), field_.reduce(equation[0])
        return not below.is_constant() and divmod(above, below)[1].is_zero()

    # ------------------------------------------------------------------------------------------------------ refutations

    def _counterexample(self, left: Term, right: Term) -> Counterexample | None:
        for point in self._points_of_curve(left.free | right.free):
            try:
                first, second = evaluate(left, point), evaluate(right, point)
            except (Outside, TooWide, NoValue):
                continue
            if not first.overlaps(second):
                return Counterexample({str(name.value): _shown(value) for name, value in point.items()}, *_certain(first, second))
        return None

    def _points_of_curve(self, letters: frozenset[Term]) -> Iterator[dict[Term, arb | Fraction]]:
        x = self.context.variable
        others = sorted((letters | self.difference.free) - {x, self.y}, key=repr)
        known: dict[Term, arb | Fraction] = {name: PARAMETERS + Fraction(3 * k, 10) for k, name in enumerate(others)}
        for place in PLACES:
            for low, high in self._changes_of_sign({**known, x: place}, STEP) or self._changes_of_sign(
                {**known, x: place}, 8 * STEP
            ):
                yield {**known, x: place, self.y: _interval(low, high)}

    def _changes_of_sign(self, known: dict[Term, arb | Fraction], step: Fraction) -> list[tuple[Fraction, Fraction]]:
        """Small intervals in which y lies for some point of the curve; the equation has a value on all of each."""
        intervals = []
        before: tuple[Fraction, int] | None = None
        for k in range(int(-REACH / STEP), int(REACH / STEP) + 1):
            height = step * k + Fraction(1, 37)
            sign = self._sign({**known, self.y: height})
            if sign and before is not None and before[1] == -sign:
                found = self._narrowed(known, before[0], height, before[1])
                if found is not None:
                    intervals.append(found)
            before = (height, sign) if sign else None
        return intervals

    def _narrowed(
        self, known: dict[Term, arb | Fraction], low: Fraction, high: Fraction, sign: int
    ) -> tuple[Fraction, Fraction] | None:
        for _ in range(HALVINGS):
            middle = (low + high) / 2
            here = self._sign({**known, self.y: middle})
            if not here:
                break
            low, high = (middle, high) if here == sign else (low, middle)
        try:
            evaluate(self.difference, {**known, self.y: _interval(low, high)})
        except (Outside, TooWide, NoValue):
            return None
        return low, high

    def _sign(self, point: dict[Term, arb | Fraction]) -> int:
        """1 or -1 where the sign of the equation is certain, else 0."""
        try:
            value = evaluate(self.difference, point)
        except (Outside, TooWide, NoValue):
            return 0
        return 1 if value > 0 else -1 if value < 0 else 0


def total_derivative(term: Term, letters: Sequence[Term], x: Term, last_rate: Term) -> Term:
    """d/dx of a term in x and in letters that are functions of x; the rate of the last is given. Raises NoDerivative.

    >>> from derivation.notation import text
    >>> from derivation.term import X
    >>> text(total_derivative(multiply(X, symbol("y")), (symbol("y"),), X, symbol("r")))
    'y + x*r'
    """
    rates = [*(derivative(letter, x) for letter in letters[:-1]), last_rate]
    summands = [differentiate(term, x)] if x in term.free else []
    summands += [
        multiply(differentiate(term, letter), rate) for letter, rate in zip(letters, rates, strict=True) if letter in term.free
    ]
    return add(*summands) if len(summands) > 1 else summands[0] if summands else ZERO


def _interval(low: Fraction, high: Fraction) -> arb:
    return arb(fmpq(low.numerator, low.denominator)).union(arb(fmpq(high.numerator, high.denominator)))


def _shown(value: arb | Fraction) -> Fraction:
    """A coordinate, rounded for reading."""
    if isinstance(value, Fraction):
        return value
    return Fraction(round(float(value.mid()) * DIGITS), DIGITS)


def _certain(first: arb, second: arb) -> tuple[str, str]:
    return readable(first), readable(second)
