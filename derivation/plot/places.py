"""Where a curve may break: the zeros of denominators, the edges of domains, the joints of cases."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations, pairwise

from derivation.plot.floats import Function, compiled, precise
from derivation.term import ONE, Term, add, function, number_of, postorder, subtract

MOST = 240
"""Most places that are looked at in one window."""

TINY = 1e-90
"""What is nearer to 0 is taken for it."""

WHOLE = ("floor", "ceil", "gamma", "digamma", "polygamma", "factorial", "beta", "binomial", "zeta")
"""Functions that break at whole numbers."""


def critical(term: Term, variable: Term) -> list[tuple[Term, bool]]:
    """Parts at whose zeros the term may break, each once; with True those that matter at every whole number.

    >>> from derivation.term import X, divide
    >>> critical(divide(ONE, X), X)
    [(symbol('x'), False)]
    """
    found: dict[tuple[Term, bool], None] = {}
    for node in postorder(term):
        for part, whole in _critical_parts(node):
            for factor in _factors(part):
                if variable in factor.free:
                    found[factor, whole] = None
    return list(found)


def _critical_parts(node: Term) -> Iterator[tuple[Term, bool]]:
    if node.op == "quotient":
        yield node.args[1], False
    elif node.op == "power":
        exponent = number_of(node.args[1])
        if exponent is None or exponent < 0 or exponent.denominator != 1:
            yield node.args[0], False
    elif node.op == "relation":
        yield subtract(*node.args), False
    elif node.op == "function":
        yield from _of_function(str(node.value), node.args)


def _of_function(name: str, args: tuple[Term, ...]) -> Iterator[tuple[Term, bool]]:
    if name in WHOLE:
        yield from ((arg, True) for arg in args)
    elif name in ("max", "min"):
        yield from ((subtract(left, right), False) for left, right in combinations(args, 2))
    elif name in AT_ZEROS:
        yield args[-1] if name.startswith("bessel") else args[0], False
    elif name in AT_ONES:
        yield subtract(args[0], ONE), False
        yield add(args[0], ONE), False
    elif name in THROUGH:
        yield function(THROUGH[name], args[0]), False


AT_ZEROS = frozenset(
    [
        "ln",
        "log",
        "sqrt",
        "root",
        "abs",
        "sign",
        "heaviside",
        "cot",
        "coth",
        "csch",
        "acoth",
        "acsch",
        "lngamma",
        "Ci",
        "Chi",
        "Ei",
        "E1",
        "bessely",
        "besselk",
        "erfinv",
        "asech",
    ]
)
"""Functions that break, end or bend where their argument is 0."""

AT_ONES = frozenset(["asin", "acos", "atanh", "acosh", "acoth", "asec", "acsc", "asech", "li"])
"""Functions that end where their argument is 1 or -1."""

THROUGH = {"tan": "cos", "sec": "cos", "cot": "sin", "csc": "sin"}
"""Functions that break where another one is 0."""


def _factors(term: Term) -> Iterator[Term]:
    """The parts of a product, of which one must be 0 where the product is."""
    stack = [term]
    while stack:
        part = stack.pop()
        if part.op == "product":
            stack.extend(part.args)
        elif part.op in ("power", "negation") or (part.op == "function" and part.value in ("abs", "sqrt")):
            stack.append(part.args[0])
        else:
            yield part


def breaks(term: Term, variable: Term, grid: Sequence[float]) -> list[float]:
    """Places on the stretch of a grid, in order, at which the term may break."""
    found: list[float] = []
    for part, whole in critical(term, variable):
        value = compiled(part, variable)
        found += _whole_numbers(value, grid) if whole else zeros(value, grid, partial(precise, part, variable))
        if len(found) > 4 * MOST:
            break
    return distinct(found, 1e-9 * (grid[-1] - grid[0]))[:MOST]


def distinct(places: Iterable[float], least: float) -> list[float]:
    """In order, without those that are nearly the same."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > least:
            found.append(place)
    return found


def zeros(value: Function, grid: Sequence[float], careful: Function | None = None) -> list[float]:
    """The zeros of a function on a grid: changes of sign, and places where it only touches 0.

    What quick values suggest is asked of the careful ones, because differences of large numbers change their sign at
    random.

    >>> zeros(lambda x: x * x - 4, [-5.0, -3.0, -1.0, 1.0, 3.0, 5.0])
    [-2.0, 2.0]
    >>> zeros(lambda x: (x - 1) ** 2, [-3.1, -2.1, -1.1, -0.1, 0.9, 1.9, 2.9])
    [1.0]
    """
    judge = careful or value
    values = [0.0 if abs(y) < TINY else y for y in map(value, grid)]
    found = [neat(x) for k, x in enumerate(grid) if values[k] == 0 and _stands_alone(values, k) and abs(judge(x)) < TINY]
    for (a, b), (left, right) in zip(pairwise(grid), pairwise(values), strict=True):
        if left * right < 0 and judge(a) * judge(b) < 0:
            found.append(neat(_crossing(value, a, b, left)))
        elif (left != left) != (right != right):
            found.append(neat(_edge(value, a, b, left == left)))
        if len(found) > MOST:
            return found
    found += _touches(value, grid, [abs(each) for each in values])
    return sorted(set(found))


def _stands_alone(values: Sequence[float], k: int) -> bool:
    """Whether a 0 is no part of a stretch of zeros."""
    return all((*values[max(0, k - 1) : k], *values[k + 1 : k + 2]))


def _touches(value: Function, grid: Sequence[float], sizes: Sequence[float]) -> Iterator[float]:
    """Where a function comes down to 0 and goes up again."""
    for k in range(1, len(grid) - 1):
        left, here, right = sizes[k - 1 : k + 2]
        if 0 < here <= min(left, right) and max(left, right) < math.inf and here <= 0.6 * max(left, right):
            if abs(value(lowest(lambda x: abs(value(x)), grid[k - 1], grid[k + 1], 10))) > 0.1 * here:
                continue
            place = lowest(lambda x: abs(value(x)), grid[k - 1], grid[k + 1])
            if abs(value(place)) <= 1e-12 * (left + right) or value(neat(place)) == 0:
                yield neat(place)


def _crossing(value: Function, a: float, b: float, left: float) -> float:
    for _ in range(60):
        middle = (a + b) / 2
        here = value(middle)
        if here == 0:
            return middle
        if (here < 0) == (left < 0):
            a = middle
        else:
            b = middle
    return (a + b) / 2


def _edge(value: Function, a: float, b: float, inside_left: bool) -> float:
    """Where a function begins or ceases to have values."""
    for _ in range(60):
        middle = (a + b) / 2
        if (value(middle) == value(middle)) == inside_left:
            a = middle
        else:
            b = middle
    return (a + b) / 2


def lowest(value: Function, a: float, b: float, rounds: int = 48) -> float:
    """The place of the least value between two numbers (golden section)."""
    ratio = (math.sqrt(5) - 1) / 2
    c, d = b - ratio * (b - a), a + ratio * (b - a)
    low, high = value(c), value(d)
    for _ in range(rounds):
        if low <= high:
            b, d, high = d, c, low
            c = b - ratio * (b - a)
            low = value(c)
        else:
            a, c, low = c, d, high
            d = a + ratio * (b - a)
            high = value(d)
    return (a + b) / 2


def neat(place: float) -> float:
    """The number of few digits that is meant.

    >>> neat(0.99999999999), neat(-1e-13), neat(3.14159)
    (1.0, 0.0, 3.14159)
    """
    near = round(place * 5040) / 5040
    if abs(near - place) <= 1e-9 * max(1.0, abs(place)):
        return near + 0.0
    return place


def _less(value: Function, number: int) -> Function:
    return lambda x: value(x) - number


def _whole_numbers(value: Function, grid: Sequence[float]) -> list[float]:
    """Where a function takes a whole number as its value."""
    found: list[float] = []
    values = [value(x) for x in grid]
    for (a, b), (left, right) in zip(pairwise(grid), pairwise(values), strict=True):
        if not (math.isfinite(left) and math.isfinite(right)) or abs(left - right) > 4:
            continue
        low, high = sorted((left, right))
        for whole in range(math.ceil(low), math.floor(high) + 1):
            found.append(
                a if whole == left else b if whole == right else neat(_crossing(_less(value, whole), a, b, left - whole))
            )
        if len(found) > MOST:
            break
    return sorted(set(found))
