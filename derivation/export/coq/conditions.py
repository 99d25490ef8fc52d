"""The hypotheses of a certificate: where the function is defined, and what its lines need in order to have a value."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from derivation.equality import NotConvertible, TooLarge, make_field
from derivation.equality.bounds import Condition, follows, written
from derivation.equality.conditions import conditions_of
from derivation.equality.field import KernelField, Undetermined
from derivation.equality.kernels import Full
from derivation.term import TWO, E, Term, function, negate, number_of, postorder, power, rational, relation

STRICT = {">=": ">", "<=": "<"}


def hypotheses(lines: Sequence[Term], given: Sequence[Term]) -> list[Term]:
    """Relations under which every line has a value: those that are given, then what is still missing.

    lines  terms without derivatives still to be done, named functions written out, without pieces
    """
    assumed = [each for each in given if each.op == "relation"]
    return list(dict.fromkeys([*given, *_needed(lines, assumed)]))


def plain_relations(condition: Term, variable: Term) -> list[Term]:
    """A relation without absolute values and, for the variable, without its border."""
    if condition.op != "relation":
        return [condition]
    left, right = condition.args
    sign = str(condition.value)
    if variable in condition.free:
        sign = STRICT.get(sign, sign)
    if left.op == "function" and left.value == "abs" and sign in ("<", "<="):
        inside = left.args[0]
        return [relation(sign, negate(right), inside), relation(sign, inside, right)]
    if left.op == "function" and left.value == "abs" and (number_of(right) or 0) > 0:
        return [relation(sign, power(left.args[0], TWO), rational((number_of(right) or 0) ** 2))]
    return [relation(sign, left, right)]


def _needed(lines: Sequence[Term], assumed: list[Term]) -> Iterable[Term]:
    """What the lines need, in simplest form, without what always holds or follows from the assumptions."""
    asked = list(dict.fromkeys([*lines, *_bases(lines)]))
    try:
        field, _ = make_field(asked, assumptions=assumed)
        given = [condition for each in assumed for condition in _as_condition(field, each)]
        kept = list(given)
        for line in asked:
            for condition in conditions_of(field, line):
                strict = (">", condition[1]) if condition[0] == ">=" else condition
                if not follows(field, strict, kept):
                    kept.append(strict)
        extra = kept[len(given) :]
        last = [each for k, each in enumerate(extra) if not follows(field, each, [*given, *extra[:k], *extra[k + 1 :]])]
        found = dict.fromkeys(written(field, each) for each in last)
        return [each for each in found if each.op == "relation"]  # Coq's libraries have no Gamma, whose poles the others are
    except (NotConvertible, TooLarge, Full, Undetermined, ArithmeticError):
        return []


def _as_condition(field: KernelField, each: Term) -> list[Condition]:
    """A relation as the field states it, where its sides are polynomials."""
    left, right = field.convert(*each.args)
    above, below = field.subtract(left, right)
    sign = str(each.value)
    if not below.is_constant():
        return []
    if sign in ("<", "<="):
        above, sign = -above, {"<": ">", "<=": ">="}[sign]
    return [(sign, above)]


def _bases(lines: Sequence[Term]) -> list[Term]:
    """The logarithms of what is raised to a power that is no whole number: Coq's Rpower is made of them."""
    found: dict[Term, None] = {}
    for node in postorder(*lines):
        if node.op == "function" and node.value == "root":
            found[function("ln", node.args[0])] = None
        if node.op == "power" and node.args[0] is not E:
            number = number_of(node.args[1])
            if (number is None or number.denominator != 1) and number_of(node.args[0]) is None:
                found[function("ln", node.args[0])] = None
    return list(found)
