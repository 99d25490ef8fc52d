"""Names the mistake in a wrong line and mends the line.

Two ways are tried, as a tutor would.  Forwards: which known mistake turns the line before into this one?  Backwards:
which small change of this line makes it right?  Both are sieved by values in floating point; what is offered as a repair
is proved.  (The idea of buggy rules: J. S. Brown and R. R. Burton, "Diagnostic models for procedural bugs in basic
mathematical skills", 1978.)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivation.memory import Memory
from derivation.rules import mistakes
from derivation.term import (
    ZERO,
    Term,
    add,
    derivative,
    divide,
    multiply,
    negate,
    number_of,
    postorder,
    rebuild,
    replace_at,
    substitute,
)
from derivation.term import replace as put_for
from derivation.verify.around import bodies_around, pool_around, sieve_around, without_carried
from derivation.verify.case import Case, Diagnosis, Explanation
from derivation.verify.edits import undo
from derivation.verify.forwards import Guess, guesses, two_slips
from derivation.verify.names import left_name
from derivation.verify.pool import Pool
from derivation.verify.remembered import KEPT, compare, key_of, once
from derivation.verify.repair import repair_of
from derivation.verify.report import Mistake
from derivation.verify.required import wanted_places
from derivation.verify.sieve import Sieve, Values, agree
from derivation.verify.small_changes import one_by_one

SHOWN = 3
"""So many explanations are offered at most."""

STRONG = 0.7
"""An explanation that takes a line for the function, not yet differentiated, must be as likely as this."""

DOUBTFUL = 0.55
"""Where no explanation is likelier than this, small changes are tried one by one."""

_NEAR_THE_TOP = frozenset(["sign lost", "sign gained", "difference turned round"])
"""Mistakes that are best undone as far out as they can be."""

_SHAPES = frozenset(["sum", "product", "quotient"])
"""Kinds of lines that are compared part by part with another of the same kind."""

_OF_FRACTIONS = ("denominator of", "sign of the reciprocal", "order in the quotient", "plus in the quotient")
"""Beginnings of the names of mistakes that a line without a fraction hardly comes from."""

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
        return _put_back(_explain(case, *inside), case.wrong, target) if inside is not None else []
    if case.wrong.op == "piecewise" == target.op:
        return _in_one_case(case, target)
    if case.wrong.op == "derivative" and case.function is not None:
        whole = rebuild(case.wrong, (case.function, *case.wrong.args[1:]))
        if compare(whole, target, case.context).status == "equal":
            found = _put_back(_explain(case, case.wrong.args[0], case.function, case.previous), case.wrong, target)
            if found:
                return found
    return _explain(case, case.wrong, target, case.previous)


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
    found = _explain(inside, wrong[place], right[place], before)
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


def _explain(case: Case, wrong: Term, target: Term, previous: Term | None) -> list[Explanation]:
    names = [name for term in (wrong, target, previous) if term is not None for name in term.free]
    sieve = sieve_around(case, target, wrong, names)
    if sieve is None:
        return []
    wanted, got = sieve.values(target), sieve.values(wrong)
    if wanted is None or got is None:
        return []
    case = without_carried(case, wanted, sieve)
    pool = pool_around(case, sieve, target)
    found = list(_backwards(case, wrong, target, wanted, pool, sieve))
    found += _forwards(case, wrong, target, got, previous, sieve)
    if not any(each.name == "inner derivative forgotten" for each in found):
        found += _whole_factor(wrong, target, got, previous, sieve)
    if all(each.weight < DOUBTFUL for each in found):
        around = [term for term in (case.function, case.previous, *case.later) if term is not None]
        found += [
            Explanation(name, 0.78 if name == "argument changed" else 0.8, target, mended, part)
            for mended, name, part in one_by_one(wrong, target, wanted, sieve, around)
        ]
    if not found:
        found += _two_slips(case, target, got, previous, sieve)
    if all(each.weight < DOUBTFUL for each in found):
        found += _two_places(case, wrong, target, sieve)
    return found


def _two_places(case: Case, wrong: Term, target: Term, sieve: Sieve) -> list[Explanation]:
    """Two slips at two places of a line, found by a right line of the same shape: its other parts have the same values."""
    for right in (*case.later[:1], case.previous, target):
        if right is None or right.op != wrong.op or len(right.args) != len(wrong.args) or wrong.op not in _SHAPES:
            continue
        places = [k for k, (one, other) in enumerate(zip(wrong.args, right.args, strict=True)) if not sieve.agree(one, other)]
        if len(places) != 2:
            continue
        whole = [_explain(replace(case, later=()), wrong.args[k], right.args[k], None) for k in places]
        best = [max(each, key=lambda found: found.weight, default=None) for each in whole]
        if best[0] is not None and best[1] is not None and not best[0].second and not best[1].second:
            mended = wrong
            for k in places:
                mended = replace_at(mended, (k,), right.args[k])
            weight = min(best[0].weight, best[1].weight) - 0.2
            return [Explanation(best[0].name, weight, target, mended, wrong.args[places[0]], best[1].name)]
    return []


# ------------------------------------------------------------------------------------------------------------ backwards


def _backwards(case: Case, wrong: Term, target: Term, wanted: Values, pool: Pool, sieve: Sieve) -> Iterator[Explanation]:
    for place in wanted_places(wrong, wanted, sieve):
        deeper = min(0.03, 0.004 * len(place.path))
        for found in undo(place, pool, sieve):
            mended = replace_at(wrong, place.path, found.part)
            nearer = -deeper if found.mistake in _NEAR_THE_TOP else deeper
            weight = found.weight + nearer + _familiar(wrong, mended, place.path, pool)
            yield Explanation(found.mistake, weight, target, mended, place.part)
        if place.part.op == "derivative":
            yield from _inside_derivative(case, place.path, place.part, place.wanted, wrong, target, pool, sieve)


def _familiar(wrong: Term, mended: Term, path: tuple[int, ...], pool: Pool) -> float:
    """A change is likelier that brings back what stands on a line nearby, and unlikely inside what was copied rightly."""
    before, after = wrong, mended
    copied = False
    for index in path:
        copied = copied or (before.size >= 4 and before in pool.copied)
        before, after = before.args[index], after.args[index]
    if copied:
        return -0.15
    after, restored = mended, mended in pool.seen
    for index in path:
        after = after.args[index]
        restored = restored or (after.size >= 6 and after in pool.seen)
    return 0.12 if restored else 0.0


def _inside_derivative(
    case: Case, path: tuple[int, ...], node: Term, wanted: Values, wrong: Term, target: Term, pool: Pool, sieve: Sieve
) -> Iterator[Explanation]:
    """A slip in what is still to be differentiated: compared with every body that would have been right there."""
    body, by = node.args
    for meant in bodies_around(case):
        if meant is body or not agree(sieve.values(derivative(meant, by)), wanted):
            continue
        values = sieve.values(meant)
        if values is None:
            continue
        for place in wanted_places(body, values, sieve):
            for found in undo(place, pool, sieve):
                mended = replace_at(wrong, (*path, 0, *place.path), found.part)
                yield Explanation(found.mistake, found.weight, target, mended, place.part)


# ------------------------------------------------------------------------------------------------------------- forwards


def _forwards(case: Case, wrong: Term, target: Term, got: Values, previous: Term | None, sieve: Sieve) -> Iterator[Explanation]:
    pending = any(node.op == "derivative" for node in postorder(wrong))
    fractions = any(node.op == "quotient" for node in postorder(wrong))
    vanishes = all(abs(each) < 1e-12 for each in got)
    for start, less in _starts(case, target, previous):
        for guess in guesses(start, got, sieve, case.context):
            weight = _weight(guess, pending, fractions) + less - (0.2 if vanishes else 0.0)
            weight += 0.05 if guess.of_differentiation and not pending and not less else 0.0
            yield Explanation(guess.name, weight, target)


def _whole_factor(wrong: Term, target: Term, got: Values, previous: Term | None, sieve: Sieve) -> Iterator[Explanation]:
    """A whole factor of the line before is gone: nothing simpler can have happened."""
    if previous is None or previous.op != "product" or not agree(sieve.values(previous), sieve.values(target) or ()):
        return
    if wrong.op == "product" and len(wrong.args) >= len(previous.args):
        return
    for k, factor in enumerate(previous.args):
        rest = multiply(*previous.args[:k], *previous.args[k + 1 :])
        done = number_of(factor) not in (1, -1) and not any(node.op == "derivative" for node in postorder(factor))
        if done and agree(sieve.values(rest), got):
            yield Explanation("factor dropped", 0.95, target, multiply(wrong, factor))


def _starts(case: Case, target: Term, previous: Term | None) -> list[tuple[Term, float]]:
    """The forms that the learner may have gone on from, and how much less likely than the line before."""
    starts: list[tuple[Term, float]] = []
    if previous is not None and left_name(previous) is None:
        starts.append((previous, 0.0))
    if case.left is not None and previous is not None and not any(node.op == "derivative" for node in postorder(previous)):
        starts.append((derivative(previous, case.context.variable), 0.0))
    if case.function is None:
        return starts
    if target is case.function:
        return [*starts, (case.function, 0.0)]
    has_rate = bool(starts) and any(node.op == "derivative" for node in postorder(starts[0][0]))
    whole = derivative(case.function, case.context.variable)
    return [*starts, (whole, 0.0 if not starts else -0.1 if has_rate else -0.12)]


def _two_slips(case: Case, target: Term, got: Values, previous: Term | None, sieve: Sieve) -> Iterator[Explanation]:
    for start, less in _starts(case, target, previous):
        for guess, second in two_slips(start, got, sieve, case.context):
            yield Explanation(guess.name, guess.weight + less, target, second=second)


def _weight(guess: Guess, pending: bool, fractions: bool) -> float:
    if guess.name.startswith(_OF_FRACTIONS) and not fractions:
        return guess.weight - 0.15
    if not (pending and guess.of_differentiation):
        return guess.weight
    return guess.weight - (0.2 if guess.pending else 0.4)
