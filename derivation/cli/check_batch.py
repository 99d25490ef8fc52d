"""check --batch: JSON Lines in, one verdict a row out, in order and in constant memory."""

from __future__ import annotations

from collections.abc import Mapping

from derivation import verify
from derivation.cli import asking, rows, typed
from derivation.cli.errors import Refusal
from derivation.page import find_lines
from derivation.present.record import Record
from derivation.present.report import record


def run(file: str, seconds: float) -> None:
    """Judge every row of the file."""
    rows.answer_all(file, answer, seconds)


def answer(row: Mapping[str, object]) -> Record:
    """The record of one row; raises Refusal where it cannot be judged."""
    context = typed.context(rows.text(row, "variable", ""), rows.texts(row, "parameters"), rows.texts(row, "where"))
    of = rows.text(row, "of", "")
    given = asking.question(of, context).function if of else None
    written = rows.texts(row, "lines") or [each.text for each in find_lines(rows.text(row, "text", ""), "txt")]
    if not written:
        raise Refusal('a row needs "lines", a list of texts, or "text"', "usage")
    return record(verify.check(written, context, given), context)
