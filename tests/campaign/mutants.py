"""Lines that are true but for one change: none may be proved unless it is true after all."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from campaign.lines import pairs
from campaign.values import disagreement
from derivation.term import (
    ONE,
    TWO,
    E,
    Term,
    add,
    divide,
    function,
    integer,
    multiply,
    negate,
    number_of,
    part_at,
    power,
    rebuild,
    replace_at,
)
from derivation.walkthrough import justify

TINY = divide(ONE, power(integer(10), integer(200)))
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
    yield "coefficient", multiply(integer(dice.randint(2, 5)), part)
    number = number_of(part)
    if number is not None and part.op == "integer":
        yield "number", integer(int(number) + dice.choice((1, 2)))
    if part.op in ("sum", "product"):
        gone = dice.randrange(len(part.args))
        rest = part.args[:gone] + part.args[gone + 1 :]
        yield "dropped", rebuild(part, rest) if len(rest) > 1 else rest[0]
        yield "operation", (multiply if part.op == "sum" else add)(*part.args)
    if part.op == "power":
        yield "exponent", power(part.args[0], add(part.args[1], ONE))
        yield "exponent sign", power(part.args[0], negate(part.args[1]))
    if part.op == "quotient":
        yield "upside down", divide(part.args[1], part.args[0])
    if part.op == "function" and len(part.args) == 1:
        yield "function", function(OTHER.get(str(part.value), "sin"), part.args[0])
        yield "inside", function(str(part.value), negate(part.args[0]))
    if part.op == "piecewise":
        yield "branch", rebuild(part, (part.args[2], part.args[1], part.args[0], *part.args[3:])) if len(part.args) > 2 else part
    yield "domain: root of the square", function("sqrt", power(part, TWO))
    yield "domain: exponential of the logarithm", power(E, function("ln", part))
    yield "domain: absolute value", function("abs", part)
    yield "domain: x/x", multiply(part, divide(part, part))
    yield "domain: half the logarithm of the square", divide(function("ln", power(part, TWO)), TWO)
    yield "domain: arc tangent", function("atan", function("tan", part))


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
            proof = justify(before, mutant, context)
            outcome["tried"] += 1
            by_kind[kind] += 1
            if proof.status == "proved":
                outcome["proved"] += 1
                witness = disagreement(before, mutant, context)
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
