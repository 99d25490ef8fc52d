"""What must hold for a line, as a reader is told it: no condition twice, and none that another one says already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from derivation.document import Code, Sentence
from derivation.rules.shape import key, opposite, summands
from derivation.term import ZERO, Term, add

if TYPE_CHECKING:
    from derivation.walkthrough import Walkthrough

TURNED = {"<": ">", "<=": ">=", ">": ">", ">=": ">=", "!=": "!="}


def conditions(found: Iterable[Term]) -> Sentence:
    """Relations joined by commas and "and".

    >>> from derivation.notation import text
    >>> from derivation.term import ONE, X, relation, subtract
    >>> told = conditions([relation(">=", X, ONE), relation(">", X, ONE), relation("!=", subtract(X, ONE), ZERO)])
    >>> [part if isinstance(part, str) else text(part) for part in told]
    ['x > 1']
    """
    kept = without_repetition(found)
    parts: list[str | Term | Code] = []
    for number, each in enumerate(kept):
        if number:
            parts.append(" and " if number == len(kept) - 1 else ", ")
        parts.append(each)
    return tuple(parts)


def without_repetition(found: Iterable[Term]) -> list[Term]:
    """The conditions without those that another of them says, the shortest of several ways to say the same."""
    shortest: dict[_Said, Term] = {}
    for each in found:
        said = _said(each)
        if said not in shortest or each.size < shortest[said].size:
            shortest[said] = each
    return [each for said, each in shortest.items() if not any(more in shortest for more in said.stronger())]


class _Said(NamedTuple):
    """What a condition says: a difference, as a text that knows no order, and the sign between it and 0."""

    difference: str
    turned: str
    sign: str

    def stronger(self) -> Iterator[_Said]:
        """What would say this as well: u > 0 says that u >= 0 and that u != 0."""
        if self.sign in (">=", "!="):
            yield _Said(self.difference, self.turned, ">")
        if self.sign == "!=":
            yield _Said(self.turned, self.difference, ">")


def _said(condition: Term) -> _Said:
    """The same for u < v, v > u and v - u > 0."""
    sign = TURNED.get(str(condition.value), "") if condition.op == "relation" and len(condition.args) == 2 else ""
    if not sign:
        return _Said(key(condition), "", "")
    left, right = condition.args
    one, other = _difference(left, right), _difference(right, left)
    turn = one > other if sign == "!=" else condition.value in ("<", "<=")
    return _Said(other, one, sign) if turn else _Said(one, other, sign)


def _difference(left: Term, right: Term) -> str:
    ours, theirs = ([part for part in summands(side) if part is not ZERO] for side in (left, right))
    return key(add(*ours, *map(opposite, theirs)))


def of_walk(walk: Walkthrough) -> tuple[Term, ...]:
    """What all the lines of a walkthrough need."""
    return tuple(dict.fromkeys(condition for step in walk.steps for condition in step.conditions))
