"""How the rules of differentiation rewrite derivatives of functions by cases, integrals, sums and values at a place.

Each function takes a derivative still to be done and yields what it becomes, or nothing where the rule does not apply.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.rule import Match
from derivation.term import (
    OTHERWISE,
    ZERO,
    Term,
    add,
    derivative,
    index_of,
    integral,
    is_counted,
    logic,
    multiply,
    negate,
    piecewise,
    postorder,
    relation,
    replace,
    series,
    substitute,
    summand_with,
    symbol,
)

MOST_CASES = 12
"""Maxima of more arguments than this are refused."""


def maximum_by_cases(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "function" and body.value in ("max", "min") and 2 <= len(body.args) <= MOST_CASES:
        sign = ">=" if body.value == "max" else "<="
        yield Match(derivative(_cases(body.args, sign, context), variable))


def _cases(arguments: tuple[Term, ...], sign: str, context: Context) -> Term:
    """Each argument where it beats all others, and the last one otherwise."""
    beats = {
        each: _all_of([_variable_first(relation(sign, each, other), context) for other in arguments if other is not each])
        for each in arguments[:-1]
    }
    return piecewise(*beats.items(), (arguments[-1], OTHERWISE))


def _variable_first(condition: Term, context: Context) -> Term:
    """x < 0 rather than 0 > x."""
    left, right = condition.args
    if context.depends(left) or not context.depends(right):
        return condition
    return relation({">=": "<=", "<=": ">="}[str(condition.value)], right, left)


def _all_of(conditions: list[Term]) -> Term:
    return conditions[0] if len(conditions) == 1 else logic("and", *conditions)


def derivative_by_pieces(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "piecewise":
        values, conditions = body.args[::2], body.args[1::2]
        pieces = zip((derivative(each, variable) for each in values), _inside(conditions), strict=True)
        yield Match(piecewise(*(piece for number, piece in enumerate(pieces) if not _is_point(number, conditions))))


_OPEN = {"<=": "<", ">=": ">", "<": "<", ">": ">"}
_BEYOND = {"<=": ">", ">=": "<", "<": ">", ">": "<"}


def _inside(conditions: tuple[Term, ...]) -> list[Term]:
    """The regions without their joints, where the derivative needs a look of its own."""
    regions = [_open_condition(each) for each in conditions]
    if regions[-1] is OTHERWISE and all(each.op == "relation" and each.value in _BEYOND for each in conditions[:-1]):
        regions[-1] = _all_of([relation(_BEYOND[str(each.value)], *each.args) for each in conditions[:-1]])
    return regions


def _is_point(number: int, conditions: tuple[Term, ...]) -> bool:
    """Whether a case holds at single points alone: x = 0, or what is left beside x != 0."""
    condition = conditions[number]
    if condition.op == "relation" and condition.value == "=":
        return len(conditions) > 1
    return number > 0 and condition is OTHERWISE and any(each.op == "relation" and each.value == "!=" for each in conditions)


def _open_condition(condition: Term) -> Term:
    if condition.op == "relation" and condition.value in _OPEN:
        return relation(_OPEN[str(condition.value)], *condition.args)
    if condition.op == "logic":
        return replace(condition, {each: _open_condition(each) for each in condition.args})
    return condition


def fundamental_theorem(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "integral" and not context.depends(body.args[0]):
        inside, bound, lower, upper = body.args
        above = multiply(substitute(inside, {bound: upper}), derivative(upper, variable))
        below = multiply(substitute(inside, {bound: lower}), derivative(lower, variable))
        yield Match(add(above, negate(below)))


def leibniz_rule(term: Term, context: Context) -> Iterator[Match]:
    """The integrand changes with the variable too."""
    body, variable = term.args
    if body.op == "integral" and context.depends(body.args[0]) and body.args[1] is not variable and not _endless(body):
        inside, bound, lower, upper = body.args
        above = multiply(substitute(inside, {bound: upper}), derivative(upper, variable)) if context.depends(upper) else ZERO
        below = multiply(substitute(inside, {bound: lower}), derivative(lower, variable)) if context.depends(lower) else ZERO
        ends = [above, *([] if below is ZERO else [negate(below)])]
        changing = integral(derivative(inside, variable), bound, lower, upper)
        yield Match(add(*(each for each in ends if each is not ZERO), changing), {"x": variable})


def _endless(body: Term) -> bool:
    """Over an endless range the integral of the derivative may have another value, or none."""
    return any(node.op == "constant" and node.value == "infinity" for node in postorder(*body.args[2:]))


def under_the_sum(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "series" and body.args[1] is not variable and not any(context.depends(each) for each in body.args[2:]):
        if is_counted(variable, body):
            return
        inside, bound, first, last = body.args
        yield Match(series(derivative(inside, variable), bound, first, last), {"k": bound})


def one_summand(term: Term, context: Context) -> Iterator[Match]:
    """d/dz_j of the sum of e^(z_k) over k: the other summands do not change with z_j."""
    body, variable = term.args
    alone = summand_with(body, variable) if body.op == "series" and is_counted(variable, body) else None
    if alone is not None:
        yield Match(derivative(alone, variable), {"k": body.args[1], "j": symbol(index_of(variable)[1])})


def put_value_in(term: Term, context: Context) -> Iterator[Match]:
    body, variable = term.args
    if body.op == "at":
        inside, bound, value = body.args
        yield Match(derivative(substitute(inside, {bound: value}), variable))
