"""Saved pages whose lines are equations: the slope of a curve, and of an inverse function from f(y) = x.

y is a function of x of which nothing is known but the equation, so what is proved of it holds for every such function.
Each line follows from the one before by its rule; their sides are proved equal like any other lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace as replace_in

from derivation.context import Context, Definition
from derivation.equality import NotConvertible, TooLarge, compare, make_field, plain
from derivation.equality.field import Undetermined
from derivation.equality.kernels import Full
from derivation.reading import Unreadable, read
from derivation.replay.chains import runs
from derivation.replay.check import Checking
from derivation.replay.outcome import Replayed
from derivation.replay.reader import SavedStep
from derivation.replay.saved import SavedEquations
from derivation.replay.shape import Refused
from derivation.rule import Rule, in_words
from derivation.rules import implicit, inverse
from derivation.rules.shape import summands
from derivation.rules.solving import NoSlope, beside, has, not_zero, spread
from derivation.term import (
    ZERO,
    Term,
    add,
    derivative,
    function,
    multiply,
    outermost,
    relation,
    replace,
    substitute,
    subtract,
)
from derivation.walkthrough import Justification, justify


def equations(saved: SavedEquations, result: Replayed) -> None:
    """Check a page of equations; raises Refused at the first thing that does not hold."""
    lines = _Lines(saved, result)
    line = lines.start
    if not saved.steps:
        raise Refused("steps", "there are none")
    for step in saved.steps:
        if step.before is not line:
            raise Refused(step.place, "this equation is not the one before it")
        if step.defines is not None or step.after.op != "relation" or step.after is line:
            raise Refused(step.place, "this line is no other equation")
        if step.rule not in PROOFS:
            raise Refused(step.place, f"there is no rule {step.rule!r} for equations")
        rule, proof = PROOFS[step.rule]
        if (step.substeps or step.left_out) and rule not in _TOLD_ASIDE:
            raise Refused(step.place, f"the rule {rule.name!r} has no steps inside")
        lines.checking.proof(step, proof(lines, step))
        line = step.after
    if line is not relation("=", derivative(saved.y, saved.context.variable, saved.order), saved.derivative):
        raise Refused("derivative", "this is not the last line")
    if saved.solved is not None and not lines.is_solved_by(saved.solved):
        result.undecided.append("inverse: that it solves the equation was not proved anew")


class _Lines:
    """The lines of one page; each method proves a line by one rule, or refuses it."""

    def __init__(self, saved: SavedEquations, result: Replayed) -> None:
        self.saved, self.context, self.checking = saved, saved.context, Checking(result)
        self.positive: tuple[Term, ...] = ()
        self.x, self.y, self.rate = saved.context.variable, saved.y, derivative(saved.y, saved.context.variable)
        self.image = substitute(saved.forward, {self.x: self.y}) if saved.forward is not None else None
        self.start = saved.equation or relation("=", self.image or ZERO, self.x)
        others = {name: each for name, each in self.context.definitions.items() if name != self.y.value}
        self.symbols = replace_in(self.context, parameters=(*self.context.parameters, self.y), definitions=others)

    # ----------------------------------------------------------------------------------------- both sides, one by one

    def same_sides(self, step: SavedStep, context: Context) -> Justification:
        """Each side is proved equal to the one before; how it was worked out, in the context, stands inside."""
        if step.left_out:
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
        _reason(step, implicit.EACH_SIDE, y=self.y)
        if any(part.args[0] is not self.y for part in outermost(step.after, "derivative")):
            raise Refused(step.place, "not everything is worked out here")
        return self.same_sides(step, self.context)

    def tidied(self, step: SavedStep) -> Justification:
        _reason(step, next(rule for rule in (implicit.TIDY_SIDE, implicit.ONE_FRACTION) if rule.name == step.rule))
        if step.before.args[0] is not step.after.args[0]:
            raise Refused(step.place, "the left side is another one")
        if not step.substeps and not step.left_out:
            raise Refused(step.place, "the steps of algebra are left out")
        return self.same_sides(step, self.symbols)

    def spread_out(self, step: SavedStep) -> Justification:
        _reason(step, implicit.SPREAD, y=self.y)
        _given(step, *(spread(side, self.rate) for side in step.before.args))
        return self.same_sides(step, self.context)

    def factored(self, step: SavedStep) -> Justification:
        _reason(step, implicit.FACTOR, y=self.y)
        factor = add(*(self._beside(step, each) for each in summands(step.before.args[0])))
        _given(step, multiply(factor, self.rate), step.before.args[1])
        return self.same_sides(step, self.context)

    def exponents_down(self, step: SavedStep) -> Justification:
        _reason(step, implicit.POWERS_DOWN)
        if any(side.op == "function" and side.value == "ln" and side.args[0].op == "power" for side in step.after.args):
            raise Refused(step.place, "an exponent is left under a logarithm")
        return self.same_sides(step, self.context)

    # --------------------------------------------------------------------------------------------- both sides, together

    def both_sides(self, step: SavedStep) -> Justification:
        """d/dx of both sides, which are the same function of x."""
        _reason(step, implicit.BOTH_SIDES, y=self.y, x=self.x)
        _given(step, *(derivative(side, self.x) for side in step.before.args))
        return Justification("proved")

    def once_more(self, step: SavedStep) -> Justification:
        """y' = R, y'' = d/dx(R)."""
        _reason(step, implicit.ONCE_MORE, x=self.x)
        left, right = step.before.args
        if left.op != "derivative" or left.args != self.rate.args or not isinstance(left.value, int):
            raise Refused(step.place, "the line before tells no derivative")
        _given(step, derivative(self.y, self.x, left.value + 1), derivative(right, self.x))
        return Justification("proved")

    def logarithms(self, step: SavedStep) -> Justification:
        """What stands under a power, or alone, must be positive for the logarithms to have values."""
        _reason(step, implicit.LOGARITHM)
        _given(step, *(function("ln", side) for side in step.before.args))
        bases = [side.args[0] if side.op == "power" else side for side in step.before.args]
        self.positive = tuple(dict.fromkeys(relation(">", base, ZERO) for base in bases if base.free))
        return Justification("proved", self.positive)

    def to_one_side(self, step: SavedStep) -> Justification:
        """Left minus right stays, or every sign is turned."""
        _reason(step, implicit.TO_ONE_SIDE, y=self.y)
        (left, right), (new, other) = step.before.args, step.after.args
        if not all(has(each, self.rate) for each in summands(new)) or has(other, self.rate):
            raise Refused(step.place, "the derivative does not stand on the left side alone")
        proofs = (justify(subtract(left, right), subtract(*sides), self.context) for sides in ((new, other), (other, new)))
        return Justification("proved" if any(each.status == "proved" for each in proofs) else "undecided")

    def divided(self, step: SavedStep) -> Justification:
        factor = self._beside(step, step.before.args[0])
        _reason(step, implicit.DIVIDE, a=factor)
        _given(step, self.rate, step.after.args[1])
        proof = justify(step.before, relation("=", step.before.args[0], multiply(factor, step.after.args[1])), self.context)
        return Justification(proof.status, not_zero(factor, self.symbols))

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
        _reason(step, implicit.PUT_IN, y=self.rate, r=slope)
        _given(step, step.before.args[0], replace(step.before.args[1], {self.rate: slope}))
        return Justification("proved")

    def on_the_curve(self, step: SavedStep) -> Justification:
        """The right sides differ by a multiple of what is 0 on the curve."""
        _reason(step, implicit.USE_CURVE, u=self.start)
        _given(step, step.before.args[0], step.after.args[1])
        difference, curve = subtract(step.before.args[1], step.after.args[1]), subtract(*self.start.args)
        try:
            _, (ours, zero) = make_field([plain(each, self.symbols) for each in (difference, curve)])
        except (Full, NotConvertible, TooLarge, Undetermined):
            return Justification("undecided")
        multiple = not zero[0].is_constant() and divmod(ours[0], zero[0])[1].is_zero()
        return Justification("proved" if multiple else "undecided")

    # ---------------------------------------------------------------------------------------------- inverse functions

    def undone(self, step: SavedStep) -> Justification:
        """y = g(u) as f(y) = u, by what the table says that g undoes."""
        body = step.before.args[1]
        known = inverse.undoing(body, self.y) if step.before.args[0] is self.y and step.before is self.start else None
        if known is None:
            raise Refused(step.place, "no inverse function stands in the line before")
        _reason(step, inverse.UNDO, y=self.y, u=body.args[0])
        _given(step, known.forward, body.args[0])
        return Justification("proved", known.range)

    def in_the_range(self, step: SavedStep) -> Justification:
        name = f"a{self.saved.forward.value}" if self.saved.forward is not None else ""
        known = inverse.undoing(function(name, self.x), self.y)
        if known is None or known.part is None or known.by is None or known.forward is not self.image:
            raise Refused(step.place, "no inverse function has a known range here")
        _reason(step, inverse.IN_THE_RANGE, known.why, p=known.part, r=known.by)
        _given(step, self.rate, replace(step.before.args[1], {known.part: known.by}))
        branch = {self.y: function(name, self.x)}
        verdict = compare(substitute(known.part, branch), substitute(known.by, branch), self.symbols)
        return Justification("proved" if verdict.status == "equal" else "undecided", known.range)

    def known_image(self, step: SavedStep) -> Justification:
        """f(y) is x."""
        image = self._image(step)
        _reason(step, inverse.KNOWN, f=image, u=self.x)
        _given(step, self.rate, replace(step.before.args[1], {image: self.x}))
        return Justification("proved")

    def solved(self, step: SavedStep) -> Justification:
        """y as what was found for it."""
        image, value = self._image(step), self.saved.solved
        if value is None:
            raise Refused(step.place, "the equation is not solved")
        _reason(step, inverse.SOLVED, f=image, x=self.x, g=value)
        _given(step, self.rate, substitute(step.before.args[1], {self.y: value}))
        return Justification("proved" if self.is_solved_by(value) else "undecided")

    def is_solved_by(self, value: Term) -> bool:
        forward = self.saved.forward or ZERO
        return justify(substitute(forward, {self.x: value}), self.x, self.symbols).status == "proved"

    def by_self_form(self, step: SavedStep) -> Justification:
        """1/F(x), where f' = F(f): with f(y) in place of x both lines are the same function of y."""
        image = self._image(step)
        form = self._form_told(step, image)
        _given(step, self.rate, step.after.args[1])
        if self.y in step.after.args[1].free:
            raise Refused(step.place, "y is still there")
        before, after = (substitute(line.args[1], {self.x: image}) for line in (step.before, step.after))
        forward = self.saved.forward or ZERO
        named = self.symbols.define(Definition("f", (self.x,), forward))
        slope = justify(derivative(forward, self.x), form, named)
        proved = justify(before, after, self.symbols).status == slope.status == "proved"
        return Justification("proved" if proved else "undecided")

    def _form_told(self, step: SavedStep, image: Term) -> Term:
        """f' in terms of f, which stands in the sentence alone."""
        around = in_words(inverse.SELF_FORM.why, {"f": image, "x": self.x}, s="\n").split("\n")
        words = step.why.removeprefix(around[0]).removesuffix(around[1])
        try:
            form = read(words, self.symbols).term
        except Unreadable:
            raise Refused(step.place, "the reason is not that of the rule") from None
        _reason(step, inverse.SELF_FORM, s=form, f=image, x=self.x)
        return form

    def _image(self, step: SavedStep) -> Term:
        if self.image is None:
            raise Refused(step.place, "no inverse function is looked for here")
        return self.image


def _given(step: SavedStep, left: Term, right: Term) -> None:
    if step.after is not relation("=", left, right):
        raise Refused(step.place, f"the rule {step.rule!r} does not give this line")


def _reason(step: SavedStep, rule: Rule, because: str = "", **holes: Term) -> None:
    if step.why != in_words(rule.why, holes, why=because):
        raise Refused(step.place, "the reason is not that of the rule")


_TOLD_ASIDE = (implicit.EACH_SIDE, implicit.TIDY_SIDE, implicit.ONE_FRACTION)

_ROWS: tuple[tuple[Rule, Callable[[_Lines, SavedStep], Justification]], ...] = (
    (implicit.LOGARITHM, _Lines.logarithms),
    (implicit.POWERS_DOWN, _Lines.exponents_down),
    (implicit.BOTH_SIDES, _Lines.both_sides),
    (implicit.EACH_SIDE, _Lines.each_side),
    (implicit.SPREAD, _Lines.spread_out),
    (implicit.TO_ONE_SIDE, _Lines.to_one_side),
    (implicit.FACTOR, _Lines.factored),
    (implicit.DIVIDE, _Lines.divided),
    (implicit.TIDY_SIDE, _Lines.tidied),
    (implicit.ONE_FRACTION, _Lines.tidied),
    (implicit.ONCE_MORE, _Lines.once_more),
    (implicit.PUT_IN, _Lines.put_in),
    (implicit.USE_CURVE, _Lines.on_the_curve),
    (inverse.UNDO, _Lines.undone),
    (inverse.IN_THE_RANGE, _Lines.in_the_range),
    (inverse.KNOWN, _Lines.known_image),
    (inverse.SOLVED, _Lines.solved),
    (inverse.SELF_FORM, _Lines.by_self_form),
)

PROOFS = {rule.name: (rule, proof) for rule, proof in _ROWS}
"""Every rule about equations, with what its line needs to be true."""
