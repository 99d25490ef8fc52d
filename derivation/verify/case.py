"""A wrong line and what is known about it; what was found out about it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from derivation.context import Context
from derivation.term import Term, derivative, fresh_symbol
from derivation.term import replace as put_for
from derivation.verify.report import Mistake


@dataclass(frozen=True, slots=True)
class Case:
    """A wrong line and what is known about it.

    wrong     the line, or the side of the equation, that is wrong
    targets   what it may have had to equal
    previous  the right line before it
    later     the lines that follow
    function  the function of the page
    left      for an equation, its other side
    spelt     letters that stand for derivatives in all of it: p for y' on a curve
    """

    wrong: Term
    targets: tuple[Term, ...]
    previous: Term | None
    later: tuple[Term, ...]
    function: Term | None
    context: Context
    left: Term | None = None
    spelt: tuple[tuple[Term, Term], ...] = ()


def named_rate(case: Case, y: Term) -> Case:
    """The case with a letter in place of y', so that it can be looked at as a formula in x, y and that letter."""
    rate = derivative(y, case.context.variable)
    letter = fresh_symbol("p", frozenset().union(*(term.free for term in (case.wrong, *case.targets, *case.later))))

    def spell(term: Term) -> Term:
        return put_for(term, {rate: letter})

    return replace(
        case,
        wrong=spell(case.wrong),
        targets=tuple(spell(target) for target in case.targets),
        previous=None,
        later=tuple(spell(line) for line in case.later),
        left=None if case.left is None else spell(case.left),
        spelt=((letter, rate),),
    )


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The mistake, what should stand there, and the part that is wrong; each may be missing."""

    mistake: Mistake | None = None
    repair: Term | None = None
    part: Term | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way to account for a wrong line: a mistake, or two; the line mended, and the part that was changed for it."""

    name: str
    weight: float
    target: Term
    repair: Term | None = None
    part: Term | None = None
    second: str = ""
