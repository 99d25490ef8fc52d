"""Whether a term has a real value at a point, and which: by mpmath in 120 digits, by the conventions that the program states.

Three answers: a number; NONE, it certainly has none there; and `Unsure`, raised where rounding or this judge cannot tell.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import mpmath
from mpmath import mpf

from derivation.term import Term, number_of, postorder

DIGITS = 120
ZERO_BELOW = mpf(10) ** -90
"""What is smaller counts as 0; no number at the points comes near it, so what lies between this and the next is unsure."""
SURE_ABOVE = mpf(10) ** -80

LARGEST, SMALLEST = mpf(10) ** 6, mpf(10) ** -36
"""Parts beyond these are not gone on with: what is rounded off them may be more than the bounds above."""

NONE = None
Value = mpf | None


class Unsure(Exception):
    """Neither a value nor certainly none."""


def value(term: Term, point: dict[Term, Fraction]) -> Value:
    """The value of a term without pending derivatives; of several cases only the one that holds needs one."""
    with mpmath.workdps(DIGITS):
        done: dict[Term, Value | Unsure] = {}
        for node in postorder(term):
            try:
                done[node] = _value(node, done, point)
            except Unsure as problem:
                done[node] = problem
            except (ValueError, ArithmeticError, TypeError, OverflowError, MemoryError, mpmath.libmp.NoConvergence) as problem:
                done[node] = Unsure(str(problem))
        return _known(done[term])


def holds(condition: Term, point: dict[Term, Fraction]) -> bool:
    """Whether a condition holds; one whose sides have no value does not."""
    if condition.op == "truth":
        return True
    if condition.op == "logic":
        results = [holds(part, point) for part in condition.args]
        return all(results) if condition.value == "and" else any(results)
    with mpmath.workdps(DIGITS):
        sides = [value(side, point) for side in condition.args]
        return None not in sides and _compares(str(condition.value), _sign(sides[0] - sides[1]))


def _known(found: Value | Unsure) -> Value:
    if isinstance(found, Unsure):
        raise found
    return found


def _compares(sign: str, difference: int) -> bool:
    return difference in {"<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1), "=": (0,), "!=": (-1, 1)}[sign]


def _sign(number: mpf) -> int:
    size = abs(number)
    if size < ZERO_BELOW:
        return 0
    if size < SURE_ABOVE:
        raise Unsure("too near to 0")
    return 1 if number > 0 else -1


def _value(node: Term, done: dict[Term, Value | Unsure], point: dict[Term, Fraction]) -> Value:
    if node.op == "piecewise":
        for case, condition in zip(node.args[::2], node.args[1::2], strict=True):
            met = _holds(condition, done)
            if met is None:
                return NONE
            if met:
                return _known(done[case])
        return NONE
    if node.op in ("relation", "logic", "truth"):
        return NONE
    if node.op == "symbol":
        at = point[node]
        return mpf(at.numerator) / at.denominator
    if node.op == "constant":
        return {"e": mpmath.e, "pi": mpmath.pi}[str(node.value)] + mpf(0)
    if node.op in ("integer", "decimal"):
        number = Fraction(str(node.value))
        return mpf(number.numerator) / number.denominator
    parts = [_known(done[arg]) for arg in node.args]
    if None in parts:
        return NONE
    if any(abs(part) > LARGEST or 0 < abs(part) < SMALLEST for part in parts):
        raise Unsure("a number that is too large or too small for this judge")
    if node.op == "function":
        return FUNCTIONS[str(node.value)](*parts)
    return KINDS[node.op](node, parts)


def _holds(condition: Term, done: dict[Term, Value | Unsure]) -> bool | None:
    """As `holds`, from the values of the sides; None where a side has no value, for then the whole has none."""
    if condition.op == "truth":
        return True
    if condition.op == "logic":
        results = [_holds(part, done) for part in condition.args]
        return None if None in results else all(results) if condition.value == "and" else any(results)
    sides = [_known(done[side]) for side in condition.args]
    return None if None in sides else _compares(str(condition.value), _sign(sides[0] - sides[1]))


# --------------------------------------------------------------------------------------------------------------- kinds


def _quotient(node: Term, parts: list[mpf]) -> Value:
    return parts[0] / parts[1] if _sign(parts[1]) else NONE


def _power(node: Term, parts: list[mpf]) -> Value:
    """A negative base has whole powers only; with an unknown exponent the base is positive too."""
    base, exponent = parts
    sign = _sign(base)
    whole = _whole(exponent) if not node.args[1].free else None
    if whole is not None:
        return NONE if whole < 0 and not sign else mpf(1) if not whole else mpmath.power(base, whole)
    if number_of(node.args[1]) is None and not node.args[1].free and sign < 0:
        raise Unsure("whether an exponent is whole")
    if not sign and node.args[1].free:
        raise Unsure("0 to an unknown power")
    if sign < 0 or (not sign and _sign(exponent) <= 0):
        return NONE
    if abs(exponent) > 10**4:
        raise Unsure("a huge power")
    return mpmath.power(base, exponent) if sign else mpf(0)


def _whole(number: mpf) -> int | None:
    nearest = mpmath.nint(number)
    return int(nearest) if _sign(number - nearest) == 0 else None


KINDS: dict[str, Callable[[Term, list[mpf]], Value]] = {
    "sum": lambda node, parts: mpmath.fsum(parts),
    "product": lambda node, parts: mpmath.fprod(parts),
    "negation": lambda node, parts: -parts[0],
    "quotient": _quotient,
    "power": _power,
}


# ----------------------------------------------------------------------------------------------------------- functions


def _where(allowed: Callable[[mpf], bool], function: Callable[[mpf], mpf]) -> Callable[[mpf], Value]:
    return lambda u: function(u) if allowed(u) else NONE


def _positive(u: mpf) -> bool:
    return _sign(u) > 0


def _pole_free(u: mpf) -> bool:
    whole = _whole(u)
    return whole is None or whole > 0


def _over(function: Callable[[mpf], mpf]) -> Callable[[mpf], Value]:
    """1/function."""
    return lambda u: 1 / function(u) if _sign(function(u)) else NONE


def _floor(u: mpf) -> mpf:
    whole = _whole(u)
    return mpmath.floor(u) if whole is None else mpf(whole)


def _root(u: mpf, order: mpf) -> Value:
    whole = _whole(order)
    if whole is None or whole < 1:
        raise Unsure("the order of a root")
    if _sign(u) < 0:
        return -mpmath.root(-u, whole) if whole % 2 else NONE
    return mpmath.root(u, whole) if _sign(u) else mpf(0)


def _lambertw(u: mpf) -> Value:
    return mpmath.lambertw(u).real if _sign(u + mpmath.exp(-1)) >= 0 else NONE


def _log(u: mpf, base: mpf | None = None) -> Value:
    if _sign(u) <= 0 or (base is not None and (_sign(base) <= 0 or not _sign(base - 1))):
        return NONE
    return mpmath.log(u) if base is None else mpmath.log(u) / mpmath.log(base)


def _not_far(u: mpf) -> mpf:
    """What is not so far out that 1 - erf(u) is lost in rounding."""
    if abs(u) > 10:
        raise Unsure("1 to all digits")
    return u


def _binomial(n: mpf, k: mpf) -> Value:
    if not all(map(_pole_free, (n + 1, k + 1, n - k + 1))):
        return NONE
    return mpmath.gamma(n + 1) * mpmath.rgamma(k + 1) * mpmath.rgamma(n - k + 1)


FUNCTIONS: dict[str, Callable[..., Value]] = {
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "tan": lambda u: mpmath.tan(u) if _sign(mpmath.cos(u)) else NONE,
    "cot": lambda u: mpmath.cot(u) if _sign(mpmath.sin(u)) else NONE,
    "sec": _over(mpmath.cos),
    "csc": _over(mpmath.sin),
    "sinh": mpmath.sinh,
    "cosh": mpmath.cosh,
    "tanh": mpmath.tanh,
    "coth": _over(mpmath.tanh),
    "sech": _over(mpmath.cosh),
    "csch": _over(mpmath.sinh),
    "asin": _where(lambda u: _sign(1 - abs(u)) >= 0, lambda u: mpmath.asin(min(max(u, -1), 1))),
    "acos": _where(lambda u: _sign(1 - abs(u)) >= 0, lambda u: mpmath.acos(min(max(u, -1), 1))),
    "atan": mpmath.atan,
    "acot": lambda u: mpmath.atan(1 / u) if _sign(u) else NONE,
    "asinh": mpmath.asinh,
    "acosh": _where(lambda u: _sign(u - 1) >= 0, lambda u: mpmath.acosh(max(u, 1))),
    "atanh": _where(lambda u: _sign(1 - abs(u)) > 0, mpmath.atanh),
    "acoth": _where(lambda u: _sign(abs(u) - 1) > 0, lambda u: mpmath.atanh(1 / u)),
    "ln": _log,
    "log": _log,
    "exp": mpmath.exp,
    "sqrt": lambda u: NONE if _sign(u) < 0 else mpmath.sqrt(u) if _sign(u) else mpf(0),
    "root": _root,
    "abs": abs,
    "sign": lambda u: mpf(_sign(u)),
    "heaviside": lambda u: mpf((1 + _sign(u)) // 2) if _sign(u) else NONE,
    "floor": _floor,
    "ceil": lambda u: -_floor(-u),
    "max": max,
    "min": min,
    "erf": lambda u: mpmath.erf(_not_far(u)),
    "erfc": lambda u: mpmath.erfc(_not_far(u)),
    "gamma": _where(_pole_free, mpmath.gamma),
    "factorial": lambda u: mpmath.gamma(u + 1) if _pole_free(u + 1) else NONE,
    "digamma": _where(_pole_free, mpmath.digamma),
    "binomial": _binomial,
    "lambertw": _lambertw,
    "Ei": _where(lambda u: _sign(u) != 0, mpmath.ei),
    "E1": _where(_positive, mpmath.e1),
    "li": _where(lambda u: _positive(u) and _sign(u - 1) != 0, mpmath.li),
    "zeta": _where(lambda u: _sign(u - 1) != 0, mpmath.zeta),
    "Si": mpmath.si,
    "Ci": _where(_positive, mpmath.ci),
}
