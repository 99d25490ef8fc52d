"""show 'x^2 + y^2 = 1' --of y: the slope of a curve from its equation."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from derivation.cli import asking, typed
from derivation.cli.errors import UNDECIDED, Refusal
from derivation.context import Context
from derivation.document import Document
from derivation.implicit import NoSlope, slope
from derivation.notation import unicode_line
from derivation.plan import CannotDifferentiate
from derivation.present import implicit as page
from derivation.reading import Unreadable, read_equation
from derivation.term import Term, symbol
from derivation.walkthrough import Walkthrough


def answer(
    words: str, of: str, variable: str, parameters: str, where: list[str], detail: str, started: float
) -> tuple[Document, Callable[[], bool]]:
    """The page and whether anything on it is undecided."""
    y = typed.name(of)
    context = typed.context(variable, parameters, where)
    if y is context.variable:
        context = replace(context, variable=symbol("t" if y is symbol("x") else "x"))
    walk = _walk(typed.argument(words), y, context)
    how = asking.detail_of(detail)
    document = Document(
        page.title(walk), page.blocks(walk, y, how), lambda: {**page.record(walk, y, time.perf_counter() - started)}
    )
    return document, lambda: not walk.proved


def _walk(words: str, y: Term, context: Context) -> Walkthrough:
    if "=" not in words:
        raise Refusal("--of needs an equation, such as 'x^2 + y^2 = 1'", "unreadable")
    try:
        equation = read_equation(words, replace(context, parameters=(*context.parameters, y))).term
    except Unreadable as problem:
        raise Refusal(problem.message(), "unreadable") from None
    if equation.op != "relation" or equation.value != "=":
        raise Refusal("--of needs an equation, such as 'x^2 + y^2 = 1'", "unreadable")
    if y not in equation.free:
        raise Refusal(f"there is no {unicode_line(y)} in the equation", "unreadable")
    try:
        return slope(equation, y, context)
    except (NoSlope, CannotDifferentiate) as problem:
        raise Refusal(str(problem), "unsupported", UNDECIDED) from None
