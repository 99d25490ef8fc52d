"""derivation practice: exercises, each line judged as it is typed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import chain, repeat
from typing import TYPE_CHECKING, Annotated

import typer

from derivation.cli import options
from derivation.cli.errors import Refusal, complain

if TYPE_CHECKING:
    from derivation.history import Keeping
    from derivation.practice import Exercise

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

Topic = Annotated[str, typer.Option("--topic", metavar="TOPIC", help="One of the topics below.")]
Level = Annotated[int, typer.Option("--level", min=0, max=3, metavar="1|2|3", help="How hard.  [default: harder by and by]")]
Seed = Annotated[str, typer.Option("--seed", metavar="WORD", help="The same word gives the same exercises.")]
Count = Annotated[int, typer.Option("--count", min=1, max=1000, metavar="N", help="How many exercises.")]
History = Annotated[bool, typer.Option("--history/--no-history", help="Keep what was done, and repeat it when it is due.")]


@app.command("practice", cls=options.FormulaCommand, epilog=EXAMPLES, context_settings=options.SETTINGS)
def practice(
    functions: Annotated[list[str] | None, typer.Argument(metavar="[FUNCTION]...", help="Names or formulas to practise.")] = None,
    topic: Topic = "",
    level: Level = 0,
    seed: Seed = "",
    count: Count = 5,
    history: History = True,
    format: options.Format = "terminal",
    ascii: options.Ascii = False,
    color: options.Color = "auto",
    timeout: options.Timeout = None,
) -> None:
    """Exercises: find the derivative line by line, in your own way; every line is checked and every mistake named."""
    _known(topic, format)
    chosen = [_exercise(words) for words in functions or []]
    kept = _history(history)
    try:
        _session(chosen, topic, level, seed, count, kept, format, ascii, color, timeout)
    finally:
        kept.close()


def _session(
    chosen: list[Exercise],
    topic: str,
    level: int,
    seed: str,
    count: int,
    kept: Keeping,
    format: str,
    ascii: bool,
    color: str,
    timeout: float | None,
) -> None:
    from derivation.cli import interaction
    from derivation.stepper.keys import Piped, Terminal
    from derivation.stepper.practising import Practising

    open_choice = not (chosen or topic or level or seed)
    word = seed or _by_chance()
    keys = Terminal() if sys.stdin.isatty() else Piped()
    screen = interaction.screen(ascii, color) if format == "terminal" else interaction.silent()
    number = len(chosen) or count
    session = Practising(keys, screen, kept, number, interaction.within(timeout))
    unfinished = kept.resume() if open_choice else None
    try:
        session.run(_exercises(chosen, topic, level, word, kept, open_choice), unfinished)
    except KeyboardInterrupt:
        sys.stdout.write("\n")
        raise
    finally:
        if format == "json":
            _write_record(session, word)


def _exercises(
    chosen: list[Exercise], topic: str, level: int, seed: str, kept: Keeping, open_choice: bool
) -> Iterator[Exercise]:
    from datetime import datetime, timezone

    from derivation.practice import choosing

    if chosen:
        return iter(chosen)
    if topic:
        return choosing.of_topic(topic, level, seed)
    if open_choice:
        return choosing.due_first(kept.due(datetime.now(timezone.utc)), kept.reviews(), seed)
    return choosing.of_all(level, seed)
