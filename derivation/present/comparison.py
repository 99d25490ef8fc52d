"""Whether two expressions are equal, as a page and as data."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from derivation.context import Context
from derivation.document import Block, Equation, Heading, Note, Status
from derivation.notation import text
from derivation.present.conditions import conditions
from derivation.present.record import Record, chain
from derivation.present.walkthrough import Detail, lines
from derivation.term import Term
from derivation.walkthrough import Walkthrough

if TYPE_CHECKING:
    from derivation.equality import Counterexample, Verdict

VERDICTS = {
    "equal": "✓ They are equal.",
    "different": "✗ They are different.",
    "undecided": "? Undecided: neither proved equal nor shown different.",
}


def blocks(left: Term, right: Term, verdict: Verdict, walk: Walkthrough | None, detail: Detail) -> Iterator[Block]:
    """The two sides, the chain between them or the point where they differ."""
    yield Heading(("Are these equal?",))
    sign = {"equal": "=", "different": "≠"}.get(verdict.status, "=")
    if walk is not None and walk.steps:
        yield Equation(walk.start, sign="")
        yield from lines(walk, detail)
    else:
        yield Equation(left, sign="")
        yield Equation(right, sign=sign, status=STATUS[verdict.status])
    yield Note("result", (VERDICTS[verdict.status],))
    if verdict.status == "equal" and verdict.conditions:
        yield Note("remark", ("This holds where ", *conditions(verdict.conditions), "."))
    if verdict.point is not None:
        yield from _point(verdict.point)


STATUS: dict[str, Status] = {"equal": "proved", "different": "wrong", "undecided": "undecided"}


def _point(point: Counterexample) -> Iterator[Block]:
    place = placed(point)
    where = f"At {place} the first is " if place else "The first is "
    yield Note("remark", (f"{where}{point.left} and the second is {point.right}.",))


def placed(point: Counterexample) -> str:
    """The point as it is said: x = 0.7, k = 3."""
    return ", ".join(f"{name} = {number(value)}" for name, value in point.at.items())


def number(value: Fraction) -> str:
    """A fraction as a decimal where that is exact and short, otherwise as it is.

    >>> number(Fraction(7, 10)), number(Fraction(1, 3))
    ('0.7', '1/3')
    """
    return f"{float(value):.10g}" if (value * 100_000).denominator == 1 and abs(value) < 10_000 else str(value)


def record(verdict: Verdict, walk: Walkthrough | None, context: Context) -> Record:
    """Schema derivation.equal/1."""
    return {
        "schema": "derivation.equal/1",
        "verdict": verdict.status,
        "how": verdict.how,
        "conditions": [text(each) for each in verdict.conditions],
        **chain(walk.steps if walk else (), context),
        "counterexample": counterexample(verdict.point),
    }


def counterexample(point: Counterexample | None) -> Record | None:
    """{"at": {"x": "0.7"}, "left": "…", "right": "…"} or None."""
    if point is None:
        return None
    return {"at": {name: number(value) for name, value in point.at.items()}, "left": point.left, "right": point.right}
