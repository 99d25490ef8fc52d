"""A checked derivation as a marked paper, and as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from derivation.context import Context
from derivation.document import Block, Equation, Group, Heading, Note, Status, Written
from derivation.notation import text
from derivation.present.comparison import counterexample, placed
from derivation.present.conditions import conditions
from derivation.present.record import Record, expression
from derivation.present.walkthrough import Telling, sentence

if TYPE_CHECKING:
    from derivation.verify import LineVerdict, Report
    from derivation.walkthrough import Step

STATUS: dict[str, Status] = {
    "given": "given",
    "ok": "proved",
    "wrong": "wrong",
    "undecided": "undecided",
    "unreadable": "unreadable",
}

VERDICTS = {
    "correct": "✓ Correct: every line follows.",
    "wrong": "✗ Line {line} does not follow.",
    "undecided": "? Undecided: not every line could be proved, and none was shown wrong.",
    "unreadable": "Not every line could be read; the others follow.",
}


def blocks(report: Report, explained: Mapping[int, tuple[Step, ...]] | None = None) -> Iterator[Block]:
    """The lines with their marks, remarks under the ones that need them, and the verdict.

    explained  for a line that leaps, the steps between it and the line before
    """
    yield Heading(("Your derivation",))
    for note in report.notes:
        yield Note("reading", (sentence(note),))
    for line in report.lines:
        yield from judged(line, (explained or {}).get(line.index, ()))
    number = 0 if report.first_wrong_line is None else report.first_wrong_line + 1
    yield Note("result", (VERDICTS[report.verdict].format(line=number),))


SAID = {
    "carried": "follows from the wrong line",
    "the difference reduces to 0": "follows, proved",
    "the same but for the order": "the same, in another order",
    "the derivative of the difference is 0, and so is one value": "follows, proved by its slope and one value",
}
"""How a line was proved, in a learner's words."""


def judged(line: LineVerdict, missing: tuple[Step, ...] = ()) -> Iterator[Block]:
    """One line in the reader's words, and what there is to say about it."""
    if line.status == "unreadable":
        yield from _unreadable(line)
        return
    said = SAID.get(line.how, line.how) if line.status in ("ok", "given") else ""
    yield Written(line.text, STATUS[line.status], said, line.wrong)
    for note in line.notes:
        yield Note("why", (sentence(note),))
    if line.conditions:
        yield Note("condition", conditions(line.conditions))
    if line.status == "undecided" and line.how:
        yield Note("why", (sentence(line.how),))
    if line.status == "wrong":
        yield from _wrong(line)
    if missing:
        yield Group("the steps between:", (Equation(missing[0].before, sign=""), *Telling().tell(missing, 0)))


def _unreadable(line: LineVerdict) -> Iterator[Block]:
    """The line with the place marked where it cannot be read, and why."""
    start, end = line.wrong or (0, 0)
    if line.wrong is not None and start == len(line.text):
        yield Written(line.text + " ", "unreadable", "", (start, start + 1))
    else:
        yield Written(line.text, "unreadable", "", line.wrong and (start, max(end, start + 1)))
    yield Note("why", (sentence(line.how.partition("\n")[0]),))


EQUATIONS = ("its two sides differ", "not true on the curve")
"""What is said of wrong lines that are equations of their own."""

OF_TWO_SIDES = "the left side is {left} and the right side is {right}"
OF_A_CHAIN = "this line is {right}; it should be {left}"


def _wrong(line: LineVerdict) -> Iterator[Block]:
    """What is wrong with a line, how that is known, and how it should read."""
    if line.mistake is None:
        yield Note("mistake", (sentence(line.how or "this does not follow from the line before"),))
    else:
        yield Note("mistake", (f"{sentence(line.mistake.name)} {sentence(line.mistake.why)}",))
        for other in line.mistake.others:
            yield Note("why", (f"It may also be: {other.name}.",))
    if line.counterexample is not None:
        point = line.counterexample
        place = placed(point)
        at = f"At {place} " if place else ""
        said = OF_TWO_SIDES if line.how in EQUATIONS else OF_A_CHAIN
        yield Note("why", (sentence(at + said.format(left=point.left, right=point.right)),))
    if line.repair is not None:
        yield Equation(line.repair, sign="", margin="it should be")


def record(report: Report, context: Context) -> Record:
    """Schema derivation.check/1."""
    return {
        "schema": "derivation.check/1",
        "verdict": report.verdict,
        "first_wrong_line": report.first_wrong_line,
        "lines": [_line_record(line, context) for line in report.lines],
    }


def _line_record(line: LineVerdict, context: Context) -> Record:
    mistake = line.mistake
    return {
        "index": line.index,
        "text": line.text,
        "status": line.status,
        "how": line.how,
        "conditions": [text(each) for each in line.conditions],
        "mistake": None if mistake is None else {"kind": mistake.kind, "name": mistake.name, "why": mistake.why},
        "counterexample": counterexample(line.counterexample),
        "repair": None if line.repair is None else expression(line.repair, context),
    }
