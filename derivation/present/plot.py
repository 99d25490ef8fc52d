"""A figure as a page and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from derivation.context import Context
from derivation.document import Block, Heading, Note, Plot
from derivation.plot import Curve, Figure, Mark, Point
from derivation.present.question import Question
from derivation.present.record import Record, expression


def blocks(figure: Figure, question: Question) -> Iterator[Block]:
    """The picture and what the reader should know about it."""
    title = f"{question.name or 'The function'} and its derivative"
    yield Heading((title,))
    yield Plot(figure)
    for each in (*question.notes, *figure.notes):
        yield Note("remark", (each,))


def record(figure: Figure, question: Question) -> Record:
    """Schema derivation.plot/1."""
    window, context = figure.window, question.context
    return {
        "schema": "derivation.plot/1",
        "function": expression(question.function, context),
        "variable": str(context.variable.value),
        "window": {"left": window.left, "right": window.right, "bottom": window.bottom, "top": window.top},
        "curves": [_curve(curve) for curve in figure.curves],
        "poles": list(figure.poles),
        "maximum": _mark(figure.maximum, context),
        "notes": [*question.notes, *figure.notes],
    }


def _curve(curve: Curve) -> Record:
    pieces = [_points(piece) for piece in curve.pieces]
    return {"role": curve.role, "pieces": pieces, "holes": _points(curve.holes), "dots": _points(curve.dots)}


def _points(points: Iterable[Point]) -> list[list[float]]:
    """Six digits of each: more than any screen shows."""
    return [[float(f"{number:.6g}") for number in point] for point in points]


def _mark(mark: Mark | None, context: Context) -> Record | None:
    if mark is None:
        return None
    return {
        "at": expression(mark.place, context),
        "value": expression(mark.value, context),
        "exact": mark.exact_place and mark.exact_value,
        "point": mark.point,
    }
