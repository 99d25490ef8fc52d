"""The conditions under which two equal terms both have a value: those that one side needs and the other does not."""

from __future__ import annotations

from derivation.equality.bounds import Condition, among, follows, joined, written
from derivation.equality.case_conditions import Need, needs_by_case, short_names, stands_in
from derivation.equality.conditions import conditions_of
from derivation.equality.field import KernelField
from derivation.equality.kernels import NotConvertible
from derivation.equality.nodes import nodes
from derivation.equality.poles import follows_from_bounds, kernel_of, one_by_one, together
from derivation.term import Term, replace

BELOW, ABOVE = ("<", "<="), (">", ">=")


def conditions_between(field: KernelField, left: Term, right: Term, signs: int) -> tuple[Term, ...]:
    """Relations for what only one of two converted terms needs, simplest forms, in the order of the lines."""
    del field.known_signs[signs:]
    if field.needs_by_case:
        cases = short_names(left, right)
        mine, yours = (needs_by_case(field, side, cases) for side in (left, right))
    elif _differ(field, left, right):
        mine, yours = ([Need((), each) for each in conditions_of(field, side)] for side in (left, right))
    else:
        return ()
    mine, yours = _with_poles_in_common(field, mine, yours)
    my_facts, your_facts = ([each.condition for each in needs if not each.region] for needs in (mine, yours))
    extra = [each.condition for each in mine if not follows(field, each.condition, your_facts) and not stands_in(each, yours)]
    extra += [each.condition for each in yours if not follows(field, each.condition, my_facts) and not stands_in(each, mine)]
    shared = [each for each in [*my_facts, *your_facts] if among(each, my_facts) and among(each, your_facts)]
    kept = _needed(field, _needed(field, extra, []), shared)
    kept = [each for each in kept if not follows_from_bounds(field, each, [*shared, *kept])]
    kept = [_sharpened(each, [*my_facts, *your_facts]) for each in together(field, kept)]
    if any(poly.is_constant() for _, poly in kept):
        raise NotConvertible("where there is a value cannot be said")
    back = {short: node for node, short in short_names(left, right).items()} if field.needs_by_case else {}
    return _lower_bound_first(list(dict.fromkeys(replace(written(field, each), back) for each in joined(field, kept))))


def _with_poles_in_common(field: KernelField, mine: list[Need], yours: list[Need]) -> tuple[list[Need], list[Need]]:
    """Gamma(x) and Gamma(x + 2) by the poles that both have, and those of Gamma(x) alone one by one."""
    every = [each.condition for each in (*mine, *yours) if kernel_of(field, each.condition)]
    if not every:
        return mine, yours
    both = (
        [Need(each.region, part) for each in needs for part in one_by_one(field, each.condition, every)]
        for needs in (mine, yours)
    )
    first, second = ([need for place, need in enumerate(needs) if need not in needs[:place]] for needs in both)
    return first, second


def _lower_bound_first(conditions: list[Term]) -> tuple[Term, ...]:
    """x > -1 and x < 1, as one reads an interval, not the other way round."""
    found: list[Term] = []
    for each in conditions:
        turned = (
            found
            and each.op == found[-1].op == "relation"
            and found[-1].args[0] is each.args[0]
            and found[-1].value in BELOW
            and each.value in ABOVE
        )
        found.insert(len(found) - 1 if turned else len(found), each)
    return tuple(found)


def _sharpened(condition: Condition, others: list[Condition]) -> Condition:
    """x > 1 in place of x != 1 where x >= 1 is needed as well."""
    sign, poly = condition
    side = next((side for side in (poly, -poly) if sign == "!=" and among((">=", side), others)), None)
    return condition if side is None else (">", side)


def _needed(field: KernelField, conditions: list[Condition], given: list[Condition]) -> list[Condition]:
    """The conditions that do not follow from those that are given and the rest of them."""
    kept: list[Condition] = []
    for position, each in enumerate(conditions):
        if not follows(field, each, [*given, *kept, *conditions[position + 1 :]]):
            kept.append(each)
    return kept


def _differ(field: KernelField, left: Term, right: Term) -> bool:
    """Whether a node that needs something stands on one side alone."""
    if not field.needs:
        return False
    return bool((set(nodes(left)) ^ set(nodes(right))) & field.needs.keys())
