"""Values of terms at a few points in floating point: a quick sieve for what to try to prove, never a proof."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from derivation.context import Context
from derivation.equality import NoDerivative, plain
from derivation.floats import CONSTANTS, FUNCTIONS, RELATIONS
from derivation.term import Term

Values = tuple[float, ...]

CLOSE = 1e-8
"""Two values this near to each other, relatively, are worth a proof."""

POINTS = (
    (0.3717, -0.6291, 0.8473),
    (0.3717, 0.6291, 0.8473),
    (1.3717, 2.1291, 2.8473),
    (0.0371, 0.0629, 0.0847),
    (-0.3717, -0.6291, -0.8473),
    (-1.3717, -2.1291, -2.8473),
    (3.3717, 4.1291, 5.8473),
    (7.3717, 11.1291, 16.8473),
    (-3.3717, -5.1291, -7.8473),
)
"""Values of the variable that are tried in turn until the line has a value at all of them."""

_STEP = 0.137

_PENDING = frozenset(["derivative", "at", "primed", "limit", "series", "integral"])


def agree(left: Values | None, right: Values | None) -> bool:
    """Whether two lists of values are the same up to rounding.

    >>> agree((1.0, 2.0), (1.0, 2.0 + 1e-12)), agree((1.0, 2.0), (1.0, 2.1))
    (True, False)
    """
    if left is None or right is None:
        return False
    return all(abs(a - b) <= CLOSE * (abs(a) + abs(b)) + 1e-11 for a, b in zip(left, right, strict=True))


class Sieve:
    """Remembers the value of every part it has seen at its points; None where a part has no value at one of them."""

    def __init__(self, context: Context, symbols: Iterable[Term], points: Values) -> None:
        self.context, self.points = context, points
        self.known: dict[Term, Values | None] = {context.variable: points}
        self._ones = len(points)
        for number, name in enumerate(sorted({each for each in symbols if each is not context.variable}, key=repr)):
            start = 0.5123 + _STEP * number
            self.known[name] = tuple(start + 0.0713 * k for k in range(len(points)))

    def values(self, term: Term) -> Values | None:
        """The values of a term at the points, or None.

        >>> from derivation.term import X, power, integer
        >>> Sieve(Context(), (), (1.0, 2.0)).values(power(X, integer(2)))
        (1.0, 4.0)
        """
        known = self.known
        if term in known:
            return known[term]
        stack = [term]
        while stack:
            node = stack[-1]
            waiting = () if node.op in _PENDING else [arg for arg in node.args if arg not in known]
            if waiting:
                stack.extend(waiting)
                continue
            stack.pop()
            if node not in known:
                known[node] = self._values(node)
        return known[term]

    def agree(self, left: Term, right: Term) -> bool:
        """Whether two terms have the same values at the points."""
        return agree(self.values(left), self.values(right))

    def _values(self, node: Term) -> Values | None:
        if node.op in ("integer", "decimal"):
            return (float(Fraction(str(node.value))),) * self._ones if len(str(node.value)) < 300 else None
        if node.op == "constant":
            number = CONSTANTS.get(str(node.value))
            return None if number is None else (number,) * self._ones
        if node.op == "function":
            return self._function(node)
        if node.op == "piecewise":
            return self._piecewise(node)
        rule = _ARITHMETIC.get(node.op)
        if rule is None:
            return self._other(node)
        return self._apply(rule, node.args)

    def _apply(self, rule: Callable[..., float], args: tuple[Term, ...]) -> Values | None:
        columns = [self.known[arg] for arg in args]
        if any(column is None for column in columns):
            return None
        try:
            found = tuple(rule(*row) for row in zip(*columns, strict=True))
            return found if all(isinstance(each, float) and math.isfinite(each) for each in found) else None
        except (ValueError, ArithmeticError, TypeError):
            return None

    def _function(self, node: Term) -> Values | None:
        name = str(node.value)
        rule = _FUNCTIONS.get(name) if name not in self.context.definitions else None
        if rule is not None:
            return self._apply(rule, node.args)
        return self._other(node)

    def _other(self, node: Term) -> Values | None:
        """Named functions, derivatives and values put in place: worked out first."""
        try:
            worked_out = plain(node, self.context)
        except (NoDerivative, RecursionError):
            return None
        if worked_out is node or worked_out.op in _PENDING or worked_out.size > 5_000:
            return None
        return self.values(worked_out)

    def _piecewise(self, node: Term) -> Values | None:
        chosen = []
        for k in range(self._ones):
            for value, condition in zip(node.args[::2], node.args[1::2], strict=True):
                holds = self._holds(condition, k)
                if holds is None:
                    return None
                if holds:
                    found = self.values(value)
                    if found is None:
                        return None
                    chosen.append(found[k])
                    break
            else:
                return None
        return tuple(chosen)

    def _holds(self, condition: Term, k: int) -> bool | None:
        if condition.op == "truth":
            return True
        if condition.op == "logic":
            parts = [self._holds(each, k) for each in condition.args]
            if None in parts:
                return None
            return all(parts) if condition.value == "and" else any(parts)
        test = RELATIONS.get(str(condition.value)) if condition.op == "relation" else None
        sides = [self.values(side) for side in condition.args]
        if test is None or None in sides:
            return None
        return test(sides[0][k], sides[1][k])  # type: ignore[index]


def sieve_for(target: Term, context: Context, symbols: Iterable[Term] = ()) -> Sieve | None:
    """A sieve whose points all give the target a value, or None where none of the usual points do."""
    names = {*symbols, *target.free, *context.parameters}
    for points in POINTS:
        sieve = Sieve(context, names, points)
        if sieve.values(target) is not None:
            return sieve
    return None


def _power(base: float, exponent: float) -> float:
    if base < 0 and exponent != round(exponent):
        raise ValueError
    return float(base**exponent)


def _total(*summands: float) -> float:
    return float(sum(summands))


_ARITHMETIC: Mapping[str, Callable[..., float]] = {
    "sum": _total,
    "product": lambda *factors: float(math.prod(factors)),
    "quotient": lambda above, below: above / below,
    "power": _power,
    "negation": lambda u: -u,
}

_FUNCTIONS: Mapping[str, Callable[..., float]] = {
    **FUNCTIONS,
    "heaviside": lambda u: float(u > 0),
    "sigma": lambda u: 1 / (1 + math.exp(-u)),
    "softplus": lambda u: math.log1p(math.exp(u)),
}
"""What needs no writing out here; no point lies on a border."""
