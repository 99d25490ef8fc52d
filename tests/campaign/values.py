"""Values of terms by mpmath, in hundreds of digits: another program than the one that proves."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import mpmath

from derivation.context import Context
from derivation.functions import unfold
from derivation.term import Term, postorder

DIGITS = 260
TOLERANCE = mpmath.mpf(10) ** -225
POINTS = [Fraction(p, q) for p, q in ((1, 3), (-7, 5), (11, 4), (2, 9), (-1, 7), (17, 3), (-23, 9), (5, 8), (-4, 11), (29, 13))]
WHOLE = [Fraction(number) for number in (1, -1, 2, 0, 3, -2, -3, 5)]
"""Whole numbers: joints of pieces, exponents that a negative base allows, 0."""


class NoValue(Exception):
    """The term has no real value there, or is of a kind that is not known here."""


def disagreement(left: Term, right: Term, context: Context, conditions: tuple[Term, ...] = ()) -> str | None:
    """A point, where the conditions hold, at which two terms differ; "" if they agree at all, None if there was none."""
    tolerance = TOLERANCE if not (left.todo or right.todo) else mpmath.mpf(10) ** -30  # slopes by differences are less exact
    names = sorted((left.free | right.free), key=lambda each: str(each.value))
    tried = 0
    for values in points(names):
        try:
            with mpmath.workdps(DIGITS):
                if not all(_holds(unfold(each, context), values) for each in conditions):
                    continue
                one, other = (value(unfold(each, context), values) for each in (left, right))
                if abs(one - other) > tolerance * max(abs(one), abs(other), mpmath.mpf(10) ** -20):
                    return str({str(name.value): str(at) for name, at in values.items()})
        except (NoValue, ValueError, ArithmeticError, TypeError, mpmath.libmp.NoConvergence):
            continue
        tried += 1
    return "" if tried else None


def points(names: list[Term]) -> Iterator[dict[Term, Fraction]]:
    for table in (POINTS, WHOLE):
        for number in range(len(table)):
            yield {name: table[(number + 3 * k) % len(table)] for k, name in enumerate(names)}


def _holds(condition: Term, values: dict[Term, Fraction]) -> bool:
    """Whether a condition holds at a point; what cannot be told counts as not holding."""
    if condition.op == "truth":
        return True
    if condition.op == "logic":
        results = [_holds(part, values) for part in condition.args]
        return all(results) if condition.value == "and" else any(results)
    one, other = (value(side, values) for side in condition.args)
    near = abs(one - other) <= TOLERANCE * max(abs(one), abs(other), mpmath.mpf(1))
    return {"=": near, "!=": not near, "<": one < other and not near, ">": one > other and not near, "<=": one < other or near,
            ">=": one > other or near}[str(condition.value)]  # fmt: skip


def value(term: Term, values: dict[Term, Fraction]) -> mpmath.mpf:
    """The real value of a term; raises NoValue.  Of several cases only the one that holds needs a value."""
    done: dict[Term, mpmath.mpf | None] = {}
    for node in postorder(term):
        try:
            done[node] = _value(node, done, values)
        except (NoValue, ValueError, ArithmeticError, TypeError, mpmath.libmp.NoConvergence):
            done[node] = None
    found = done[term]
    if found is None:
        raise NoValue(term.op)
    return found


def _value(node: Term, done: dict[Term, mpmath.mpf | None], values: dict[Term, Fraction]) -> mpmath.mpf | None:
    if node.op == "derivative":
        return _slope(node, values)
    if node.op == "piecewise":
        cases = zip(node.args[::2], node.args[1::2], strict=True)
        return next((done[case] for case, condition in cases if _holds(condition, values)), None)
    parts = [done[arg] for arg in node.args]
    if any(part is None for part in parts) or node.op in WITHOUT_VALUE:
        return None
    found = _node(node, parts, values)
    if isinstance(found, mpmath.mpc):
        if found.imag != 0:
            return None
        found = found.real
    return found if mpmath.isfinite(found) else None


WITHOUT_VALUE = ("relation", "logic", "truth", "limit", "at", "integral", "series", "primed")


def _slope(node: Term, values: dict[Term, Fraction]) -> mpmath.mpf:
    """A derivative by differences of the body, to the left and to the right."""
    body, variable = node.args
    if variable not in values or body.todo or not isinstance(node.value, int):
        raise NoValue("no plain derivative")

    def at(place: mpmath.mpf) -> mpmath.mpf:
        return value(body, {**values, variable: place})

    left, right = (mpmath.diff(at, _number(values[variable]), node.value, direction=side) for side in (-1, 1))
    if abs(left - right) > mpmath.mpf(10) ** -30 * max(abs(left), abs(right), 1):
        raise NoValue("a corner has no slope")
    return (left + right) / 2


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
    "floor sin cos tan cot sec csc sinh cosh tanh coth sech csch asin acos atan asinh acosh atanh sqrt erf erfc gamma digamma"
)
NAMES = {"ln": "log", "abs": "fabs", "sign": "sign", "ceil": "ceil", "lngamma": "loggamma", **{name: name for name in SAME_NAME}}


def _function(name: str, parts: list[mpmath.mpf]) -> mpmath.mpf:
    if name in ("max", "min"):
        return (max if name == "max" else min)(parts)
    known = NAMES.get(name)
    if known is None or len(parts) != 1:
        raise NoValue(name)
    found = vars(mpmath)[known](*parts)
    if name in ("ln", "sqrt") and parts[0] < 0:
        raise NoValue(name)
    return found
