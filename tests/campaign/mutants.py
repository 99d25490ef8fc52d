"""Lines that are true but for one change: none may be proved unless it is true after all."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from campaign.lines import pairs
from campaign.values import disagreement
from derivation.term import (
    ONE,
    OTHERWISE,
    TWO,
    ZERO,
    E,
    Term,
    X,
    add,
    derivative,
    divide,
    function,
    integer,
    multiply,
    negate,
    number_of,
    part_at,
    piecewise,
    power,
    rebuild,
    relation,
    replace_at,
    symbol,
)
from derivation.walkthrough import justify

TINY = divide(ONE, power(integer(10), integer(200)))
BUMP = power(E, negate(multiply(power(integer(10), integer(6)), power(add(X, integer(37)), TWO))))
"""Different from 0 everywhere, and too small to be seen far from -37."""

OTHER = {"sin": "cos", "cos": "sin", "tan": "cot", "sinh": "cosh", "cosh": "sinh", "tanh": "sinh", "atan": "asin", "sqrt": "abs"}


def mutants(term: Term, dice: random.Random) -> Iterator[tuple[str, Term]]:
    """The term with one part changed, at a place at random, in each of the ways that fit there."""
    path: list[int] = []
    part = term
    while part.args and dice.random() < 0.8 and part.op not in ("derivative", "piecewise"):
        path.append(dice.randrange(len(part.args)))
        part = part_at(part, (path[-1],))
    for kind, new in changes(part, dice):
        yield kind, replace_at(term, tuple(path), new)


def changes(part: Term, dice: random.Random) -> Iterator[tuple[str, Term]]:
    yield "sign", part.args[0] if part.op == "negation" else negate(part)
    yield "tiny constant", add(part, TINY)
    yield "tiny factor", multiply(part, add(ONE, TINY))
    yield "tiny bump", add(part, BUMP)
    yield "coefficient", multiply(integer(dice.randint(2, 5)), part)
    number = number_of(part)
    if number is not None and part.op == "integer":
        yield "number", integer(int(number) + dice.choice((1, 2)))
    if part.op in ("sum", "product"):
        gone = dice.randrange(len(part.args))
        rest = part.args[:gone] + part.args[gone + 1 :]
        yield "dropped", rebuild(part, rest) if len(rest) > 1 else rest[0]
        yield "operation", (multiply if part.op == "sum" else add)(*part.args)
        yield "doubled", rebuild(part, (*part.args, part.args[gone]))
        yield "sign of one", rebuild(part, (*part.args[:gone], negate(part.args[gone]), *part.args[gone + 1 :]))
    if part.op == "power":
        yield "exponent", power(part.args[0], add(part.args[1], ONE))
        yield "exponent sign", power(part.args[0], negate(part.args[1]))
        yield "exponent in front", multiply(part.args[1], part.args[0])
        yield "domain: power of the square", power(power(part.args[0], TWO), divide(part.args[1], TWO))
        yield "domain: root of the doubled power", function("sqrt", power(part.args[0], multiply(TWO, part.args[1])))
    if part.op == "quotient":
        yield "upside down", divide(part.args[1], part.args[0])
    if part.op == "function" and len(part.args) == 1:
        yield "function", function(OTHER.get(str(part.value), "sin"), part.args[0])
        yield "inside", function(str(part.value), negate(part.args[0]))
        yield "function gone", part.args[0]
    if part.op == "symbol":
        yield "letter", symbol(dice.choice([name for name in "xka" if name != part.value]))
    if part.op == "derivative":
        yield "done already", part.args[0]
        yield "order", derivative(part.args[0], part.args[1], 2 if part.value == 1 else 1)
    if part.op == "piecewise" and len(part.args) > 2:
        first, condition, second, *rest = part.args
        yield "branch", rebuild(part, (second, condition, first, *rest))
        yield "branch: one for all", first
        yield "branch: at the joint", piecewise((add(first, ONE), relation("=", X, ZERO)), *pairwise_of(part))
        if condition.op == "relation":
            moved = relation(str(condition.value), condition.args[0], add(condition.args[1], ONE))
            yield "branch: joint moved", rebuild(part, (first, moved, second, *rest))
    yield "domain: root of the square", function("sqrt", power(part, TWO))
    yield "domain: exponential of the logarithm", power(E, function("ln", part))
    yield "domain: absolute value", function("abs", part)
    yield "domain: x/x", multiply(part, divide(part, part))
    yield "domain: half the logarithm of the square", divide(function("ln", power(part, TWO)), TWO)
    yield "domain: arc tangent", function("atan", function("tan", part))
    yield "domain: arc sine", function("asin", function("sin", part))
    yield "domain: arc cosine", function("acos", function("cos", part))
    yield "domain: square of the root", power(function("sqrt", part), TWO)
    yield "domain: square of the sign", multiply(part, power(function("sign", part), TWO))
    yield "domain: 0 to the 0", multiply(part, power(part, ZERO))
    yield "domain: all places but one", piecewise((add(part, ONE), relation("=", X, TWO)), (part, OTHERWISE))
    yield "domain: one half of the line", function("max", part, ZERO)
    yield "domain: whole part", add(part, function("floor", part), negate(function("ceil", part)), ONE)


def pairwise_of(part: Term) -> list[tuple[Term, Term]]:
    """The pieces and their conditions."""
    return list(zip(part.args[::2], part.args[1::2], strict=True))


def run(count: int, seed: int) -> dict[str, object]:
    """So many mutants; each that is proved is looked at in 200 digits at many points."""
    dice = random.Random(seed)
    outcome: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    false: list[str] = []
    for before, after, context in pairs(dice):
        for kind, mutant in mutants(after, dice):
            if mutant is after or mutant is before:
                continue
            try:
                proof = justify(before, mutant, context)
            except Exception as problem:  # nothing may be raised, whatever it is
                false.append(f"{kind}: {before!r} = {mutant!r}: {type(problem).__name__}")
                continue
            outcome["tried"] += 1
            by_kind[kind] += 1
            if proof.status == "proved":
                outcome["proved"] += 1
                witness = disagreement(before, mutant, context, proof.conditions)
                outcome["proved, looked at points"] += witness is not None
                if witness:
                    false.append(f"{kind}: {before!r} = {mutant!r} at {witness}")
        if outcome["tried"] >= count:
            break
    return {
        "mutants": outcome["tried"],
        "proved": outcome["proved"],
        "with points in common": outcome["proved, looked at points"],
        "false proofs": len(false),
        "cases": false[:20],
        "kinds": dict(by_kind),
    }
