"""The first line of a page without a function beside it: it is what is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivation.context import Definition
from derivation.reading import Line
from derivation.term import Term, replace
from derivation.verify.chain import Judged, has_rate
from derivation.verify.curve import Curve
from derivation.verify.implicit import letter_of_curve, letters_in_motion, rate_of_curve, solved_for
from derivation.verify.remembered import compare

if TYPE_CHECKING:
    from derivation.verify.statements import Statements


def first_line(page: Statements, parts: list[Term], terms: list[Term], line: Line) -> Judged:
    """Nothing was given, so the first line is what is given."""
    first = terms[0]
    if len(terms) == 2 and _is_curve(page, terms):
        return Judged("given", "what is given", line.conditions)
    if len(terms) > 1:
        judged = page.judge_equation(parts, terms, line)
        page.chain.targets, page.chain.last = (terms[-1],), terms[-1]
        about_x = all(term.free <= {page.names.context.variable} for term in terms)
        claimed = (judged.status == "wrong" and (about_x or any(map(has_rate, parts)))) or (
            judged.status == "ok" and _is_worked_out(parts[0], page)
        )
        return judged if claimed else Judged("given", "what is given", line.conditions)
    if first.op == "derivative" and first.value == 1 and first.args[1] is page.names.context.variable:
        page.names.set_function(first.args[0])
        page.chain.targets = (first,)
    elif has_rate(first):
        page.chain.targets = (first,)
    else:
        page.names.set_function(first)
        page.chain.targets, page.unmoved = (first,), True
    page.chain.last = first
    return Judged("given", "what is given", line.conditions)


def _is_worked_out(part: Term, page: Statements) -> bool:
    """Whether a left side is the derivative of a formula that it shows, or of a function known by name: it is a claim."""
    shown = part.op == "primed" or (part.op == "derivative" and bool(part.args[0].args))
    return shown and page.differentiated.issuperset(page.names.undefined(part))


def _is_curve(page: Statements, terms: list[Term]) -> bool:
    """An equation between x and y: from here on y is a function of x, by its formula where it can be solved for y."""
    left, right = terms
    context = page.names.context
    if (moving := letters_in_motion(left, right, context, page.differentiated)) and not has_rate(left) and not has_rate(right):
        return _is_in_motion(page, left, right, moving)
    y = letter_of_curve(left, right, context, page.differentiated)
    if y is None or has_rate(left) or has_rate(right):
        return False
    branch = solved_for(left, right, y, context)
    if branch is not None and compare(replace(left, {y: branch}), replace(right, {y: branch}), context).status == "equal":
        page.names.define(Definition(str(y.value), (), branch))
        page.names.set_function(branch)
        page.start()
        return True
    return _set_curve(page, left, right, (y,))


def _is_in_motion(page: Statements, left: Term, right: Term, moving: tuple[Term, ...]) -> bool:
    """An equation between letters that all move with the variable: it says how their rates are related."""
    page.names.known |= {*moving}
    return _set_curve(page, left, right, moving)


def _set_curve(page: Statements, left: Term, right: Term, letters: tuple[Term, ...]) -> bool:
    *moving, y = letters
    rate = rate_of_curve(left, right, y, page.names.context, moving)
    if rate is not None:
        page.curve = Curve(left, right, y, rate, page.names.context, tuple(moving))
        page.chain.targets = (rate,)
    return rate is not None
