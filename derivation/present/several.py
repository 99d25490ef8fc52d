"""Several walkthroughs on one page: partial derivatives with the gradient, or one derivative by two methods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from derivation.document import Block, Equation, Heading, Note, Sentence
from derivation.notation import text, unicode_line
from derivation.present import record as data
from derivation.present.question import Question, listed, opening, reading, shortened
from derivation.present.walkthrough import Detail, Telling, sentence
from derivation.term import Term, derivative
from derivation.walkthrough import Step, Walkthrough

NAMES = {
    "power": "By powers and the chain rule",
    "quotient": "By the quotient rule",
    "logarithmic": "Under a logarithm",
    "first-principles": "From first principles",
}


def gradient_title(question: Question) -> str:
    return f"The gradient of {question.name or shortened(question.function)}"


def gradient(question: Question, walks: Sequence[Walkthrough], detail: Detail) -> Iterator[Block]:
    """Each partial derivative under a heading of its own, and all of them as the gradient."""
    yield Heading(("The gradient of ", question.name or question.function))
    yield Note("reading", reading(question, [walk.context.variable for walk in walks]))
    for walk in walks:
        yield Heading((partial(walk),), level=2)
        yield Note("remark", (_moving(walk, walks),))
        yield Equation(walk.start, sign="")
        yield from Telling(detail).lines(walk)
    yield Heading(("Result",), level=2)
    yield Note("result", ("∇f = (", *_listed([walk.end for walk in walks]), ")"))
    yield Note("remark", (_proved(walks),))


def _moving(walk: Walkthrough, walks: Sequence[Walkthrough]) -> str:
    """Which letter moves and which stand still."""
    others = [unicode_line(other.context.variable) for other in walks if other is not walk]
    still = f"; {listed(others)} stand{'s' if len(others) == 1 else ''} still" if others else ""
    return f"{unicode_line(walk.context.variable)} moves{still}."


def partial(walk: Walkthrough) -> str:
    """∂f/∂x, as a heading says it."""
    return f"∂f/∂{unicode_line(walk.context.variable)}"


def _listed(terms: Sequence[Term]) -> Sentence:
    parts: list[str | Term] = []
    for number, each in enumerate(terms):
        parts += [", ", each] if number else [each]
    return tuple(parts)


def _proved(walks: Sequence[Walkthrough]) -> str:
    steps = [step for walk in walks for step in walk.steps]
    undecided = sum(step.status != "proved" for step in steps)
    if undecided:
        return f"? {undecided} of {len(steps)} steps could not be proved; the lines marked ? are not certain"
    return f"✓ all {len(steps)} steps proved"


def gradient_record(question: Question, walks: Sequence[Walkthrough], seconds: float) -> data.Record:
    """Schema derivation.gradient/1: the walkthroughs inside, in the order of the variables."""
    inside = [data.walkthrough(walk, 0.0) for walk in walks]
    return {
        "schema": "derivation.gradient/1",
        "function": inside[0]["function"],
        "variables": [text(walk.context.variable) for walk in walks],
        "gradient": [each["derivative"] for each in inside],
        "walkthroughs": inside,
        "seconds": round(seconds, 4),
        **({"notes": list(question.notes)} if question.notes else {}),
    }


def comparison_title(question: Question) -> str:
    return f"Two ways to the derivative of {question.name or shortened(question.function)}"


def comparison(question: Question, ways: Mapping[str, Walkthrough], detail: Detail) -> Iterator[Block]:
    """The ways one after the other, and which is shorter."""
    first, *rest = opening(question)
    yield from (first, *rest)
    for method, walk in ways.items():
        yield Heading((NAMES[method],), level=2)
        yield Equation(derivative(question.function, question.context.variable, question.order), sign="")
        yield from Telling(detail).lines(walk)
    yield Heading(("Which is shorter?",), level=2)
    yield Note("result", (sentence(_shorter_words(ways)),))
    yield Note("remark", (_proved(list(ways.values())),))


def _shorter_words(ways: Mapping[str, Walkthrough]) -> str:
    counts = {method: count_lines(walk) for method, walk in ways.items()}
    told = " and ".join(f"{count} lines {NAMES[method][0].lower()}{NAMES[method][1:]}" for method, count in counts.items())
    best = shorter(ways)
    verdict = "both are equally long" if best is None else f"the way {NAMES[best][0].lower()}{NAMES[best][1:]} is shorter here"
    return f"{told}, those aside included: {verdict}"


def shorter(ways: Mapping[str, Walkthrough]) -> str | None:
    """The method with fewest lines; None where the first two are equal."""
    ordered = sorted(ways, key=lambda method: count_lines(ways[method]))
    return None if count_lines(ways[ordered[0]]) == count_lines(ways[ordered[1]]) else ordered[0]


def count_lines(walk: Walkthrough) -> int:
    """All lines of a walkthrough, those of its substeps included."""
    count, waiting = 0, list(walk.steps)
    while waiting:
        step: Step = waiting.pop()
        count += 1
        waiting.extend(step.substeps)
    return count


def comparison_record(question: Question, ways: Mapping[str, Walkthrough], seconds: float) -> data.Record:
    """Schema derivation.comparison/1: both walkthroughs, by method."""
    inside = {method: data.walkthrough(walk, 0.0, question.order) for method, walk in ways.items()}
    return {
        "schema": "derivation.comparison/1",
        "function": next(iter(inside.values()))["function"],
        "variable": text(question.context.variable),
        "lines": {method: count_lines(walk) for method, walk in ways.items()},
        "shorter": shorter(ways),
        "walkthroughs": inside,
        "seconds": round(seconds, 4),
    }
