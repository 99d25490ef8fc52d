"""show --compare: the same derivative by two methods side by side, and which of them a teacher would take."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from derivation.cli import asking
from derivation.cli.asking import Request
from derivation.cli.errors import UNDECIDED, Refusal
from derivation.derive import CannotDifferentiate, derive
from derivation.document import Block, Document
from derivation.methods import METHODS, choose
from derivation.present import several
from derivation.walkthrough import Walkthrough

SECOND = ("quotient", "power", "logarithmic", "inverse", "first-principles")
"""Which method is laid beside the first where none is named, in this order."""


def answer(first: Request, other: str, started: float) -> tuple[Document, Callable[[], bool]]:
    """The page and whether anything on it is undecided."""
    question = first.question
    choice = choose(question.function, question.context)
    method = choice.method if first.method == "auto" else first.method
    one = _walk(replace(first, method=method))
    ways = {method: one, **_other(first, asking.method_of(other), method, one)}

    def blocks() -> Iterator[Block]:
        return several.comparison(question, ways, choice, first.detail)

    def record() -> dict[str, object]:
        return {**several.comparison_record(question, ways, time.perf_counter() - started)}

    return Document(several.comparison_title(question), blocks(), record), lambda: not all(each.proved for each in ways.values())


def _other(first: Request, name: str, method: str, one: Walkthrough) -> dict[str, Walkthrough]:
    """The second way: the one that is named, or the first that leads on and goes differently."""
    if name != "auto":
        if name == method:
            raise Refusal(f"--compare needs another method than {method}")
        return {name: _walk(replace(first, method=name))}
    for each in SECOND:
        if each != method:
            try:
                walk = _derived(replace(first, method=each))
            except CannotDifferentiate:
                continue
            if [step.after for step in walk.steps] != [step.after for step in one.steps]:
                return {each: walk}
    raise Refusal(f"no other method leads to the derivative: {', '.join(METHODS)}", "unsupported", UNDECIDED)


def _walk(asked: Request) -> Walkthrough:
    try:
        return _derived(asked)
    except CannotDifferentiate as problem:
        raise Refusal(str(problem), "unsupported", UNDECIDED) from None


def _derived(asked: Request) -> Walkthrough:
    return derive(asked.question.function, asked.question.context, asked.method, "raw", asked.question.order)
