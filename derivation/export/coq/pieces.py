"""Functions given by cases: which cases there are, and a term as it is in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import cycle, product

from derivation.context import Context
from derivation.equality import NoValue, Outside, TooWide, evaluate
from derivation.export.coq.reals import NotExpressible
from derivation.functions import unfold
from derivation.term import MINUS_ONE, ONE, ZERO, Term, negate, postorder, rebuild, relation, subtract

Border = tuple[Term, Term]
"""Two sides; a case says which of them is smaller."""

Case = Mapping[Border, bool]
"""For each border, whether its left side is the smaller one."""

MOST_BORDERS = 4
POINTS = 400


def border_of(node: Term) -> Border | None:
    """Where a node changes over from one value to another."""
    if node.op == "function" and node.value in ("abs", "sign"):
        return _in_order(node.args[0], ZERO)
    if node.op == "function" and node.value in ("max", "min") and len(node.args) == 2:
        return _in_order(*node.args)
    if node.op == "relation" and node.value in ("<", "<=", ">", ">="):
        return _in_order(*node.args)
    return None


def _in_order(left: Term, right: Term) -> Border:
    """The same border for x > 0 and 0 < x: numbers stand at the right, else the smaller text comes first."""
    if not left.free and right.free:
        return right, left
    if left.free and not right.free:
        return left, right
    return (left, right) if repr(left) <= repr(right) else (right, left)


def is_smaller(left: Term, right: Term, case: Case) -> bool | None:
    """Whether the left side is the smaller one in a case; None where the case does not tell."""
    found = case.get(_in_order(left, right))
    if found is None:
        return None
    return found if _in_order(left, right) == (left, right) else not found


def cases(lines: Sequence[Term], context: Context, domain: Iterable[Term]) -> list[Case]:
    """The cases that occur, one without borders where there are none; raises NotExpressible where there are too many."""
    borders: dict[Border, None] = {}
    for node in postorder(*(unfold(line, context) for line in lines)):
        border = border_of(node)
        if border is not None:
            borders[border] = None
    if len(borders) > MOST_BORDERS:
        raise NotExpressible("it has too many pieces")
    if not borders:
        return [{}]
    possible = [dict(zip(borders, sides, strict=True)) for sides in product((True, False), repeat=len(borders))]
    occurring = _occurring(list(borders), list(domain))
    found: list[Case] = [case for case in possible if tuple(case.values()) in occurring]
    if not found:
        raise NotExpressible("no point was found at which its pieces can be told apart")
    return found


def _occurring(borders: Sequence[Border], domain: Sequence[Term]) -> set[tuple[bool, ...]]:
    """The cases that are met at some point of a fixed list of points."""
    differences = [subtract(left, right) for left, right in borders]
    met: set[tuple[bool, ...]] = set()
    for values in _points([*differences, *domain]):
        try:
            if all(_is_true(each, values) for each in domain):
                found = [evaluate(each, values, 64) for each in differences]
                if all(value != 0 for value in found):
                    met.add(tuple(bool(value < 0) for value in found))
        except (NoValue, Outside, TooWide):
            continue
    return met


def are_met(conditions: Sequence[Term]) -> bool:
    """Whether some point fulfils all the conditions: a theorem about no point at all would say nothing."""
    for values in _points(conditions):
        try:
            if all(_is_true(each, values) for each in conditions):
                return True
        except (NoValue, Outside, TooWide):
            continue
    return False


def _points(terms: Sequence[Term]) -> Iterator[dict[Term, Fraction]]:
    names = sorted({each for term in terms for each in term.free}, key=lambda each: str(each.value))
    for number in range(POINTS):
        size = 101 if number % 2 else 1013
        yield {
            name: Fraction((number * step * step) % 1009 - 504, size) for step, name in zip(cycle(_STEPS), names, strict=False)
        }


def _is_true(condition: Term, values: dict[Term, Fraction]) -> bool:
    if condition.op == "logic":
        met = [_is_true(each, values) for each in condition.args]
        return any(met) if condition.value == "or" else all(met)
    if condition.op != "relation":
        return condition.op == "truth"
    difference = evaluate(subtract(*condition.args), values, 64)
    sign = str(condition.value)
    if sign in ("<", "<="):
        return bool(difference < 0)
    return bool(difference > 0) if sign in (">", ">=") else bool(difference != 0) == (sign == "!=")


_STEPS = (31, 57, 83, 103, 137, 163, 191, 211)


def relations(case: Case) -> list[Term]:
    """The case as relations."""
    return [_said(left, right) if smaller else _said(right, left) for (left, right), smaller in case.items()]


def _said(smaller: Term, larger: Term) -> Term:
    """x > 0 rather than 0 < x."""
    return relation("<", smaller, larger) if smaller.free or not larger.free else relation(">", larger, smaller)


def resolved(term: Term, case: Case) -> Term:
    """The term as it is in a case, without absolute values, maxima and choices."""
    done: dict[Term, Term] = {}
    for node in postorder(term):
        done[node] = _resolved(node, rebuild(node, tuple(done[arg] for arg in node.args)) if node.args else node, case)
    return done[term]


def _resolved(node: Term, new: Term, case: Case) -> Term:
    if node.op == "function" and node.value in ("abs", "sign"):
        smaller = is_smaller(node.args[0], ZERO, case)
        if node.value == "abs":
            return new if smaller is None else negate(new.args[0]) if smaller else new.args[0]
        return new if smaller is None else MINUS_ONE if smaller else ONE
    if node.op == "function" and node.value in ("max", "min") and len(node.args) == 2:
        smaller = is_smaller(node.args[0], node.args[1], case)
        return new if smaller is None else new.args[int(smaller == (node.value == "max"))]
    if node.op == "piecewise":
        for number in range(0, len(node.args), 2):
            if holds(node.args[number + 1], case) is not False:
                return new.args[number]
    return new


def holds(condition: Term, case: Case) -> bool | None:
    """Whether a condition holds in a case; None where the case does not tell."""
    if condition.op == "truth":
        return True
    if condition.op == "logic":
        parts = [holds(each, case) for each in condition.args]
        if None in parts:
            return None
        return any(parts) if condition.value == "or" else all(parts)
    if condition.op == "relation" and condition.value in ("<", "<=", ">", ">="):
        smaller = is_smaller(condition.args[0], condition.args[1], case)
        return None if smaller is None else smaller == (condition.value in ("<", "<="))
    if condition.op == "relation" and condition.value in ("=", "!="):
        return condition.value == "!="
    return None
