"""Which known mistake turns one line into another: every mistake is tried at every part of the line before."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from derivation.context import Context
from derivation.rule import Rule
from derivation.rules.mistakes import OF_ALGEBRA, OF_DIFFERENTIATION, OF_WRITING
from derivation.rules.mistakes.wrong_derivatives import outer_rate
from derivation.term import Term, derivative, postorder, replace_at
from derivation.verify.required import wanted_places
from derivation.verify.sieve import Sieve, Values, agree

LARGEST = 250
"""Bodies with more parts than this are not searched for mistakes of differentiation."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A mistake that gives the values of the wrong line.

    of_differentiation  it happened while differentiating
    pending             it leaves derivatives to be done
    """

    name: str
    weight: float
    of_differentiation: bool = False
    pending: bool = False


def guesses(start: Term, got: Values, sieve: Sieve, context: Context) -> Iterator[Guess]:
    """The mistakes that turn a right line into one with these values."""
    for place in wanted_places(start, got, sieve):
        if agree(place.value, place.wanted):
            continue
        yield from _algebra(place.part, place.wanted, sieve, context)
        if place.part.op == "derivative" and place.part.value == 1:
            yield from _differentiation(place.part, place.wanted, sieve, context)
            yield from _algebra_first(place.part, place.wanted, sieve, context)


def _algebra(part: Term, wanted: Values, sieve: Sieve, context: Context) -> Iterator[Guess]:
    for rule in OF_ALGEBRA:
        for match in rule.rewrite(part, context):
            if agree(sieve.values(match.after), wanted):
                yield Guess(rule.name, 0.45 + 0.48 * rule.prior)
    for rule in OF_WRITING:
        for match in rule.rewrite(part, context):
            if agree(sieve.values(match.after), wanted):
                yield Guess(rule.name, 0.35 + 0.45 * rule.prior)


def _algebra_first(node: Term, wanted: Values, sieve: Sieve, context: Context) -> Iterator[Guess]:
    """A mistake of algebra in what is differentiated, the rest done rightly."""
    body, by = node.args
    stack: list[tuple[Term, tuple[int, ...]]] = [(body, ())]
    seen = 0
    while stack and seen < 60:
        part, path = stack.pop()
        seen += 1
        stack.extend((arg, (*path, k)) for k, arg in enumerate(part.args))
        for rule in OF_ALGEBRA:
            if rule.prior < 0.5:
                continue
            for match in rule.rewrite(part, context):
                if agree(sieve.values(derivative(replace_at(body, path, match.after), by)), wanted):
                    yield Guess(rule.name, 0.4 + 0.45 * rule.prior)


# ------------------------------------------------------------------------------------------------------ differentiation


def _differentiation(node: Term, wanted: Values, sieve: Sieve, context: Context) -> Iterator[Guess]:
    """One rule of differentiation used wrongly at one part of the body, all the rest done rightly.

    If the derivative of a part m is off by some amount, the whole is off by that amount times the rate at which the
    body changes with m; so what the derivative of m must have been follows from the whole.
    """
    body, by = node.args
    right = sieve.values(node)
    if right is None or len(postorder(body)) > LARGEST:
        return
    error = tuple(a - b for a, b in zip(wanted, right, strict=True))
    queue: list[tuple[Term, Values, int]] = [(body, (1.0,) * len(error), 0)]
    seen = 0
    while queue and seen < LARGEST:
        part, rates, depth = queue.pop(0)
        seen += 1
        yield from _wrong_here(part, by, rates, error, sieve, context, depth)
        for k, arg in enumerate(part.args):
            if arg.free or part.op in ("sum", "negation"):
                inner = _partial(part, k, sieve)
                if inner is not None:
                    queue.append((arg, tuple(a * b for a, b in zip(rates, inner, strict=True)), depth + 1))


def _wrong_here(
    part: Term, by: Term, rates: Values, error: Values, sieve: Sieve, context: Context, depth: int
) -> Iterator[Guess]:
    target = derivative(part, by)
    right = sieve.values(target)
    if right is None or any(abs(rate) < 1e-12 for rate in rates):
        return
    wanted = tuple(value + off / rate for value, off, rate in zip(right, error, rates, strict=True))
    for rule in OF_DIFFERENTIATION:
        for match in rule.rewrite(target, context):
            if agree(sieve.values(match.after), wanted):
                yield Guess(
                    rule.name, _weight(rule, depth), True, any(each.op == "derivative" for each in postorder(match.after))
                )
                break


def _weight(rule: Rule, depth: int) -> float:
    return 0.5 + 0.5 * rule.prior - 0.01 * depth


def _partial(node: Term, k: int, sieve: Sieve) -> Values | None:
    """The rate at which a node changes with one of its children."""
    values = [sieve.values(arg) for arg in node.args]
    whole = sieve.values(node)
    if whole is None or any(value is None for value in values):
        return None
    columns = [value for value in values if value is not None]
    points = range(len(whole))
    try:
        if node.op == "sum":
            return (1.0,) * len(whole)
        if node.op == "negation":
            return (-1.0,) * len(whole)
        if node.op == "product":
            return tuple(math.prod(column[p] for i, column in enumerate(columns) if i != k) for p in points)
        if node.op == "quotient":
            above, below = columns
            return tuple(1 / below[p] if k == 0 else -above[p] / below[p] ** 2 for p in points)
        if node.op == "power":
            base, exponent = columns
            if k == 1:
                return tuple(whole[p] * math.log(base[p]) for p in points)
            return tuple(float(exponent[p] * base[p] ** (exponent[p] - 1)) for p in points)
    except (ValueError, ArithmeticError, TypeError):
        return None
    if node.op == "function" and len(node.args) == 1:
        rate = outer_rate(str(node.value), node.args[0])
        return sieve.values(rate) if rate is not None else None
    return None
