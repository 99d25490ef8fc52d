"""show 'x^2 + y^2 = 1': the slope of a curve from its equation."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from derivation.cli import asking, typed
from derivation.cli.errors import UNDECIDED, Refusal
from derivation.context import Context
from derivation.document import Block, Document
from derivation.implicit import NoSlope, slope
from derivation.lines import CannotDifferentiate
from derivation.notation import text, unicode_line
from derivation.present import implicit as page
from derivation.reading import Unreadable, read_equation
from derivation.term import Term, symbol
from derivation.walkthrough import Walkthrough

HIGHEST_ORDER = 4


def answer(
    words: str, of: str, variable: str, parameters: str, where: list[str], order: int, detail: str, at: str, started: float
) -> tuple[Document, Callable[[], bool]]:
    """The page and whether anything on it is undecided; without `of` the letter that depends on the variable is chosen."""
    if not 1 <= order <= HIGHEST_ORDER:
        raise Refusal(f"on a curve --order is a number from 1 to {HIGHEST_ORDER}")
    context = typed.context(variable, parameters, where)
    y = typed.name(of) if of else symbol("x" if context.variable is symbol("y") else "y")
    equation = _read(words, y, context)
    notes: tuple[str, ...] = ()
    if not of:
        y, context = _chosen(equation, y, context, bool(variable))
        notes = (f"({unicode_line(y)} is taken to depend on {unicode_line(context.variable)}; --of chooses another letter.)",)
    elif y is context.variable:
        context = replace(context, variable=symbol("t" if y is symbol("x") else "x"))
    if y not in equation.free:
        raise Refusal(f"there is no {unicode_line(y)} in the equation", "unreadable")
    still = (each for each in sorted(equation.free, key=text) if each not in (*context.parameters, context.variable, y))
    walk = _walk(equation, y, replace(context, parameters=(*context.parameters, *still)), order)
    how = asking.detail_of(detail)
    point = typed.point(at, (context.variable, y), context) if at else {}

    def blocks() -> Iterator[Block]:
        yield from page.blocks(walk, y, how, notes)
        if point:
            yield from page.at_point(walk, y, point)

    def record() -> dict[str, object]:
        return {**page.record(walk, y, time.perf_counter() - started)}

    return Document(page.title(walk), blocks(), record), lambda: not walk.proved


def _read(words: str, y: Term, context: Context) -> Term:
    if "=" not in words:
        raise Refusal("--of needs an equation, such as 'x^2 + y^2 = 1'", "unreadable")
    try:
        equation = read_equation(words, replace(context, parameters=(*context.parameters, y))).term
    except Unreadable as problem:
        raise Refusal(problem.message(), "unreadable") from None
    if equation.op != "relation" or equation.value != "=":
        raise Refusal("--of needs an equation, such as 'x^2 + y^2 = 1'", "unreadable")
    return equation


def _chosen(equation: Term, y: Term, context: Context, variable_given: bool) -> tuple[Term, Context]:
    """The letter that depends on the variable: y, or the other of two letters."""
    letters = sorted((each for each in equation.free if each not in context.parameters), key=text)
    if y in letters and context.variable in letters:
        return y, context
    others = [each for each in letters if each is not context.variable]
    if context.variable in letters and len(others) == 1:
        return others[0], context
    if not variable_given and len(letters) == 2 and context.variable not in letters:
        first, second = letters
        return second, replace(context, variable=first)
    named = ", ".join(text(each) for each in letters) or "no letter"
    hint = "say which depends on which: --of y --var x" if len(letters) > 1 else "there is nothing that could depend on another"
    raise Refusal(f"an equation with {named}: {hint}", "unreadable")


def _walk(equation: Term, y: Term, context: Context, order: int) -> Walkthrough:
    try:
        return slope(equation, y, context, order)
    except (NoSlope, CannotDifferentiate) as problem:
        raise Refusal(str(problem), "unsupported", UNDECIDED) from None
