"""Saved pages with more than one chain: parametric curves, the derivative of order n, the gradient."""

from __future__ import annotations

from derivation.context import Context
from derivation.notation import unicode_line
from derivation.replay.check import Checking, walkthrough
from derivation.replay.outcome import Replayed
from derivation.replay.reader import SavedStep
from derivation.replay.saved import SavedCurve, SavedGradient, SavedPattern
from derivation.replay.shape import Refused
from derivation.rules import parametric
from derivation.rules.induction import NEXT
from derivation.rules.solving import not_zero
from derivation.term import (
    MINUS_ONE,
    ONE,
    Term,
    add,
    derivative,
    divide,
    integer,
    multiply,
    negate,
    number_of,
    postorder,
    power,
    substitute,
    subtract,
)
from derivation.walkthrough import Justification, justify


def gradient(saved: SavedGradient, result: Replayed) -> None:
    """Every partial derivative, and those of second order: by x twice, by x and y, by y twice, ..."""
    variables = [walk.context.variable for walk in saved.first]
    for walk in (*saved.first, *saved.second):
        walkthrough(walk, result)
    if len(set(variables)) < len(variables) or any(walk.order != 1 for walk in (*saved.first, *saved.second)):
        raise Refused("walkthroughs", "these are not the partial derivatives, one by each variable")
    pairs = [(walk.derivative, other) for place, walk in enumerate(saved.first) for other in variables[place:]]
    if saved.second and pairs != [(walk.function, walk.context.variable) for walk in saved.second]:
        raise Refused("second", "these are not the derivatives of the partial derivatives")


# ------------------------------------------------------------------------------------------------------ a parametric curve


def curve(saved: SavedCurve, result: Replayed) -> None:
    """dy/dx as the quotient of the derivatives by the parameter, and each derivative from the one before."""
    if len(saved.curve) != 2 or any(each.op != "relation" or each.args[0].op != "symbol" for each in saved.curve):
        raise Refused("curve", "two equations are expected here, x = ... and y = ...")
    (x, across), (y, line) = (each.args for each in saved.curve)
    if len(saved.derivatives) != len(saved.chains) or x is y or {x, y} & (across.free | line.free):
        raise Refused("derivatives", "these are not those of the walkthroughs")
    for order, (steps, end) in enumerate(zip(saved.chains, saved.derivatives, strict=True), 1):
        if len(steps) < 2 or steps[0].before is not derivative(y, x, order):
            raise Refused(f"walkthrough {order}", "its first line is not the derivative on the curve")
        context = saved.context
        rate = steps[1].after.args[1] if steps[1].after.op == "quotient" else across
        _slope(steps[0], across, line, order, context)
        told = not_zero(rate, context)
        Checking(result).proof(steps[0], Justification("proved", told))
        line = Checking(result, told).chain(steps[1:], context)
        if steps[1].before is not steps[0].after or line is not end:
            raise Refused(f"walkthrough {order}", "its lines do not lead from the quotient to the derivative")


def _slope(step: SavedStep, across: Term, line: Term, order: int, context: Context) -> None:
    rule = parametric.SLOPE if order == 1 else parametric.SLOPE_AGAIN
    if step.rule != rule.name or step.why != rule.why.format(t=unicode_line(context.variable)):
        raise Refused(step.place, f"this is not the rule {rule.name!r} with its reason")
    if step.after is not divide(derivative(line, context.variable), derivative(across, context.variable)):
        raise Refused(step.place, "this is not the quotient of the two derivatives")
    if step.substeps or step.left_out or step.defines is not None:
        raise Refused(step.place, f"the rule {rule.name!r} has no steps inside")


# ---------------------------------------------------------------------------------------------------------------- order n


def pattern(saved: SavedPattern, result: Replayed) -> None:
    """Induction: the formula for the first order, and from each order to the next."""
    n, x = saved.order, saved.context.variable
    if not saved.steps or saved.steps[0].before.op != "derivative" or n in saved.body.free:
        raise Refused("steps", "they do not begin with the derivative of the formula")
    form = saved.steps[0].before.args[0]
    if saved.steps[0].before is not derivative(form, x):
        raise Refused(saved.steps[0].place, "this is not the first derivative of the formula")
    if _induction(saved, result) is not saved.following:
        raise Refused("next", "this is not the last line")
    following = substitute(form, {n: add(n, ONE)})
    told = {
        "formula": (_without_turning_sign(saved), form),
        "next": (saved.following, negate(following) if saved.turns else following),
        "first": _beginning(saved, form, saved.first),
    }
    for place, lines in told.items():
        if justify(*lines, saved.context).status != "proved":
            result.undecided.append(f"{place}: that this is the formula was not proved anew")
    if saved.first and justify(*_beginning(saved, form, saved.first - 1), saved.context).status == "proved":
        raise Refused("first", "the formula begins with a lower order")
    if saved.last != _last_order(form, n):
        raise Refused("last", "the formula does not end with this order")


def _induction(saved: SavedPattern, result: Replayed) -> Term:
    """The end of the lines; the last of them may say that this is the formula for n + 1."""
    checking, last = Checking(result), saved.steps[-1]
    if last.rule != NEXT.name:
        return checking.chain(saved.steps, saved.context)
    if len(saved.steps) < 2 or checking.chain(saved.steps[:-1], saved.context) is not last.before:
        raise Refused(last.place, "this line is not the one before it")
    if last.why != NEXT.why or last.substeps or last.left_out or last.defines is not None:
        raise Refused(last.place, "the reason is not that of the rule")
    checking.proof(last, justify(last.before, last.after, saved.context))
    return last.after


def _beginning(saved: SavedPattern, form: Term, order: int) -> tuple[Term, Term]:
    """The derivative of a whole order, and the formula there."""
    there = substitute(form, {saved.order: integer(order)})
    begun = derivative(saved.body, saved.context.variable, order) if order else saved.body
    return begun, negate(there) if saved.turns and order % 2 else there


def _without_turning_sign(saved: SavedPattern) -> Term:
    """The formula without its factor (-1)^n; (-1)^(n - 1) is -(-1)^n."""
    if not saved.turns:
        return saved.formula
    above, *below = saved.formula.args if saved.formula.op == "quotient" else (saved.formula,)
    sign, *others = above.args if above.op == "product" else (above,)
    signs = {power(MINUS_ONE, saved.order): 1, power(MINUS_ONE, subtract(saved.order, ONE)): -1}
    if sign not in signs:
        raise Refused("formula", "the sign does not turn in it")
    rest = divide(multiply(*others), *below) if below else multiply(*others)
    return rest if signs[sign] > 0 else negate(rest)


def _last_order(form: Term, n: Term) -> int | None:
    """The degree k of a power whose derivatives end, which stands in k(k - 1)...(k - n + 1)."""
    falling = [each.args[0] for each in postorder(form) if each.value == "falling_factorial" and n in each.args[1].free]
    degrees = [number_of(each) for each in falling]
    ends = [int(each) for each in degrees if each is not None and each.denominator == 1 and each > 0]
    return min(ends, default=None)
