"""show 'x = cos(t), y = sin(t)': the slope of a curve that a parameter runs through; r = f(θ) in polar coordinates."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from derivation.cli import asking, typed
from derivation.cli.errors import UNDECIDED, Refusal
from derivation.cli.wording import Asked
from derivation.context import Context
from derivation.document import Block, Document
from derivation.implicit import NoSlope
from derivation.lines import CannotDifferentiate
from derivation.parametric import NAMES, polar, slopes
from derivation.present import parametric as page
from derivation.present.parametric import Curve
from derivation.term import Term, relation, symbol

HIGHEST_ORDER = 4
USUAL = ("t", "θ", "theta", "s", "u", "phi", "φ")
"""Letters that are taken for the parameter, in this order."""


def answer(
    asked: Asked, variable: str, parameters: str, where: list[str], order: int, detail: str, at: str, started: float
) -> tuple[Document, Callable[[], bool]]:
    """The page and whether anything on it is undecided."""
    if not 1 <= order <= HIGHEST_ORDER:
        raise Refusal(f"on a curve --order is a number from 1 to {HIGHEST_ORDER}")
    context = typed.context(variable or asked.variable, parameters, where)
    curve, context = (_polar if asked.kind == "polar" else _parametric)(asked, context, bool(variable or asked.variable))
    how = asking.detail_of(detail)
    try:
        walks = slopes(curve.across, curve.up, context, order, curve.names)
    except (NoSlope, CannotDifferentiate) as problem:
        raise Refusal(str(problem), "unsupported", UNDECIDED) from None
    left, sign, right = at.partition("=")
    place = typed.term((right if sign else left).strip(), context)[0] if at else None

    def blocks() -> Iterator[Block]:
        yield from page.blocks(curve, walks, how)
        if place is not None:
            yield from page.at_value(curve, walks, place)

    def record() -> dict[str, object]:
        return {**page.record(curve, walks, time.perf_counter() - started)}

    return Document(page.title(curve), blocks(), record), lambda: not all(walk.proved for walk in walks)


def _parametric(asked: Asked, context: Context, known: bool) -> tuple[Curve, Context]:
    across, up = (_read(each, context) for each in asked.formulas)
    first, second = (symbol(name) for name in asked.names)
    if (first, second) == NAMES[::-1]:
        first, second, across, up = second, first, up, across
    context = _with_parameter(context, known, across, up)
    return Curve(across, up, context.variable, (first, second)), context


def _polar(asked: Asked, context: Context, known: bool) -> tuple[Curve, Context]:
    radius = _read(asked.formulas[0], context)
    known, context = (known, context) if known or radius.free else (True, replace(context, variable=symbol("theta")))
    context = _with_parameter(context, known, radius)
    across, up = polar(radius, context.variable)
    note = "read as a curve in polar coordinates, x = r·cos and y = r·sin of the angle"
    given = relation("=", symbol("r"), radius)
    return Curve(across, up, context.variable, NAMES, (note,), given), context


def _read(formula: str, context: Context) -> Term:
    return context.written_out(typed.term(formula, context)[0])


def _with_parameter(context: Context, known: bool, *functions: Term) -> Context:
    """The parameter: the one that was named, t where there is one, or the only letter."""
    letters = {str(each.value): each for function in functions for each in function.free if each not in context.parameters}
    names = [str(context.variable.value)] if known else [each for each in USUAL if each in letters] or sorted(letters)
    if len(names) != 1 and not (names and names[0] in USUAL):
        found = f"one of {', '.join(names)}" if names else "a letter, such as t"
        raise Refusal(f"which letter is the parameter? --var names it: {found}", "unreadable")
    variable = letters.get(names[0], symbol(names[0]))
    constants = tuple(each for each in letters.values() if each is not variable)
    return replace(context, variable=variable, parameters=tuple(dict.fromkeys((*context.parameters, *constants))))
