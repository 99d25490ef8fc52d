"""What a rule is: one row of data, used forwards, backwards, and, for the kind *mistake*, to recognise a slip."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from derivation.context import Context
from derivation.notation import unicode_line
from derivation.term import Term

LONGEST_HOLE = 40
"""Holes of more nodes are not written out in a sentence."""

Kind = Literal["differentiation", "algebra", "naming", "mistake"]


@dataclass(frozen=True, slots=True)
class Example:
    """One use of a rule, in plain notation; `after` is None where the rule must not apply."""

    before: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Match:
    """One way a rule applies to a term: what it becomes, and what the holes of the rule stood for."""

    after: Term
    holes: Mapping[str, Term] = field(default_factory=dict)
    conditions: tuple[Term, ...] = ()


Rewrite = Callable[[Term, Context], Iterator[Match]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A law of algebra or of differentiation, or a known mistake.

    name       what a textbook calls it, lower case
    statement  the law in plain notation, "d/dx(u + v) = d/dx(u) + d/dx(v)"
    why        one sentence for a learner; {u} and the like name holes
    rewrite    the ways it applies at the top of a term, best first
    examples   at least one; they are tests and documentation at once
    kind       what it is for
    reverse    its name when it is read from right to left, "" if nobody would
    cost       how much a line of it weighs when a derivation is made short: 0.2 trivial, 1 a real step
    reverse_cost  the same, read from right to left
    mistake    for the kind "mistake": one of the kinds of mistake that the design lists
    prior      for the kind "mistake": how common the slip is, 1 usual, 0 rare
    on         the kinds of terms that it changes, so that it is not tried on others; () for any
    """

    name: str
    statement: str
    why: str
    rewrite: Rewrite
    examples: tuple[Example, ...]
    kind: Kind = "algebra"
    reverse: str = ""
    reverse_why: str = ""
    cost: float = 1.0
    reverse_cost: float = 1.0
    mistake: str = ""
    prior: float = 0.5
    on: tuple[str, ...] = ()

    def applies_to(self, kind: str) -> bool:
        """Whether it may change terms of a kind: "sum", "power", ...; a quick look that spares most attempts."""
        return not self.on or kind in self.on


def _nothing(_term: Term, _context: Context) -> Iterator[Match]:
    return iter(())


def rule_of_lines(name: str, statement: str, why: str, cost: float = 0.5, kind: Kind = "naming") -> Rule:
    """A rule whose lines a plan, a method or a proof writes as a whole; `rewrite` finds no use of it by itself.

    Such lines need more than the line before them: a name that was given, a result worked out beside it, an equation.
    """
    return Rule(name, statement, why, _nothing, (), kind, cost=cost)


class _Words(dict[str, str]):
    """A name that is no hole stands as it is."""

    def __missing__(self, name: str) -> str:
        return name


def in_words(why: str, holes: Mapping[str, Term], /, **words: str) -> str:
    """The reason of a rule, such as `Rule.why`, with its holes filled in by terms, and by `words` that are no terms.

    >>> from derivation.term import X, function
    >>> in_words("The derivative of {u}, by the {way}.", {"u": function("sin", X)}, way="table")
    'The derivative of sin(x), by the table.'
    """
    named = {name: part for name, part in holes.items() if f"{{{name}}}" in why}
    terms = {name: unicode_line(part) if part.size <= LONGEST_HOLE else "what stands there" for name, part in named.items()}
    return why.format_map(_Words({**terms, **words}))
