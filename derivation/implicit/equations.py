"""The lines of a derivation that are equations, from a curve to y'."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from dataclasses import replace as replace_in

from derivation.context import Context
from derivation.equality import compare
from derivation.lines import Worked
from derivation.notation import unicode_line
from derivation.one_fraction import one_fraction
from derivation.plan import Plan
from derivation.rule import Rule, in_words
from derivation.rules import differentiation
from derivation.rules import implicit as table
from derivation.rules.shape import key, opposite, summands
from derivation.rules.solving import NoSlope, beside, has, not_zero, quotient, spread
from derivation.search import bridge, tidy
from derivation.term import (
    ONE,
    ZERO,
    E,
    Term,
    add,
    derivative,
    function,
    multiply,
    postorder,
    relation,
    replace,
    subtract,
)
from derivation.walkthrough import Status, Step, justify

LONGEST_WAY = 8
"""Most lines of algebra that are told from a raw result to its shortest form."""


@dataclass
class Equations:
    """The lines as they are written; every one is an equation between the variable of the context and y."""

    end: Term
    y: Term
    context: Context
    steps: list[Step] = field(default_factory=list)

    @property
    def rate(self) -> Term:
        """y', still to be found."""
        return derivative(self.y, self.context.variable)

    @property
    def symbols(self) -> Context:
        """The same context with y as a plain symbol, for algebra in x and y."""
        others = {name: each for name, each in self.context.definitions.items() if name != self.y.value}
        return replace_in(self.context, parameters=(*self.context.parameters, self.y), definitions=others)

    def take_logarithms(self) -> None:
        """Where base and exponent both move, ln of both sides, which brings the exponent down."""
        if not any(self._moving_power(side) for side in self.end.args):
            return
        conditions = tuple(dict.fromkeys(relation(">", _base(side), ZERO) for side in self.end.args if _base(side).free))
        logarithms = relation("=", *(function("ln", side) for side in self.end.args))
        self.write(logarithms, table.LOGARITHM, "proved", {}, conditions=conditions)
        known = self.context.assume(*conditions)
        sides = [_taken_apart(side) for side in self.end.args]
        proofs = [justify(before, after, known) for before, after in zip(self.end.args, sides, strict=True)]
        status: Status = "proved" if all(proof.status == "proved" for proof in proofs) else "undecided"
        self.write(relation("=", *sides), table.POWERS_DOWN, status, {})

    def _moving_power(self, side: Term) -> bool:
        return side.op == "power" and all(self.context.depends(each) for each in side.args) and side.args[0] is not E

    def differentiate(self) -> None:
        """d/dx of both sides, worked out."""
        x = self.context.variable
        left, right = (derivative(side, x) for side in self.end.args)
        self.write(relation("=", left, right), table.BOTH_SIDES, "proved", {"y": self.y, "x": x})
        plan = self.plan()
        worked = [plan.known.get(side.args[0]) or plan.work_out(side.args[0]) for side in (left, right)]
        steps = tuple(step for each in worked for step in each.steps)
        self.write_sides([each.result for each in worked], table.EACH_SIDE, {"y": self.y}, steps)

    def plan(self) -> Plan:
        """Differentiates with y as a function, whose derivative stays y'."""
        plan = Plan(self.context, "power")
        plan.known[self.y] = Worked(self.rate, ())
        return plan

    def solve(self) -> None:
        """The equation solved for y', which it contains to the first power."""
        holes = {"y": self.y}
        sides = [spread(side, self.rate) for side in self.end.args]
        if any(key(before) != key(after) for before, after in zip(self.end.args, sides, strict=True)):
            self.write_sides(sides, table.SPREAD, holes)
        left, right = map(summands, sides)
        ours, theirs = ([each for each in side if has(each, self.rate)] for side in (left, right))
        with_rate = [*ours, *map(opposite, theirs)]
        without = [*(each for each in right if each not in theirs), *(opposite(each) for each in left if each not in ours)]
        if not with_rate:
            raise NoSlope(f"the derivative of {unicode_line(self.y)} drops out of the equation")
        rest = [each for each in without if each is not ZERO]
        if all(each.op == "negation" for each in with_rate):
            with_rate, rest = list(map(opposite, with_rate)), list(map(opposite, rest))
        with_rate, rest = _positive_first(with_rate), _positive_first(rest)
        moved = relation("=", add(*with_rate), add(*rest) if rest else ZERO)
        self.write(moved, table.TO_ONE_SIDE, self._same_difference(moved), holes)
        factor = add(*(beside(each, self.rate) for each in with_rate))
        other = self.end.args[1]
        if len(with_rate) > 1:
            self.write_sides([multiply(factor, self.rate), other], table.FACTOR, holes)
        self._divide(factor, other)

    def _divide(self, factor: Term, other: Term) -> None:
        if factor is ONE:
            return
        if compare(self.context.written_out(factor), ZERO, self.context).status == "equal":
            raise NoSlope(f"the derivative of {unicode_line(self.y)} drops out of the equation")
        after = relation("=", self.rate, quotient(other, factor))
        scaled = relation("=", self.end.args[0], multiply(factor, after.args[1]))
        status = justify(self.end, scaled, self.context).status
        self.write(after, table.DIVIDE, status, {"a": factor}, conditions=not_zero(factor, self.symbols))
        self.tidy_result(shortest(after.args[1], self.symbols))

    def tidy_result(self, steps: Iterable[Step], rule: Rule = table.TIDY_SIDE) -> None:
        """The right side carried on by steps of algebra that are told aside."""
        found = tuple(steps)
        if found:
            self.write_sides([self.end.args[0], found[-1].after], rule, {}, found)

    def _same_difference(self, after: Term) -> Status:
        """Moving terms to the other side keeps left minus right; turning every sign turns it round."""
        left, right = after.args
        before = subtract(*self.end.args)
        verdicts = (justify(before, subtract(*sides), self.context) for sides in ((left, right), (right, left)))
        return "proved" if any(verdict.status == "proved" for verdict in verdicts) else "undecided"

    def write_sides(self, sides: list[Term], rule: Rule, holes: dict[str, Term], substeps: Iterable[Step] = ()) -> None:
        """A line whose sides are equal, one by one, to those of the line before."""
        proofs = [justify(before, after, self.context) for before, after in zip(self.end.args, sides, strict=True)]
        status: Status = "proved" if all(proof.status == "proved" for proof in proofs) else "undecided"
        unknown = {self.context.definitions[str(self.y.value)].body: self.y}
        conditions = dict.fromkeys(replace(condition, unknown) for proof in proofs for condition in proof.conditions)
        self.write(relation("=", *sides), rule, status, holes, tuple(substeps), tuple(conditions))

    def write(
        self,
        after: Term,
        rule: Rule,
        status: Status,
        holes: dict[str, Term],
        substeps: tuple[Step, ...] = (),
        conditions: tuple[Term, ...] = (),
        **told: str,
    ) -> None:
        """A line that follows from the one before by a rule about equations; `told` are words for its reason."""
        if after is self.end:
            return
        why = in_words(rule.why, holes, **told)
        self.steps.append(Step(self.end, after, rule.name, why, (), holes, False, substeps, status, conditions))
        self.end = after


def _positive_first(parts: list[Term]) -> list[Term]:
    """The summands with one that has no minus sign in front, if there is one."""
    first = next((each for each in parts if each.op != "negation"), None)
    return parts if first is None else [first, *(each for each in parts if each is not first)]


def shortest(line: Term, context: Context) -> tuple[Step, ...]:
    """The line tidied, and over one denominator where that is shorter or fractions stand in a fraction; the steps to it.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> text(shortest(read("1/(1 + 1/x)").term, Context())[-1].after)
    'x/(x + 1)'
    """
    steps = tidy(line, context)
    end = steps[-1].after if steps else line
    form = one_fraction(end, context, only_shorter=not _double_fraction(end))
    return (*steps, *algebra(end, form, context)) if form is not None else steps


def _double_fraction(line: Term) -> bool:
    quotients = [node for node in postorder(line) if node.op == "quotient"]
    return any(node.op == "quotient" for each in quotients for node in postorder(*each.args))


def algebra(start: Term, goal: Term, context: Context) -> tuple[Step, ...]:
    """The steps from one form to another; where no short chain is found, one step that is proved.

    >>> from derivation.reading import read
    >>> [step.rule for step in algebra(read("2*(x + 1)").term, read("2*x + 2").term, Context())]
    ['multiply out']
    """
    if start is goal:
        return ()
    steps = bridge(start, goal, context)
    if steps is not None and len(steps) <= LONGEST_WAY:
        return steps
    rule, proof = differentiation.BY_ALGEBRA, justify(start, goal, context)
    return (Step(start, goal, rule.name, rule.why, status=proof.status, conditions=proof.conditions),)


def _base(side: Term) -> Term:
    return side.args[0] if side.op == "power" else side


def _taken_apart(logarithm: Term) -> Term:
    """ln(u^v) as v ln(u), ln(1) as 0; another logarithm as it is."""
    inside = logarithm.args[0]
    if inside.op == "power":
        return multiply(inside.args[1], function("ln", inside.args[0]))
    return ZERO if inside is ONE else logarithm
