"""Several walkthroughs on one page: partial derivatives with the gradient, or one derivative by two methods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from derivation.document import Block, Columns, Equation, Heading, Note, Sentence, Table
from derivation.methods import Choice
from derivation.notation import text, unicode_line
from derivation.present import record as data
from derivation.present.question import Question, listed, opening, reading, shortened
from derivation.present.walkthrough import Detail, Telling, sentence
from derivation.term import Term
from derivation.walkthrough import Walkthrough

NAMES = {
    "power": "By powers and the chain rule",
    "quotient": "By the quotient rule",
    "logarithmic": "Under a logarithm",
    "first-principles": "From first principles",
    "inverse": "From what the function undoes",
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


def hessian(walks: Sequence[Walkthrough], seconds: Sequence[Walkthrough], detail: Detail) -> Iterator[Block]:
    """Each second partial derivative from the first one, and all of them as a table."""
    variables = [walk.context.variable for walk in walks]
    pairs = [(first, other) for number, first in enumerate(variables) for other in variables[number:]]
    names = [_second(first, other) for first, other in pairs]
    for name, walk in zip(names, seconds, strict=True):
        yield Heading((name,), level=2)
        yield Equation(walk.start, sign="")
        yield from Telling(detail).lines(walk)
    yield Heading(("Second derivatives",), level=2)
    for name, walk in zip(names, seconds, strict=True):
        yield Note("result", (f"{name} = ", walk.end))
    if len(variables) > 1:
        yield Note("remark", ("The order of the variables does not matter where these derivatives are continuous.",))
    yield Note("remark", (_proved([*walks, *seconds]),))


def _second(first: Term, other: Term) -> str:
    """∂²f/∂x², ∂²f/∂x∂y."""
    below = f"∂{unicode_line(first)}²" if first is other else f"∂{unicode_line(first)}∂{unicode_line(other)}"
    return f"∂²f/{below}"


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


def gradient_record(
    question: Question, walks: Sequence[Walkthrough], second: Sequence[Walkthrough], seconds: float
) -> data.Record:
    """Schema derivation.gradient/1: the walkthroughs inside, in the order of the variables; then those of second order."""
    further = [data.walkthrough(walk, 0.0) for walk in second]
    inside = [data.walkthrough(walk, 0.0) for walk in walks]
    return {
        "schema": "derivation.gradient/1",
        "function": inside[0]["function"],
        "variables": [text(walk.context.variable) for walk in walks],
        "gradient": [each["derivative"] for each in inside],
        "walkthroughs": inside,
        **({"second": further} if further else {}),
        "seconds": round(seconds, 4),
        **({"notes": list(question.notes)} if question.notes else {}),
    }


def comparison_title(question: Question) -> str:
    return f"Two ways to the derivative of {question.name or shortened(question.function)}"


def comparison(question: Question, ways: Mapping[str, Walkthrough], choice: Choice, detail: Detail) -> Iterator[Block]:
    """The ways side by side, their lengths, and which of them a teacher would take and why."""
    _, *rest = opening(question)
    yield (
        Heading((comparison_title(question),))
        if question.name
        else Heading(("Two ways to the derivative of ", question.function))
    )
    yield from (block for block in rest if not isinstance(block, Equation))
    yield Columns(tuple(tuple(_way(question, method, walk, detail)) for method, walk in ways.items()))
    yield Heading(("Which way?",), level=2)
    yield _lengths(ways)
    yield Note("result", (sentence(_verdict(ways, choice)),))
    yield Note("remark", (_proved(list(ways.values())),))


def _way(question: Question, method: str, walk: Walkthrough, detail: Detail) -> Iterator[Block]:
    yield Heading((NAMES[method],), level=2)
    yield Equation(question.start, sign="")
    yield from Telling(detail).lines(walk)


def _lengths(ways: Mapping[str, Walkthrough]) -> Table:
    rows = (
        ("lines", [str(len(walk.steps)) for walk in ways.values()]),
        ("with those aside", [str(count_lines(walk)) for walk in ways.values()]),
        ("rules used", [str(len(set(_rules(walk)))) for walk in ways.values()]),
    )
    titles = ("", *(NAMES[method] for method in ways))
    return Table(titles, tuple(((name,), *((each,) for each in row)) for name, row in rows))


def _verdict(ways: Mapping[str, Walkthrough], choice: Choice) -> str:
    """Which way a teacher would take, why, and whether it is the shorter one."""
    best, taught = shorter(ways), choice.method
    if taught not in ways:
        return f"a teacher would choose neither, but --method {taught}: {choice.why}"
    other = next(method for method in ways if method != taught)
    words = f"a teacher would go {_lower(taught)}: {REASONS.get(other) or choice.why}"
    if best == other:
        saved = count_lines(ways[taught]) - count_lines(ways[other])
        return f"{words}; yet {_lower(other)} it is shorter by {saved} line{'s' * (saved > 1)}"
    return words if best is None else f"{words}; it is also the shorter way"


REASONS = {
    "first-principles": "the limit shows where a rule comes from, and once the rule is known it saves the limit",
    "logarithmic": "a logarithm pays where there are many factors, or an exponent that moves, and here it is only a detour",
    "inverse": "the equation that the function undoes shows where its derivative comes from, and then one knows it by heart",
}
"""Why the other way is left, by the way that is left."""


def _lower(method: str) -> str:
    return f"{NAMES[method][0].lower()}{NAMES[method][1:]}"


def _rules(walk: Walkthrough) -> Iterator[str]:
    waiting = list(walk.steps)
    while waiting:
        step = waiting.pop()
        yield step.rule
        waiting.extend(step.substeps)


def shorter(ways: Mapping[str, Walkthrough]) -> str | None:
    """The method with fewest lines; None where the first two are equal."""
    ordered = sorted(ways, key=lambda method: count_lines(ways[method]))
    return None if count_lines(ways[ordered[0]]) == count_lines(ways[ordered[1]]) else ordered[0]


def count_lines(walk: Walkthrough) -> int:
    """All lines of a walkthrough, those of its substeps included."""
    return sum(1 for _ in _rules(walk))


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
