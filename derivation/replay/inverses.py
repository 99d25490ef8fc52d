"""Saved walkthroughs by what an inverse function undoes: the equations told aside, and the lines that rest on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace as replace_in
from typing import Protocol

from derivation.catalogue import PRIMITIVES
from derivation.context import Context, Definition
from derivation.replay.outcome import Replayed
from derivation.replay.reader import SavedStep
from derivation.replay.saved import SavedEquations
from derivation.replay.shape import Refused
from derivation.rule import Rule, in_words
from derivation.rules import implicit, inverse
from derivation.rules.solving import beside
from derivation.term import Term, derivative, function, relation, replace
from derivation.walkthrough import Justification, justify

Names = Mapping[Term, Term]


class Chains(Protocol):
    """What replays the ordinary steps, and what came out so far."""

    result: Replayed

    def chain(self, steps: tuple[SavedStep, ...], context: Context) -> Term:
        """The last line of steps that go on from one another."""
        ...


def call_it_y(chains: Chains, step: SavedStep, names: Names, context: Context) -> Justification:
    """d/dx(g(u)) as d/dx(y)."""
    assert step.defines is not None
    name, body = step.defines
    if step.before is not derivative(body, context.variable) or step.after is not derivative(name, context.variable):
        raise Refused(step.place, f"this is not the line before with {name.value} for the inverse function")
    _reason(step, inverse.CALL_IT_Y, y=name)
    return justify(step.before, step.after, context)


def by_equation(chains: Chains, step: SavedStep, names: Names, context: Context) -> Justification:
    """d/dx(y) as what the equation f(y) = u gives; the equations stand inside, and each is true of the y that is named."""
    from derivation.replay.equations import equations

    y, body, known = _inverse(step, names)
    inner, rate = body.args[0], derivative(y, context.variable)
    _reason(step, inverse.BY_EQUATION, f=known.forward, u=inner, y=y)
    if step.before is not rate:
        raise Refused(step.place, f"the line before is not the derivative of {y.value}")
    if step.left_out or not step.substeps:
        raise Refused(step.place, "the equations are left out")
    others = {name: each for name, each in context.definitions.items() if name != y.value}
    plain = replace_in(context, definitions=others)
    unknown = plain.define(Definition(str(y.value), (), function(f"{y.value}(x)", context.variable)))
    start = relation("=", y, body)
    equations(SavedEquations(start, y, step.after, 1, unknown, step.substeps), chains.result)
    divided = [beside(each.before.args[0], rate) for each in step.substeps if each.rule == implicit.DIVIDE.name]
    conditions = inverse.not_zero(divided[-1], known, inner, plain) if divided else ()
    proved = all(_is_true(each, known, inner, body, context) for each in step.substeps)
    return Justification("proved" if proved else "undecided", conditions)


def _is_true(step: SavedStep, known: inverse.Undoing, inner: Term, body: Term, context: Context) -> bool:
    """Whether an equation is proved to be true of the y that is named, and not only to follow from the one before."""
    undone = step.after is relation("=", known.forward, inner) and body.value in PRIMITIVES
    return undone or justify(step.after.args[0], step.after.args[1], context).status == "proved"


def said_by_what_is_known(chains: Chains, step: SavedStep, names: Names, context: Context) -> Justification:
    """A part of f'(y) said by f(y)."""
    _, _, known = _inverse(step, names)
    if known.part is None or known.by is None or step.after is not replace(step.before, {known.part: known.by}):
        raise Refused(step.place, "this is not what the range of the inverse says")
    if step.why != in_words(inverse.IN_THE_RANGE.why, {"p": known.part, "r": known.by}, why=known.why):
        raise Refused(step.place, "the reason is not that of the rule")
    return justify(step.before, step.after, context)


def put_in_known(chains: Chains, step: SavedStep, names: Names, context: Context) -> Justification:
    """f(y) as what it is."""
    _, body, known = _inverse(step, names)
    for part, value, conditions in inverse.equal_parts(known.forward, body.args[0]):
        if step.after is replace(step.before, {part: value}):
            _reason(step, inverse.KNOWN, f=part, u=value)
            return Justification("proved", conditions)
    raise Refused(step.place, "this is not the line before with what is known put in")


def put_back(chains: Chains, step: SavedStep, names: Names, context: Context) -> Justification:
    """The inverse in place of its letter."""
    y, body, _ = _inverse(step, names)
    if step.after is not replace(step.before, {y: body}):
        raise Refused(step.place, "this is not the line before with the inverse put back")
    _reason(step, inverse.Y_BACK, y=y, u=body)
    return justify(step.before, step.after, context)


def _inverse(step: SavedStep, names: Names) -> tuple[Term, Term, inverse.Undoing]:
    """The letter in the line, what it stands for, and what that undoes."""
    for name, body in names.items():
        known = inverse.undoing(body, name)
        if name in step.before.free and known is not None:
            return name, body, known
    raise Refused(step.place, "no inverse function has a name here")


def _reason(step: SavedStep, rule: Rule, **holes: Term) -> None:
    if step.why != in_words(rule.why, holes):
        raise Refused(step.place, "the reason is not that of the rule")


PROOFS: dict[str, Callable[[Chains, SavedStep, Names, Context], Justification]] = {
    inverse.CALL_IT_Y.name: call_it_y,
    inverse.BY_EQUATION.name: by_equation,
    inverse.IN_THE_RANGE.name: said_by_what_is_known,
    inverse.KNOWN.name: put_in_known,
    inverse.Y_BACK.name: put_back,
}
"""Lines whose proof is more than the equality of two terms; each is checked as a whole."""
