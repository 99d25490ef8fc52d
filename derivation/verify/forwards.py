"""Which known mistake turns one line into another: every mistake is tried at every part of the line before."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from derivation.context import Context
from derivation.rule import Rule
from derivation.rules.mistakes.rows import OF_ALGEBRA, OF_DIFFERENTIATION, OF_WRITING
from derivation.rules.mistakes.shapes import outer_rate
from derivation.term import ONE, Term, derivative, postorder, replace_at
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
                nothing_left = rule.mistake == "cancel-across-sum" and match.after.args[-1:] in ((ONE,), match.after.args[:1])
                yield Guess(rule.name, 0.45 + 0.48 * rule.prior - (0.25 if nothing_left else 0))
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
    """One rule of differentiation used wrongly at one part of the body, all the rest done rightly."""
    right = sieve.values(node)
    if right is None:
        return
    error = tuple(a - b for a, b in zip(wanted, right, strict=True))
    for found in effects(node, sieve, context):
        if agree(found.effect, error):
            yield Guess(found.rule.name, _weight(found.rule, found.depth), True, found.pending)


@dataclass(frozen=True, slots=True)
class Effect:
    """By how much a derivative is off when one rule is used wrongly at one part."""

    rule: Rule
    depth: int
    effect: Values
    pending: bool


def effects(node: Term, sieve: Sieve, context: Context) -> Iterator[Effect]:
    """Every wrong use of one rule inside d/dx(body), and by how much it changes the derivative of the body.

    If the derivative of a part is off by some amount, the whole is off by that amount times the rate at which the body
    changes with the part.
    """
    body, by = node.args
    whole = sieve.values(node)
    if whole is None or len(postorder(body)) > LARGEST:
        return
    queue: list[tuple[Term, Values, int]] = [(body, (1.0,) * len(whole), 0)]
    seen = 0
    while queue and seen < LARGEST:
        part, rates, depth = queue.pop(0)
        seen += 1
        yield from _wrong_here(part, by, rates, sieve, context, depth)
        for k, arg in enumerate(part.args):
            if arg.free or part.op in ("sum", "negation"):
                inner = _partial(part, k, sieve)
                if inner is not None:
                    queue.append((arg, tuple(a * b for a, b in zip(rates, inner, strict=True)), depth + 1))


def _wrong_here(part: Term, by: Term, rates: Values, sieve: Sieve, context: Context, depth: int) -> Iterator[Effect]:
    target = derivative(part, by)
    right = sieve.values(target)
    if right is None or any(abs(rate) < 1e-12 for rate in rates):
        return
    for rule in OF_DIFFERENTIATION:
        for match in rule.rewrite(target, context):
            wrong = sieve.values(match.after)
            if wrong is not None:
                effect = tuple(rate * (a - b) for rate, a, b in zip(rates, wrong, right, strict=True))
                yield Effect(rule, depth, effect, any(each.op == "derivative" for each in postorder(match.after)))


def two_slips(start: Term, got: Values, sieve: Sieve, context: Context) -> Iterator[tuple[Guess, str]]:
    """Two mistakes of differentiation in one line, or one and a lost sign or factor."""
    for place in wanted_places(start, got, sieve):
        if place.part.op != "derivative" or place.part.value != 1:
            continue
        right = sieve.values(place.part)
        if right is None:
            continue
        found = [each for each in effects(place.part, sieve, context) if any(abs(a) > 1e-9 for a in each.effect)]
        error = tuple(a - b for a, b in zip(place.wanted, right, strict=True))
        yield from _pairs(found, error)
        for each in found:
            slipped = tuple(a + b for a, b in zip(right, each.effect, strict=True))
            second = _simple_factor(place.wanted, slipped)
            if second:
                yield Guess(each.rule.name, _weight(each.rule, each.depth) - 0.3, True, each.pending), second


def _pairs(found: list[Effect], error: Values) -> Iterator[tuple[Guess, str]]:
    """Two effects that add up to the whole error."""
    by_value: dict[str, Effect] = {}
    for each in found:
        missing = error[0] - each.effect[0]
        other = by_value.get(f"{missing:.6e}")
        if other is not None and agree(tuple(a + b for a, b in zip(other.effect, each.effect, strict=True)), error):
            first, second = sorted((other, each), key=lambda one: -one.rule.prior)
            weight = 0.3 + 0.25 * (first.rule.prior + second.rule.prior)
            yield Guess(first.rule.name, weight - 0.3, True, first.pending or second.pending), second.rule.name
        by_value.setdefault(f"{each.effect[0]:.6e}", each)


def _simple_factor(wanted: Values, slipped: Values) -> str:
    """The name of a second slip that multiplies by -1 or by a small number; "" if there is none."""
    if any(abs(each) < 1e-9 for each in slipped):
        return ""
    ratio = wanted[0] / slipped[0]
    if not all(abs(a / b - ratio) < 1e-8 * (1 + abs(ratio)) for a, b in zip(wanted, slipped, strict=True)):
        return ""
    if abs(ratio + 1) < 1e-8:
        return "sign lost"
    return "factor dropped" if any(abs(abs(ratio) - each) < 1e-8 for each in (1 / 2, 1 / 3, 1 / 4, 1 / 5)) else ""


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
