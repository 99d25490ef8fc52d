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


def named_rates(case: Case, *moving: Term) -> Case:
    """The case with letters in place of y' and its like, so that it can be looked at as a formula in letters alone."""
    taken = frozenset().union(*(term.free for term in (case.wrong, *case.targets, *case.later)))
    letters: dict[Term, Term] = {}
    for each in moving:
        letters[derivative(each, case.context.variable)] = fresh_symbol("p", taken | {*letters.values()})

    def spell(term: Term) -> Term:
        return put_for(term, letters)

    return replace(
        case,
        wrong=spell(case.wrong),
        targets=tuple(spell(target) for target in case.targets),
        previous=None,
        later=tuple(spell(line) for line in case.later),
        left=None if case.left is None else spell(case.left),
        spelt=tuple((letter, rate) for rate, letter in letters.items()),
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
