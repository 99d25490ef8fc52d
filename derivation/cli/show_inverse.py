"""show 'inverse of x^3 + x': the derivative of the inverse of a function."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from derivation.cli import asking, typed
from derivation.cli.errors import UNDECIDED, Refusal
from derivation.cli.wording import Asked
from derivation.document import Block, Document, Note
from derivation.implicit import NoSlope
from derivation.inverse import inverse_slope, value_of_inverse
from derivation.lines import CannotDifferentiate
from derivation.notation import text
from derivation.present import implicit
from derivation.present import inverse as page
from derivation.term import substitute, symbol


def answer(
    asked: Asked, variable: str, parameters: str, where: list[str], detail: str, at: str, started: float
) -> tuple[Document, Callable[[], bool]]:
    """The page and whether anything on it is undecided."""
    question = asking.question(asked.formulas[0], typed.context(variable, parameters, where), choose_variable=not variable)
    body, context = question.function, question.context
    how = asking.detail_of(detail)
    letters = {text(each) for each in body.free}
    y = symbol(next(letter for letter in ("y", "w", "z", "v", "y_1") if letter not in letters))
    try:
        walk, solved = inverse_slope(body, y, context)
    except (NoSlope, CannotDifferentiate) as problem:
        raise Refusal(str(problem), "unsupported", UNDECIDED) from None
    left, sign, right = at.partition("=")
    place = typed.term((right if sign else left).strip(), context)[0] if at else None

    def blocks() -> Iterator[Block]:
        yield from page.blocks(body, y, walk, solved, how)
        if place is None:
            return
        value = value_of_inverse(body, place, context)
        if value is None and solved is not None:
            value = substitute(solved.value, {context.variable: place})
        if value is None:
            yield Note("remark", ("No simple ", y, " with f(", y, ") = ", place, " was found, so there is no number to give."))
            return
        point = {context.variable: place, y: value}
        yield from implicit.at_point(walk, y, point)

    def record() -> dict[str, object]:
        return {**page.record(body, y, walk, solved, time.perf_counter() - started)}

    return Document(page.title(body), blocks(), record), lambda: not walk.proved
