"""Accounts for a wrong formula, by what it should have been: backwards from the line, and forwards from the line before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from derivation.term import Term, derivative, multiply, number_of, postorder, replace_at
from derivation.verify.around import bodies_around, pool_around, sieve_around, without_carried
from derivation.verify.case import Case, Explanation
from derivation.verify.edits import undo
from derivation.verify.forwards import Guess, guesses, two_slips
from derivation.verify.names import left_name
from derivation.verify.pool import Pool
from derivation.verify.required import wanted_places
from derivation.verify.sieve import Sieve, Values, agree
from derivation.verify.small_changes import one_by_one

DOUBTFUL = 0.55
"""Where no explanation is likelier than this, small changes are tried one by one."""

UNDER_ROOT = 0.08
"""So much less likely is a number as a factor under a root than one in front of it."""

_NEAR_THE_TOP = frozenset(["sign lost", "sign gained", "difference turned round"])
"""Mistakes that are best undone as far out as they can be."""

_SHAPES = frozenset(["sum", "product", "quotient"])
"""Kinds of lines that are compared part by part with another of the same kind."""

_OF_FRACTIONS = ("denominator of", "sign of the reciprocal", "order in the quotient", "plus in the quotient")
"""Beginnings of the names of mistakes that a line without a fraction hardly comes from."""


def explain_one(case: Case, wrong: Term, target: Term, previous: Term | None) -> list[Explanation]:
    """Every account that is found of one formula, with how likely it is."""
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
        whole = [explain_one(replace(case, later=()), wrong.args[k], right.args[k], None) for k in places]
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
            if found.mistake == "factor dropped" and _is_number_under_root(wrong, place.path, found.part):
                nearer -= UNDER_ROOT
            weight = found.weight + nearer + _familiar(wrong, mended, place.path, pool)
            yield Explanation(found.mistake, weight, target, mended, place.part)
        if place.part.op == "derivative":
            yield from _inside_derivative(case, place.path, place.part, place.wanted, wrong, target, pool, sieve)


def _is_number_under_root(wrong: Term, path: tuple[int, ...], part: Term) -> bool:
    """Whether a part that got a number as a factor stands under a root: nobody writes sqrt(4x) for 2*sqrt(x)."""
    numbers = part.op == "product" and any(number_of(factor) is not None for factor in part.args)
    node = wrong
    for index in path:
        if node.op == "function" and node.value in ("sqrt", "root"):
            return numbers
        node = node.args[index]
    return False


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
