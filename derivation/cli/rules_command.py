"""derivation rules: all of them, or one explained."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from derivation.cli import completing, options
from derivation.cli.errors import Refusal

if TYPE_CHECKING:
    from derivation.rule import Rule

app = options.application()


EXAMPLES = """\b
Examples:
  derivation rules
  derivation rules chain rule
  derivation rules 'add and subtract the same term'
  derivation rules inner derivative
"""


@app.command("rules", cls=options.FormulaCommand, epilog=EXAMPLES, context_settings=options.SETTINGS)
def rules_(
    name: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]", help="A rule, or a mistake; without one, all.", autocompletion=completing.rules),
    ] = None,
    format: options.Format = "terminal",
    output: options.Output = None,
    force: options.Force = False,
    ascii: options.Ascii = False,
    color: options.Color = "auto",
    pager: options.Pager = True,
) -> None:
    """The rules that derivations are made of, or one of them with its statement, its reason and examples."""
    from derivation import rules
    from derivation.cli import output as out
    from derivation.document import Document
    from derivation.present import tables

    words = " ".join(name or [])
    if not words:
        page = Document("Rules", tables.rules_page(rules.ALL), lambda: tables.rules_record(rules.ALL), rules.ALL)
    else:
        rule = _found(words)
        page = Document(rule.name, tables.rule_page(rule), lambda: tables.rules_record([rule]), rule)
    out.deliver(page, format, out.look(ascii, color), output, force, pager)


def _found(words: str) -> Rule:
    """The rule of that name, or the only one whose name holds these words."""
    from derivation import rules

    rule = rules.find(words.strip().lower())
    if rule is not None:
        return rule
    known = [each.name for each in rules.ALL]
    partly = [each for each in known if words.lower() in each]
    if len(partly) == 1:
        return next(each for each in rules.ALL if each.name == partly[0])
    from difflib import get_close_matches

    near = partly[:5] or get_close_matches(words.lower(), known, 3, 0.5)
    raise Refusal(
        f"there is no rule {words!r}" + (f"; did you mean {', or '.join(near)}?" if near else "; derivation rules lists them")
    )
