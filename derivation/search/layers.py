"""One change made wherever it applies in the layers that differentiating has written, each distinct part looked at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from derivation.memory import Memory
from derivation.rules.algebra_numbers import LONG_PRODUCT
from derivation.search.parts import OnePart, letters_first
from derivation.term import Term, rebuild

OPEN = ("sum", "product", "quotient", "negation", "piecewise")
"""Kinds of terms that a change goes into; what stands in the others belongs to the function that was differentiated."""

_STABLE: Memory[Term, None] = Memory(100_000)
"""Parts in which no pass finds anything to do."""


Pairs = tuple[tuple[Term, Term], ...]
"""Parts and what they became."""


class Change(NamedTuple):
    """A line with a rule used wherever it applies, and the parts that this changed, with what they became."""

    line: Term
    pairs: Pairs


def kinds_of_parts(line: Term) -> set[str]:
    """The kinds of the parts that a change is tried on.

    >>> from derivation.reading import read
    >>> sorted(kinds_of_parts(read("x*sin(1/x)").term))
    ['function', 'product', 'symbol']
    """
    seen = {line}
    stack = [line]
    while stack:
        node = stack.pop()
        if node.op in OPEN and node not in _STABLE:
            new = [arg for arg in node.args if arg not in seen]
            seen.update(new)
            stack.extend(new)
    return {node.op for node in seen}


def everywhere(change: OnePart) -> Callable[[Term], Change]:
    """A change of one part as a change of every open part of a line."""
    return lambda line: throughout(line, change)


def throughout(term: Term, change: OnePart) -> Change:
    """The change made at every open part, from the inside out.

    >>> from derivation.notation import text
    >>> from derivation.reading import read
    >>> from derivation.search.parts import without_neutral
    >>> text(throughout(read("1*x + (0 + 1*sin(1*x))/2").term, without_neutral).line)
    'x + sin(1*x)/2'
    """
    done: dict[Term, Term] = {}
    pairs: list[tuple[Term, Term]] = []
    stack = [term]
    while stack:
        node = stack[-1]
        waiting = [arg for arg in node.args if arg not in done] if node.op in OPEN and node not in _STABLE else []
        if node in done:
            stack.pop()
        elif waiting:
            stack.extend(waiting)
        else:
            done[node] = _changed(node, change, done, pairs)
            stack.pop()
    return Change(done[term], tuple(pairs))


def _changed(node: Term, change: OnePart, done: dict[Term, Term], pairs: list[tuple[Term, Term]]) -> Term:
    if node in _STABLE:
        return node
    rebuilt = _rebuilt(node, done, pairs) if node.op in OPEN else node
    after = change(rebuilt)
    if after is rebuilt:
        return rebuilt
    after = letters_first(after)
    pairs.append((rebuilt, after))
    return after


def _rebuilt(node: Term, done: dict[Term, Term], pairs: list[tuple[Term, Term]]) -> Term:
    """The node with its changed parts; a sum that a summand has become needs no brackets, nor does a product in a product."""
    nested = rebuild(node, tuple(done[arg] for arg in node.args))
    if node.op not in ("sum", "product") or all(done[arg] is arg or done[arg].op != node.op for arg in node.args):
        return nested
    parts: list[Term] = []
    for arg in node.args:
        parts.extend(done[arg].args if done[arg] is not arg and done[arg].op == node.op else (done[arg],))
    if len(parts) > LONG_PRODUCT:
        return nested
    flat = rebuild(node, tuple(parts))
    pairs.append((nested, flat))
    return flat


def remember(term: Term) -> None:
    """Nothing is left to do in this line, nor in its parts."""
    _STABLE.make_room()
    stack = [term]
    while stack:
        node = stack.pop()
        if node not in _STABLE and node.op in OPEN:
            _STABLE[node] = None
            stack.extend(node.args)
