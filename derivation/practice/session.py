"""A run of practice as states: what the reader types, and what comes of it.  Nothing here reads, prints or remembers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from derivation.practice.answers import Judged, judge
from derivation.practice.exercises import Exercise
from derivation.practice.faulty import Faulty, faulty
from derivation.practice.hints import DEEPEST, Hint, hint, hint_for_mistake
from derivation.term import Term, symbol

Outcome = Literal["", "solved", "given up", "skipped"]
Kind = Literal["right", "solved", "wrong", "unclear", "hint", "given up", "skipped", "help", "quit", "back", "nothing"]
Grade = Literal["again", "hard", "good"]

COMMANDS: dict[str, Kind] = {
    "?": "hint",
    "hint": "hint",
    "give up": "given up",
    "giveup": "given up",
    "skip": "skipped",
    "back": "back",
    "undo": "back",
    "help": "help",
    "quit": "quit",
    "exit": "quit",
    "q": "quit",
}
"""What may be typed in place of a line."""

HELP = (
    ("a line", "your next line, as plain text or LaTeX: 2x sin(x) + x^2 cos(x)"),
    ("?", "a hint: where to look; again: which rule; again: the line"),
    ("back", "take the last line back"),
    ("give up", "show how it is done"),
    ("skip", "the next exercise"),
    ("quit", "end here"),
)

_NUMBER = re.compile(r"\s*(?:line\s*)?\(?(\d+)\)?[.\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Where the reader stands with one exercise.

    lines     the right lines so far
    value     what the last of them says
    wrong     how many lines were wrong
    mistakes  the names of the mistakes made
    depth     how deep the last hint for this line went
    deepest   the deepest hint of all
    outcome   "" while it is open
    """

    exercise: Exercise
    lines: tuple[str, ...] = ()
    value: Term | None = None
    wrong: int = 0
    mistakes: tuple[str, ...] = ()
    depth: int = 0
    deepest: int = 0
    outcome: Outcome = ""

    @property
    def faulty(self) -> Faulty | None:
        """The derivation to be looked through, where that is the task."""
        return faulty(self.exercise) if self.exercise.task == "mistake" else None


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of something typed; `judged` where it was a line, `hint` where one was asked for, `words` for the rest."""

    kind: Kind
    judged: Judged | None = None
    hint: Hint | None = None
    words: str = ""


def respond(attempt: Attempt, typed: str) -> tuple[Attempt, Reply]:
    """The next state, and the reply.

    >>> from derivation.practice.exercises import named
    >>> attempt, reply = respond(Attempt(named("gaussian")), "-2x e^(-x^2)")
    >>> reply.kind, attempt.outcome
    ('solved', 'solved')
    """
    words = " ".join(typed.split())
    if not words:
        return attempt, Reply("nothing")
    command = COMMANDS.get(words.lower())
    if command is not None and symbol(words) not in attempt.exercise.function.free:
        return _obey(attempt, command)
    if attempt.exercise.task == "mistake":
        return _point_out(attempt, words)
    return _write(attempt, typed.strip())


def _obey(attempt: Attempt, command: Kind) -> tuple[Attempt, Reply]:
    if command == "hint":
        return _help(attempt)
    if command == "back":
        return _take_back(attempt)
    if command in ("given up", "skipped"):
        return replace(attempt, outcome=command), Reply(command)
    return attempt, Reply(command)


def _help(attempt: Attempt) -> tuple[Attempt, Reply]:
    depth = min(attempt.depth + 1, DEEPEST)
    wrong = attempt.faulty
    found = hint_for_mistake(wrong, depth) if wrong is not None else hint(attempt.exercise, attempt.value, depth)
    return replace(attempt, depth=depth, deepest=max(depth, attempt.deepest)), Reply("hint", hint=found)


def _take_back(attempt: Attempt) -> tuple[Attempt, Reply]:
    if not attempt.lines:
        return attempt, Reply("nothing", words="There is no line to take back.")
    fewer = retold(replace(attempt, lines=(), value=None), attempt.lines[:-1])
    return replace(fewer, depth=0), Reply("back", words=f"Taken back: {attempt.lines[-1]}")


def retold(attempt: Attempt, lines: Sequence[str]) -> Attempt:
    """The attempt with these lines written once more; those that are not right are left out."""
    for line in lines:
        judged = judge(attempt.exercise, attempt.lines, line)
        if judged.right:
            attempt = replace(attempt, lines=(*attempt.lines, line), value=judged.value or attempt.value)
    return attempt


def _write(attempt: Attempt, line: str) -> tuple[Attempt, Reply]:
    judged = judge(attempt.exercise, attempt.lines, line)
    if judged.verdict.status == "wrong":
        mistake = judged.verdict.mistake
        names = (*attempt.mistakes, mistake.name) if mistake is not None else attempt.mistakes
        return replace(attempt, wrong=attempt.wrong + 1, mistakes=names), Reply("wrong", judged)
    if not judged.right:
        return attempt, Reply("unclear", judged)
    after = replace(attempt, lines=(*attempt.lines, line), value=judged.value or attempt.value, depth=0)
    if judged.stage == "derivative":
        return after, Reply("right", judged, words="That is the derivative. Now write it in terms of f.")
    if judged.stage == "answer":
        return replace(after, outcome="solved"), Reply("solved", judged)
    return after, Reply("right", judged)


def _point_out(attempt: Attempt, words: str) -> tuple[Attempt, Reply]:
    """The number of the line that the reader takes for the wrong one."""
    found = attempt.faulty
    assert found is not None
    match = _NUMBER.fullmatch(words)
    last = len(found.lines)
    if match is None or not 2 <= int(match[1]) <= last:
        return attempt, Reply("unclear", words=f"Type the number of the first wrong line, from 2 to {last}.")
    number = int(match[1]) - 1
    if number == found.wrong:
        return replace(attempt, lines=(*attempt.lines, words), outcome="solved"), Reply("solved")
    if number < found.wrong:
        reason = f"Line {number + 1} follows from line {number}."
    else:
        reason = f"Something before line {number + 1} is wrong already."
    return replace(attempt, wrong=attempt.wrong + 1), Reply("wrong", words=reason)


def grade(attempt: Attempt) -> Grade | None:
    """How well it went, for the next review; None for what was not really tried."""
    if attempt.outcome == "given up" or (attempt.outcome == "solved" and attempt.deepest == DEEPEST):
        return "again"
    if attempt.outcome != "solved":
        return None
    return "hard" if attempt.deepest or attempt.wrong > 1 else "good"
