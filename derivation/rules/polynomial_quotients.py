"""Difference quotients of polynomials, of their fractions and of their roots, until h stands in no denominator.

Each function takes a limit as h goes to 0 and yields what it becomes, or nothing where its way does not apply.
"""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.rule import Match
from derivation.rules.difference_quotients import minus, taken_apart
from derivation.rules.polynomials import cancelled, is_polynomial, multiplied_out, without_h
from derivation.term import ONE, ZERO, Term, add, divide, limit, multiply, subtract


def multiply_out(term: Term, context: Context) -> Iterator[Match]:
    """The numerator of a difference quotient multiplied out."""
    if term.op != "limit" or term.args[0].op != "quotient":
        return
    above, below = term.args[0].args
    if above.op == "sum" and is_polynomial(above):
        after = add(*multiplied_out(above))
        if after is not above:
            yield Match(limit(divide(after, below), term.args[1], term.args[2]))


def cancel_terms(term: Term, context: Context) -> Iterator[Match]:
    """What the numerator has in two opposite terms goes."""
    if term.op != "limit" or term.args[0].op != "quotient":
        return
    above, below = term.args[0].args
    if above.op in ("sum", "product") and is_polynomial(above):
        after = cancelled(above)
        if after is not above:
            yield Match(limit(divide(after, below), term.args[1], term.args[2]))


def take_out_step(term: Term, context: Context) -> Iterator[Match]:
    """h written in front of a bracket."""
    if term.op != "limit" or term.args[0].op != "quotient" or term.args[0].args[0].op != "sum":
        return
    (above, below), h = term.args[0].args, term.args[1]
    rest = without_h(above, h)
    if rest is not None:
        yield Match(limit(divide(multiply(h, rest), below), term.args[1], term.args[2]), {"h": h})


def cancel_step(term: Term, context: Context) -> Iterator[Match]:
    """h is divided out above and below."""
    if term.op != "limit" or term.args[0].op != "quotient":
        return
    (above, below), h = term.args[0].args, term.args[1]
    upper = without_h(above, h)
    if upper is None:
        return
    if below is h:
        yield Match(limit(upper, term.args[1], term.args[2]), {"h": h})
    elif below.op == "product" and h in below.args:
        lower = multiply(*(each for each in below.args if each is not h))
        yield Match(limit(divide(upper, lower), term.args[1], term.args[2]), {"h": h})


def common_denominator(term: Term, context: Context) -> Iterator[Match]:
    """p(x+h)/q(x+h) - p(x)/q(x) over one denominator, and h beside it."""
    found = taken_apart(term, context)
    if found is None or found[0].op != "quotient" or not all(is_polynomial(each) for each in found[0].args):
        return
    body, moved, _, h = found
    (p, q), (later_p, later_q) = body.args, moved.args
    above = subtract(q if later_p is ONE else multiply(later_p, q), later_q if p is ONE else multiply(p, later_q))
    yield Match(limit(divide(above, multiply(h, later_q, q)), h, ZERO), {"q": q})


def conjugate(term: Term, context: Context) -> Iterator[Match]:
    """sqrt(a) - sqrt(b) times its conjugate, above and below."""
    found = taken_apart(term, context)
    if found is None or not _is_root_of_polynomial(found[0]):
        return
    body, moved, _, h = found
    other = add(moved, body)
    yield Match(
        limit(divide(multiply(subtract(moved, body), other), multiply(h, other)), h, ZERO),
        {"a": moved.args[0], "b": body.args[0]},
    )


def _is_root_of_polynomial(term: Term) -> bool:
    return term.op == "function" and term.value == "sqrt" and is_polynomial(term.args[0])


def squares_of_roots(term: Term, context: Context) -> Iterator[Match]:
    """(sqrt(a) - sqrt(b))(sqrt(a) + sqrt(b)) = a - b."""
    if term.op != "limit" or term.args[0].op != "quotient" or term.args[0].args[0].op != "product":
        return
    above, below = term.args[0].args
    difference, total = above.args[0], above.args[-1]
    if len(above.args) == 2 and difference.op == total.op == "sum" and len(difference.args) == len(total.args) == 2:
        a, b = total.args
        if difference is subtract(a, b) and all(_is_root_of_polynomial(each) for each in (a, b)):
            yield Match(limit(divide(minus(a.args[0], b.args[0]), below), term.args[1], term.args[2]))
