"""derivation equal: two expressions in, a chain of steps or a point where they differ out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from derivation.cli import options
from derivation.cli.errors import UNDECIDED, WRONG

if TYPE_CHECKING:
    from derivation.context import Context
    from derivation.document import Document
    from derivation.present.walkthrough import Detail
    from derivation.term import Term

app = options.application()

EXAMPLES = """\b
Examples:
  derivation equal '1 - tanh(x)^2' 'sech(x)^2'
  derivation equal 'sqrt(x^2)' x

\b
Exit codes: 0 equal, 1 different, 3 undecided.
"""


@app.command("equal", cls=options.FormulaCommand, epilog=EXAMPLES, context_settings=options.SETTINGS)
def equal(
    left: Annotated[str, typer.Argument(metavar="A", help="An expression.")],
    right: Annotated[str, typer.Argument(metavar="B", help="Another.")],
    variable: options.Variable = "",
    where: options.Where = None,
    parameters: options.Parameters = "",
    detail: options.Detail = "normal",
    latex: options.Latex = False,
    format: options.Format = "terminal",
    output: options.Output = None,
    force: options.Force = False,
    ascii: options.Ascii = False,
    color: options.Color = "auto",
    timeout: options.Timeout = None,
) -> None:
    """Whether two expressions have the same value: a proved chain from one to the other, or a point where they differ."""
    from derivation.cli import asking, budget, typed
    from derivation.cli import output as out

    with budget.at_most(budget.seconds(timeout)):
        context = typed.context(variable, parameters, where or [])
        first, second = (typed.term(typed.argument(each), context)[0] for each in (left, right))
        document, status = _compared(first, second, context, asking.detail_of(detail))
        out.deliver(document, format, out.look(ascii, color, latex), output, force)
    if status != "equal":
        raise typer.Exit({"different": WRONG}.get(status, UNDECIDED))


def _compared(first: Term, second: Term, context: Context, detail: Detail) -> tuple[Document, str]:
    """The page and the verdict."""
    from derivation.document import Document
    from derivation.equality import compare
    from derivation.present import comparison
    from derivation.search import bridge
    from derivation.walkthrough import Walkthrough

    verdict = compare(first, second, context)
    steps = bridge(first, second, context) if verdict.status == "equal" and first is not second else None
    walk = None if steps is None else Walkthrough(first, steps, context)
    blocks = comparison.blocks(first, second, verdict, walk, detail)
    return Document("Are these equal?", blocks, lambda: comparison.record(verdict, walk, context), verdict), verdict.status
