"""One walk for every printer: children before parents, each distinct part once, however deep or shared."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from derivation.term import E, Term, constant, replace

if TYPE_CHECKING:
    from derivation.context import Context

MAX_PRINTED = 5_000_000
"""Largest printed tree, in nodes, that is written out; name the parts of larger terms first."""

KEPT_SIZE = 400
"""Parts of at most this many nodes are remembered from one call to the next."""

KEPT_PARTS = 8_000
"""How many of them are remembered before the memory starts afresh."""

Result = TypeVar("Result")


class Printed(NamedTuple):
    """What a part looks like on one line, and how tightly it holds together (see the levels below)."""

    text: str
    level: int
    tall: bool = False


LOOSE, CONDITION, RELATION, SUM, NEGATION, QUOTIENT, PRODUCT, EVALUATED, PREFIXED, POWER, ATOM = range(11)
"""From what must always be bracketed to what never is."""


def name_and_order(primed: Term) -> tuple[str, int]:
    """The name of the function in f'(u), and the number of primes."""
    value = primed.value
    assert isinstance(value, tuple)
    return value


def with_clear_e(term: Term, context: Context | None = None) -> Term:
    """The term, Euler's number called E where the letter e stands for a symbol."""
    declared = () if context is None else (context.variable, *context.parameters)
    if any(each.value == "e" for each in (*declared, *term.free)):
        return replace(term, {E: constant("E")})
    return term


class TooLong(ValueError):
    """The term would fill volumes if printed; its parts need names."""


def fold(term: Term, write: Callable[[Term, list[Result]], Result], kept: dict[Term, Result]) -> Result:
    """What `write` makes of the term, given what it made of the children.

    kept  what was made of small terms in earlier calls; filled here.  Results of large parts are dropped as soon as
          every parent has used them, so that memory stays in proportion to what is printed.
    """
    found = kept.get(term)
    if found is not None:
        return found
    if term.size > MAX_PRINTED:
        raise TooLong(f"an expression of {term.size} parts cannot be printed whole")
    if term.size <= KEPT_SIZE:
        return _fold_small(term, write, kept)
    if len(kept) > KEPT_PARTS:
        kept.clear()
    return _fold_large(term, write, kept)


def _fold_small(term: Term, write: Callable[[Term, list[Result]], Result], kept: dict[Term, Result]) -> Result:
    if len(kept) > KEPT_PARTS:
        kept.clear()
    stack = [term]
    while stack:
        node = stack[-1]
        if node in kept:
            stack.pop()
            continue
        waiting = [arg for arg in node.args if arg not in kept]
        if waiting:
            stack += waiting
        else:
            kept[node] = write(node, [kept[arg] for arg in node.args])
            stack.pop()
    return kept[term]


def _fold_large(term: Term, write: Callable[[Term, list[Result]], Result], kept: dict[Term, Result]) -> Result:
    order, uses = _order_and_uses(term)
    done: dict[Term, Result] = {}
    for node in order:
        if node.size <= KEPT_SIZE:
            done[node] = fold(node, write, kept)
            continue
        done[node] = write(node, [done[arg] for arg in node.args])
        for arg in node.args:
            uses[arg] -= 1
            if not uses[arg]:
                del done[arg]
    return done[term]


def _order_and_uses(term: Term) -> tuple[list[Term], dict[Term, int]]:
    """The large parts and their small children, children first, and how often each is a child of a large part."""
    uses: dict[Term, int] = {term: 1}
    order: list[Term] = []
    seen: set[Term] = set()
    stack = [(term, False)]
    while stack:
        node, finished = stack.pop()
        if finished:
            order.append(node)
        elif node not in seen:
            seen.add(node)
            stack.append((node, True))
            if node.size > KEPT_SIZE:
                stack += [(arg, False) for arg in reversed(node.args)]
                for arg in node.args:
                    uses[arg] = uses.get(arg, 0) + 1
    return order, uses
