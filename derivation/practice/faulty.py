"""A derivation with one mistake in it: true lines, one line that a known slip gives, and honest lines that go on from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from derivation.derive import derive
from derivation.equality import compare
from derivation.practice.exercises import Exercise
from derivation.rule import Rule
from derivation.rules.mistakes.rows import OF_ALGEBRA, OF_DIFFERENTIATION
from derivation.search import tidy
from derivation.term import Path, Term, postorder, replace, replace_at

USUAL = 0.5
"""Slips that are rarer than this are left out."""

LARGEST = 120
"""Lines with more nodes than this are not spoilt: nobody could find the place."""

MOST_LINES_AFTER = 2


@dataclass(frozen=True, slots=True)
class Faulty:
    """A derivation to be looked through.

    lines     as they are shown, the first of them what is to be done
    wrong     the index of the line that does not follow from the one before it
    mistake   the slip that it shows
    repair    what should stand there
    """

    lines: tuple[Term, ...]
    wrong: int
    mistake: Rule
    repair: Term


def faulty(exercise: Exercise) -> Faulty:
    """The exercise's own derivation with a mistake that the exercise's seed chooses; the wrong line is proved to be wrong.

    >>> from derivation.practice.exercises import generated
    >>> found = faulty(generated("mistake", 1, "7/0"))
    >>> 0 < found.wrong < len(found.lines)
    True
    """
    chance = Random("/".join(map(str, exercise.source)))
    lines = true_lines(exercise)
    candidates = [(k, *slip) for k in range(len(lines) - 1) for slip in _slips(lines[k], lines[k + 1], exercise)]
    weights = [(-mistake.prior * chance.random(), number) for number, (_, mistake, _) in enumerate(candidates)]
    for _, number in sorted(weights):
        k, mistake, wrong = candidates[number]
        if compare(lines[k], wrong, exercise.context).status == "different":
            return Faulty((*lines[: k + 1], wrong, *_carried_on(wrong, exercise)), k + 1, mistake, lines[k + 1])
    raise ValueError(f"no known mistake fits {exercise.formula}")


def true_lines(exercise: Exercise) -> tuple[Term, ...]:
    """The lines of the derivation, names written out, each different from the one before."""
    walk = exercise.walk
    lines = [walk.start]
    for step in walk.steps:
        written = walk.context.written_out(step.after)
        if written is not lines[-1]:
            lines.append(written)
    return tuple(lines)


def _slips(line: Term, true: Term, exercise: Exercise) -> Iterator[tuple[Rule, Term]]:
    """What a slip makes of a line, derivatives worked out where they are in the line that is right."""
    if line.size > LARGEST:
        return
    for rule in OF_DIFFERENTIATION if line.todo else OF_ALGEBRA:
        if rule.prior < USUAL:
            continue
        for path, part in _parts(line):
            if line.todo and part.op != "derivative":
                continue
            match = next(rule.rewrite(part, exercise.context), None)
            if match is None or match.after is part:
                continue
            wrong = replace_at(line, path, match.after)
            yield rule, wrong if true.todo else _worked_out(wrong, exercise)


def _parts(line: Term) -> Iterator[tuple[Path, Term]]:
    """Every part of a line with the way to it, from the top down."""
    stack: list[tuple[Path, Term]] = [((), line)]
    while stack:
        path, part = stack.pop()
        yield path, part
        stack.extend(((*path, index), each) for index, each in enumerate(part.args))


def _worked_out(line: Term, exercise: Exercise) -> Term:
    """The line with every derivative that is left replaced by what it is."""
    parts = [each for each in postorder(line) if each.op == "derivative" and not each.args[0].todo]
    known = {each: derive(each.args[0], exercise.context, target="raw").end for each in parts if each.value == 1}
    return replace(line, known) if known else line


def _carried_on(wrong: Term, exercise: Exercise) -> tuple[Term, ...]:
    """Some honest lines after the wrong one."""
    lines = [_worked_out(wrong, exercise)] if wrong.todo else [wrong]
    lines += [step.after for step in tidy(lines[-1], exercise.context)]
    return tuple(line for line in lines if line is not wrong)[:MOST_LINES_AFTER]
