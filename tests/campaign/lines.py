"""True lines to start from: neighbouring lines of walks, and terms at random."""

from __future__ import annotations

import random
from collections.abc import Iterator

from derivation import functions
from derivation.context import Context
from derivation.derive import CannotDifferentiate, derive
from derivation.term import (
    PI,
    TWO,
    E,
    Term,
    X,
    add,
    decimal,
    divide,
    function,
    integer,
    multiply,
    negate,
    power,
    symbol,
)
from derivation.walkthrough import Step

FUNCTIONS = ("sin", "cos", "tan", "ln", "sqrt", "sinh", "cosh", "tanh", "atan", "abs", "asinh", "sigma", "asin")
LARGEST = 60
PARAMETERS = (symbol("k"), symbol("a"))
CONTEXT = Context(parameters=PARAMETERS)

Pair = tuple[Term, Term, Context]


def random_term(dice: random.Random, depth: int) -> Term:
    """A term in x, k and a of at most this depth, written as a person might."""
    if depth <= 0:
        leaf = dice.random()
        if leaf < 0.55:
            return X
        return dice.choice((symbol("k"), symbol("a"), integer(dice.randint(0, 9)), E, PI, decimal("0.5")))
    inner = [random_term(dice, depth - 1 - dice.randint(0, 1)) for _ in range(3)]
    kind = dice.choice("ssppqqwwnfffe")
    if kind == "s":
        return add(*inner[: dice.randint(2, 3)])
    if kind == "p":
        return multiply(*inner[: dice.randint(2, 3)])
    if kind == "q":
        return divide(inner[0], inner[1])
    if kind == "w":
        exponent = dice.choice((TWO, integer(3), negate(integer(1)), negate(TWO), divide(integer(1), TWO), symbol("k")))
        return power(inner[0], exponent)
    if kind == "n":
        return negate(inner[0])
    if kind == "e":
        return power(E, inner[0])
    return function(dice.choice(FUNCTIONS), inner[0])


def walks(dice: random.Random) -> Iterator[tuple[tuple[Step, ...], Context]]:
    """The steps to the derivative, of every function of the table and then of functions at random, without end."""
    for named in functions.table():
        if named.formula is not None and named.variable is not None and named.formula.size <= LARGEST:
            constants = tuple(each for each in named.parameters if each is not named.variable)
            yield from _walk(named.formula, Context(named.variable, constants))
    while True:
        yield from _walk(random_term(dice, dice.randint(1, 3)), CONTEXT)


def _walk(body: Term, context: Context) -> Iterator[tuple[tuple[Step, ...], Context]]:
    try:
        yield derive(body, context, target="raw").steps, context
    except (CannotDifferentiate, ArithmeticError):
        return


def pairs(dice: random.Random) -> Iterator[Pair]:
    """Neighbouring lines that are proved equal, small enough to be looked at by the thousand; none comes twice."""
    seen: set[tuple[Term, Term]] = set()
    for steps, context in walks(dice):
        waiting = list(steps)
        while waiting:
            step = waiting.pop()
            waiting.extend(step.substeps)
            names = {step.defines[0] for step in steps if step.defines}
            pair = (step.before, step.after)
            if step.status != "proved" or pair in seen or names & (step.before.free | step.after.free):
                continue
            if step.before.size + step.after.size <= 2 * LARGEST:
                seen.add(pair)
                yield (*pair, context)
