"""Implicit functions: an equation between x and y is differentiated on both sides and solved for y'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from derivation.context import Context, Definition
from derivation.equality import compare
from derivation.notation import unicode_line
from derivation.plan import Plan, Worked
from derivation.rule import Rule
from derivation.rules import implicit as table
from derivation.rules.shape import opposite, summands
from derivation.search import tidy
from derivation.term import (
    ONE,
    ZERO,
    Term,
    add,
    derivative,
    divide,
    function,
    multiply,
    negate,
    postorder,
    relation,
    subtract,
)
from derivation.walkthrough import Status, Step, Walkthrough, justify


class NoSlope(Exception):
    """The equation says nothing about y'; the sentence is for the reader."""


def slope(equation: Term, y: Term, context: Context = Context()) -> Walkthrough:
    """y' on the curve that an equation describes, line by line, each line an equation.

    equation  a relation "=" between the variable of the context and y
    y         the symbol that depends on the variable

    Raises NoSlope where y' drops out, and CannotDifferentiate where no rule applies.

    >>> from derivation.notation import text
    >>> from derivation.reading import read_equation
    >>> from derivation.term import symbol
    >>> text(slope(read_equation("x^2 + y^2 = 1").term, symbol("y")).end)
    'd/dx(y) = -x/y'
    """
    known = context.define(Definition(str(y.value), (), function(f"{y.value}(x)", context.variable)))
    lines = _Equations(equation, y, known)
    lines.differentiate()
    lines.solve()
    return Walkthrough(equation, tuple(lines.steps), known)


@dataclass
class _Equations:
    """The lines as they are written; every one is an equation."""

    end: Term
    y: Term
    context: Context
    steps: list[Step] = field(default_factory=list)

    @property
    def rate(self) -> Term:
        """y', still to be found."""
        return derivative(self.y, self.context.variable)

    def differentiate(self) -> None:
        """d/dx of both sides, worked out."""
        x = self.context.variable
        left, right = (derivative(side, x) for side in self.end.args)
        self._write(relation("=", left, right), table.BOTH_SIDES, "proved", {"y": self.y, "x": x})
        plan = Plan(self.context, "power")
        plan.known[self.y] = Worked(self.rate, ())
        worked = [plan.known.get(side.args[0]) or plan.work_out(side.args[0]) for side in (left, right)]
        steps = tuple(step for each in worked for step in each.steps)
        self._write_sides([each.result for each in worked], table.EACH_SIDE, {"y": self.y}, steps)

    def solve(self) -> None:
        """The equation solved for y', which it contains to the first power."""
        holes = {"y": self.y}
        self._write_sides([_spread(side, self.rate) for side in self.end.args], table.SPREAD, holes)
        left, right = (summands(side) for side in self.end.args)
        ours, theirs = ([each for each in side if _has(each, self.rate)] for side in (left, right))
        with_rate = [*ours, *map(opposite, theirs)]
        without = [*(each for each in right if each not in theirs), *(opposite(each) for each in left if each not in ours)]
        if not with_rate:
            raise NoSlope(f"the derivative of {unicode_line(self.y)} drops out of the equation")
        rest = [each for each in without if each is not ZERO]
        moved = relation("=", add(*with_rate), add(*rest) if rest else ZERO)
        self._write(moved, table.TO_ONE_SIDE, self._same_difference(moved), holes)
        factor = add(*(_coefficient(each, self.rate) for each in with_rate))
        other = self.end.args[1]
        if len(with_rate) > 1:
            self._write_sides([multiply(factor, self.rate), other], table.FACTOR, holes)
        self._divide(factor, other)

    def _divide(self, factor: Term, other: Term) -> None:
        if factor is ONE:
            return
        if compare(self.context.written_out(factor), ZERO, self.context).status == "equal":
            raise NoSlope(f"the derivative of {unicode_line(self.y)} drops out of the equation")
        after = relation("=", self.rate, ZERO if other is ZERO else divide(other, factor))
        scaled = relation("=", self.end.args[0], multiply(factor, after.args[1]))
        status = justify(self.end, scaled, self.context).status
        self._write(after, table.DIVIDE, status, {"a": factor}, conditions=self._not_zero(factor))
        steps = tidy(after.args[1], self.context)
        if steps:
            self._write_sides([self.rate, steps[-1].after], table.TIDY_SIDE, {}, steps)

    def _not_zero(self, factor: Term) -> tuple[Term, ...]:
        """What must hold so that one may divide; nothing for what is never 0."""
        plain = Context(self.context.variable, self.context.parameters)
        verdict = compare(divide(factor, factor), ONE, plain)
        return verdict.conditions if verdict.status == "equal" else (relation("!=", factor, ZERO),)

    def _same_difference(self, after: Term) -> Status:
        """Moving terms to the other side keeps left minus right."""
        verdict = justify(subtract(*self.end.args), subtract(*after.args), self.context)
        return verdict.status

    def _write_sides(self, sides: list[Term], rule: Rule, holes: dict[str, Term], substeps: Iterable[Step] = ()) -> None:
        """A line whose sides are equal, one by one, to those of the line before."""
        proofs = [justify(before, after, self.context) for before, after in zip(self.end.args, sides, strict=True)]
        status: Status = "proved" if all(proof.status == "proved" for proof in proofs) else "undecided"
        conditions = tuple(dict.fromkeys(condition for proof in proofs for condition in proof.conditions))
        self._write(relation("=", *sides), rule, status, holes, tuple(substeps), conditions)

    def _write(
        self,
        after: Term,
        rule: Rule,
        status: Status,
        holes: dict[str, Term],
        substeps: tuple[Step, ...] = (),
        conditions: tuple[Term, ...] = (),
    ) -> None:
        if after is self.end:
            return
        why = rule.why.format_map({name: unicode_line(part) for name, part in holes.items()})
        self.steps.append(Step(self.end, after, rule.name, why, (), holes, False, substeps, status, conditions))
        self.end = after


def _has(term: Term, part: Term) -> bool:
    return any(node is part for node in postorder(term))


def _spread(side: Term, rate: Term) -> Term:
    """The side with brackets around y' multiplied out, and nothing else changed."""
    parts: list[Term] = []
    for each in summands(side):
        parts.extend(_spread_one(each, rate))
    return add(*parts)


def _spread_one(part: Term, rate: Term) -> list[Term]:
    if not _has(part, rate) or part is rate:
        return [part]
    if part.op == "negation":
        return [opposite(each) for each in _spread_one(part.args[0], rate)]
    if part.op == "sum":
        return [piece for each in part.args for piece in _spread_one(each, rate)]
    if part.op == "quotient":
        return [_signed_quotient(each, part.args[1]) for each in _spread_one(part.args[0], rate)]
    if part.op == "product":
        place = next(index for index, each in enumerate(part.args) if _has(each, rate))
        inner = _spread_one(part.args[place], rate)
        return [_product(part.args[:place], each, part.args[place + 1 :]) for each in inner]
    return [part]


def _signed_quotient(above: Term, below: Term) -> Term:
    return negate(divide(above.args[0], below)) if above.op == "negation" else divide(above, below)


def _product(before: tuple[Term, ...], middle: Term, after: tuple[Term, ...]) -> Term:
    if middle.op == "negation":
        return negate(_product(before, middle.args[0], after))
    inner = middle.args if middle.op == "product" else (middle,)
    return multiply(*(each for each in (*before, *inner, *after) if each is not ONE))


def _coefficient(part: Term, rate: Term) -> Term:
    """What stands beside y' in a summand."""
    if part is rate:
        return ONE
    if part.op == "negation":
        return negate(_coefficient(part.args[0], rate))
    if part.op == "quotient" and not _has(part.args[1], rate):
        return divide(_coefficient(part.args[0], rate), part.args[1])
    if part.op == "product" and sum(_has(each, rate) for each in part.args) == 1:
        factors = [_coefficient(each, rate) if _has(each, rate) else each for each in part.args]
        return multiply(*(each for each in factors if each is not ONE))
    raise NoSlope("the derivative does not stand there to the first power")
