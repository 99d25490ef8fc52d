"""show --gradient, or --var x,y: every partial derivative with its own lines, and the gradient."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from derivation import functions
from derivation.cli import asking, typed
from derivation.cli.errors import UNDECIDED, Refusal
from derivation.context import Context
from derivation.derive import CannotDifferentiate
from derivation.document import Block, Document
from derivation.gradient import gradient, second
from derivation.present import several
from derivation.present.question import Question
from derivation.term import Term

MOST_VARIABLES = 12


def answer(
    words: str, variables: str, parameters: str, where: list[str], order: int, method: str, detail: str, started: float
) -> tuple[Document, Callable[[], bool]]:
    """The page and whether anything on it is undecided."""
    if order not in (1, 2):
        raise Refusal("with several variables --order is 1 or 2")
    named = typed.names(variables)
    context = typed.context("", parameters, where)
    context = replace(context, variable=named[0]) if named else context
    question = asking.question(typed.argument(words), context, choose_variable=not named)
    by = named or _variables(words, question, context)
    try:
        walks = gradient(question.function, by, question.context, asking.method_of(method))
        seconds = second(walks, question.context, method) if order == 2 else ()
    except CannotDifferentiate as problem:
        raise Refusal(str(problem), "unsupported", UNDECIDED) from None

    def blocks() -> Iterator[Block]:
        yield from several.gradient(question, walks, asking.detail_of(detail))
        if seconds:
            yield from several.hessian(walks, seconds, asking.detail_of(detail))

    def record() -> dict[str, object]:
        return {**several.gradient_record(question, walks, seconds, time.perf_counter() - started)}

    undecided = not all(walk.proved for walk in (*walks, *seconds))
    return Document(several.gradient_title(question), blocks(), record), lambda: undecided


def _variables(words: str, question: Question, context: Context) -> tuple[Term, ...]:
    """All letters of the function that are not declared constant: of a named function in its own order."""
    named = functions.find(words.strip())
    letters = named.parameters if named is not None else sorted(question.function.free, key=lambda each: str(each.value))
    found = tuple(each for each in letters if each in question.function.free and each not in context.parameters)
    if not found:
        raise Refusal("there is no variable to differentiate by")
    if len(found) > MOST_VARIABLES:
        raise Refusal(f"there are {len(found)} variables; --var names up to {MOST_VARIABLES} of them")
    return found
