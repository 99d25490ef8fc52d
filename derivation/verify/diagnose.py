"""Names the mistake in a wrong line and mends the line.

Two ways are tried, as a tutor would.  Forwards: which known mistake turns the line before into this one?  Backwards:
which small change of this line makes it right?  Both are sieved by values in floating point; what is offered as a repair
is proved.  (The idea of buggy rules: J. S. Brown and R. R. Burton, "Diagnostic models for procedural bugs in basic
mathematical skills", 1978.)
"""

from __future__ import annotations

from dataclasses import replace

from derivation.memory import Memory
from derivation.rules import mistakes
from derivation.term import (
    ZERO,
    Term,
    add,
    derivative,
    divide,
    negate,
    rebuild,
    replace_at,
    substitute,
)
from derivation.term import replace as put_for
from derivation.verify.case import Case, Diagnosis, Explanation
from derivation.verify.explanations import explain_one
from derivation.verify.remembered import KEPT, compare, key_of, once
from derivation.verify.repair import repair_of
from derivation.verify.report import Mistake

SHOWN = 3
"""So many explanations are offered at most."""

STRONG = 0.7
"""An explanation that takes a line for the function, not yet differentiated, must be as likely as this."""

DEEPEST = 200
"""Lines nested deeper than this are not searched for mistakes."""

_diagnoses: Memory[object, Diagnosis] = Memory(KEPT)


def diagnose(case: Case) -> Diagnosis:
    """The likeliest mistake and the mended line."""
    key = (case.wrong, case.targets, case.previous, case.later, case.function, case.left, key_of(case.context))
    found = once(_diagnoses, key, lambda: _diagnose(case))
    if not case.spelt:
        return found
    spelt = dict(case.spelt)
    repair = None if found.repair is None else put_for(found.repair, spelt)
    return replace(found, repair=repair, part=None if found.part is None else put_for(found.part, spelt))


def _diagnose(case: Case) -> Diagnosis:
    if case.wrong.depth > DEEPEST or any(target.depth > DEEPEST for target in case.targets):
        return Diagnosis(None, *repair_of(case, []))
    found: list[Explanation] = []
    for number, target in enumerate(reversed(case.targets)):
        for each in _explanations(case, target):
            if not number:
                found.append(each)
            elif each.weight > STRONG:
                found.append(replace(each, weight=each.weight - 0.2))
    found.sort(key=lambda each: -each.weight)
    repair, part = repair_of(case, found)
    return Diagnosis(_named(found) if found else None, repair, part)


def _named(found: list[Explanation]) -> Mistake:
    """The likeliest mistake; the others are said too."""
    rows = list({each.name: each for each in reversed(found)}.values())[::-1]
    rows.sort(key=lambda each: -each.weight)
    made = [_mistake(each) for each in rows[:SHOWN]]
    return replace(made[0], others=tuple(made[1:]))


def _mistake(found: Explanation) -> Mistake:
    row = mistakes.find(found.name)
    if not found.second:
        return Mistake(row.mistake, row.name, row.why)
    second = mistakes.find(found.second)
    return Mistake(row.mistake, f"{row.name}, and {second.name}", f"There are two slips. {row.why} {second.why}")


def _explanations(case: Case, target: Term) -> list[Explanation]:
    if case.wrong.op == "limit":
        inside = _inside_limits(case)
        return _put_back(explain_one(case, *inside), case.wrong, target) if inside is not None else []
    if case.wrong.op == "piecewise" == target.op:
        return _in_one_case(case, target)
    if case.wrong.op == "derivative" and case.function is not None:
        whole = rebuild(case.wrong, (case.function, *case.wrong.args[1:]))
        if compare(whole, target, case.context).status == "equal":
            found = _put_back(explain_one(case, case.wrong.args[0], case.function, case.previous), case.wrong, target)
            if found:
                return found
    return explain_one(case, case.wrong, target, case.previous)


def _in_one_case(case: Case, target: Term) -> list[Explanation]:
    """For a function by cases of which one is wrong, what is wrong with that one."""
    wrong, right = case.wrong.args, _pieces(target)
    if len(wrong) != len(right):
        return []
    places = [k for k in range(0, len(wrong), 2) if compare(wrong[k], right[k], case.context).status != "equal"]
    if len(places) != 1:
        return []
    (place,) = places
    by_cases = case.function is not None and case.function.op == "piecewise" and len(case.function.args) == len(wrong)
    function = case.function.args[place] if case.function is not None and by_cases else None
    before = derivative(function, case.context.variable) if function is not None else None
    inside = replace(case, wrong=wrong[place], targets=(right[place],), previous=before, later=(), function=function)
    found = explain_one(inside, wrong[place], right[place], before)
    return [
        replace(each, target=target, repair=None if each.repair is None else replace_at(case.wrong, (place,), each.repair))
        for each in found
    ]


def _pieces(term: Term) -> tuple[Term, ...]:
    """Values and conditions of a function by cases, but for the kinks, where it has no value."""
    pairs = zip(term.args[::2], term.args[1::2], strict=True)
    return tuple(each for pair in pairs if not (pair[0].op == "quotient" and pair[0].args[1] is ZERO) for each in pair)


def _put_back(found: list[Explanation], line: Term, target: Term) -> list[Explanation]:
    """What was found about a body, said of the whole line."""
    return [
        replace(each, target=target, repair=None if each.repair is None else rebuild(line, (each.repair, *line.args[1:])))
        for each in found
    ]


def _inside_limits(case: Case) -> tuple[Term, Term, Term | None] | None:
    """For a limit, its body and the body it should have, from the line before or from the definition of f'."""
    body, h, _ = case.wrong.args
    if case.previous is not None and case.previous.op == "limit" and case.previous.args[1] is h:
        return body, case.previous.args[0], case.previous.args[0]
    if case.function is None:
        return None
    x = case.context.variable
    moved = substitute(case.function, {x: add(x, h)})
    return body, divide(add(moved, negate(case.function)), h), None
