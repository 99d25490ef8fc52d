"""derivation step: a walkthrough one step a key press."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Annotated

import typer

from derivation.cli import completing, options

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from derivation.cli.asking import Request
    from derivation.document import Document

app = options.application()

EXAMPLES = """\b
Keys:
  Enter, space, right   the next line          ?   why: the rule, an example, where
  b, left               the line before        e   expand what was worked out aside
  l                     the line as LaTeX      g   go to a line by its number
  s                     save what was shown    q   quit

\b
Examples:
  derivation step sigmoid
  derivation step 'x^2 sin(x)' --predict
"""

Predict = Annotated[bool, typer.Option("--predict", help="Type each line yourself before it is shown; mistakes are named.")]


@app.command("step", cls=options.FormulaCommand, epilog=EXAMPLES, context_settings=options.SETTINGS)
def step(
    function: Annotated[
        str,
        typer.Argument(
            metavar="FUNCTION", help="A name from `derivation list`, or a formula.", autocompletion=completing.functions
        ),
    ],
    predict: Predict = False,
    variable: options.Variable = "",
    order: options.Order = 1,
    target: options.Target = "auto",
    method: options.Method = "power",
    where: options.Where = None,
    parameters: options.Parameters = "",
    format: options.Format = "terminal",
    ascii: options.Ascii = False,
    color: options.Color = "auto",
    timeout: options.Timeout = None,
) -> None:
    """The derivative of a function, one step a key press.  Where there is no terminal, the same as show."""
    from derivation.cli import answering, asking, budget
    from derivation.cli import output as out

    started = time.perf_counter()
    interactive = sys.stdin.isatty() and sys.stdout.isatty() and format == "terminal"
    with budget.at_most(budget.seconds(timeout)):
        request = asking.request(function, variable, parameters, where or [], order, target, method, "normal", "")
        if not interactive:
            out.deliver(answering.document(request, started), format, out.look(ascii, color))
        else:
            answering.answered(request)
    if interactive:
        _walk(request, predict, ascii, color, timeout)
    elif request.undecided:
        raise typer.Exit(3)


def _walk(request: Request, predict: bool, ascii: bool, color: str, timeout: float | None) -> None:
    from derivation.cli import interaction
    from derivation.stepper.keys import Terminal
    from derivation.stepper.walking import Walking

    assert request.walk is not None
    screen = interaction.screen(ascii, color)
    walking = Walking(request.walk, request.question, Terminal(), screen, saving(), predict, interaction.within(timeout))
    with interaction.ended_politely():
        walking.run()


def saving() -> Callable[[Document, Path], None]:
    """Writes a document in the format that the ending of the file's name asks for."""
    from derivation.cli import output as out
    from derivation.cli.errors import Refusal
    from derivation.document import Look
    from derivation.export import FORMATS, load

    def save(document: Document, file: Path) -> None:
        endings = {ending: name for name, (_, ending, _) in FORMATS.items()}
        name = endings.get(file.suffix.removeprefix("."))
        if name is None:
            raise ValueError(f"The name ends with one of {', '.join(f'.{each}' for each in endings)}.")
        try:
            out.check_free(file, force=False)
            out.write_whole(file, load(name).write(document, Look()), force=False)
        except Refusal as problem:
            raise ValueError(problem.message.replace("; --force overwrites it", "; choose another name")) from None

    return save
