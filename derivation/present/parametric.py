"""The slope of a curve x(t), y(t) as a page and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from derivation.document import Block, Equation, Heading, Note, Sentence
from derivation.equality import Outside, evaluate
from derivation.equality.balls import NoValue, TooWide
from derivation.notation import text, unicode_line
from derivation.present import record as data
from derivation.present.conditions import conditions
from derivation.present.question import ORDINALS, listed
from derivation.present.value import BITS, decimal, sign
from derivation.present.walkthrough import Detail, Telling
from derivation.term import Term, relation, substitute
from derivation.walkthrough import Walkthrough


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve as it was given: x and y as functions of the parameter, their names, and how the input was read."""

    across: Term
    up: Term
    parameter: Term
    names: tuple[Term, Term]
    notes: tuple[str, ...] = ()
    given: Term | None = None

    @property
    def equations(self) -> tuple[Term, Term]:
        x, y = self.names
        return relation("=", x, self.across), relation("=", y, self.up)


def title(curve: Curve) -> str:
    return f"The slope of the curve {', '.join(text(each) for each in (curve.given,) if each) or _equations(curve)}"


def _equations(curve: Curve) -> str:
    return ", ".join(text(each) for each in curve.equations)


def blocks(curve: Curve, walks: Sequence[Walkthrough], detail: Detail) -> Iterator[Block]:
    """Both equations, the lines to each derivative, and the results."""
    given: Sentence = (curve.given,) if curve.given is not None else (curve.equations[0], ", ", curve.equations[1])
    yield Heading(("The slope of the curve ", *given))
    others = sorted({unicode_line(each) for each in curve.across.free | curve.up.free if each is not curve.parameter})
    constants = f"; {listed(others)} constant" if others else ""
    notes = "".join(f"; {note}" for note in curve.notes)
    yield Note("reading", (f"A point moves along the curve as {unicode_line(curve.parameter)} runs{constants}{notes}.",))
    for each in curve.equations:
        yield Equation(each, sign="")
    telling = Telling(detail)
    for number, walk in enumerate(walks, 1):
        if len(walks) > 1:
            yield Heading((f"The {ORDINALS.get(number, f'{number}th ') or 'first '}derivative",), level=2)
        yield Equation(walk.start, sign="")
        telling.count = 0
        yield from telling.lines(walk)
    yield Heading(("Result",), level=2)
    for walk in walks:
        yield Equation(walk.end, left=walk.start, status="proved" if walk.proved else "undecided")
    steps = [step for walk in walks for step in walk.steps]
    needed = tuple(dict.fromkeys(condition for step in steps for condition in step.conditions))
    if needed:
        yield Note("remark", ("This holds where ", *conditions(needed), "."))
    count = sum(step.status != "proved" for step in steps)
    words = f"? {count} of {len(steps)} steps could not be proved" if count else f"✓ all {len(steps)} steps proved"
    yield Note("remark", (words,))


def at_value(curve: Curve, walks: Sequence[Walkthrough], place: Term) -> Iterator[Block]:
    """The point of the curve and its slope at a value of the parameter."""
    values = {curve.parameter: place}
    told: Sentence = ("At ", relation("=", curve.parameter, place))
    x, y = curve.names
    found: list[str | Term] = []
    for name, term in ((x, curve.across), (y, curve.up), *((walk.start, walk.end) for walk in walks)):
        value = substitute(term, values)
        if value.free:
            missing = sorted(text(each) for each in value.free)
            yield Note("remark", (*told, f" the value needs {listed(missing)}: --where '{missing[0]}=1'"))
            return
        try:
            number = evaluate(value, {}, BITS)
        except (Outside, NoValue, TooWide):
            yield Note("result", (*told, ": ", name, " is no real number here."))
            return
        found += [", " if found else ": ", name, f" {sign(number)} {decimal(number)}"]
    yield Note("result", (*told, *found))


def record(curve: Curve, walks: Sequence[Walkthrough], seconds: float) -> data.Record:
    """Schema derivation.parametric/1: the steps to dy/dx, and those to the derivatives after it."""
    context = walks[0].context
    chains = [data.chain(walk.steps, context) for walk in walks]
    return {
        "schema": "derivation.parametric/1",
        "curve": [data.expression(each, context) for each in curve.equations],
        "parameter": text(curve.parameter),
        "derivatives": [data.expression(walk.end, context) for walk in walks],
        "walkthroughs": chains,
        "seconds": round(seconds, 4),
    }
