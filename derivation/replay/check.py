"""Every step of a saved walkthrough anew: its rule, its sentence, its proof, its conditions, and what stands inside."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derivation import rules
from derivation.context import Context, Definition
from derivation.notation import text
from derivation.replay import inverses, self_form
from derivation.replay.chains import differ_only_at, runs
from derivation.replay.outcome import Replayed
from derivation.replay.reader import SavedStep
from derivation.replay.rule_use import TooLarge, uses
from derivation.replay.saved import SavedWalkthrough
from derivation.replay.shape import Refused
from derivation.rule import Rule, in_words
from derivation.rules import differentiation, first_principles
from derivation.term import Term, derivative, outermost, postorder, put_in, replace, symbol
from derivation.walkthrough import Justification, justify


def walkthrough(saved: SavedWalkthrough, result: Replayed) -> None:
    """Check everything a saved walkthrough says; raises Refused at the first thing that does not hold."""
    checking = Checking(result)
    start = derivative(saved.function, saved.context.variable, saved.order)
    if not saved.steps:
        raise Refused(f"{saved.inside}steps", "there are none")
    if saved.steps[0].before is not start:
        told = _clip(text(start, saved.context))
        raise Refused(saved.steps[0].place, f"the first line is not the derivative of the function, {told}")
    if checking.chain(saved.steps, saved.context) is not saved.derivative:
        raise Refused(f"{saved.inside}derivative", "this is not the last line")
    if saved.self_form is not None and not self_form.is_proved_anew(saved.self_form, saved):
        result.undecided.append(f"{saved.inside}self_form: the equality with the derivative was not proved anew")


def _clip(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:57]}..."


class Checking:
    """Steps that go on from one another.

    granted  conditions that need not be told again, for they stand elsewhere
    """

    def __init__(self, result: Replayed, granted: tuple[Term, ...] = ()) -> None:
        self.result, self.granted = result, granted

    def chain(self, steps: tuple[SavedStep, ...], context: Context) -> Term:
        """The last line of steps that go on from one another; names hold from the step that introduces them."""
        line = steps[0].before
        names: dict[Term, Term] = {}
        for step in steps:
            if step.before is not line:
                raise Refused(step.place, "this line is not the one before it")
            if step.defines is not None:
                name, value = step.defines
                if name in names or name in line.free or name in value.free:
                    raise Refused(step.place, f"the name {name.value} is taken")
                names[name] = value
                context = context.define(Definition(str(name.value), (), value))
            self._step(step, names, context)
            line = step.after
        return line

    def _step(self, step: SavedStep, names: Mapping[Term, Term], context: Context) -> None:
        if step.before is step.after:
            raise Refused(step.place, "nothing changes")
        if step.status not in ("proved", "undecided"):
            raise Refused(step.place, f"the status {step.status!r} is not known")
        rule = rules.find(step.rule) if step.rule else None
        if (step.defines is not None) != (step.rule in _NAMING):
            raise Refused(step.place, "a function of a function, or an inverse function, is given a name, and nothing else")
        if rule is None or rule.kind == "mistake":
            raise Refused(step.place, f"there is no rule {_clip(step.rule)!r}")
        if rule.name in inverses.PROOFS:
            self.proof(step, inverses.PROOFS[rule.name](self, step, names, context))
            return
        known = self._rule_gives_line(rule, step, names, context)
        self.proof(step, justify(step.before, step.after, context, known))

    def proof(self, step: SavedStep, proof: Justification) -> None:
        if proof.status != "proved":
            self.result.undecided.append(f"{step.place}: the equality of the lines was not proved anew")
            return
        if step.status != "proved":
            raise Refused(step.place, "the status says undecided, but the step is proved")
        needed = {text(each): each not in self.granted for each in proof.conditions}
        missing = [each for each, must_be_told in needed.items() if must_be_told and each not in step.conditions]
        if missing:
            raise Refused(step.place, f"the condition {_clip(missing[0])} is left out")
        if step.conditions != tuple(each for each in needed if each in step.conditions):
            raise Refused(step.place, "a condition is told that is not needed")
        self.result.proved += 1

    # --------------------------------------------------------------------------------------------------------- rules

    def _rule_gives_line(self, rule: Rule, step: SavedStep, names: Mapping[Term, Term], context: Context) -> Mapping[Term, Term]:
        """Refuse a line that the rule does not give, and a sentence that is not the rule's; the equalities proved inside."""
        plan = _PLAN.get(rule.name)
        if (step.substeps or step.left_out) and rule.name not in _WITH_SUBSTEPS:
            raise Refused(step.place, f"the rule {rule.name!r} has no steps inside")
        if plan is not None:
            return plan(self, rule, step, names, context)
        found = self._whole_line(rule, step, context) if rule.kind == "differentiation" else self._anywhere(step, context)
        if found is None:
            raise Refused(step.place, f"the rule {step.rule!r} does not give this line")
        if step.why not in found:
            raise Refused(step.place, "the reason is not that of the rule")
        return {}

    def _whole_line(self, rule: Rule, step: SavedStep, context: Context) -> list[str] | None:
        """A rule of differentiation rewrites derivatives and limits: the line as it stands, or those in it."""
        kinds = ("derivative",) if rule in differentiation.RULES else ("derivative", "limit")
        if step.before.op in kinds:
            found = [match for match in rule.rewrite(step.before, context) if match.after is step.after]
            if found:
                return [in_words(rule.why, match.holes) for match in found]
        changes = {}
        for part in postorder(step.before):
            match = next(rule.rewrite(part, context), None) if part.op in kinds else None
            if match is not None:
                changes[part] = match.after
        return [rule.why] if changes and replace(step.before, changes) is step.after else None

    def _anywhere(self, step: SavedStep, context: Context) -> list[str] | None:
        """A law of algebra, by its name or by the name of its other direction; the sentences that would tell of it."""
        sentences: list[str] = []
        for rule in rules.ALL:
            for backwards, name in ((False, rule.name), (True, rule.reverse or rule.name)):
                if rule.kind != "algebra" or name != step.rule or (backwards and name == rule.name and rule.reverse):
                    continue
                try:
                    holes = uses(rule, step.before, step.after, backwards, context)
                except TooLarge:
                    self.result.undecided.append(f"{step.place}: the line is too long to replay the rule")
                    return [step.why]
                why = rule.reverse_why if backwards and rule.reverse_why else rule.why
                sentences += [in_words(why, each) for each in ({}, *holes)] if holes else []
        return sentences or None

    # ---------------------------------------------------------------------------------------------------------- plan

    def _work_out(self, rule: Rule, step: SavedStep, names: Mapping[Term, Term], context: Context) -> Mapping[Term, Term]:
        """Each derivative in the line is replaced by the end of its own chain of steps, which stands inside."""
        self._plain_reason(rule, step)
        kind = "limit" if rule is first_principles.WORK_OUT else "derivative"
        whole = [part for part in outermost(step.before, kind) if part not in outermost(step.after, kind)]
        inside = outermost(step.before.args[0], kind) if whole == [step.before] else []
        if step.left_out:
            self.result.left_out += step.left_out
            if not any(differ_only_at(step.before, step.after, parts) for parts in (whole, inside) if parts):
                raise Refused(step.place, "more changes in this line than its derivatives")
            return {}
        found = runs(step.substeps)
        parts = inside if inside and found and found[0][0].before is not step.before else whole
        if len(found) != len(parts):
            raise Refused(step.place, f"{len(parts)} parts are to be worked out, but {len(found)} are")
        known = {}
        for part, run in zip(parts, found, strict=True):
            if run[0].before is not _written_out(part, names):
                raise Refused(run[0].place, f"this is not {_clip(text(part))}, which is to be worked out")
            known[part] = self.chain(run, context)
        if put_in(step.before, known) is not step.after:
            raise Refused(step.place, "this line does not hold what was worked out")
        return known if all(each.status == "proved" for each in step.substeps) else {}

    def _name_inner(self, rule: Rule, step: SavedStep, names: Mapping[Term, Term], context: Context) -> Mapping[Term, Term]:
        """The inner function is given a name, in a derivative still to be done."""
        assert step.defines is not None
        name, inner = step.defines
        body = replace(step.before.args[0], {inner: name}) if step.before.op == "derivative" else step.before
        if step.before.op != "derivative" or step.after is not derivative(body, context.variable):
            raise Refused(step.place, f"this is not the line before with {name.value} put in")
        outer = replace(body, {name: symbol("u")})
        self._reason(step, in_words(rule.why, {"g": name, "u": inner, "f": outer}))
        return {}

    def _put_back(self, rule: Rule, step: SavedStep, names: Mapping[Term, Term], context: Context) -> Mapping[Term, Term]:
        for name, inner in names.items():
            if name in step.before.free and replace(step.before, {name: inner}) is step.after:
                self._reason(step, in_words(rule.why, {"g": name, "u": inner}))
                return {}
        raise Refused(step.place, "this is not the line before with the inner function put back")

    def _again(self, rule: Rule, step: SavedStep, names: Mapping[Term, Term], context: Context) -> Mapping[Term, Term]:
        """One round of a higher derivative: the body is differentiated once, inside."""
        self._plain_reason(rule, step)
        before, after, order = step.before, step.after, step.before.value
        if before.op != "derivative" or not isinstance(order, int) or order < 2:
            raise Refused(step.place, "the line before is no higher derivative")
        if after.op != "derivative" or after.value != order - 1 or after.args[1] is not before.args[1]:
            raise Refused(step.place, "this is not the derivative of the derivative")
        if step.left_out:
            self.result.left_out += step.left_out
            return {}
        once = derivative(before.args[0], before.args[1])
        if not step.substeps or step.substeps[0].before is not once or self.chain(step.substeps, context) is not after.args[0]:
            raise Refused(step.place, "the steps inside do not lead from the derivative to this line")
        return {}

    def _by_regions(self, rule: Rule, step: SavedStep, names: Mapping[Term, Term], context: Context) -> Mapping[Term, Term]:
        """A nested maximum or minimum is written by cases, under the same derivative."""
        self._plain_reason(rule, step)
        before, after = step.before, step.after
        if before.op != "derivative" or replace(before, {before.args[0]: after.args[0]}) is not after:
            raise Refused(step.place, "this is not the derivative of the line before, written by regions")
        if before.args[0].value not in ("max", "min") or after.args[0].op != "piecewise":
            raise Refused(step.place, "no maximum or minimum is written by regions here")
        return {}

    def _algebra(self, rule: Rule, step: SavedStep, names: Mapping[Term, Term], context: Context) -> Mapping[Term, Term]:
        """No rule is named: the proof alone says that both lines are equal; nothing is differentiated by that."""
        self._plain_reason(rule, step)
        if any(outermost(step.before, kind) != outermost(step.after, kind) for kind in ("derivative", "limit")):
            raise Refused(step.place, f"the rule {rule.name!r} does not differentiate")
        return {}

    def _plain_reason(self, rule: Rule, step: SavedStep) -> None:
        self._reason(step, rule.why)

    def _reason(self, step: SavedStep, expected: str) -> None:
        if step.why != expected:
            raise Refused(step.place, "the reason is not that of the rule")


_Plan = Callable[[Checking, Rule, SavedStep, Mapping[Term, Term], Context], Mapping[Term, Term]]

_PLAN: dict[str, _Plan] = {
    "work out the derivatives": Checking._work_out,
    "function of a function": Checking._name_inner,
    "put the inner function back": Checking._put_back,
    "differentiate again": Checking._again,
    "work out the limits": Checking._work_out,
    "by regions": Checking._by_regions,
    "algebra": Checking._algebra,
    "in terms of the function": Checking._algebra,
}
"""Rules of the plan, whose lines need more than the line before them; each has a check of its own."""

_NAMING = ("function of a function", "call the inverse y")

_WITH_SUBSTEPS = ("work out the derivatives", "work out the limits", "differentiate again")


def _written_out(part: Term, names: Mapping[Term, Term]) -> Term:
    """A derivative with the names of the inner functions written out, as it is worked out."""
    if not names or part.op != "derivative" or part.value != 1:
        return part
    return derivative(replace(part.args[0], names), part.args[1])
