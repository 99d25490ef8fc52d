"""The slope of a curve as a page and as data: every line is an equation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from derivation.document import Block, Equation, Heading, Note, Sentence
from derivation.equality import Outside, compare, evaluate
from derivation.equality.balls import NoValue, TooWide
from derivation.notation import text, unicode_line
from derivation.present import record as data
from derivation.present.conditions import conditions, of_walk
from derivation.present.question import ORDINALS, shortened
from derivation.present.value import BITS, decimal, sign
from derivation.present.walkthrough import Detail, Telling
from derivation.search import tidy
from derivation.term import Term, number_of, relation, substitute
from derivation.walkthrough import Walkthrough

MOST_NODES = 12
"""An exact value with more nodes is told as a decimal number alone."""


def title(walk: Walkthrough) -> str:
    return f"{_heading(walk)} {shortened(walk.start)}"


def _heading(walk: Walkthrough) -> str:
    order = walk.end.args[0].value
    return (
        "The slope of the curve" if order == 1 else f"The {ORDINALS.get(int(str(order)), f'{order}th ')}derivative on the curve"
    )


def blocks(walk: Walkthrough, y: Term, detail: Detail, notes: tuple[str, ...] = ()) -> Iterator[Block]:
    """The equation, the lines from it to y' = ..., and what was proved."""
    yield Heading((f"{_heading(walk)} ", walk.start))
    x = unicode_line(walk.context.variable)
    read = (f"On the curve {unicode_line(y)} is a function of {x}; each line follows from the one before.", *notes)
    yield Note("reading", (" ".join(read),))
    yield Equation(walk.start, sign="")
    yield from Telling(detail).lines(walk)
    yield Heading(("Result",), level=2)
    yield Equation(walk.end, sign="", status="proved" if walk.proved else "undecided")
    needed = of_walk(walk)
    if needed:
        yield Note("remark", ("This holds where ", *conditions(needed), "."))
    yield from count_of_proofs(walk)


def count_of_proofs(walk: Walkthrough) -> Iterator[Block]:
    """How many steps are proved."""
    count = sum(step.status != "proved" for step in walk.steps)
    words = f"? {count} of {len(walk.steps)} steps could not be proved" if count else f"✓ all {len(walk.steps)} steps proved"
    yield Note("remark", (words,))


def at_point(walk: Walkthrough, y: Term, point: Mapping[Term, Term]) -> Iterator[Block]:
    """The value at a point of the curve; a point that does not lie on it is named as such."""
    x = walk.context.variable
    told: Sentence = ("At ", relation("=", x, point[x]), ", ", relation("=", y, point[y]))
    left, right = (substitute(side, point) for side in walk.start.args)
    verdict = compare(left, right)
    if verdict.status == "different" or _has_no_value(left) or _has_no_value(right):
        yield Note("warning", (*told, ": this point is not on the curve."))
        return
    rate, found = walk.end.args
    value = substitute(found, point)
    steps = tidy(value)
    short = steps[-1].after if steps else value
    try:
        number = evaluate(value, {}, BITS)
    except (Outside, NoValue, TooWide):
        yield Note("result", (*told, ": the curve has no such slope here, for a denominator is 0."))
        return
    decimal_form = f" {sign(number)} {decimal(number)}"
    if number_of(short) is not None:
        yield Note("result", (*told, ": ", relation("=", rate, short)))
    elif short.size <= MOST_NODES:
        yield Note("result", (*told, ": ", relation("=", rate, short), decimal_form))
    else:
        yield Note("result", (*told, ": ", rate, decimal_form))
    if verdict.status != "equal":
        yield Note("warning", ("That the point lies on the curve could not be proved.",))


def _has_no_value(side: Term) -> bool:
    try:
        evaluate(side, {})
    except Outside:
        return True
    except (NoValue, TooWide):
        return False
    return False


def record(walk: Walkthrough, y: Term, seconds: float) -> data.Record:
    """Schema derivation.implicit/1: steps between equations, each expression an equation."""
    return {
        "schema": "derivation.implicit/1",
        "equation": data.expression(walk.start, walk.context),
        "variable": text(walk.context.variable),
        "of": text(y),
        "order": walk.end.args[0].value,
        "derivative": data.expression(walk.end.args[1], walk.context),
        **data.chain(walk.steps, walk.context, y),
        "seconds": round(seconds, 4),
    }
