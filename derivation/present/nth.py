"""The derivative of order n as a page: the first few, the pattern, and its proof by induction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from derivation.document import Block, Equation, Heading, Note
from derivation.notation import text, unicode_line
from derivation.nth import Nth
from derivation.present import record as data
from derivation.present.question import Question, reading, shortened
from derivation.present.walkthrough import Detail, Telling
from derivation.term import derivative
from derivation.walkthrough import Walkthrough


def title(question: Question) -> str:
    return f"The derivative of order n of {question.name or shortened(question.function)}"


def blocks(question: Question, found: Nth, first: Sequence[Walkthrough], detail: Detail) -> Iterator[Block]:
    """The first derivatives, the formula that they suggest, and the proof that it goes on for ever."""
    x, n = question.context.variable, unicode_line(found.order)
    yield Heading((f"The derivative of order {n} of ", question.name or question.function))
    yield Note("reading", reading(question, [x]))
    yield Heading(("The first ones",), level=2)
    for number, walk in enumerate(first, 1):
        yield Equation(walk.end, left=derivative(question.function, x, number), status="proved" if walk.proved else "undecided")
    yield Heading(("The pattern",), level=2)
    yield Equation(found.formula, left=derivative(question.function, x, str(found.order.value)), status="proved")
    pattern = found.pattern
    if pattern.last is not None:
        yield Note("condition", (f"{n} ≤ {pattern.last}; after that the derivative is 0",))
    elif pattern.first:
        yield Note("condition", (f"{n} ≥ {pattern.first}",))
    yield Heading((f"From {n} to {n} + 1",), level=2)
    begins = "the function itself" if not pattern.first else "the first derivative"
    yield Note(
        "reading", (f"For {n} = {pattern.first} the formula is {begins}. If it holds for {n}, one more derivative gives:",)
    )
    if pattern.turns:
        yield Note("reading", ("(The factor (−1)ⁿ is left out here; each derivative turns the sign once more.)",))
    yield Equation(found.step.start, sign="")
    yield from Telling(detail).lines(found.step)
    goal = f"the formula for {n} + 1" + (", with the sign turned" if pattern.turns else "")
    yield Note("result", (f"That is {goal}, so it holds for every order by induction.",))
    yield Note("remark", (f"✓ all {len(found.step.steps)} steps proved",))


def record(question: Question, found: Nth, seconds: float) -> data.Record:
    """Schema derivation.nth/1."""
    context = found.step.context
    return {
        "schema": "derivation.nth/1",
        "of": data.expression(question.function, context),
        "variable": text(question.context.variable),
        "order": text(found.order),
        "formula": data.expression(found.formula, context),
        "first": found.pattern.first,
        "last": found.pattern.last,
        "sign_turns": found.pattern.turns,
        "next": data.expression(found.step.end, context),
        **data.chain(found.step.steps, context),
        "seconds": round(seconds, 4),
    }
