"""What several cases leave out: where none of them holds a function has no value, which is told as the cases it has."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from derivation.equality.balls import evaluate_all, holds, sides
from derivation.equality.exact import exact_value
from derivation.equality.nodes import nodes
from derivation.term import Term, logic


def gaps_between(left: Term, right: Term) -> tuple[Term, ...]:
    """That one of its cases holds, for every function by cases on one side that leaves more out than the other side does.

    A single place that is left out, as by x < 0 and x > 0, is a border, and borders are looked at by themselves.

    >>> from derivation.reading import read
    >>> from derivation.notation import text
    >>> lines = [read(each).term for each in ("piecewise(x, x > 1; x, x < -1)", "x")]
    >>> [text(condition) for condition in gaps_between(*lines)]
    ['x > 1 or x < -1']
    """
    ours, theirs = ([each for each in _coverings(side) if _leaves_a_gap(each)] for side in (left, right))
    known = [{_without_borders(each) for each in covers} for covers in (ours, theirs)]
    alone = [each for each in ours if _without_borders(each) not in known[1]]
    alone += [each for each in theirs if _without_borders(each) not in known[0]]
    return tuple(dict.fromkeys(logic("or", *cases) if len(cases) > 1 else cases[0] for cases in alone))


def with_gaps(conditions: tuple[Term, ...], left: Term, right: Term) -> tuple[Term, ...]:
    """Conditions and what several cases leave out, x > 0 in place of x != 0 and x > 0."""
    gaps = gaps_between(left, right)
    strict = [each.args for each in gaps if each.op == "relation" and each.value in ("<", ">")]
    return (*(each for each in conditions if each.value != "!=" or each.args not in strict), *gaps)


Covering = tuple[Term, ...]


def _coverings(side: Term) -> list[Covering]:
    """The conditions of functions by cases without a last one for all the rest; a case without others is told elsewhere."""
    found: list[Covering] = []
    for node in nodes(side):
        if node.op == "piecewise" and node.args[-1].op != "truth" and len(node.args) > 2:
            cases = tuple(condition for condition in node.args[1::2] if not _is_a_place(condition))
            found += [cases] if cases else []
    return found


def _is_a_place(condition: Term) -> bool:
    return condition.op == "relation" and condition.value == "="


TURNED = {">": "<", ">=": "<", "<": "<", "<=": "<"}


def _without_borders(cases: Covering) -> frozenset[object]:
    """The cases but for their borders and their order: x > 0, x >= 0 and 0 < x are one."""
    return frozenset(map(_open, cases))


def _open(condition: Term) -> object:
    sign = str(condition.value)
    if condition.op != "relation" or sign not in TURNED:
        return (condition.op, sign, *map(_open, condition.args)) if condition.op == "logic" else condition
    return TURNED[sign], condition.args[::-1] if sign in (">", ">=") else condition.args


def _leaves_a_gap(cases: Covering) -> bool:
    """Whether some place besides the borders may be in no case; at a point tried it certainly is not."""
    opposite = {tuple(each.args) for each in cases if each.op == "relation" and each.value in ("<", "<=")}
    if any(tuple(each.args) in opposite for each in cases if each.op == "relation" and each.value in (">", ">=")):
        return False
    names = sorted({name for each in cases for name in each.free}, key=lambda name: str(name.value))
    if len(names) == 1:
        middles = _between_ends(cases)
        if middles is not None:
            return any(_in_none(cases, {names[0]: middle}) for middle in middles)
    return True


def _between_ends(cases: Covering) -> list[Fraction] | None:
    """A number before, between and after the ends of intervals such as x > 2, or None where the cases are not all such."""
    ends: set[Fraction] = set()
    for condition in (part for each in cases for part in nodes(each) if part.op == "relation"):
        numbers = [exact_value(side) for side in condition.args]
        if sum(number is not None for number in numbers) != 1 or not any(side.op == "symbol" for side in condition.args):
            return None
        ends.update(number for number in numbers if number is not None)
    order = sorted(ends)
    inner = [(one + other) / 2 for one, other in pairwise(order)]
    return [order[0] - 1, *inner, order[-1] + 1]


def _in_none(cases: Covering, point: dict[Term, Fraction]) -> bool:
    compared = [side for each in cases for side in sides(each)]
    known = dict(zip(compared, evaluate_all(tuple(compared), point), strict=True))
    return not any(holds(each, known) for each in cases)
