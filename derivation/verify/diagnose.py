"""Names the mistake in a wrong line and mends the line.

Two ways are tried, as a tutor would.  Forwards: which known mistake turns the line before into this one?  Backwards:
which small change of this line makes it right?  Both are sieved by values in floating point; what is offered as a repair
is proved.  (The idea of buggy rules: J. S. Brown and R. R. Burton, "Diagnostic models for procedural bugs in basic
mathematical skills", 1978.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from derivation.context import Context
from derivation.equality import plain
from derivation.memory import Memory
from derivation.rules import mistakes
from derivation.term import (
    ZERO,
    Term,
    add,
    derivative,
    divide,
    fresh_symbol,
    multiply,
    negate,
    postorder,
    rebuild,
    replace_at,
    substitute,
)
from derivation.term import replace as put_for
from derivation.verify.edits import undo
from derivation.verify.forwards import Guess, guesses, two_slips
from derivation.verify.names import left_name, worked_out
from derivation.verify.pool import Pool
from derivation.verify.remembered import KEPT, compare, key_of, once
from derivation.verify.report import Mistake
from derivation.verify.required import wanted_places
from derivation.verify.sieve import Sieve, Values, agree, sieve_for
from derivation.verify.small_changes import one_by_one

SHOWN = 3
"""So many explanations are offered at most."""

STRONG = 0.7
"""An explanation that takes a line for the function, not yet differentiated, must be as likely as this."""

ABOUT = 0.06
"""Explanations whose weights differ by no more than this are about as likely."""

DOUBTFUL = 0.55
"""Where no explanation is likelier than this, small changes are tried one by one."""

_NEAR_THE_TOP = frozenset(["sign lost", "sign gained", "difference turned round"])
"""Mistakes that are best undone as far out as they can be."""

_OF_FRACTIONS = ("denominator of", "sign of the reciprocal", "order in the quotient", "plus in the quotient")
"""Beginnings of the names of mistakes that a line without a fraction hardly comes from."""

DEEPEST = 200
"""Lines nested deeper than this are not searched for mistakes."""

LARGEST_SHOWN = 200
"""A right line of more nodes than this is not offered as a repair."""


@dataclass(frozen=True, slots=True)
class Case:
    """A wrong line and what is known about it.

    wrong     the line, or the side of the equation, that is wrong
    targets   what it may have had to equal
    previous  the right line before it
    later     the lines that follow
    function  the function of the page
    left      for an equation, its other side
    spelt     letters that stand for derivatives in all of it: p for y' on a curve
    """

    wrong: Term
    targets: tuple[Term, ...]
    previous: Term | None
    later: tuple[Term, ...]
    function: Term | None
    context: Context
    left: Term | None = None
    spelt: tuple[tuple[Term, Term], ...] = ()


def named_rate(case: Case, y: Term) -> Case:
    """The case with a letter in place of y', so that it can be looked at as a formula in x, y and that letter."""
    rate = derivative(y, case.context.variable)
    letter = fresh_symbol("p", frozenset().union(*(term.free for term in (case.wrong, *case.targets, *case.later))))

    def spell(term: Term) -> Term:
        return put_for(term, {rate: letter})

    return replace(
        case,
        wrong=spell(case.wrong),
        targets=tuple(spell(target) for target in case.targets),
        previous=None,
        later=tuple(spell(line) for line in case.later),
        left=None if case.left is None else spell(case.left),
        spelt=((letter, rate),),
    )


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The mistake, what should stand there, and the part that is wrong; each may be missing."""

    mistake: Mistake | None = None
    repair: Term | None = None
    part: Term | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """One way to account for a wrong line: a mistake, or two; the line mended, and the part that was changed for it."""

    name: str
    weight: float
    target: Term
    repair: Term | None = None
    part: Term | None = None
    second: str = ""


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
        return Diagnosis(None, *_repair(case, []))
    found: list[Explanation] = []
    for number, target in enumerate(reversed(case.targets)):
        for each in _explanations(case, target):
            if not number:
                found.append(each)
            elif each.weight > STRONG:
                found.append(replace(each, weight=each.weight - 0.2))
    found.sort(key=lambda each: -each.weight)
    repair, part = _repair(case, found)
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
    sieve = _sieve(case, target, wrong, names)
    if sieve is None:
        return []
    wanted, got = sieve.values(target), sieve.values(wrong)
    if wanted is None or got is None:
        return []
    case = _without_carried(case, wanted, sieve)
    pool = _pool(case, sieve, target)
    found = list(_backwards(case, wrong, target, wanted, pool, sieve))
    found += _forwards(case, wrong, target, got, previous, sieve)
    if all(each.weight < DOUBTFUL for each in found):
        around = [term for term in (case.function, case.previous, *case.later) if term is not None]
        found += [
            Explanation(name, 0.78 if name == "argument changed" else 0.8, target, mended, part)
            for mended, name, part in one_by_one(wrong, target, wanted, sieve, around)
        ]
    if not found:
        found += _two_slips(case, target, got, previous, sieve)
    return found


def _sieve(case: Case, target: Term, wrong: Term, names: Iterable[Term]) -> Sieve | None:
    """Points at which the lines have values, and, if there are such, the function too."""
    names = list(names)
    if case.function is not None:
        found = sieve_for(add(target, wrong, case.function), case.context, names)
        if found is not None:
            return found
    return sieve_for(add(target, wrong), case.context, names)


def _without_carried(case: Case, wanted: Values, sieve: Sieve) -> Case:
    """Of the lines that follow, only those that are right can tell what was meant."""
    later = (line.args[0] if line.op == "limit" == case.wrong.op else line for line in case.later)
    return replace(case, later=tuple(line for line in later if agree(sieve.values(line), wanted)))


def _pool(case: Case, sieve: Sieve, target: Term) -> Pool:
    written = [term for term in (case.previous, case.function, *case.later) if term is not None]
    rates = _inner_rates(case) if _is_differentiating(case) else ()
    return Pool(sieve, written, target, rates, before=case.previous or case.function)


def _is_differentiating(case: Case) -> bool:
    """Whether derivatives were still to be done on the line before."""
    before = case.previous
    return before is None or before is case.function or any(node.op in ("derivative", "primed") for node in postorder(before))


def _inner_rates(case: Case) -> list[Term]:
    """The derivatives of the inner functions around: what the chain rule would bring."""
    x = case.context.variable
    inner: dict[Term, None] = {}
    for term in (case.function, case.previous):
        for node in postorder(term) if term is not None else ():
            if node.op in ("function", "power", "quotient"):
                inner.update((arg, None) for arg in node.args if x in arg.free and arg is not x and arg.size <= 60)
    return [letter for letter, _ in case.spelt] + [worked_out(each, case.context) for each in list(inner)[:12]]


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
    for meant in _bodies(case):
        if meant is body or not agree(sieve.values(derivative(meant, by)), wanted):
            continue
        values = sieve.values(meant)
        if values is None:
            continue
        for place in wanted_places(body, values, sieve):
            for found in undo(place, pool, sieve):
                mended = replace_at(wrong, (*path, 0, *place.path), found.part)
                yield Explanation(found.mistake, found.weight, target, mended, place.part)


def _bodies(case: Case) -> list[Term]:
    """What might have stood under d/dx: bodies on neighbouring lines, and the parts of the function."""
    found: dict[Term, None] = {}
    for term in (case.previous, *case.later):
        for node in postorder(term) if term is not None else ():
            if node.op == "derivative":
                found[node.args[0]] = None
    if case.function is not None:
        for node in reversed(postorder(case.function)):
            if case.context.variable in node.free:
                found[node] = None
                if node.op == "product":
                    cuts = range(2, len(node.args))
                    found.update(
                        (part, None) for cut in cuts for part in (multiply(*node.args[:cut]), multiply(*node.args[-cut:]))
                    )
    return list(found)[:40]


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


# --------------------------------------------------------------------------------------------------------------- repair


def _repair(case: Case, found: list[Explanation]) -> tuple[Term | None, Term | None]:
    """What should stand there, proved: the learner's own line mended, or else a right line; and the part that was mended."""
    for each in _shortest_first([each for each in found if each.repair is not None][:4]):
        if each.repair is not None and _is_right(each.repair, case):
            return each.repair, each.part
    for line in case.later[:2]:
        if left_name(line) is None and _is_right(line, case):
            return line, None
    right = case.targets[-1]
    return (_tidied(right, case) if right.size <= LARGEST_SHOWN else None), None


def _shortest_first(found: list[Explanation]) -> list[Explanation]:
    """Of repairs that are about as likely as the likeliest, the shortest comes first."""
    near = [each for each in found if each.weight > found[0].weight - ABOUT]
    near.sort(key=lambda each: each.repair.size if each.repair is not None else 0)
    return near + [each for each in found if each not in near]


def _tidied(right: Term, case: Case) -> Term:
    """A right line as a person would write it; nothing is changed that is not proved equal."""
    from derivation.search.tidying import tidy_moves

    lines = [plain(right, case.context), *(move.after for move in tidy_moves(plain(right, case.context)))]
    return lines[-1] if compare(right, lines[-1], case.context).status == "equal" else right


def _is_right(term: Term, case: Case) -> bool:
    return any(compare(target, term, case.context).status == "equal" for target in case.targets)
