"""Functions, relations and constants in floating point, by name: quick, rounded, and never a proof.

The conventions are those of `equality.primitives`.  A function raises ValueError or ZeroDivisionError where it has no
value, and OverflowError where its value is too large; an argument that is nan gives nan.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping

Function = Callable[..., float]


def _given(function: Function) -> Function:
    """A function made of comparisons, which would answer even where an argument is nan."""
    return lambda *arguments: math.nan if any(map(math.isnan, arguments)) else float(function(*arguments))


def _log(u: float, base: float = math.e) -> float:
    return math.log(u) if base == math.e else math.log(u) / math.log(base)


def _root(u: float, order: float) -> float:
    return -math.pow(-u, 1 / order) if u < 0 and order % 2 == 1 else math.pow(u, 1 / order)


def _log_gamma(u: float) -> float:
    if u <= 0:
        raise ValueError(u)
    return math.lgamma(u)


FUNCTIONS: Mapping[str, Function] = {
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "cot": lambda u: 1 / math.tan(u),
    "sec": lambda u: 1 / math.cos(u),
    "csc": lambda u: 1 / math.sin(u),
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "acot": lambda u: math.atan(1 / u),
    "asec": lambda u: math.acos(1 / u),
    "acsc": lambda u: math.asin(1 / u),
    "sinh": math.sinh,
    "cosh": math.cosh,
    "tanh": math.tanh,
    "coth": lambda u: 1 / math.tanh(u),
    "sech": lambda u: 1 / math.cosh(u),
    "csch": lambda u: 1 / math.sinh(u),
    "asinh": math.asinh,
    "acosh": math.acosh,
    "atanh": math.atanh,
    "acoth": lambda u: math.atanh(1 / u),
    "asech": lambda u: math.acosh(1 / u),
    "acsch": lambda u: math.asinh(1 / u),
    "ln": math.log,
    "log": _log,
    "sqrt": math.sqrt,
    "root": _root,
    "abs": abs,
    "sign": _given(lambda u: (u > 0) - (u < 0)),
    "max": _given(max),
    "min": _given(min),
    "floor": _given(math.floor),
    "ceil": _given(math.ceil),
    "erf": math.erf,
    "erfc": math.erfc,
    "Phi": lambda u: math.erfc(-u / math.sqrt(2)) / 2,
    "phi": lambda u: math.exp(-u * u / 2) / math.sqrt(2 * math.pi),
    "gamma": math.gamma,
    "lngamma": _log_gamma,
    "factorial": lambda u: math.gamma(u + 1),
}

RELATIONS: Mapping[str, Callable[[float, float], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}

CONSTANTS = {"e": math.e, "pi": math.pi, "euler": 0.5772156649015329, "catalan": 0.915965594177219}
