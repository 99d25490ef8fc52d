"""What lines with x^n need besides: x > 0, where they agree for positive x but not for every negative x that has a power.

For an exponent that is not a number, x^n means e^(n ln x) and x > 0.  A reader may still put n = 1 or n = 2 and a negative
x, so that |x^n| = x^n is told with x > 0, and x^n x^m = x^(n + m), which holds there as well, is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from flint import arb

from derivation.equality.balls import NoValue, Outside, TooWide, evaluate, evaluate_all, holds, sides
from derivation.equality.nodes import nodes
from derivation.equality.refute import unknown_functions
from derivation.term import ZERO, Term, rational, relation, replace, substitute, symbol

EXPONENTS = tuple(Fraction(each) for each in ("1", "2", "3", "1/2", "4", "0", "-1", "-2"))
"""What is put for exponents: odd and even, also where half of it stands, and one that only some bases allow."""

BASES = tuple(Fraction(above, 10) for above in (-7, 13, -26, -4, 54, -12))
PRECISION = 128
MOST_POINTS = 400


def positive_bases(left: Term, right: Term, told: tuple[Term, ...]) -> tuple[Term, ...]:
    """Conditions that the bases of powers are positive, if the lines part where one is not; `told` are known already.

    What an unknown function gives, or its derivative, may be any number, and is a letter here.

    >>> from derivation.term import X, function, power, symbol
    >>> line = power(X, symbol("n"))
    >>> [condition.value for condition in positive_bases(function("abs", line), line, ())]
    ['>']
    >>> positive_bases(line, line, ())
    ()
    """
    if not any(map(_has_an_unknown_exponent, nodes(left, right))):
        return ()
    unknown = unknown_functions((left, right))
    rates = ("derivative", "primed") if unknown else ()
    applied = [node for node in nodes(left, right) if node.op in rates or (node.op == "function" and node.value in unknown)]
    letters = {node: symbol(f"value {count}") for count, node in enumerate(applied)}
    left, right = replace(left, letters), replace(right, letters)
    powers = list(filter(_has_an_unknown_exponent, nodes(left, right)))
    names = tuple(sorted({name for node in powers for name in node.args[1].free}, key=lambda name: str(name.value)))
    bases = tuple(dict.fromkeys(node.args[0] for node in powers))
    others = sorted((left.free | right.free) - set(names), key=lambda name: str(name.value))
    for values in _points(names, others):
        whole = all(values[name].op == "integer" for name in names)
        try:
            sizes = evaluate_all(tuple(substitute(base, values) for base in bases), {}, PRECISION)
            negative = [base for base, size in zip(bases, sizes, strict=True) if size < 0]
            if negative and _part(left, right, values, whole) and all(_holds(condition, values) for condition in told):
                back = {letter: node for node, letter in letters.items()}
                return tuple(relation(">", replace(base, back), ZERO) for base in negative)
        except (Outside, NoValue, TooWide):
            continue
    return ()


def _has_an_unknown_exponent(node: Term) -> bool:
    return bool(node.op == "power" and node.args[1].free and node.args[0].free)


def _part(left: Term, right: Term, values: dict[Term, Term], whole: bool) -> bool:
    """Whether the values differ at a point; for whole exponents, whether only one side has a value there as well."""
    found = [_value(each, values) for each in (left, right)]
    if found[0] is None or found[1] is None:
        return whole and found != [None, None]
    return not found[0].overlaps(found[1])


def _value(term: Term, values: dict[Term, Term]) -> arb | None:
    try:
        return evaluate(substitute(term, values), {}, PRECISION)
    except Outside:
        return None


def _points(names: tuple[Term, ...], others: list[Term]) -> Iterator[dict[Term, Term]]:
    """Every choice of exponents; a name that stands in a base as well takes the negative of a number too."""
    count = 0
    for exponents in product(EXPONENTS, repeat=len(names)):
        for start in range(len(BASES) if others else 1):
            count += 1
            if count > MOST_POINTS:
                return
            rest = {name: BASES[(start + index) % len(BASES)] for index, name in enumerate(others)}
            yield {name: rational(number) for name, number in (*zip(names, exponents, strict=True), *rest.items())}


def _holds(condition: Term, values: dict[Term, Term]) -> bool:
    condition = substitute(condition, values)
    return holds(condition, {side: evaluate(side, {}, PRECISION) for side in sides(condition)})
