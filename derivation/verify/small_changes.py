"""Small changes of a wrong line, tried one by one: where the values do not lead backwards to what should stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivation.term import Term, integer, multiply, negate, postorder, power, replace_at
from derivation.verify.sieve import Sieve, Values, agree

TRIED = 90
"""So many changes are tried."""


def one_by_one(
    wrong: Term, target: Term, wanted: Values, sieve: Sieve, around: Iterable[Term] = ()
) -> Iterator[tuple[Term, str, Term]]:
    """The line with one small change that gives it the values wanted, the name of the slip, and the part that was changed.

    around  the lines nearby, whose functions may lend their arguments

    >>> from derivation.context import Context
    >>> from derivation.term import X, function
    >>> wrong, right = function("cos", integer(2)), function("cos", multiply(integer(2), X))
    >>> sieve = Sieve(Context(), (), (0.4, -0.6, 0.8))
    >>> [name for _, name, _ in one_by_one(wrong, right, sieve.values(right), sieve)]
    ['factor dropped']
    """
    stack: list[tuple[Term, tuple[int, ...], Term]] = [(wrong, (), wrong)]
    letters = sorted(target.free, key=repr)
    arguments = _arguments(around)
    tried = 0
    while stack and tried < TRIED:
        part, path, parent = stack.pop()
        stack.extend((arg, (*path, k), part) for k, arg in enumerate(part.args))
        changes = [*_changed_leaf(part, parent.op == "power" and path[-1:] == (1,)), *_with_factor(part, parent, letters)]
        if parent.op == "function":
            changes += [(each, "argument changed") for each in arguments.get(str(parent.value), ()) if each is not part]
        for other, name in changes:
            tried += 1
            mended = replace_at(wrong, path, other)
            if agree(sieve.values(mended), wanted):
                yield mended, name, part


def _changed_leaf(leaf: Term, raised: bool) -> Iterator[tuple[Term, str]]:
    if leaf.op == "integer":
        for change in (-1, 1):
            yield integer(int(str(leaf.value)) + change), "exponent changed" if raised else "number changed"
    elif leaf.op == "symbol":
        yield power(leaf, integer(2)), "square lost"
        yield power(leaf, integer(3)), "exponent lost"
        yield negate(leaf), "sign lost"


def _with_factor(leaf: Term, parent: Term, letters: list[Term]) -> Iterator[tuple[Term, str]]:
    """A number or letter with a factor in front that may have been lost: cos(2) for cos(2x), (x - 2)^4 for (3x - 2)^4."""
    if leaf.op == "integer" and parent.op in ("function", "product", "sum"):
        for letter in letters:
            yield multiply(leaf, letter), "factor dropped"
    elif leaf.op == "symbol" and parent.op in ("function", "sum", "product"):
        for factor in (*(integer(number) for number in (2, 3, 4, 5, 7)), *(each for each in letters if each is not leaf)):
            yield multiply(factor, leaf), "factor dropped"


def _arguments(around: Iterable[Term]) -> dict[str, list[Term]]:
    """What the functions on the lines around are applied to."""
    found: dict[str, list[Term]] = {}
    for term in around:
        for node in postorder(term):
            if node.op == "function" and len(node.args) == 1:
                found.setdefault(str(node.value), []).append(node.args[0])
    return found
