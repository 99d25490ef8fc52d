"""Saved pages whose lines are equations: the slope of a curve, and of an inverse function from f(y) = x.

y is a function of x of which nothing is known but the equation, so what is proved of it holds for every such function.
Each line follows from the one before by its rule; their sides are proved equal like any other lines.
"""

from __future__ import annotations

from collections.abc import Callable

from derivation.context import Definition
from derivation.equality import compare
from derivation.reading import Unreadable, read
from derivation.replay.curve_lines import CurveLines, given, reason
from derivation.replay.outcome import Replayed
from derivation.replay.reader import SavedStep
from derivation.replay.saved import SavedEquations
from derivation.replay.shape import Refused
from derivation.rule import Rule, in_words
from derivation.rules import implicit, inverse
from derivation.term import (
    ZERO,
    Term,
    derivative,
    function,
    relation,
    replace,
    substitute,
)
from derivation.walkthrough import Justification, justify


def equations(saved: SavedEquations, result: Replayed) -> None:
    """Check a page of equations; raises Refused at the first thing that does not hold."""
    lines = _Lines(saved, result)
    line = lines.start
    if not saved.steps or not _is_equation(line):
        raise Refused("steps", "there are none, or they begin with no equation")
    for step in saved.steps:
        if step.before is not line:
            raise Refused(step.place, "this equation is not the one before it")
        if step.defines is not None or step.after is line or not _is_equation(step.after):
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


def _is_equation(line: Term) -> bool:
    return line.op == "relation" and line.value == "="


class _Lines(CurveLines):
    """The lines of a page, those about an inverse function too."""

    def undone(self, step: SavedStep) -> Justification:
        """y = g(u) as f(y) = u, by what the table says that g undoes."""
        body = step.before.args[1]
        known = inverse.undoing(body, self.y) if step.before.args[0] is self.y else None
        if known is None:
            raise Refused(step.place, "no inverse function stands in the line before")
        reason(step, inverse.UNDO, y=self.y, u=body.args[0])
        given(step, known.forward, body.args[0])
        return Justification("proved", known.range)

    def in_the_range(self, step: SavedStep) -> Justification:
        name = f"a{self.saved.forward.value}" if self.saved.forward is not None else ""
        known = inverse.undoing(function(name, self.x), self.y)
        if known is None or known.part is None or known.by is None or known.forward is not self.image:
            raise Refused(step.place, "no inverse function has a known range here")
        reason(step, inverse.IN_THE_RANGE, known.why, p=known.part, r=known.by)
        given(step, step.before.args[0], replace(self.right_side(step), {known.part: known.by}))
        branch = {self.y: function(name, self.x)}
        verdict = compare(substitute(known.part, branch), substitute(known.by, branch), self.symbols)
        return Justification("proved" if verdict.status == "equal" else "undecided", known.range)

    def known_image(self, step: SavedStep) -> Justification:
        """f(y) is x."""
        image = self._image(step)
        reason(step, inverse.KNOWN, f=image, u=self.x)
        given(step, step.before.args[0], replace(self.right_side(step), {image: self.x}))
        return Justification("proved")

    def solved(self, step: SavedStep) -> Justification:
        """y as what was found for it."""
        image, value = self._image(step), self.saved.solved
        if value is None:
            raise Refused(step.place, "the equation is not solved")
        reason(step, inverse.SOLVED, f=image, x=self.x, g=value)
        given(step, step.before.args[0], substitute(self.right_side(step), {self.y: value}))
        return Justification("proved" if self.is_solved_by(value) else "undecided")

    def is_solved_by(self, value: Term) -> bool:
        forward = self.saved.forward or ZERO
        proof = justify(substitute(forward, {self.x: value}), self.x, self.symbols)
        return self.y not in value.free and proof.status == "proved"

    def by_self_form(self, step: SavedStep) -> Justification:
        """1/F(x), where f' = F(f): with f(y) in place of x both lines are the same function of y."""
        image = self._image(step)
        form = self._form_told(step, image)
        given(step, step.before.args[0], step.after.args[1])
        self.right_side(step)
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
        reason(step, inverse.SELF_FORM, s=form, f=image, x=self.x)
        return form

    def _image(self, step: SavedStep) -> Term:
        if self.image is None:
            raise Refused(step.place, "no inverse function is looked for here")
        return self.image


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
