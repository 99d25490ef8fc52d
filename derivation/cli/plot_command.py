"""derivation plot: a function and its derivative as a picture, on the terminal or in a file."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from derivation.cli import options
from derivation.cli.errors import Refusal

if TYPE_CHECKING:
    from derivation.context import Context
    from derivation.document import Document
    from derivation.plot import Figure, Wish
    from derivation.present.question import Question
    from derivation.term import Term

app = options.application()

EXAMPLES = """\b
Examples:
  derivation plot sigmoid
  derivation plot 'x^3 - 3x' --tangent 1.5
  derivation plot 'sin(k x)' --where k=2 --from -pi --to pi
  derivation plot relu -o relu.png

\b
PNG, SVG and PDF files are drawn by Matplotlib: pip install 'derivation-walkthrough[plot]'
"""

AROUND = 5
"""Rows of a page beside the picture: heading, blank lines, the prompt."""


@app.command("plot", cls=options.FormulaCommand, epilog=EXAMPLES, context_settings=options.SETTINGS)
def plot(
    function: options.Function = "",
    variable: options.Variable = "",
    start: Annotated[str, typer.Option("--from", metavar="VALUE", help="Where the picture begins.")] = "",
    end: Annotated[str, typer.Option("--to", metavar="VALUE", help="Where it ends.")] = "",
    tangent: Annotated[str, typer.Option("--tangent", metavar="VALUE", help="Draw the tangent there.")] = "",
    where: options.Where = None,
    parameters: options.Parameters = "",
    width: Annotated[
        int,
        typer.Option(
            "--width",
            min=0,
            max=20_000,
            metavar="N",
            show_default=False,
            help="In characters; of a file in pixels, 200 to the inch.",
        ),
    ] = 0,
    height: Annotated[int, typer.Option("--height", min=0, max=20_000, metavar="N", show_default=False, help="Likewise.")] = 0,
    format: options.Format = "terminal",
    output: options.Output = None,
    force: options.Force = False,
    ascii: options.Ascii = False,
    color: options.Color = "auto",
    timeout: options.Timeout = None,
) -> None:
    """A function and its derivative as a picture: poles, jumps and kinks as such, the greatest slope marked."""
    from derivation.cli import asking, budget, typed
    from derivation.cli import output as out

    if not function.strip():
        raise Refusal("a function is missing; for example: derivation plot sigmoid", "unreadable")
    if output is not None:
        out.check_free(output, force)
    with budget.at_most(budget.seconds(timeout)):
        context = typed.context(variable, parameters, where or [])
        question = asking.question(typed.argument(function), context, choose_variable=not variable)
        figure = _figure(question, _wish(start, end, tangent, question.context))
        if output is not None and format == "terminal" and _is_picture(output):
            _write_file(figure, output, force, width, height)
            return
        figure = replace(figure, columns=width, rows=height or _usual_rows(question, figure))
        out.deliver(_document(figure, question), format, out.look(ascii, color), output, force)


def _is_picture(file: Path) -> bool:
    """Whether the file is to hold the picture alone: any but those that hold a page."""
    from derivation.cli import output as out

    return file.suffix.lower() == ".svg" or out.by_ending("terminal", file) == "terminal"


def _wish(start: str, end: str, tangent: str, context: Context) -> Wish:
    from derivation.plot import Wish

    left, right, touching = (_number(each, context) for each in (start, end, tangent))
    return Wish(_value(left), _value(right), touching)


def _number(words: str, context: Context) -> Term | None:
    from derivation.cli import typed

    if not words.strip():
        return None
    term, _ = typed.term(words.strip(), context)
    return context.written_out(term)


def _value(term: Term | None) -> float | None:
    from derivation.plot import NothingToDraw, number

    try:
        return None if term is None else number(term)
    except NothingToDraw as problem:
        raise Refusal(str(problem)) from None


def _figure(question: Question, wish: Wish) -> Figure:
    from derivation import functions
    from derivation.plot import NothingToDraw, draw

    named = functions.find(question.name) if question.name else None
    try:
        return draw(question.function, question.context, named, wish)
    except NothingToDraw as problem:
        raise Refusal(str(problem), "unsupported") from None


def _usual_rows(question: Question, figure: Figure) -> int:
    notes = 2 * (len(question.notes) + len(figure.notes))
    return max(8, min(shutil.get_terminal_size((80, 24)).lines - AROUND - notes, 36))


def _document(figure: Figure, question: Question) -> Document:
    from derivation.document import Document
    from derivation.present import plot as page

    title = f"{question.name or 'A function'} and its derivative"
    return Document(title, page.blocks(figure, question), lambda: page.record(figure, question), figure)


def _write_file(figure: Figure, file: Path, force: bool, width: int, height: int) -> None:
    """A picture file, whole or not at all."""
    from derivation.cli import output as out
    from derivation.export import plot_file

    kind = file.suffix.lower().removeprefix(".")
    if kind not in plot_file.KINDS:
        raise Refusal(f"the file of a plot ends in .png, .svg or .pdf, not {file.suffix or 'in nothing'!r}")
    try:
        picture = plot_file.write(figure, kind, width, height)
    except ImportError:
        raise Refusal(plot_file.MISSING, "unsupported") from None
    out.write_whole(file, iter([picture]), force)
