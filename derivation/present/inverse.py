"""The derivative of an inverse function as a page and as data."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.document import Block, Equation, Heading, Note
from derivation.inverse import Solved
from derivation.notation import text, unicode_line
from derivation.present import implicit
from derivation.present import record as data
from derivation.present.conditions import conditions, of_walk
from derivation.present.question import shortened
from derivation.present.walkthrough import Detail, Telling
from derivation.term import Term, relation
from derivation.walkthrough import Walkthrough


def title(body: Term) -> str:
    return f"The derivative of the inverse of {shortened(body)}"


def blocks(body: Term, y: Term, walk: Walkthrough, solved: Solved | None, detail: Detail) -> Iterator[Block]:
    """What y means, the lines to y', and y itself where it can be written down."""
    x = walk.context.variable
    unknown = body.op == "function" and body.value == "f"
    yield Heading(("The derivative of the inverse of ", body))
    yield Note(
        "reading", ("Where f = ", body, " is one to one it has an inverse: ", y, " = f⁻¹(", x, ") means f(", y, ") = ", x, ".")
    )
    yield Equation(walk.start, sign="")
    yield from Telling(detail).lines(walk)
    yield Heading(("Result",), level=2)
    yield Equation(walk.end, sign="", status="proved" if walk.proved else "undecided")
    if solved is not None:
        branch = (f": {solved.branch}",) if solved.branch else ()
        yield Note("remark", ("The inverse itself is ", relation("=", y, solved.value), *branch, "."))
    elif unknown:
        yield Note(
            "remark", (f"With y = f⁻¹({unicode_line(x)}) that is (f⁻¹)′({unicode_line(x)}) = 1/f′(f⁻¹({unicode_line(x)})).",)
        )
    elif y in walk.end.args[1].free:
        yield Note(
            "remark", ("Here ", y, " stands for the value of the inverse at ", x, "; it was not found as a formula in ", x, ".")
        )
    needed = of_walk(walk)
    if needed:
        yield Note("remark", ("This holds where ", *conditions(needed), "."))
    yield from implicit.count_of_proofs(walk)


def meaning(x: Term, y: Term) -> str:
    """y = f⁻¹(x) means f(y) = x."""
    return f"{unicode_line(y)} = f⁻¹({unicode_line(x)}) means f({unicode_line(y)}) = {unicode_line(x)}"


def record(body: Term, y: Term, walk: Walkthrough, solved: Solved | None, seconds: float) -> data.Record:
    """Schema derivation.inverse/1: steps between equations, and the inverse itself where it was found."""
    return {
        "schema": "derivation.inverse/1",
        "function": data.expression(body, walk.context),
        "variable": text(walk.context.variable),
        "of": text(y),
        "derivative": data.expression(walk.end.args[1], walk.context),
        "inverse": data.expression(solved.value, walk.context) if solved is not None else None,
        **data.chain(walk.steps, walk.context, y),
        "seconds": round(seconds, 4),
    }
