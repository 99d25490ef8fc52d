"""derivation certify: named functions through the proof assistant Coq."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from derivation.cli import completing, options
from derivation.cli.errors import UNDECIDED, Refusal

if TYPE_CHECKING:
    from derivation.document import Block
    from derivation.export.coq import Outcome
    from derivation.functions import NamedFunction

app = options.application()

EXAMPLES = """\b
Examples:
  derivation certify sigmoid
  derivation certify tanh softplus swish
  derivation certify --all --format markdown -o certified.md
  derivation show sigmoid --format coq -o sigmoid.v

\b
Exit codes: 0 all certified, 3 otherwise.  A time-out is "not certified".
"""


@app.command("certify", cls=options.FormulaCommand, epilog=EXAMPLES, context_settings=options.SETTINGS)
def certify(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME...", help="Names from `derivation list`.", autocompletion=completing.functions),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every function that has a name; this takes many minutes.")] = False,
    timeout: Annotated[
        float | None, typer.Option("--timeout", metavar="SECONDS", help="What Coq may take for one function.  [default: 20]")
    ] = None,
    format: options.Format = "terminal",
    output: options.Output = None,
    force: options.Force = False,
    ascii: options.Ascii = False,
    color: options.Color = "auto",
) -> None:
    """Have Coq check the walkthroughs of named functions, every step of them, where coqc is installed."""
    from derivation.cli import budget
    from derivation.cli import output as out
    from derivation.document import Document
    from derivation.export.coq import checking

    wanted = _wanted(names or [], every)
    seconds = checking.SECONDS if timeout is None else budget.seconds(timeout)
    if output is not None:
        out.check_free(output, force)
    try:
        outcomes = list(_outcomes(wanted, seconds))
    except checking.NoCoq as problem:
        raise Refusal(str(problem), "unsupported", UNDECIDED) from None
    page = Document("Certified by Coq", _page(outcomes), lambda: _record(outcomes), outcomes)
    out.deliver(page, format, out.look(ascii, color), output, force)
    if any(each.status != "certified" for each in outcomes):
        raise typer.Exit(UNDECIDED)


def _wanted(names: list[str], every: bool) -> list[NamedFunction]:
    from derivation import functions

    if every:
        return functions.table()
    if not names:
        raise Refusal("a name is missing; for example: derivation certify sigmoid")
    return [_found(name) for name in names]


def _found(name: str) -> NamedFunction:
    from derivation import functions

    named = functions.find(name.strip())
    if named is None:
        near = functions.suggest(name.strip())
        raise Refusal(f"there is no function {name.strip()!r}" + (f"; did you mean {near}?" if near else ""))
    return named


def _outcomes(wanted: list[NamedFunction], seconds: float) -> Iterator[Outcome]:
    """What Coq says of one function after the other; who waits at a terminal sees how far it is."""
    from derivation.export.coq import certify_function
    from derivation.export.coq.checking import coqc

    coqc()
    waiting = sys.stderr.isatty() and len(wanted) > 1
    for number, named in enumerate(wanted, 1):
        if waiting:
            print(f"\r{number} of {len(wanted)}: {named.listed:<40}", end="", file=sys.stderr, flush=True)
        yield certify_function(named, seconds)
    if waiting:
        print(f"\r{'':60}\r", end="", file=sys.stderr, flush=True)


def _page(outcomes: list[Outcome]) -> Iterator[Block]:
    from derivation.document import Code, Heading, Note, Paragraph, Table

    yield Heading(("Certified by Coq",))
    counts = [f"{sum(each.status == status for each in outcomes)} {status}" for status in STATUSES]
    yield Paragraph((f"{len(outcomes)} functions: {', '.join(counts)}.",))
    for status, title, columns in SECTIONS:
        rows = tuple((((Code(each.name),), (_told(each),))) for each in outcomes if each.status == status)
        if rows:
            yield Heading((title,), 2)
            yield Table(("function", columns), rows)
    yield Note("remark", REMARK)


STATUSES = ("certified", "not certified", "not expressible")

SECTIONS = (
    ("certified", "Certified", "for"),
    ("not certified", "Not certified", "where Coq stopped, and why"),
    ("not expressible", "Not expressible", "what is missing"),
)

REMARK = (
    "A certified function has a file in which Coq accepts every line of its walkthrough, from the definition to the final "
    "form, under the conditions named here, and which rests on nothing but the axioms of Coq's own real numbers. "
    "What is not certified is not refuted by that: the tactics found no proof, or not in time.",
)


def _told(outcome: Outcome) -> str:
    if outcome.status != "certified":
        return outcome.reason
    conditions = outcome.certificate.conditions if outcome.certificate is not None else []
    return "; ".join(each or "all real numbers" for each in conditions)


def _record(outcomes: Iterable[Outcome]) -> dict[str, object]:
    """Schema derivation.certify/1."""
    rows = [
        {
            "name": each.name,
            "status": each.status,
            "reason": each.reason,
            "conditions": [] if each.certificate is None else each.certificate.conditions,
            "seconds": round(each.seconds, 2),
        }
        for each in outcomes
    ]
    return {"schema": "derivation.certify/1", "functions": rows}
