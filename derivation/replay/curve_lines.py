"""The lines of a curve that is given by an equation, each proved by its rule or refused."""

from __future__ import annotations

from dataclasses import replace as replace_in

from derivation.context import Context
from derivation.equality import NotConvertible, TooLarge, make_field, plain
from derivation.equality.field import Undetermined
from derivation.equality.kernels import Full
from derivation.replay.chains import runs
from derivation.replay.check import Checking
from derivation.replay.outcome import Replayed
from derivation.replay.reader import SavedStep
from derivation.replay.saved import SavedEquations
from derivation.replay.shape import Refused
from derivation.rule import Rule, in_words
from derivation.rules import implicit
from derivation.rules.shape import summands
from derivation.rules.solving import NoSlope, beside, has, not_zero, quotient, spread
from derivation.term import (
    ZERO,
    Term,
    add,
    derivative,
    function,
    multiply,
    outermost,
    postorder,
    relation,
    replace,
    substitute,
    subtract,
)
from derivation.walkthrough import Justification, justify


class CurveLines:
    """The lines of one page; each method proves a line by one rule, or refuses it."""

    def __init__(self, saved: SavedEquations, result: Replayed) -> None:
        self.saved, self.context, self.checking = saved, saved.context, Checking(result)
        self.positive: tuple[Term, ...] = ()
        self.x, self.y, self.rate = saved.context.variable, saved.y, derivative(saved.y, saved.context.variable)
        self.image = substitute(saved.forward, {self.x: self.y}) if saved.forward is not None else None
        self.start = saved.equation or relation("=", self.image or ZERO, self.x)
        others = {name: each for name, each in self.context.definitions.items() if name != self.y.value}
        self.symbols = replace_in(self.context, parameters=(*self.context.parameters, self.y), definitions=others)

    def right_side(self, step: SavedStep) -> Term:
        """The right side before; there, and in the one after, y is a letter, whose derivative would be 0."""
        for line in (step.before, step.after):
            self.letters_alone(line.args[1], step)
        return step.before.args[1]

    def letters_alone(self, part: Term, step: SavedStep) -> None:
        if any(node.op == "derivative" and self.y in node.free for node in postorder(part)):
            raise Refused(step.place, "y is more than a letter here: its derivative stands in it")

    # ----------------------------------------------------------------------------------------- both sides, one by one

    def same_sides(self, step: SavedStep, context: Context) -> Justification:
        """Each side is proved equal to the one before; how it was worked out, in the context, stands inside."""
        self.checking.result.left_out += step.left_out
        ends = {run[0].before: self.checking.chain(run, context) for run in runs(step.substeps)}
        for before, after in zip(step.before.args, step.after.args, strict=True):
            if ends.pop(before, after) is not after:
                raise Refused(step.place, "this line does not hold what was worked out")
        if ends:
            raise Refused(step.place, "something else is worked out inside")
        known = self.context.assume(*self.positive) if step.rule == implicit.POWERS_DOWN.name else self.context
        proofs = [justify(*sides, known) for sides in zip(step.before.args, step.after.args, strict=True)]
        proved = all(each.status == "proved" for each in proofs)
        unknown = {self.context.definitions[str(self.y.value)].body: self.y}
        conditions = dict.fromkeys(replace(condition, unknown) for each in proofs for condition in each.conditions)
        return Justification("proved" if proved else "undecided", tuple(conditions))

    def each_side(self, step: SavedStep) -> Justification:
        reason(step, implicit.EACH_SIDE, y=self.y)
        if any(part.args[0] is not self.y for part in outermost(step.after, "derivative")):
            raise Refused(step.place, "not everything is worked out here")
        return self.same_sides(step, self.context)

    def tidied(self, step: SavedStep) -> Justification:
        reason(step, next(rule for rule in (implicit.TIDY_SIDE, implicit.ONE_FRACTION) if rule.name == step.rule))
        if step.before.args[0] is not step.after.args[0]:
            raise Refused(step.place, "the left side is another one")
        if not step.substeps and not step.left_out:
            raise Refused(step.place, "the steps of algebra are left out")
        self.right_side(step)
        return self.same_sides(step, self.symbols)

    def spread_out(self, step: SavedStep) -> Justification:
        reason(step, implicit.SPREAD, y=self.y)
        given(step, *(spread(side, self.rate) for side in step.before.args))
        return self.same_sides(step, self.context)

    def factored(self, step: SavedStep) -> Justification:
        reason(step, implicit.FACTOR, y=self.y)
        factor = add(*(self._beside(step, each) for each in summands(step.before.args[0])))
        given(step, multiply(factor, self.rate), step.before.args[1])
        return self.same_sides(step, self.context)

    def exponents_down(self, step: SavedStep) -> Justification:
        reason(step, implicit.POWERS_DOWN)
        if any(side.op == "function" and side.value == "ln" and side.args[0].op == "power" for side in step.after.args):
            raise Refused(step.place, "an exponent is left under a logarithm")
        return self.same_sides(step, self.context)

    # --------------------------------------------------------------------------------------------- both sides, together

    def both_sides(self, step: SavedStep) -> Justification:
        """d/dx of both sides, which are the same function of x."""
        reason(step, implicit.BOTH_SIDES, y=self.y, x=self.x)
        given(step, *(derivative(side, self.x) for side in step.before.args))
        return Justification("proved")

    def once_more(self, step: SavedStep) -> Justification:
        """y' = R, y'' = d/dx(R)."""
        reason(step, implicit.ONCE_MORE, x=self.x)
        left, right = step.before.args
        if left.op != "derivative" or left.args != self.rate.args or not isinstance(left.value, int):
            raise Refused(step.place, "the line before tells no derivative")
        given(step, derivative(self.y, self.x, left.value + 1), derivative(right, self.x))
        return Justification("proved")

    def logarithms(self, step: SavedStep) -> Justification:
        """What stands under a power, or alone, must be positive for the logarithms to have values."""
        reason(step, implicit.LOGARITHM)
        given(step, *(function("ln", side) for side in step.before.args))
        bases = [side.args[0] if side.op == "power" else side for side in step.before.args]
        self.positive = tuple(dict.fromkeys(relation(">", base, ZERO) for base in bases if base.free))
        return Justification("proved", self.positive)

    def to_one_side(self, step: SavedStep) -> Justification:
        """Left minus right stays, or every sign is turned."""
        reason(step, implicit.TO_ONE_SIDE, y=self.y)
        (left, right), (new, other) = step.before.args, step.after.args
        if not all(has(each, self.rate) for each in summands(new)) or has(other, self.rate):
            raise Refused(step.place, "the derivative does not stand on the left side alone")
        proofs = [justify(subtract(left, right), subtract(*sides), self.context) for sides in ((new, other), (other, new))]
        return next((each for each in proofs if each.status == "proved"), proofs[0])

    def divided(self, step: SavedStep) -> Justification:
        factor = self._beside(step, step.before.args[0])
        reason(step, implicit.DIVIDE, a=factor)
        given(step, self.rate, quotient(step.before.args[1], factor))
        self.letters_alone(factor, step)
        return Justification("proved", not_zero(factor, self.symbols))

    def _beside(self, step: SavedStep, part: Term) -> Term:
        try:
            return beside(part, self.rate)
        except NoSlope:
            raise Refused(step.place, "the derivative does not stand there to the first power") from None

    # ------------------------------------------------------------------------------------------------- what is known

    def put_in(self, step: SavedStep) -> Justification:
        """y' as what an earlier line says it is."""
        earlier = self.saved.steps[: self.saved.steps.index(step)]
        slope = next((each.after.args[1] for each in reversed(earlier) if each.after.args[0] is self.rate), None)
        if slope is None:
            raise Refused(step.place, "nothing was found that could be put in")
        reason(step, implicit.PUT_IN, y=self.rate, r=slope)
        given(step, step.before.args[0], replace(step.before.args[1], {self.rate: slope}))
        return Justification("proved")

    def on_the_curve(self, step: SavedStep) -> Justification:
        """The right sides differ by a multiple of what is 0 on the curve."""
        reason(step, implicit.USE_CURVE, u=self.start)
        given(step, step.before.args[0], step.after.args[1])
        difference, curve = subtract(self.right_side(step), step.after.args[1]), subtract(*self.start.args)
        try:
            _, (ours, zero) = make_field([plain(each, self.symbols) for each in (difference, curve)])
        except (Full, NotConvertible, TooLarge, Undetermined):
            return Justification("undecided")
        multiple = not zero[0].is_constant() and divmod(ours[0], zero[0])[1].is_zero()
        return Justification("proved" if multiple else "undecided")


def given(step: SavedStep, left: Term, right: Term) -> None:
    if step.after is not relation("=", left, right):
        raise Refused(step.place, f"the rule {step.rule!r} does not give this line")


def reason(step: SavedStep, rule: Rule, because: str = "", **holes: Term) -> None:
    if step.why != in_words(rule.why, holes, why=because):
        raise Refused(step.place, "the reason is not that of the rule")
