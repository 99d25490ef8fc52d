"""Values of terms by mpmath, in hundreds of digits: another program than the one that proves."""

from __future__ import annotations

from fractions import Fraction

import mpmath

from derivation.context import Context
from derivation.functions import unfold
from derivation.term import Term, postorder

DIGITS = 260
TOLERANCE = mpmath.mpf(10) ** -225
POINTS = [Fraction(p, q) for p, q in ((1, 3), (-7, 5), (11, 4), (2, 9), (-1, 7), (17, 3), (-23, 9), (5, 8), (-4, 11), (29, 13))]


class NoValue(Exception):
    """The term has no real value there, or is of a kind that is not known here."""


def disagreement(left: Term, right: Term, context: Context) -> str | None:
    """A point at which two terms differ; "" if they agree at every point that was tried, None if there was none."""
    tolerance = TOLERANCE if not (left.todo or right.todo) else mpmath.mpf(10) ** -30  # slopes by differences are less exact
    names = sorted((left.free | right.free), key=lambda each: str(each.value))
    tried = 0
    for number in range(len(POINTS)):
        values = {name: POINTS[(number + 3 * k) % len(POINTS)] for k, name in enumerate(names)}
        try:
            with mpmath.workdps(DIGITS):
                one, other = (value(unfold(each, context), values) for each in (left, right))
                if abs(one - other) > tolerance * max(abs(one), abs(other), mpmath.mpf(10) ** -20):
                    return str({str(name.value): str(at) for name, at in values.items()})
        except (NoValue, ValueError, ArithmeticError, TypeError, mpmath.libmp.NoConvergence):
            continue
        tried += 1
    return "" if tried else None


def value(term: Term, values: dict[Term, Fraction]) -> mpmath.mpf:
    """The real value of a term; raises NoValue."""
    done: dict[Term, mpmath.mpf] = {}
    for node in postorder(term):
        if node.op == "derivative":
            done[node] = _slope(node, values)
            continue
        if node.op in ("piecewise", "relation", "logic", "truth", "limit", "at", "integral", "series", "primed"):
            raise NoValue(node.op)
        found = _node(node, [done[arg] for arg in node.args], values)
        if isinstance(found, mpmath.mpc):
            if found.imag != 0:
                raise NoValue("not real")
            found = found.real
        if not mpmath.isfinite(found):
            raise NoValue("not finite")
        done[node] = found
    return done[term]


def _slope(node: Term, values: dict[Term, Fraction]) -> mpmath.mpf:
    """A derivative by differences of the body."""
    body, variable = node.args
    if variable not in values or body.todo or not isinstance(node.value, int):
        raise NoValue("no plain derivative")
    return mpmath.diff(lambda place: value(body, {**values, variable: place}), _number(values[variable]), node.value)


def _number(given: Fraction | mpmath.mpf) -> mpmath.mpf:
    return mpmath.mpf(given.numerator) / given.denominator if isinstance(given, Fraction) else given


def _node(node: Term, parts: list[mpmath.mpf], values: dict[Term, Fraction]) -> mpmath.mpf:
    kind = node.op
    if kind in ("integer", "decimal"):
        number = Fraction(str(node.value))
        return mpmath.mpf(number.numerator) / number.denominator
    if kind == "symbol":
        return _number(values[node])
    if kind == "constant":
        return {"e": mpmath.e, "pi": mpmath.pi}[str(node.value)] + mpmath.mpf(0)
    if kind == "sum":
        return mpmath.fsum(parts)
    if kind == "product":
        return mpmath.fprod(parts)
    if kind == "quotient":
        return parts[0] / parts[1]
    if kind == "negation":
        return -parts[0]
    if kind == "power":
        return _power(*parts, node.args[1])
    return _function(str(node.value), parts)


def _power(base: mpmath.mpf, exponent: mpmath.mpf, written: Term) -> mpmath.mpf:
    if base < 0 and exponent != mpmath.floor(exponent):
        raise NoValue("a power of a negative number")
    if base == 0 and exponent <= 0:
        raise NoValue("a power of 0")
    return mpmath.power(base, exponent)


SAME_NAME = str.split(
    "sin cos tan cot sec csc sinh cosh tanh coth sech csch asin acos atan asinh acosh atanh sqrt erf erfc gamma digamma sign"
)
NAMES = {"ln": "log", "abs": "fabs", "lngamma": "loggamma", **{name: name for name in SAME_NAME}}


def _function(name: str, parts: list[mpmath.mpf]) -> mpmath.mpf:
    known = NAMES.get(name)
    if known is None or len(parts) != 1:
        raise NoValue(name)
    found = vars(mpmath)[known](*parts)
    if name in ("ln", "sqrt") and parts[0] < 0:
        raise NoValue(name)
    return found
