"""Exercises: a named function, or one made from the patterns of a topic; the same seed makes the same ones."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import replace as dataclass_replace
from functools import cached_property
from random import Random

from derivation import functions
from derivation.context import Context, Definition
from derivation.derive import derive
from derivation.practice.patterns import LEVELS, TOPICS, VALUES
from derivation.reading import read
from derivation.term import Term, derivative, function
from derivation.walkthrough import Walkthrough

_HOLE = re.compile(r"\{([a-z]+)([0-9]*)\}")


@dataclass(frozen=True)
class Exercise:
    """One thing to do.

    skill     what it trains, the name under which reviews are kept: "chain 2", "sigmoid"
    task      "derivative", "self" or "mistake"
    name      the name of the function, "" for a formula
    formula   what was read
    function  the function that is differentiated
    context   the variable and its constants
    source    from which it can be made again: topic, level and seed, or the name
    """

    skill: str
    task: str
    name: str
    formula: str
    function: Term
    context: Context
    source: tuple[str, int, str]

    @property
    def topic(self) -> str:
        return self.source[0]

    @property
    def start(self) -> Term:
        """What is still to be done."""
        return derivative(self.function, self.context.variable)

    @cached_property
    def walk(self) -> Walkthrough:
        """How it is done: to the derivative or, where that is asked, on to terms of the function itself."""
        return derive(self.function, self.context, target="self" if self.task == "self" else "raw")

    @cached_property
    def reading_context(self) -> Context:
        """The names that the reader's lines may use: f is the function, where the answer is to be written in it."""
        if self.task != "self":
            return self.context
        return self.context.define(Definition("f", (), self.function))


def named(name: str) -> Exercise:
    """The derivative of a function of the catalogue; raises KeyError where there is none of that name.

    >>> named("sigmoid").formula
    '1/(1 + e^(-x))'
    """
    found = functions.find(name)
    if found is None:
        raise KeyError(name)
    from derivation.notation import text

    context = Context(found.variable, tuple(each for each in found.parameters if each is not found.variable))
    body = found.formula if found.formula is not None else function(found.name, *found.parameters)
    return Exercise(found.listed, "derivative", found.listed, text(body), body, context, ("", 0, found.listed))


def of_formula(formula: str, body: Term, context: Context) -> Exercise:
    """The derivative of any formula."""
    return Exercise(formula, "derivative", "", formula, body, context, ("", 0, formula))


def generated(topic: str, level: int, seed: str) -> Exercise:
    """An exercise of a topic (a key of `TOPICS`) and a level from 1 to 3; equal arguments give equal exercises.

    >>> generated("chain", 1, "7/0") == generated("chain", 1, "7/0")
    True
    """
    chance = Random(f"{topic}/{level}/{seed}")
    rows = TOPICS[topic].levels[min(max(level, 1), LEVELS) - 1]
    formula = filled(chance.choice(rows), chance)
    skill = f"{topic} {level}"
    task = TOPICS[topic].task
    source = (topic, level, seed)
    if functions.find(formula) is not None:
        return dataclass_replace(named(formula), skill=skill, task=task, source=source)
    return Exercise(skill, task, "", formula, read(formula).term, Context(), source)


def filled(pattern: str, chance: Random) -> str:
    """The pattern with every hole filled by chance, holes of one kind differently.

    >>> filled("{a}*x + {a}", Random(1))
    '3*x + 3'
    """
    known: dict[str, str] = {}
    while found := _HOLE.search(pattern):
        hole, kind = found.group(1) + found.group(2), found.group(1)
        if hole not in known:
            taken = {value for other, value in known.items() if other.rstrip("0123456789") == kind}
            known[hole] = chance.choice([value for value in VALUES[kind] if value not in taken])
        pattern = pattern[: found.start()] + known[hole] + pattern[found.end() :]
    return pattern


def remade(source: tuple[str, int, str]) -> Exercise:
    """The exercise that came from this source; raises KeyError or reading.Unreadable where it no longer exists."""
    topic, level, detail = source
    if topic:
        return generated(topic, level, detail)
    if functions.find(detail) is not None:
        return named(detail)
    return of_formula(detail, read(detail).term, Context())


def fresh(topic: str, level: int, seed: str, number: int, other_than: Collection[str] = ()) -> Exercise:
    """The exercise with this number in a run with this seed, another than those before it where there is another."""
    for again in range(12):
        found = generated(topic, level, f"{seed}/{number}" + "+" * again)
        if found.formula not in other_than:
            break
    return found
