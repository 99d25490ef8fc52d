"""A checked derivation as a marked paper, and as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from derivation.context import Context
from derivation.document import Block, Equation, Heading, Note, Status, Written
from derivation.notation import text
from derivation.present.comparison import counterexample
from derivation.present.record import Record, expression
from derivation.present.walkthrough import conditions, sentence

if TYPE_CHECKING:
    from derivation.verify import LineVerdict, Report

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


def blocks(report: Report, title: str = "Your derivation") -> Iterator[Block]:
    """The lines with their marks, remarks under the ones that need them, and the verdict."""
    yield Heading((title,))
    for line in report.lines:
        yield from _line(line, first=line.index == report.first_wrong_line)
    number = 0 if report.first_wrong_line is None else report.first_wrong_line + 1
    yield Note("result", (VERDICTS[report.verdict].format(line=number),))


def _line(line: LineVerdict, first: bool) -> Iterator[Block]:
    yield Written(line.text, STATUS[line.status], line.how if line.status in ("ok", "given") else "", line.wrong)
    if line.conditions:
        yield Note("condition", conditions(line.conditions))
    if line.status == "unreadable" or line.status == "undecided":
        yield Note("why", (sentence(line.how),) if line.how else ())
    if line.mistake is not None:
        yield Note("mistake", (f"{sentence(line.mistake.name)} ", sentence(line.mistake.why)))
    elif line.status == "wrong":
        yield Note("mistake", (sentence(line.how or "this does not follow from the line before"),))
    if line.counterexample is not None:
        point = line.counterexample
        place = ", ".join(f"{name} = {value}" for name, value in point.at.items())
        at = f"At {place} " if place else ""
        yield Note("why", (f"{at}the line before is {point.left} and this one is {point.right}.",))
    if line.repair is not None:
        yield Equation(line.repair, margin="it should be")


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
