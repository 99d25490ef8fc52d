"""The answer to what `show` was asked: the walkthrough, and the document that tells it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from derivation import functions, limits
from derivation.cli import typed
from derivation.cli.asking import Request
from derivation.cli.errors import UNDECIDED, Refusal, TimeUp
from derivation.document import Block, Document, Heading, Note
from derivation.notation import too_long
from derivation.present import walkthrough as page
from derivation.present.question import Question, opening, title
from derivation.term import E, Term, postorder

if TYPE_CHECKING:
    from derivation.walkthrough import Walkthrough


def document(asked: Request, started: float, more: str = "") -> Document:
    """The page and the data; both work out the derivation when they first need it.

    more  what the reader may do to see more
    """

    def blocks() -> Iterator[Block]:
        yield from opening(asked.question)
        telling = page.Telling(asked.detail, more)
        for walk in growing(asked):
            yield from telling.lines(walk)
        yield from page.result(walk, asked.question, telling)
        yield from (Note("remark", (note,)) for note in asked.notes)
        if asked.at:
            yield from value_at(asked, walk)

    def record() -> dict[str, object]:
        from derivation.present.record import walkthrough

        return {**walkthrough(answered(asked), time.perf_counter() - started, asked.question.order), **noted(asked)}

    return Document(title(asked.question), blocks(), record, lambda: answered(asked))


def with_picture(document: Document, asked: Request, wanted: bool) -> Document:
    """The page with the picture of the function at its end; where it was wanted and there is none, with the reason."""
    return document._replace(blocks=chain(document.blocks, drawn(asked.question, wanted)))


def drawn(question: Question, wanted: bool) -> Iterator[Block]:
    """The function and its derivative as a picture, where there is one to draw; of a long formula only if wanted."""
    from derivation.document import Plot
    from derivation.plot import NothingToDraw, draw

    if not wanted and too_long(question.function, limits.SCREEN_CHARACTERS):
        return
    try:
        figure = draw(question.function, question.context, functions.find(question.name) if question.name else None)
    except NothingToDraw as problem:
        if wanted:
            yield Note("warning", (f"No picture: {problem}.",))
        return
    yield Heading(("Picture",), level=2)
    yield Plot(figure)


def growing(asked: Request) -> Iterator[Walkthrough]:
    """The walkthrough to the derivative, and then the same carried on to the form that was asked for."""
    if asked.walk is None:
        asked.walk = derived(asked)
        yield asked.walk
        carry_on(asked)
    yield asked.walk


def answered(asked: Request) -> Walkthrough:
    """The whole walkthrough."""
    *_, walk = growing(asked)
    return walk


def derived(asked: Request) -> Walkthrough:
    """The walkthrough to the derivative, or a refusal that says which part has no rule."""
    from derivation.derive import CannotDifferentiate, derive

    try:
        return derive(asked.question.function, asked.question.context, asked.method, "raw", asked.question.order)
    except CannotDifferentiate as problem:
        raise Refusal(str(problem), "unsupported", UNDECIDED) from None


def carry_on(asked: Request) -> None:
    """Go on to the form that was asked for; when the time is up, say so and keep what there is."""
    from derivation.derive import towards

    assert asked.walk is not None
    if asked.target == "raw" or (asked.target == "auto" and too_long(asked.walk.end, limits.SCREEN_CHARACTERS)):
        return
    try:
        asked.walk = _to_known_form(asked, towards(asked.walk, asked.target))
        asked.unfinished = isinstance(asked.target, Term) and asked.walk.end is not asked.target
    except TimeUp:
        asked.notes.append("There was no time left to look for another form of the result (--timeout gives more).")
        asked.unfinished = asked.target != "auto"


def _to_known_form(asked: Request, walk: Walkthrough) -> Walkthrough:
    """Carried on to the form in which books give the derivative of a named function, where that is shorter.

    What was brought into terms of the function itself, and of no other, stays so.
    """
    from derivation.derive import shortened_to

    question = asked.question
    named = functions.find(question.name) if question.name else None
    if named is None or asked.walk is None or asked.target != "auto" or question.order != 1:
        return walk
    if named.derivative is None or named.variable is not question.context.variable:
        return walk
    own = walk.self_form is not None and walk.end is walk.self_form.form
    if own and not any(node.op == "power" and node.args[0] is E for node in postorder(walk.end)):
        return walk
    return shortened_to(question.context.written_out(named.derivative), asked.walk, walk)


def noted(asked: Request) -> dict[str, object]:
    """What the reader of the data should know besides: the names of the constants, and how the input was read."""
    question = asked.question
    constants = sorted(str(each.value) for each in question.function.free if each is not question.context.variable)
    notes = [*question.notes, *(asked.walk.notes if asked.walk is not None else ()), *asked.notes]
    return {"parameters": constants, **({"notes": notes} if notes else {})}


def value_at(asked: Request, walk: Walkthrough) -> Iterator[Block]:
    """The value of the derivative at the point asked for."""
    from derivation.present.value import at

    place, _ = typed.term(asked.at.rpartition("=")[2].strip(), asked.question.context)
    yield from at(walk, asked.question, place)
