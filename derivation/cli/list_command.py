"""derivation list: the functions that have a name."""

from __future__ import annotations

from typing import Annotated

import typer

from derivation.cli import options
from derivation.cli.errors import Refusal

app = options.application()


EXAMPLES = """\b
Examples:
  derivation list
  derivation list loss
  derivation list gauss
  derivation list --format json
"""


@app.command("list", cls=options.FormulaCommand, epilog=EXAMPLES, context_settings=options.SETTINGS)
def list_(
    words: Annotated[str, typer.Argument(metavar="[WORD]", help="Only functions whose name or description has this word.")] = "",
    format: options.Format = "terminal",
    output: options.Output = None,
    force: options.Force = False,
    ascii: options.Ascii = False,
    color: options.Color = "auto",
    pager: options.Pager = True,
) -> None:
    """The functions that have a name here, with formula and derivative."""
    from derivation import functions
    from derivation.cli import output as out
    from derivation.document import Document
    from derivation.present import tables

    found = functions.table()
    if words:
        found = [named for named in found if words.lower() in f"{named.listed} {named.name} {named.met}".lower()]
        if not found:
            near = functions.suggest(words)
            raise Refusal(
                f"no function here has {words!r} in its name or description" + (f"; did you mean {near}?" if near else "")
            )
    document = Document("Functions with a name", tables.functions_page(found), lambda: tables.functions_record(found), found)
    out.deliver(document, format, out.look(ascii, color), output, force, pager)
