"""check --batch: JSON Lines in, one verdict a row out, in order and in constant memory."""

from __future__ import annotations

from collections.abc import Mapping

from derivation import verify
from derivation.cli import rows, typed
from derivation.cli.errors import Refusal
from derivation.present.record import Record
from derivation.present.report import record
from derivation.reading import Unreadable


def run(file: str, seconds: float, jobs: int = 1) -> None:
    """Judge every row of the file."""
    rows.answer_all(file, answer, seconds, jobs)


def answer(row: Mapping[str, object]) -> Record:
    """The record of one row; raises Refusal where it cannot be judged."""
    if not (rows.texts(row, "lines") or rows.text(row, "text", "")):
        raise Refusal('a row needs "lines", a list of texts, or "text"', "usage")
    context = typed.context(rows.text(row, "variable", ""), rows.texts(row, "parameters"), [])
    try:
        return record(verify.check_row(row), context)
    except Unreadable as problem:
        raise Refusal(problem.message(), "unreadable") from None
