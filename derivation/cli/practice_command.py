"""derivation practice: exercises, each line judged as it is typed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import TYPE_CHECKING, Annotated

import typer

from derivation.cli import completing, options
from derivation.cli.errors import UNDECIDED, Refusal, complain

if TYPE_CHECKING:
    from derivation.history import Keeping
    from derivation.practice import Attempt, Exercise

app = options.application()

EXAMPLES = """\b
Topics:
  power  product  quotient  chain  exponential  trigonometric  activation
  self (in terms of the function itself)  mistake (find it in a derivation)

\b
Examples:
  derivation practice
  derivation practice sigmoid
  derivation practice --topic chain --level 2 --seed 7 --count 5

\b
Write line after line; ? gives a hint, and help tells the rest.
"""

Topic = Annotated[
    str,
    typer.Option(
        "--topic", metavar="TOPIC", show_default=False, help="One of the topics below.", autocompletion=completing.topics
    ),
]
Level = Annotated[
    int, typer.Option("--level", metavar="1|2|3", show_default=False, help="How hard; without it, harder by and by.")
]
Record = Annotated[str, typer.Option("--format", metavar="FORMAT", help="terminal, or json: the record of the session.")]
Seed = Annotated[str, typer.Option("--seed", metavar="WORD", show_default=False, help="The same word gives the same exercises.")]
Count = Annotated[int, typer.Option("--count", metavar="N", help="How many exercises.")]
History = Annotated[bool, typer.Option("--history/--no-history", help="Keep what was done, and repeat it when it is due.")]


@app.command("practice", cls=options.FormulaCommand, epilog=EXAMPLES, context_settings=options.SETTINGS)
def practice(
    functions: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FUNCTION]...", help="Names or formulas to practise.", autocompletion=completing.functions),
    ] = None,
    topic: Topic = "",
    level: Level = 0,
    seed: Seed = "",
    count: Count = 5,
    history: History = True,
    format: Record = "terminal",
    ascii: options.Ascii = False,
    color: options.Color = "auto",
    timeout: options.Timeout = None,
) -> None:
    """Exercises: find the derivative line by line, in your own way; every line is checked and every mistake named."""
    _known(topic, level, count, format)
    chosen = tuple(_exercise(words) for words in functions or [])
    kept = _history(history)
    try:
        _session(Wish(chosen, topic, level, seed, len(chosen) or count), kept, format, ascii, color, timeout)
    finally:
        kept.close()


@dataclass(frozen=True)
class Wish:
    """What is to be practised."""

    chosen: tuple[Exercise, ...]
    topic: str
    level: int
    seed: str
    count: int

    @property
    def open(self) -> bool:
        """Whether the program is to choose."""
        return not (self.chosen or self.topic or self.level or self.seed)


def _session(wish: Wish, kept: Keeping, format: str, ascii: bool, color: str, timeout: float | None) -> None:
    from derivation.cli import interaction
    from derivation.stepper.keys import Piped, Terminal
    from derivation.stepper.practising import Practising

    seed = wish.seed or _by_chance()
    keys = Terminal() if sys.stdin.isatty() else Piped()
    screen = interaction.screen(ascii, color) if format == "terminal" else interaction.nowhere()
    session = Practising(keys, screen, kept, wish.count, interaction.within(timeout))
    try:
        with interaction.ended_politely():
            session.run(_exercises(wish, seed, kept), kept.resume() if wish.open else None)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        raise
    if format == "json":
        _write_record(session.attempts, seed, ascii)


def _exercises(wish: Wish, seed: str, kept: Keeping) -> Iterator[Exercise]:
    from datetime import datetime

    from derivation.practice import choosing

    if wish.chosen:
        return iter(wish.chosen)
    if wish.topic:
        return choosing.of_topic(wish.topic, wish.level, seed)
    if wish.open:
        return choosing.due_first(kept.due(datetime.now(UTC)), kept.reviews(), seed)
    return choosing.of_all(wish.level, seed)


def _by_chance() -> str:
    from secrets import randbelow

    return str(randbelow(10_000))


def _known(topic: str, level: int, count: int, format: str) -> None:
    """Refuse what there is not."""
    from difflib import get_close_matches

    from derivation.practice import TOPICS

    if topic and topic not in TOPICS:
        near = get_close_matches(topic, TOPICS, 1, 0.5)
        raise Refusal(
            f"there is no topic {topic!r}; " + (f"did you mean {near[0]}?" if near else f"there are {', '.join(TOPICS)}")
        )
    if level not in (0, 1, 2, 3):
        raise Refusal("--level is 1, 2 or 3")
    if count < 1:
        raise Refusal("--count is a number from 1")
    if format not in ("terminal", "json"):
        raise Refusal("practice is for the terminal; --format json gives the record of the session")


def _exercise(words: str) -> Exercise:
    """The exercise that a name or a formula asks for."""
    from derivation import functions
    from derivation.cli import asking, budget, typed
    from derivation.derive import CannotDifferentiate
    from derivation.practice import named, of_formula

    if functions.find(words.strip()) is not None:
        found = named(words.strip())
    else:
        question = asking.question(words, typed.context("", "", []), choose_variable=True)
        found = of_formula(words.strip(), question.function, question.context)
    try:
        with budget.at_most(budget.seconds(None)):
            _ = found.walk
    except CannotDifferentiate as problem:
        raise Refusal(str(problem), "unsupported", UNDECIDED) from None
    return found


def _history(wanted: bool) -> Keeping:
    """Where what is done is kept."""
    from derivation.history import Forgetful, History, HistoryUnusable, usual_place

    if not wanted:
        return Forgetful()
    try:
        return History(usual_place())
    except HistoryUnusable as problem:
        complain(f"nothing will be kept: {problem}")
        return Forgetful()


def _write_record(attempts: Sequence[Attempt], seed: str, ascii: bool) -> None:
    from derivation.cli import output as out
    from derivation.document import Document
    from derivation.present import practice as page

    out.deliver(Document("Practice", (), lambda: page.record(attempts, seed)), "json", out.look(ascii, "never"))
