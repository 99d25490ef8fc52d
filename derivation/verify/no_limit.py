"""Limits that do not exist: the denominator becomes 0 and the numerator does not."""

from __future__ import annotations

from derivation.context import Context
from derivation.equality import Counterexample, NoDerivative, compare, differentiate, plain
from derivation.term import ONE, ZERO, Term, add, multiply, negate, number_of, postorder, power, rational, substitute

ROUNDS = 3
"""How often numerator and denominator are differentiated where both become 0."""

_JUMPS = frozenset(["sign", "floor", "ceil", "heaviside", "dirac"])


def no_limit(node: Term, context: Context) -> Counterexample | None:
    """A point at which a limit does not exist, with what numerator and denominator become there; None if none is found.

    >>> from derivation.term import X, divide, limit
    >>> no_limit(limit(divide(add(X, ONE), X), X, ZERO), Context()).right
    '1/0'
    """
    body, bound, point = node.args
    body = plain(body, context)
    if any(each.op == "piecewise" or each.value in _JUMPS for each in postorder(body)):
        return None
    above, below = over_one_denominator(body)
    for _ in range(ROUNDS):
        top, bottom = (substitute(each, {bound: point}) for each in (above, below))
        if compare(bottom, ZERO, context).status != "equal":
            return None
        verdict = compare(top, ZERO, context)
        if verdict.status == "different" and verdict.point is not None:
            return Counterexample(verdict.point.at, "a finite value", f"{verdict.point.left}/0")
        try:
            above, below = differentiate(above, bound), differentiate(below, bound)
        except NoDerivative:
            return None
    return None


def over_one_denominator(term: Term) -> tuple[Term, Term]:
    """Numerator and denominator of a term, its sums put over one denominator.

    >>> from derivation.term import X, divide
    >>> over_one_denominator(add(divide(ONE, X), ONE))
    (sum(integer(1), symbol('x')), symbol('x'))
    """
    done: dict[Term, tuple[Term, Term]] = {}
    for node in postorder(term):
        done[node] = _together(node, done)
    return done[term]


def _together(node: Term, done: dict[Term, tuple[Term, Term]]) -> tuple[Term, Term]:
    parts = [done[arg] for arg in node.args]
    if node.op == "sum":
        above, below = parts[0]
        for top, bottom in parts[1:]:
            above = add(above, top) if below is bottom else add(_times(above, bottom), _times(top, below))
            below = below if below is bottom else _times(below, bottom)
        return above, below
    if node.op == "product":
        return _times(*(top for top, _ in parts)), _times(*(bottom for _, bottom in parts))
    if node.op == "quotient":
        (a, b), (c, d) = parts
        return _times(a, d), _times(b, c)
    if node.op == "negation":
        return negate(parts[0][0]), parts[0][1]
    if node.op == "power" and (number := number_of(node.args[1])) is not None and number.denominator == 1:
        top, bottom = parts[0]
        exponent = rational(abs(number))
        raised = (_power(top, exponent), _power(bottom, exponent))
        return raised if number > 0 else (raised[1], raised[0])
    return node, ONE


def _times(*factors: Term) -> Term:
    return multiply(*(each for each in factors if each is not ONE))


def _power(base: Term, exponent: Term) -> Term:
    return base if base is ONE or exponent is ONE else power(base, exponent)
