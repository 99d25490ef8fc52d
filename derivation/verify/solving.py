"""Lines that set the derivative to zero and solve for the variable: equations that hold where it is zero, not identities."""

from __future__ import annotations

from dataclasses import replace as dataclass_replace
from typing import TYPE_CHECKING

from derivation.context import Context
from derivation.equality import Verdict
from derivation.reading import Line
from derivation.term import ZERO, Term, add, fresh_symbol, multiply, negate, replace
from derivation.verify.chain import Judged, has_rate
from derivation.verify.curve import Curve
from derivation.verify.linear import solved_linearly
from derivation.verify.moving import worked_out
from derivation.verify.remembered import compare

if TYPE_CHECKING:
    from derivation.verify.statements import Statements

NOT_JUDGED = "solving an equation is not judged"
SET_TO_ZERO = "set to zero"
IS_A_ROOT = "the derivative is zero there"
HAS_A_ROOT = "its solution makes the derivative zero"
NO_ROOT = "the derivative is not zero there"


def without_zero(parts: list[Term], terms: list[Term]) -> tuple[list[Term], list[Term]]:
    """dM/dp = 0 = 5/p - 3/(1 - p) without the zero between what is set to zero; others as they are.

    >>> from derivation.term import ONE, X
    >>> without_zero([X, ZERO, ONE], [X, ZERO, ONE])[1]
    [symbol('x'), integer(1)]
    """
    if len(terms) < 3 or ZERO not in parts or all(term is ZERO for term in terms):
        return parts, terms
    kept = [k for k, part in enumerate(parts) if part is not ZERO]
    return [parts[k] for k in kept], [terms[k] for k in kept]


def as_the_variable(page: Statements, parts: list[Term]) -> list[Term]:
    """The sides of an equation, the variable in place of its own name for the solution: p_star, thetahat_MLE, x_0."""
    variable, name = str(page.names.context.variable.value), str(parts[0].value)
    solution = page.solving is not None and len(parts) == 2 and parts[0].op == "symbol" and name.startswith(variable)
    if not solution or not name.removeprefix(variable).startswith(("hat", "_")) or page.names.is_known(parts[0]):
        return parts
    return [page.names.context.variable, *parts[1:]]


def goes_on_to_zero(page: Statements, terms: list[Term], line: Line) -> Judged | None:
    """A line = 0 behind the derivative, where the next statement is about the variable alone: the derivative is set to zero."""
    x = page.names.context.variable
    if len(terms) != 1 or terms[0] is not ZERO or line.parts[0] is not None or page.chain.last is None:
        return None
    next_left = line.more[0].parts[:1] if line.more else tuple(page.ahead[:1])
    if next_left != (x,) or x not in page.chain.last.free or not page.is_the_derivative(page.chain.last):
        return None
    page.solving = page.chain.last
    return Judged("ok", SET_TO_ZERO)


def is_about_the_variable(page: Statements, part: Term, value: Term) -> bool:
    """Whether what is set to zero is a derivative, by its own words or by its value, that changes with the variable."""
    return page.names.context.variable in value.free and (has_rate(part) or page.is_the_derivative(value))


def judge_solving(page: Statements, parts: list[Term], terms: list[Term], verdict: Verdict) -> Judged | None:
    """A derivative that is set to zero, and what follows from it, which are no identities; None for other equations.

    verdict  what was found about the two sides as an identity
    """
    if len(terms) != 2:
        return None
    x = page.names.context.variable
    left, right = terms if terms[0] is not ZERO else terms[::-1]
    if right is ZERO and page.names.function is not None and page.is_the_derivative(left):
        page.solving = page.chain.targets[-1]
        return Judged("ok", SET_TO_ZERO)
    last = page.chain.last
    if right is ZERO and last is not None and x in last.free and _is_same(left, last, page):
        page.solving = last
        return Judged("ok", SET_TO_ZERO)
    is_a_value = left is x and x not in right.free
    if page.solving is None:
        return Judged("given", "a value") if is_a_value else None
    if any(has_rate(part) for part in parts):
        return None
    value = right if is_a_value else solved_linearly(add(left, negate(right)), x, page.names.context)
    if value is not None:
        return _judge_root(page, page.solving, value, IS_A_ROOT if is_a_value else HAS_A_ROOT, verdict)
    if _is_a_multiple(page, page.solving, terms):
        return Judged("ok", "the same equation")
    return _where_it_is_zero(page.solving, left, right, page.names.context)


def _is_same(left: Term, right: Term, page: Statements) -> bool:
    return compare(left, right, page.names.context).status == "equal"


def _judge_root(page: Statements, solving: Term, value: Term, how: str, verdict: Verdict) -> Judged:
    """Whether what was set to zero is zero at a value of the variable, or at the only solution of an equation."""
    there = replace(solving, {page.names.context.variable: value})
    status = compare(there, ZERO, page.names.context).status
    if status == "different":
        return Judged("wrong", NO_ROOT, point=verdict.point)
    return Judged("ok", how) if status == "equal" else Judged("undecided", NOT_JUDGED)


def _is_a_multiple(page: Statements, solving: Term, terms: list[Term]) -> bool:
    """Whether an equation is the one that is solved, times a constant: their quotient has the derivative 0."""
    difference = add(terms[0], negate(terms[1]))
    rate, own_rate = worked_out(difference, page.names.context), worked_out(solving, page.names.context)
    if has_rate(rate) or has_rate(own_rate) or compare(difference, ZERO, page.names.context).status != "different":
        return False
    return compare(multiply(rate, solving), multiply(own_rate, difference), page.names.context).status == "equal"


def _where_it_is_zero(solving: Term, left: Term, right: Term, context: Context) -> Judged:
    """Whether an equation follows from what was set to zero, or is one of its factors set to zero."""
    apart = dataclass_replace(context, variable=fresh_symbol("t", solving.free | left.free | right.free))
    if Curve(left, right, context.variable, ZERO, apart).holds_where_zero(solving):
        return Judged("ok", "one of its factors is zero")
    verdict = Curve(solving, ZERO, context.variable, ZERO, apart).compare(left, right)
    if verdict.status == "different":
        return Judged("wrong", "not true where the derivative is zero", point=verdict.point)
    return Judged("ok", "true where the derivative is zero") if verdict.status == "equal" else Judged("undecided", NOT_JUDGED)
