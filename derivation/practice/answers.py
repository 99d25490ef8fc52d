"""What the reader writes, judged: does the line follow, and is it the answer?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from derivation import verify
from derivation.context import Definition
from derivation.equality import compare
from derivation.practice.exercises import Exercise
from derivation.reading import Line, Unreadable, read_line
from derivation.term import Term, postorder, symbol
from derivation.term import replace as put_in
from derivation.verify import LineVerdict

_CALL = re.compile(r"(?<![A-Za-z\\])f\s*(?:\\left)?\(\s*x\s*(?:\\right)?\)")
"""f(x), which is f where the answer is to be written in f."""

_UNFINISHED = frozenset(["derivative", "primed", "limit", "at"])

F = symbol("f")


Stage = Literal["", "derivative", "answer"]


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a line.

    value   what a right line says behind its last equals sign, the reader's own names written out
    stage   "answer" where that is it, with nothing left to do; "derivative" where it only has to be written in f
    """

    verdict: LineVerdict
    value: Term | None = None
    stage: Stage = ""

    @property
    def right(self) -> bool:
        return self.verdict.status in ("given", "ok")


def judge(exercise: Exercise, lines: Sequence[str], line: str) -> Judged:
    """The verdict on the next line, after the lines that stand already.

    >>> from derivation.practice.exercises import named
    >>> judge(named("tan"), [], "2x").verdict.status
    'wrong'
    """
    texts = [_CALL.sub("f", each) if exercise.task == "self" else each for each in (*lines, line)]
    report = verify.check(texts, exercise.reading_context, exercise.function)
    verdict = report.lines[-1]
    if texts[-1] != line:
        verdict = replace(verdict, text=line, wrong=None)
    if verdict.status == "undecided" and any(_definitions(exercise, texts[-1:])):
        return Judged(replace(verdict, status="given", how="a name for later lines"))
    if verdict.status != "ok":
        return Judged(verdict)
    names = exercise.reading_context.define(*_definitions(exercise, texts))
    value = _value(exercise, texts[-1])
    if value is None:
        return Judged(verdict)
    return Judged(verdict, names.written_out(value) if exercise.task != "self" else value, stage(exercise, value))


def _line(exercise: Exercise, text: str) -> Line | None:
    try:
        return read_line(text, exercise.reading_context)
    except Unreadable:
        return None


def _value(exercise: Exercise, text: str) -> Term | None:
    """What stands behind the last equals sign."""
    line = _line(exercise, text)
    return line.parts[-1] if line is not None else None


def _definitions(exercise: Exercise, texts: Sequence[str]) -> Iterator[Definition]:
    """The names that the reader gave to parts: u = 1 + e^(-x)."""
    known = exercise.function.free | {exercise.context.variable, *exercise.context.parameters}
    for text in texts:
        line = _line(exercise, text)
        for each in (line, *line.more) if line is not None else ():
            name = each.parts[0] if len(each.parts) == 2 else None
            body = each.parts[-1]
            if name is not None and body is not None and name.op == "symbol" and name not in known and name not in body.free:
                yield Definition(str(name.value), (), body)


def stage(exercise: Exercise, value: Term) -> Stage:
    """Whether a right line is the derivative with nothing left to differentiate, and in the form that is asked for.

    >>> from derivation.practice.exercises import named
    >>> from derivation.reading import read
    >>> [stage(named("softplus"), read(text).term) for text in ("e^x/(1 + e^x)", "d/dx(ln(1 + e^x))", "ln(1 + e^x)")]
    ['answer', '', '']
    """
    if any(each.op in _UNFINISHED for each in postorder(value)):
        return ""
    meant = put_in(value, {F: exercise.function}) if exercise.task == "self" else value
    if compare(exercise.start, meant, exercise.context).status != "equal":
        return ""
    return "derivative" if exercise.task == "self" and not in_own_terms(exercise, value) else "answer"


def in_own_terms(exercise: Exercise, value: Term) -> bool:
    """Whether a line is written in f or in the function's own name, with x beside it only where there is no way without."""
    found = exercise.walk.self_form
    if found is None:
        return True
    x = exercise.context.variable
    own = {each: F for each in postorder(found.form) if each.op == "function" and each.args == (x,)}
    with_x = x in put_in(found.form, own).free
    rest = put_in(value, own)
    return F in rest.free and (with_x or x not in rest.free)


def changed_parts(before: Term, after: Term) -> tuple[Term, Term]:
    """The smallest part of a line that another line has differently, and what it has in its place.

    >>> from derivation.reading import read
    >>> left, right = changed_parts(read("x + sin(2)").term, read("x + cos(2)").term)
    >>> left is read("sin(2)").term, right is read("cos(2)").term
    (True, True)
    """
    while before.op == after.op and before.value == after.value and len(before.args) == len(after.args):
        differing = [k for k, (left, right) in enumerate(zip(before.args, after.args, strict=True)) if left is not right]
        if len(differing) != 1:
            break
        before, after = before.args[differing[0]], after.args[differing[0]]
    return before, after
