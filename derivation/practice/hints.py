"""Help in three depths: what to look at, which rule, the line."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from string import Formatter

from derivation import rules
from derivation.context import Context
from derivation.derive import CannotDifferentiate, derive
from derivation.equality import compare
from derivation.notation import unicode_line
from derivation.practice.answers import F, changed_parts
from derivation.practice.exercises import Exercise
from derivation.practice.faulty import Faulty
from derivation.search import bridge
from derivation.term import Term, function, postorder, replace
from derivation.walkthrough import Step, Walkthrough

Words = tuple[str | Term, ...]
"""A sentence with mathematics in it."""

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """One piece of help: a sentence and, at the deepest, the line."""

    depth: int
    words: Words
    line: Term | None = None


def hint(exercise: Exercise, value: Term | None, depth: int) -> Hint:
    """Help for going on from the reader's last right line, None where there is none yet.

    depth  1: what to look at; 2: which rule; 3: the line

    >>> from derivation.practice.exercises import named
    >>> hint(named("softplus"), None, 2).words[0]
    'Use the chain rule.'
    """
    found = next_step(exercise, value)
    if found is None:
        return Hint(
            depth, ("No more is needed than to write this as the answer.",), exercise.walk.end if depth == DEEPEST else None
        )
    if depth == 1:
        return Hint(1, _look(found))
    if depth == 2:
        return Hint(2, (f"Use the {found.rule}." if _is_law(found) else f"Next: {found.rule}.", f" {found.why}"))
    return Hint(DEEPEST, ("The next line:",), found.after)


def _is_law(step: Step) -> bool:
    return step.rule.endswith(("rule", "formula", "law"))


def _look(step: Step) -> Words:
    part, _ = changed_parts(step.before, step.after)
    pending = [each for each in postorder(part) if each.op == "derivative"]
    if pending:
        body, variable = pending[-1].args
        return ("Look at ", pending[-1], f": {_question_about(body, variable)}")
    if step.defines is not None:
        return ("One part of ", step.before, " deserves a name of its own.")
    return ("Look at ", part, ": it can be written in another way.")


def _question_about(body: Term, variable: Term) -> str:
    """What to ask oneself before differentiating a term of this form."""
    changing = [variable in each.free for each in body.args]
    if body.op == "product" and changing.count(True) < 2:
        return QUESTIONS["constant factor"]
    if body.op == "power":
        kind = "power" if not changing[1] else "exponential" if not changing[0] else "power and exponential"
        return QUESTIONS[kind if kind != "power" or body.args[0] is variable else "power of something"]
    if body.op == "function":
        return QUESTIONS["by heart" if body.args == (variable,) else "function of something"]
    return QUESTIONS.get(body.op, "what kind of function is differentiated there?")


QUESTIONS = {
    "sum": "it is a sum. What happens to each of its terms?",
    "negation": "what happens to a sign in front?",
    "product": "more than one factor changes. What does a product ask for?",
    "constant factor": "one factor is a constant. What happens to it?",
    "quotient": "it is a fraction. By which rule, or written in which other way, is it differentiated?",
    "power": "it is a power of the variable. Where does the exponent go, and what is it afterwards?",
    "power of something": "something is raised to a power. What is outside, and what is inside?",
    "exponential": "the exponent changes, not the base. What is the derivative of such a function, and what is inside it?",
    "power and exponential": "base and exponent both change. How can it be written with one that does not?",
    "by heart": "it is a derivative to know by heart.",
    "function of something": "it is a function of something. What is outside, and what is inside?",
}
"""What is differentiated, and the question that its form raises."""


def next_step(exercise: Exercise, value: Term | None) -> Step | None:
    """The next step of the solution from the reader's line, whichever way that line was reached."""
    walk = exercise.walk
    steps = [_with_names_written_out(step, walk.context) for step in walk.steps]
    steps = [step for step in steps if step.after is not step.before]
    if value is None:
        return _inside(steps[0]) if steps else None
    value = replace(value, {F: function("f", exercise.context.variable)}) if exercise.task == "self" else value
    if value is walk.start:
        return _inside(steps[0]) if steps else None
    for before, after in pairwise(steps):
        if before.after is value:
            return _inside(after)
    return _from_elsewhere(exercise, value)


def _with_names_written_out(step: Step, context: Context) -> Step:
    """The step as the reader sees it, who has no name for the inner function."""
    full = context.written_out
    rule = rules.find(step.rule)
    words = {name: unicode_line(full(part)) for name, part in step.holes.items()}
    why = rule.why.format_map(words) if rule is not None and rule.why and set(_holes(rule.why)) <= set(words) else step.why
    return Step(full(step.before), full(step.after), step.rule, why, substeps=step.substeps)


def _holes(sentence: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(sentence) if name]


def _inside(step: Step) -> Step:
    """A step that puts in what was worked out aside is told by how that began."""
    if not step.substeps:
        return step
    first = next((each for each in step.substeps if each.defines is None), step.substeps[0])
    return Step(step.before, step.after, first.rule, first.why)


def _from_elsewhere(exercise: Exercise, value: Term) -> Step | None:
    """The next step from a line that the solution does not have."""
    pending = [each for each in postorder(value) if each.op == "derivative" and each.value == 1 and not each.args[0].todo]
    if pending:
        return _first_derivative(value, pending[0], exercise)
    if compare(value, exercise.start, exercise.context).status != "equal":
        return _beginning(value, exercise)
    steps = bridge(value, exercise.walk.end, exercise.walk.context)
    return steps[0] if steps else None


def _beginning(value: Term, exercise: Exercise) -> Step | None:
    """The first step of differentiating the function as the reader wrote it."""
    walk = _derived(value, exercise)
    step = _first(walk) if walk is not None else None
    return _with_names_written_out(step, walk.context) if walk is not None and step is not None else None


def _first_derivative(line: Term, part: Term, exercise: Exercise) -> Step | None:
    """Work out one derivative of the line."""
    walk = _derived(part.args[0], exercise)
    step = _first(walk) if walk is not None else None
    return Step(line, replace(line, {part: walk.end}), step.rule, step.why) if walk is not None and step is not None else None


def _derived(body: Term, exercise: Exercise) -> Walkthrough | None:
    try:
        return derive(body, exercise.context, target="raw")
    except CannotDifferentiate:
        return None


def _first(walk: Walkthrough) -> Step | None:
    """The first step that does more than give a name."""
    return next((step for step in walk.steps if step.defines is None), None)


def hint_for_mistake(found: Faulty, depth: int) -> Hint:
    """Help for finding the wrong line of a derivation; lines are counted from 1."""
    number = found.wrong + 1
    if depth == 1:
        first, last = max(2, number - 1), min(len(found.lines), number + 1)
        return Hint(1, (f"It is one of the lines {first} to {last}.",) if first < last else (f"It is line {number}.",))
    if depth == 2:
        return Hint(2, (f"The mistake is of this kind: {found.mistake.mistake.replace('-', ' ')}.",))
    return Hint(DEEPEST, (f"It is line {number}; it should be:",), found.repair)
