"""show --batch: JSON Lines in, one walkthrough a row out, in order and in constant memory."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial

from derivation.cli import answering, asking, rows, typed
from derivation.cli.asking import Request
from derivation.cli.errors import Refusal
from derivation.present.record import Record, walkthrough


def run(file: str, method: str, seconds: float, jobs: int = 1) -> None:
    """Answer every row of the file."""
    rows.answer_all(file, partial(answer, method=method), seconds, jobs)


def answer(row: Mapping[str, object], method: str) -> Record:
    """The record of one row; raises Refusal where it cannot be answered."""
    started = time.perf_counter()
    words = row.get("function")
    if not isinstance(words, str):
        raise Refusal('a row needs "function", a text', "usage")
    context = typed.context(rows.text(row, "variable", ""), rows.texts(row, "parameters"), rows.texts(row, "where"))
    order = row.get("order", 1)
    if not isinstance(order, int) or isinstance(order, bool):
        raise Refusal('"order" is a whole number', "usage")
    target = rows.text(row, "target", "auto")
    question = asking.question(words, context, order, choose_variable="variable" not in row)
    goal = target if target in ("raw", "self", "auto") else typed.term(target, question.context)[0]
    asked = Request(question, asking.method_of(rows.text(row, "method", method)), goal)
    walk = answering.answered(asked)
    return {**walkthrough(walk, time.perf_counter() - started, question.order), **answering.noted(asked)}
