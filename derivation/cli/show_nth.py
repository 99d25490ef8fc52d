"""show 'sin(2x)' --order n: the pattern of all derivatives."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from derivation.cli import asking, typed
from derivation.cli.errors import UNDECIDED, Refusal
from derivation.derive import CannotDifferentiate, derive
from derivation.document import Block, Document
from derivation.nth import nth_derivative
from derivation.one_fraction import ByAlgebra
from derivation.present import nth as page

FIRST = 4
"""So many derivatives are shown before the pattern."""


def answer(
    words: str, variable: str, parameters: str, where: list[str], detail: str, started: float
) -> tuple[Document, Callable[[], bool]]:
    """The page and whether anything on it is undecided."""
    question = asking.question(typed.argument(words), typed.context(variable, parameters, where), choose_variable=not variable)
    how = asking.detail_of(detail)
    try:
        found = nth_derivative(question.function, question.context)
        raw = (derive(question.function, question.context, target="raw", order=k) for k in range(1, FIRST + 1))
        first = [ByAlgebra(walk).walk for walk in raw]
    except CannotDifferentiate as problem:
        raise Refusal(str(problem), "unsupported", UNDECIDED) from None
    if found is None:
        raise Refusal("no pattern for all orders is known here; --order 3 gives the third derivative", "unsupported", UNDECIDED)

    def blocks() -> Iterator[Block]:
        return page.blocks(question, found, first, how)

    def record() -> dict[str, object]:
        return {**page.record(question, found, time.perf_counter() - started)}

    return Document(page.title(question), blocks(), record), lambda: False
