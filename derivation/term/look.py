"""What a term is made of: its number, its parts and their places."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from fractions import Fraction

from derivation.term.node import Term

Path = tuple[int, ...]
"""The way from a term down to a part: the index of an argument at each level."""

DEEP = 100
"""Terms that are deeper are gone through without recursion."""


def number_of(term: Term) -> Fraction | None:
    """The value of a number as written (7, -7, 0.5, -1/2), or None for anything else.

    The value of a decimal is a `DecimalFraction`, so that what is calculated with it is written as a decimal again.

    >>> from derivation.term import ONE, TWO, divide, negate
    >>> number_of(negate(divide(ONE, TWO)))
    Fraction(-1, 2)
    """
    return term.number


def postorder(*roots: Term) -> list[Term]:
    """Every distinct node below the roots once, children before parents, left to right."""
    return unvisited(roots, ())


def unvisited(roots: Iterable[Term], visited: Container[Term]) -> list[Term]:
    """The nodes of `postorder` that are not among those visited; what stands in these is not looked at."""
    found: dict[Term, None] = {}
    for root in roots:
        if root.depth > DEEP:
            _visit_deep(root, visited, found)
        elif root not in visited and root not in found:
            _visit(root, visited, found)
    return list(found)


def _visit(term: Term, visited: Container[Term], found: dict[Term, None]) -> None:
    for arg in term.args:
        if arg not in found and arg not in visited:
            if arg.args:
                _visit(arg, visited, found)
            else:
                found[arg] = None
    found[term] = None


def _visit_deep(term: Term, visited: Container[Term], found: dict[Term, None]) -> None:
    """The same without recursion, which takes twice the time."""
    stack = [term]
    while stack:
        node = stack.pop()
        if node in found or node in visited:
            continue
        waiting = [arg for arg in node.args if arg not in found and arg not in visited]
        if waiting:
            stack.append(node)
            stack.extend(reversed(waiting))
        else:
            found[node] = None


def outermost(line: Term, kind: str) -> list[Term]:
    """The distinct parts of one kind, "derivative" or "limit", that stand in no other of it, from left to right.

    >>> from derivation.term import X, add, derivative
    >>> outermost(add(derivative(derivative(X, X), X), X), "derivative") == [derivative(derivative(X, X), X)]
    True
    """
    found: dict[Term, None] = {}
    seen: set[Term] = set()
    stack = [line]
    while stack:
        node = stack.pop()
        if node.op == kind:
            found[node] = None
        elif node not in seen and (node.todo or kind != "derivative"):
            seen.add(node)
            stack.extend(reversed(node.args))
    return list(found)


def part_at(term: Term, path: Path) -> Term:
    """The part that the path of child numbers leads to."""
    for index in path:
        term = term.args[index]
    return term


def places(term: Term, part: Term) -> Iterator[Path]:
    """The paths to every occurrence of a part, left to right."""
    contains = {node for node in postorder(term) if node is part}
    if not contains:
        return
    holders: set[Term] = set()
    for node in postorder(term):
        if node is part or any(arg in holders for arg in node.args):
            holders.add(node)
    stack: list[tuple[Term, Path]] = [(term, ())]
    while stack:
        node, path = stack.pop()
        if node is part:
            yield path
            continue
        stack.extend((node.args[k], (*path, k)) for k in reversed(range(len(node.args))) if node.args[k] in holders)


def place_of_change(before: Term, after: Term) -> Path:
    """The way down to the one place where two terms differ.

    >>> from derivation.term import ONE, TWO, X, add, power
    >>> place_of_change(add(ONE, power(X, TWO)), add(ONE, power(X, ONE)))
    (1, 1)
    """
    path: list[int] = []
    while before.op == after.op and before.value == after.value and len(before.args) == len(after.args):
        differing = [k for k, pair in enumerate(zip(before.args, after.args, strict=True)) if pair[0] is not pair[1]]
        if len(differing) != 1:
            break
        path.append(differing[0])
        before, after = before.args[differing[0]], after.args[differing[0]]
    return tuple(path)
