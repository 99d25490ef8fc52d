"""Rules as patterns: two sides in plain notation, whose letters stand for anything.

A sum or product on the left matches in any order, and as a part of a longer sum or product; what is left over stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache

from derivation.context import Context
from derivation.rule import Match, Rewrite
from derivation.term import Term, add, multiply, replace

Holes = dict[str, Term]

MOST_PARTS = 12
"""Longer sums and products are not searched for a part that matches."""

MOST_ATTEMPTS = 400
"""Most ways in which the parts of one pattern are laid against the parts of one term."""


def pattern(left: str, right: str, when: Callable[[Mapping[str, Term]], bool] | None = None) -> Rewrite:
    """The rewrite that replaces whatever matches the left side by the right side.

    left, right   both sides in plain notation; every letter except e is a hole, and all on the right occur on the left
    when          what else the holes must satisfy

    Raises ValueError, when first used, if a letter on the right is not bound on the left.

    >>> from derivation.reading import read
    >>> from derivation.notation import text
    >>> rewrite = pattern("sin(u)^2 + cos(u)^2", "1")
    >>> text(next(rewrite(read("3 + cos(2*x)^2 + sin(2*x)^2").term, Context())).after)
    '3 + 1'
    """

    def rewrite(term: Term, context: Context) -> Iterator[Match]:
        before, after = _sides(left, right)
        if not may_match(before, term):
            return
        for holes, rest in _match_top(before, term):
            if when is None or when(holes):
                yield Match(_put_back(term, _fill(after, holes), rest), holes)

    return rewrite


@lru_cache(maxsize=512)
def _sides(left: str, right: str) -> tuple[Term, Term]:
    from derivation.reading import read

    before, after = read(left).term, read(right).term
    if not after.free <= before.free:
        loose = sorted(str(each.value) for each in after.free - before.free)
        raise ValueError(f"{', '.join(loose)} on the right of {right!r} is not bound by {left!r}")
    return before, after


def may_match(before: Term, term: Term) -> bool:
    """A quick look at the kind of the whole and of its parts, which spares most attempts."""
    if before.op != term.op or before.value != term.value:
        return False
    return before.op not in ("sum", "product") or _kinds_of_parts(before) <= {part.op for part in term.args}


@lru_cache(maxsize=512)
def _kinds_of_parts(before: Term) -> frozenset[str]:
    """The kinds of the summands or factors of a pattern, but for holes, which take any."""
    return frozenset(part.op for part in before.args if part.op != "symbol")


def _fill(after: Term, holes: Mapping[str, Term]) -> Term:
    return replace(after, {name: holes[str(name.value)] for name in after.free})


def _put_back(term: Term, new: Term, rest: tuple[tuple[int, Term], ...]) -> Term:
    """The result at the place of the first part that was used, among the parts that were not."""
    if not rest:
        return new
    left_over = {index for index, _ in rest}
    first = next(index for index in range(len(term.args)) if index not in left_over)
    parts = sorted([*rest, (first, new)], key=lambda each: each[0])
    return (add if term.op == "sum" else multiply)(*(part for _, part in parts))


def _match_top(before: Term, term: Term) -> Iterator[tuple[Holes, tuple[tuple[int, Term], ...]]]:
    if before.op not in ("sum", "product"):
        for holes in match(before, term, {}):
            yield holes, ()
        return
    if not len(before.args) <= len(term.args) <= MOST_PARTS:
        return
    attempts = [MOST_ATTEMPTS]
    for holes, used in _choose(before.args, term.args, {}, (), attempts):
        yield holes, tuple((k, part) for k, part in enumerate(term.args) if k not in used)


def match(before: Term, term: Term, holes: Holes) -> Iterator[Holes]:
    """The ways to bind the holes of a pattern so that it becomes the term, parts of sums and products in any order."""
    if before.op == "symbol":
        bound = holes.get(str(before.value))
        if bound is None:
            yield {**holes, str(before.value): term}
        elif bound is term:
            yield holes
        return
    if before.op != term.op or before.value != term.value or len(before.args) != len(term.args):
        return
    if before.op in ("sum", "product"):
        for found, _ in _choose(before.args, term.args, holes, (), [MOST_ATTEMPTS]):
            yield found
        return
    yield from _match_in_order(before.args, term.args, holes)


def _match_in_order(before: Sequence[Term], parts: Sequence[Term], holes: Holes) -> Iterator[Holes]:
    if not before:
        yield holes
        return
    for found in match(before[0], parts[0], holes):
        yield from _match_in_order(before[1:], parts[1:], found)


def _choose(
    before: Sequence[Term], parts: Sequence[Term], holes: Holes, used: tuple[int, ...], attempts: list[int]
) -> Iterator[tuple[Holes, tuple[int, ...]]]:
    """Lay each part of the pattern against a part of the term that is not yet used."""
    if not before:
        yield holes, used
        return
    for index, part in enumerate(parts):
        if index in used:
            continue
        attempts[0] -= 1
        if attempts[0] < 0:
            return
        for found in match(before[0], part, holes):
            yield from _choose(before[1:], parts, found, (*used, index), attempts)
