"""Exercises, replies and the end of a practice session as pages and as data; and what `step` says about a step."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from derivation import rules
from derivation.document import Block, Equation, Group, Heading, Note, Sentence
from derivation.notation import text, unicode_line
from derivation.practice import HELP, TOPICS, Attempt, Exercise
from derivation.practice.answers import changed_parts
from derivation.practice.faulty import Faulty
from derivation.practice.hints import Hint
from derivation.present.question import listed
from derivation.present.record import Record, expression
from derivation.present.report import judged
from derivation.present.tables import rule_page
from derivation.present.walkthrough import DEEPEST, Telling, reason, sentence
from derivation.term import function, primed
from derivation.verify import LineVerdict
from derivation.walkthrough import Step

# ------------------------------------------------------------------------------------------------------------ exercises


def task(attempt: Attempt, number: int, count: int) -> Iterator[Block]:
    """What is to be done."""
    exercise = attempt.exercise
    x = exercise.context.variable
    yield Heading((f"Exercise {number} of {count}: {subject(exercise)}",))
    wrong = attempt.faulty
    if wrong is not None:
        yield Note("reading", ("One of these lines does not follow from the line above it. Which is the first?",))
        yield from _numbered(wrong)
        return
    yield Note("reading", (QUESTIONS[exercise.task],))
    if exercise.name and exercise.function is not function(exercise.name, x):
        yield Equation(exercise.function, left=function(exercise.name, x))
    else:
        yield Equation(exercise.function, left=function("f", x))


QUESTIONS = {
    "derivative": "Find the derivative, line by line.",
    "self": "Find the derivative, and write it in terms of f itself.",
}


def subject(exercise: Exercise) -> str:
    """The topic in words, or the name of the function."""
    topic, level, _ = exercise.source
    return f"{TOPICS[topic].title}, level {level}" if topic else exercise.name or "a function of your own"


def _numbered(wrong: Faulty) -> Iterator[Block]:
    for number, line in enumerate(wrong.lines, 1):
        yield Equation(line, sign="=" if number > 1 else "", margin=f"line {number}")


def keys(found: Sequence[tuple[str, str]] = HELP) -> Iterator[Block]:
    """What may be typed or pressed, and what it does."""
    width = max(len(typed) for typed, _ in found)
    for typed, meaning in found:
        yield Note("why", (f"{typed:<{width}}  {meaning}",))


# -------------------------------------------------------------------------------------------------------------- replies


def verdict(line: LineVerdict) -> Iterator[Block]:
    """The reader's line with its mark, and what there is to say about it; how it should read is left to the hints."""
    yield from judged(replace(line, repair=None, how="" if line.status in ("ok", "given") else line.how))


def hint(found: Hint) -> Iterator[Block]:
    """A piece of help."""
    yield Note("remark", (f"Hint {found.depth} of 3: ", *found.words))
    if found.line is not None:
        yield Equation(found.line)


def solution(attempt: Attempt) -> Iterator[Block]:
    """How it is done."""
    wrong = attempt.faulty
    if wrong is not None:
        yield from explained(wrong)
        return
    exercise = attempt.exercise
    yield Heading(("This is how it is done",), level=2)
    yield Equation(exercise.walk.start, sign="")
    yield from Telling().lines(exercise.walk)


def explained(wrong: Faulty) -> Iterator[Block]:
    """Which line was wrong, and why."""
    yield Note("remark", (f"The mistake is in line {wrong.wrong + 1}: {wrong.mistake.name}.",))
    yield Note("why", (sentence(wrong.mistake.why),))
    yield Equation(wrong.repair, sign="=", margin="it should be")


def solved(attempt: Attempt) -> Iterator[Block]:
    """What is said when it is done: the answer as the book would have it, where the reader's looks different."""
    wrong = attempt.faulty
    if wrong is not None:
        yield Note("result", ("✓ Yes.",))
        yield from explained(wrong)
        return
    yield Note("result", ("✓ Correct: that is the derivative.",))
    exercise = attempt.exercise
    end = exercise.walk.end
    if attempt.value is not None and text(attempt.value) != text(end) and exercise.task != "self":
        yield Note("why", ("It may also be written like this:",))
        name = exercise.name or "f"
        yield Equation(end, left=primed(name, 1, exercise.context.variable))


# ------------------------------------------------------------------------------------------------------------- the end


def summary(attempts: Sequence[Attempt], due: dict[str, datetime], now: datetime) -> Iterator[Block]:
    """What went well, what to repeat, and when it comes up again."""
    tried = [each for each in attempts if each.outcome in ("solved", "given up")]
    if not tried:
        return
    yield Heading(("How it went",))
    well = [each for each in tried if _went_well(each)]
    for title, found in (("Went well", well), ("To repeat", [each for each in tried if each not in well])):
        if found:
            yield Note("result", (f"{title}:",))
            for each in found:
                yield Note("why", _told(each, due, now))


def _went_well(attempt: Attempt) -> bool:
    return attempt.outcome == "solved" and attempt.deepest < 3 and attempt.wrong < 3


def _told(attempt: Attempt, due: dict[str, datetime], now: datetime) -> Sentence:
    """One exercise in one line."""
    exercise = attempt.exercise
    about = [each for each in (_mistakes(attempt), _hints(attempt), _again(exercise.skill, due, now)) if each]
    said = f" ({subject(exercise)})" if exercise.topic else ""
    shown = unicode_line(exercise.function) if exercise.function.size < 40 else exercise.name or "a long formula"
    return (f"{exercise.name or shown}{said}{': ' if about else ''}{'; '.join(about)}",)


def _mistakes(attempt: Attempt) -> str:
    if attempt.outcome == "given up":
        return "given up"
    names = list(dict.fromkeys(attempt.mistakes))
    if names:
        return listed(names)
    return f"{attempt.wrong} wrong line{'s' if attempt.wrong > 1 else ''}" if attempt.wrong else ""


def _hints(attempt: Attempt) -> str:
    return {0: "", 1: "with a hint", 2: "with two hints", 3: "with the line shown"}[attempt.deepest]


def _again(skill: str, due: dict[str, datetime], now: datetime) -> str:
    if skill not in due:
        return ""
    wait = due[skill] - now
    if wait < timedelta(hours=1):
        return "again soon"
    if wait < timedelta(hours=24):
        return "again later today"
    days = round(wait / timedelta(days=1))
    return f"again in {days} day{'s' if days > 1 else ''}"


def record(attempts: Sequence[Attempt], seed: str) -> Record:
    """Schema derivation.practice/1."""
    return {"schema": "derivation.practice/1", "seed": seed, "exercises": [_exercise(each) for each in attempts]}


def _exercise(attempt: Attempt) -> Record:
    exercise = attempt.exercise
    topic, level, _ = exercise.source
    return {
        "topic": topic,
        "level": level,
        "task": exercise.task,
        "function": expression(exercise.function, exercise.context),
        "outcome": attempt.outcome or "open",
        "lines": list(attempt.lines),
        "wrong": attempt.wrong,
        "mistakes": list(attempt.mistakes),
        "hints": attempt.deepest,
    }


# ---------------------------------------------------------------------------------------------------------------- step


def why(step: Step) -> Iterator[Block]:
    """The rule of a step: its statement, an example, and where it was used."""
    rule = rules.find(step.rule)
    if rule is not None:
        blocks = list(rule_page(rule))
        examples = next((k for k, each in enumerate(blocks) if isinstance(each, Heading) and each.level == 2), len(blocks))
        yield from blocks[: examples + 2]
    yield Heading(("Here",), level=2)
    if step.why:
        yield Note("why", reason(step))
    before, after = changed_parts(step.before, step.after)
    if before.size < 200 and after.size < 200:
        yield Equation(after, left=before)


def inside(step: Step, depth: int) -> Group:
    """What was worked out aside, so many levels deep."""
    return Group("worked out aside:", tuple(Opened(depth).tell(step.substeps, 1)))


def levels(step: Step) -> int:
    """How many levels deep there is something aside."""
    found, level = 0, list(step.substeps)
    while level and found < DEEPEST:
        found += 1
        level = [inner for each in level for inner in each.substeps]
    return found


class Opened(Telling):
    """Tells what is aside down to a depth of its own."""

    def __init__(self, depth: int) -> None:
        super().__init__("full")
        self._depth = depth

    @property
    def depth(self) -> int:
        return self._depth
