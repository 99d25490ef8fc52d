"""derivation check: a hand derivation in, a verdict a line out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from derivation.cli import options
from derivation.cli.errors import UNDECIDED, UNREADABLE, WRONG, Refusal, complain

if TYPE_CHECKING:
    from derivation.context import Context
    from derivation.document import Document
    from derivation.term import Term
    from derivation.verify import Report
    from derivation.walkthrough import Step

app = options.application()

EXAMPLES = """\b
Examples:
  derivation check homework.tex
  derivation check notes.md --of 'x^2 sin(x)'
  derivation check --of 'x^2 sin x' --answer '2x sin x'
  derivation check --batch class.jsonl > verdicts.jsonl

\b
Exit codes: 0 correct, 1 wrong, 2 a line could not be read, 3 undecided.
"""

CODES = {"correct": 0, "wrong": WRONG, "unreadable": UNREADABLE, "undecided": UNDECIDED}

Page = Annotated[str, typer.Argument(metavar="[FILE]", help="A .tex, .md or .txt file, a notebook, or - for standard input.")]
Explain = Annotated[bool, typer.Option("--explain", help="The missing steps, where a line leaps.")]
Of = Annotated[str, typer.Option("--of", metavar="FUNCTION", help="The function that is differentiated.")]
Answer = Annotated[str, typer.Option("--answer", metavar="FORMULA", help="Judge this final answer alone.")]


@app.command("check", cls=options.FormulaCommand, epilog=EXAMPLES, context_settings=options.SETTINGS)
def check(
    file: Page = "",
    of: Of = "",
    answer: Answer = "",
    variable: options.Variable = "",
    where: options.Where = None,
    parameters: options.Parameters = "",
    format: options.Format = "terminal",
    output: options.Output = None,
    force: options.Force = False,
    ascii: options.Ascii = False,
    color: options.Color = "auto",
    explain: Explain = False,
    batch: options.Batch = "",
    jobs: options.Jobs = 1,
    timeout: options.Timeout = None,
) -> None:
    """Your own derivation, line by line: which lines follow, the first that does not, its mistake by name, and a repair."""
    from derivation.cli import budget
    from derivation.cli import output as out

    seconds = budget.seconds(timeout)
    if batch:
        from derivation.cli import check_batch

        check_batch.run(batch, seconds, jobs)
        return
    if not file and not answer and sys.stdin.isatty():
        from derivation.cli import check_live

        check_live.run(of, variable, parameters, where or [], out.look(ascii, color))
        return
    with budget.at_most(seconds):
        document, verdict = _checked(file, of, answer, variable, parameters, where or [], explain)
        out.deliver(document, format, out.look(ascii, color), output, force)
    if verdict == "unreadable":
        complain("not every line could be read")
    if CODES[verdict]:
        raise typer.Exit(CODES[verdict])


def _checked(
    file: str, of: str, answer: str, variable: str, parameters: str, where: list[str], explain: bool
) -> tuple[Document, str]:
    """The page and the verdict."""
    from derivation import verify
    from derivation.cli import typed
    from derivation.document import Document
    from derivation.present import report as pages

    context = typed.context(variable, parameters, where)
    context, function = given(of, context)
    if answer:
        if function is None:
            raise Refusal("--answer needs --of, the function that it is the derivative of")
        found = verify.check_answer(function, answer.strip(), context)
    else:
        found = verify.check(_lines(file, context), context, function)
    steps = _explained(found, context) if explain else {}
    return Document("Your derivation", pages.blocks(found, steps), lambda: pages.record(found, context), found), found.verdict


def given(of: str, context: Context) -> tuple[Context, Term | None]:
    """The function that is differentiated, and the context with its variable."""
    from derivation.cli import asking

    if not of:
        return context, None
    question = asking.question(of.strip(), context, choose_variable=True)
    return question.context, question.function


def _explained(report: Report, context: Context) -> dict[int, tuple[Step, ...]]:
    """For each line that follows from the one before by more than one step, those steps."""
    from derivation import verify
    from derivation.reading import Unreadable, read_line

    found: dict[int, tuple[Step, ...]] = {}
    before: Term | None = None
    for line in report.lines:
        try:
            after = read_line(line.text, context).parts[-1]
        except Unreadable:
            continue
        if before is not None and after is not None and line.status == "ok":
            steps = verify.explain(before, after, context) or ()
            if len(steps) > 1:
                found[line.index] = steps
        before = after
    return found


KINDS = {"tex": "tex", "latex": "tex", "md": "md", "markdown": "md", "ipynb": "ipynb", "txt": "txt"}


def _lines(file: str, context: Context) -> list[str]:
    """The lines of mathematics on a page."""
    from derivation.cli import typed

    if not file:
        raise Refusal("a file is missing; for example: derivation check homework.tex, or - for standard input")
    text = typed.file_text(file)
    return typed.lines(text, context) if file == "-" else typed.page(text, KINDS.get(file.rpartition(".")[2].lower(), ""))
