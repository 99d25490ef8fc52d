"""What a term with several cases needs: around them, and in each case what the conditions on the way do not say."""

from __future__ import annotations

from typing import NamedTuple

from flint import fmpq_mpoly

from derivation.equality.balls import sides
from derivation.equality.bounds import Condition, among, follows
from derivation.equality.conditions import conditions_of
from derivation.equality.field import KernelField
from derivation.equality.kernels import Nowhere, TooLarge
from derivation.equality.nodes import nodes
from derivation.equality.signs import is_positive
from derivation.term import Term, outermost, replace, symbol


def short_names(*terms: Term) -> dict[Term, Term]:
    """A symbol for every several cases in the terms."""
    found = [node for node in nodes(*terms) if node.op == "piecewise"]
    return {node: symbol(f"several cases {count}") for count, node in enumerate(found)}


Region = tuple[tuple[Term, bool], ...]
"""The conditions of the several cases that are passed on the way to a part, each with whether it holds there."""

MOST_REGIONS = 100


class Need(NamedTuple):
    """What a term needs in a region; in () it is needed everywhere, and only that is a fact for other conditions."""

    region: Region
    condition: Condition


def stands_in(need: Need, others: list[Need]) -> bool:
    here = _without_borders(need.region)
    return any(among(need.condition, [each.condition]) and _without_borders(each.region) == here for each in others)


def _without_borders(region: Region) -> list[object]:
    """The region but for its borders, which are looked at by themselves: x > 0, x >= 0 and 0 < x are one."""
    turned = {">": "<", ">=": "<", "<": "<", "<=": "<"}
    found: list[object] = []
    for condition, holds in region:
        sign = str(condition.value)
        order = condition.args[::-1] if sign in (">", ">=") else condition.args
        found.append((turned[sign], order, holds) if condition.op == "relation" and sign in turned else (condition, holds))
    return found


def needs_by_case(field: KernelField, term: Term, cases: dict[Term, Term]) -> list[Need]:
    """What a term with several cases needs around them, and in a case what the conditions passed do not say.

    A case that has no value anywhere must not be met at all, and one case alone must be met.
    """
    found: list[Need] = []
    waiting: list[tuple[Term, Region, list[Condition]]] = [(term, (), [])]
    for part, region, given in waiting:
        if len(waiting) > MOST_REGIONS:
            raise TooLarge("too many cases inside cases")
        try:
            found += [Need(region, each) for each in _conditions_around(field, part, cases) if not follows(field, each, given)]
        except Nowhere:
            found.append(Need(region[:-1], _left_out(field, region, cases)))
            continue
        for node in outermost(part, "piecewise"):
            passed, known = region, given
            for value, condition in zip(node.args[::2], node.args[1::2], strict=True):
                waiting += [(side, passed, known) for side in sides(condition)]
                here, otherwise = (_as_condition(field, condition, cases, denied) for denied in (False, True))
                inside = (*passed, (condition, True)) if condition.op != "truth" else passed
                waiting.append((value, inside, [*known, *([here] if here is not None else [])]))
                passed = (*passed, (condition, False))
                known = [*known, *([otherwise] if otherwise is not None else [])]
            if len(node.args) == 2 and condition.op == "relation":
                found.append(Need(region, _left_out(field, passed, cases)))
    return [need for place, need in enumerate(found) if not stands_in(need, found[:place])]


def _left_out(field: KernelField, region: Region, cases: dict[Term, Term]) -> Condition:
    """What must hold so that a region is not met: the contrary of the last condition on the way to it."""
    found = _as_condition(field, region[-1][0], cases, denied=region[-1][1]) if region else None
    return impossible(field) if found is None else found


def impossible(field: KernelField) -> Condition:
    """0 > 0, where what must hold cannot be said by one sign; it counts only where both sides say so."""
    return ">", field.nothing


def _conditions_around(field: KernelField, term: Term, cases: dict[Term, Term]) -> list[Condition]:
    """What a term needs outside the several cases in it."""
    plain = replace(term, cases)
    field.convert(plain)
    return conditions_of(field, plain)


DENIED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!="}


def _as_condition(field: KernelField, condition: Term, cases: dict[Term, Term], denied: bool = False) -> Condition | None:
    """What a relation between numbers says, or what its contrary says; None for what cannot be said by one sign."""
    sign = str(condition.value) if condition.op == "relation" else ""
    sign = DENIED.get(sign, "") if denied else sign
    if sign not in ("<", "<=", ">", ">=", "!="):
        return None
    above, below = (each for each in _difference(field, condition, cases))
    if below is not field.one and not is_positive(field, below):
        return None
    return (">" if sign == "<" else ">=", -above) if sign in ("<", "<=") else (sign, above)


def _difference(field: KernelField, condition: Term, cases: dict[Term, Term]) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    left, right = field.convert(*(replace(side, cases) for side in condition.args))
    return field.subtract(left, right)
