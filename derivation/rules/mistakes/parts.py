"""Small operations on the parts of sums and products."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.rule import Match
from derivation.term import (
    Term,
    negate,
)

Matches = Iterator[Match]


def without(parts: tuple[Term, ...], k: int) -> tuple[Term, ...]:
    return (*parts[:k], *parts[k + 1 :])


def exchanged(parts: tuple[Term, ...], k: int, new: Term) -> tuple[Term, ...]:
    return (*parts[:k], new, *parts[k + 1 :])


def opposite(term: Term) -> Term:
    return term.args[0] if term.op == "negation" else negate(term)


def factors_of(term: Term) -> tuple[Term, ...]:
    return term.args if term.op == "product" else (term,)
