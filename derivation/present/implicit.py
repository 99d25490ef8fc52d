"""The slope of a curve as a page and as data: every line is an equation."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.document import Block, Equation, Heading, Note
from derivation.notation import text, unicode_line
from derivation.present import record as data
from derivation.present.question import shortened
from derivation.present.walkthrough import Detail, Telling, conditions
from derivation.term import Term
from derivation.walkthrough import Walkthrough


def title(walk: Walkthrough) -> str:
    return f"The slope of the curve {shortened(walk.start)}"


def blocks(walk: Walkthrough, y: Term, detail: Detail) -> Iterator[Block]:
    """The equation, the lines from it to y' = ..., and what was proved."""
    yield Heading(("The slope of the curve ", walk.start))
    x = unicode_line(walk.context.variable)
    yield Note("reading", (f"On the curve {unicode_line(y)} is a function of {x}; each line follows from the one before.",))
    yield Equation(walk.start, sign="")
    for block in Telling(detail).lines(walk):
        yield block._replace(sign="⇒") if isinstance(block, Equation) else block
    yield Heading(("Result",), level=2)
    yield Equation(walk.end, sign="", status="proved" if walk.proved else "undecided")
    needed = tuple(dict.fromkeys(condition for step in walk.steps for condition in step.conditions))
    if needed:
        yield Note("remark", ("This holds where ", *conditions(needed), "."))
    count = sum(step.status != "proved" for step in walk.steps)
    yield Note(
        "remark",
        (f"? {count} of {len(walk.steps)} steps could not be proved" if count else f"✓ all {len(walk.steps)} steps proved",),
    )


def record(walk: Walkthrough, y: Term, seconds: float) -> data.Record:
    """Schema derivation.implicit/1: steps between equations, each expression an equation."""
    steps, where = data.chain(walk.steps, walk.context)
    return {
        "schema": "derivation.implicit/1",
        "equation": data.expression(walk.start, walk.context),
        "variable": text(walk.context.variable),
        "of": text(y),
        "derivative": data.expression(walk.end.args[1], walk.context),
        "where": where,
        "steps": steps,
        "seconds": round(seconds, 4),
    }
