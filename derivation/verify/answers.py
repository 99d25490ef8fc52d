"""Other ways in: a row of a batch, a final answer alone, and the missing steps between two lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from derivation.context import Context
from derivation.memory import remembered
from derivation.reading import read, read_definition
from derivation.term import Term, X, derivative, symbol
from derivation.verify.judge import Page, check
from derivation.verify.remembered import compare
from derivation.verify.report import Report
from derivation.walkthrough import Step


@remembered(256)
def context_of(variable: str, parameters: tuple[str, ...] = (), where: tuple[str, ...] = ()) -> Context:
    """The context that a row describes; raises reading.Unreadable for a definition that cannot be read.

    >>> context_of("x", ("k",)).parameters
    (symbol('k'),)
    """
    context = Context(symbol(variable) if variable != "x" else X, tuple(symbol(name) for name in parameters))
    for text in where:
        context = context.define(read_definition(text, context))
    return context


@remembered(256)
def _read(text: str, variable: str, parameters: tuple[str, ...], where: tuple[str, ...]) -> Term:
    return read(text, context_of(variable, parameters, where)).term


def check_row(row: Mapping[str, Any]) -> Report:
    """Check a row of a batch: of, variable, parameters, where, and lines or text.

    Raises reading.Unreadable where `of` or a definition cannot be read.

    >>> check_row({"of": "x^2", "lines": ["2x"]}).verdict
    'correct'
    """
    variable = str(row.get("variable") or "x")
    parameters = tuple(map(str, row.get("parameters") or ()))
    where = tuple(map(str, row.get("where") or ()))
    lines: Sequence[str] = row["lines"] if row.get("lines") is not None else _lines(str(row.get("text") or ""))
    context = context_of(variable, parameters, where)
    of = _read(str(row["of"]), variable, parameters, where) if row.get("of") else None
    return check([str(line) for line in lines], context, of)


def _lines(text: str) -> list[str]:
    from derivation.page import find_lines

    return [line.text for line in find_lines(text)]


def check_answer(of: Term, answer: str, context: Context | None = None) -> Report:
    """Check a final answer alone, without the way to it.

    >>> check_answer(read("x^2 sin(x)").term, "2x sin(x)").verdict
    'wrong'
    """
    return Page(context or Context(), of, answer=True).check([answer])


def explain(before: Term, after: Term, context: Context | None = None) -> tuple[Step, ...] | None:
    """The missing steps between two lines, or None where none were found.

    Two forms of one value are joined by rules of algebra; where the second is the derivative of the first, it is worked
    out first.

    >>> steps = explain(read("(x + 1)^2").term, read("2*x + 2").term)
    >>> steps[0].before.op, steps[-1].after is read("2*x + 2").term
    ('derivative', True)
    """
    from derivation.derive import derive
    from derivation.search import bridge

    context = context or Context()
    if compare(before, after, context).status == "equal":
        return bridge(before, after, context)
    rate = derivative(before, context.variable)
    if compare(rate, after, context).status != "equal":
        return None
    worked = derive(before, context, target="raw")
    rest = bridge(worked.end, after, context)
    return None if rest is None else (*worked.steps, *rest)
