"""What several cases leave out: where none of them holds a function has no value, which is told as the cases it has."""

from __future__ import annotations

from itertools import product

from flint import fmpq_mpoly

from derivation.equality.balls import SIGNS
from derivation.equality.cases import can_be_together
from derivation.equality.field import KernelField, Undetermined
from derivation.equality.kernels import NotConvertible, TooLarge
from derivation.equality.making import with_field
from derivation.equality.nodes import nodes
from derivation.term import Term, logic

MOST_BORDERS = 6
"""Cases with more borders count as leaving something out."""


def gaps_between(left: Term, right: Term) -> tuple[Term, ...]:
    """That one of its cases holds, for every function by cases on one side that leaves more out than the other side does.

    A single place that is left out, as by x < 0 and x > 0, is a border, and borders are looked at by themselves.

    >>> from derivation.reading import read
    >>> from derivation.notation import text
    >>> lines = [read(each).term for each in ("piecewise(x, x > 1; x, x < -1)", "x")]
    >>> [text(condition) for condition in gaps_between(*lines)]
    ['x > 1 or x < -1']
    """
    ours, theirs = (_coverings(side) for side in (left, right))
    known = [{_without_borders(each) for each in covers} for covers in (ours, theirs)]
    alone = [each for each in ours if _without_borders(each) not in known[1]]
    alone += [each for each in theirs if _without_borders(each) not in known[0]]
    told = [each for each in dict.fromkeys(alone) if _leaves_a_gap(each)]
    return tuple(logic("or", *cases) if len(cases) > 1 else cases[0] for cases in told)


def with_gaps(conditions: tuple[Term, ...], left: Term, right: Term) -> tuple[Term, ...]:
    """Conditions and what several cases leave out, x > 0 in place of x != 0 and x > 0."""
    every = tuple(dict.fromkeys((*conditions, *gaps_between(left, right))))
    strict = [each.args for each in every if each.op == "relation" and each.value in ("<", ">")]
    return tuple(each for each in every if each.value not in ("!=", ">=", "<=") or each.args not in strict)


Covering = tuple[Term, ...]


def _coverings(side: Term) -> list[Covering]:
    """The conditions of functions by cases without a last one for all the rest; a relation alone is told elsewhere."""
    found: list[Covering] = []
    for node in nodes(side):
        alone = node.op == "piecewise" and len(node.args) == 2 and node.args[1].op == "relation"
        if node.op == "piecewise" and node.args[-1].op != "truth" and not alone:
            cases = tuple(condition for condition in node.args[1::2] if condition.value != "=")
            found += [cases] if cases else []
    return found


TURNED = {">": "<", ">=": "<", "<": "<", "<=": "<"}


def _without_borders(cases: Covering) -> frozenset[object]:
    """The cases but for their borders and their order: x > 0, x >= 0 and 0 < x are one."""
    return frozenset(map(_open, cases))


def _open(condition: Term) -> object:
    sign = str(condition.value)
    if condition.op == "logic":
        return (sign, *map(_open, condition.args))
    if condition.op != "relation" or sign not in TURNED:
        return condition
    return TURNED[sign], condition.args[::-1] if sign in (">", ">=") else condition.args


# ------------------------------------------------------------------------------------------------------- what is left out


def _leaves_a_gap(cases: Covering) -> bool:
    """Whether there may be more than borders in no case; not where whatever signs can be together are those of some case."""
    try:
        return with_field(lambda field: _some_signs_are_in_none(field, cases))
    except (NotConvertible, TooLarge, Undetermined, ArithmeticError):
        return True


def _some_signs_are_in_none(field: KernelField, cases: Covering) -> bool:
    borders: list[fmpq_mpoly] = []
    signs_of: dict[Term, tuple[int, int]] = {}
    for each in (part for part in nodes(*cases) if part.op == "relation"):
        left, right = field.convert(*each.args)
        above, below = field.subtract(left, right)
        if above.is_zero():
            signs_of[each] = -1, 0
            continue
        border = above * below
        lead = border.leading_coefficient()
        signs_of[each] = _place_among(borders, border / lead), 1 if lead > 0 else -1
    if len(borders) > MOST_BORDERS:
        return True
    for signs in product((1, -1), repeat=len(borders)):
        known = {each: turn and (signs[place] if place >= 0 else 1) * turn for each, (place, turn) in signs_of.items()}
        if not any(_holds(each, known) for each in cases) and can_be_together(field, list(zip(borders, signs, strict=True))):
            return True
    return False


def _place_among(borders: list[fmpq_mpoly], border: fmpq_mpoly) -> int:
    """The place of a border in the list, which it is added to if it is new; -1 for a number."""
    if border.is_constant():
        return -1
    for place, known in enumerate(borders):
        if known == border:
            return place
    borders.append(border)
    return len(borders) - 1


def _holds(condition: Term, signs: dict[Term, int]) -> bool:
    if condition.op == "logic":
        results = [_holds(part, signs) for part in condition.args]
        return all(results) if condition.value == "and" else any(results)
    return condition.op == "truth" or signs[condition] in SIGNS[str(condition.value)]
