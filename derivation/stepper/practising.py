"""The loop of a practice session: ask, read a line, reply, remember."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from derivation.document import Note
from derivation.history import Forgetful, HistoryUnusable, Keeping, Unfinished
from derivation.practice import Attempt, Exercise, Reply, grade, remade, respond, retold
from derivation.present import practice as told
from derivation.reading import Unreadable
from derivation.stepper.keys import Keys
from derivation.stepper.screen import Screen

PROMPT = "    = "
Answer = TypeVar("Answer")
Responding = Callable[[], tuple[Attempt, Reply]]


class Within(Protocol):
    """Does some work within the time allowed; None where that is up."""

    def __call__(self, work: Responding, /) -> tuple[Attempt, Reply] | None: ...


def _now() -> datetime:
    return datetime.now(UTC)


class Practising:
    """One session; `attempts` is how it went, also when it is broken off.

    count   how many exercises there will be
    within  does some work within the time allowed
    now     the clock
    """

    def __init__(
        self,
        keys: Keys,
        screen: Screen,
        history: Keeping,
        count: int,
        within: Within = lambda work: work(),
        now: Callable[[], datetime] = _now,
    ) -> None:
        self.keys, self.screen, self.history = keys, screen, history
        self.count, self.within, self.now = count, within, now
        self.attempts: list[Attempt] = []
        self.due: dict[str, datetime] = {}
        self.run_number = 0

    def run(self, exercises: Iterable[Exercise], unfinished: Unfinished | None = None) -> None:
        """One exercise after the other, the unfinished one first, until they are through or the reader has had enough."""
        going_on = self._resumed(unfinished) if unfinished is not None else True
        if not self.attempts:
            self.screen.show(*WELCOME)
        for exercise in exercises:
            if not going_on or len(self.attempts) >= self.count:
                break
            self.attempts.append(Attempt(exercise))
            self.run_number = self._kept(lambda h, e=exercise: h.begin(e.source, e.skill, e.formula, self.now())) or 0  # type: ignore[misc]
            going_on = self._exercise()
        self.screen.show_all(told.summary(self.attempts, self.due, self.now()))
        if self.attempts and self.history.keeps and self.attempt.lines and not self.attempt.outcome:
            self.screen.say("The exercise that is open is kept: derivation practice goes on with it.")

    def _resumed(self, unfinished: Unfinished) -> bool:
        """Go on where an exercise was broken off; whether the session goes on after it."""
        try:
            exercise = remade(unfinished.source)
        except (KeyError, Unreadable):
            return True
        if exercise.formula != unfinished.formula:
            return True
        self.run_number = unfinished.run
        right = [line for line, status in unfinished.lines if status in ("right", "solved")]
        wrong = sum(status == "wrong" for _, status in unfinished.lines)
        self.screen.show(Note("result", ("You were in the middle of this:",)))
        self.attempts.append(replace(retold(Attempt(exercise), right), wrong=wrong, deepest=unfinished.hints))
        return self._exercise()

    # ----------------------------------------------------------------------------------------------------- one exercise

    @property
    def attempt(self) -> Attempt:
        return self.attempts[-1]

    def _exercise(self) -> bool:
        """From the question to the answer; False where the reader ends the session."""
        self.screen.show_all(told.task(self.attempt, len(self.attempts), self.count))
        for line in self.attempt.lines:
            self.screen.show(Note("why", (f"so far: {line}",)))
        prompt = "    line " if self.attempt.exercise.task == "mistake" else PROMPT
        while not self.attempt.outcome:
            self.screen.ready()
            typed = self.keys.line(prompt)
            if typed is None:
                return False
            if self._reply(prompt, typed) == "quit":
                return False
        attempt = self.attempt
        due = self._kept(lambda history: history.finish(self.run_number, attempt.outcome, grade(attempt), self.now()))
        if due is not None:
            self.due[attempt.exercise.skill] = due
        return True

    def _reply(self, prompt: str, typed: str) -> str:
        """Answer what was typed, and remember it; the kind of the reply."""
        found = self.within(lambda: respond(self.attempt, typed))
        if found is None:
            self.screen.say("That took too long to check. Try a smaller step.")
            return "unclear"
        self.attempts[-1], reply = found
        if reply.judged is not None:
            self.screen.typed_over(prompt + typed)
        self._remember(typed, reply)
        REPLIES.get(reply.kind, Practising._say)(self, reply)
        return reply.kind

    def _remember(self, typed: str, reply: Reply) -> None:
        if reply.hint is not None:
            depth = reply.hint.depth
            self._kept(lambda history: history.hint(self.run_number, depth))
        elif reply.kind in ("right", "solved", "wrong", "unclear"):
            mistake = reply.judged.verdict.mistake if reply.judged is not None else None
            name = mistake.name if mistake is not None else ""
            self._kept(lambda history: history.line(self.run_number, typed, reply.kind, name))

    def _kept(self, work: Callable[[Keeping], Answer]) -> Answer | None:
        """Do something with the history; where it fails, say so once and go on without."""
        try:
            return work(self.history)
        except HistoryUnusable as problem:
            self.screen.say(f"From here on nothing is kept: {problem}")
            self.history = Forgetful()
            return None

    # ---------------------------------------------------------------------------------------------------------- replies

    def _say(self, reply: Reply) -> None:
        if reply.judged is not None:
            self.screen.show_all(told.verdict(reply.judged.verdict))
        if reply.words:
            self.screen.say(reply.words)

    def _wrong(self, reply: Reply) -> None:
        self._say(reply)
        if reply.judged is not None:
            self.screen.show(Note("why", ("Try the line again; ? gives a hint.",)))

    def _solved(self, reply: Reply) -> None:
        self._say(reply)
        self.screen.show_all(told.solved(self.attempt))

    def _hint(self, reply: Reply) -> None:
        assert reply.hint is not None
        self.screen.show_all(told.hint(reply.hint))

    def _given_up(self, reply: Reply) -> None:
        self.screen.show_all(told.solution(self.attempt))

    def _help(self, reply: Reply) -> None:
        self.screen.show_all(told.keys())


WELCOME = (
    Note(
        "reading",
        ("Write line after line, in plain text or LaTeX; any right way counts. ? gives a hint, help tells the rest.",),
    ),
)

REPLIES: dict[str, Callable[[Practising, Reply], None]] = {
    "wrong": Practising._wrong,
    "solved": Practising._solved,
    "hint": Practising._hint,
    "given up": Practising._given_up,
    "help": Practising._help,
}
