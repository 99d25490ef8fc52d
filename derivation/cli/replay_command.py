"""derivation replay: a saved walkthrough in; whether every step of it can be proved anew out."""

from __future__ import annotations

from typing import Annotated

import typer

from derivation import limits
from derivation.cli import options
from derivation.cli.errors import UNDECIDED, WRONG, Refusal

app = options.application()

EXAMPLES = """\b
Examples:
  derivation show sigmoid --format json -o sigmoid.json
  derivation replay sigmoid.json
  derivation show 'x^2 + y^2 = 1' --of y --format json | derivation replay -

\b
Every line is read again from its text; every rule, reason, condition and status is checked. Curves, inverse functions,
parametric curves, gradients and derivatives of order n are replayed as well.
Exit codes: 0 proved anew, 1 refused, 2 no saved walkthrough, 3 undecided.
"""


@app.command("replay", cls=options.FormulaCommand, epilog=EXAMPLES, context_settings=options.SETTINGS)
def replay(
    file: Annotated[str, typer.Argument(metavar="FILE", help="What `show --format json` wrote; - reads standard input.")],
    format: options.Format = "terminal",
    output: options.Output = None,
    force: options.Force = False,
    ascii: options.Ascii = False,
    color: options.Color = "auto",
    timeout: options.Timeout = None,
) -> None:
    """Prove a saved walkthrough anew, step by step, and refuse it if anything in it does not hold."""
    from derivation.cli import budget, typed
    from derivation.cli import output as out
    from derivation.document import Document
    from derivation.present import replayed as page
    from derivation.replay import NotAWalkthrough, Refused, Replayed, load
    from derivation.replay import replay as prove_anew

    outcome: Replayed | Refused
    with budget.at_most(budget.seconds(timeout)):
        try:
            outcome = prove_anew(load(typed.file_text(file, limits.MAX_SAVED_CHARACTERS)))
        except NotAWalkthrough as problem:
            raise Refusal(f"{file}: {problem}", "unreadable") from None
        except Refused as problem:
            outcome = problem
        document = Document("A saved walkthrough, proved anew", page.blocks(outcome), lambda: page.record(outcome), outcome)
        out.deliver(document, format, out.look(ascii, color), output, force)
    verdict = page.verdict(outcome)
    if verdict != "proved":
        raise typer.Exit(WRONG if verdict == "refused" else UNDECIDED)
