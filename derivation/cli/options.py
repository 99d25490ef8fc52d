"""Options that several commands share, each described once."""

from __future__ import annotations

from collections.abc import Callable
from inspect import unwrap
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import click
import typer
from typer.core import TyperArgument, TyperCommand

from derivation.cli import completing

SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class FormulaCommand(TyperCommand):
    """A command whose arguments may be formulas that begin with a minus sign: -x^2 is no list of switches."""

    def __init__(self, name: str | None, **settings: Any) -> None:
        super().__init__(name, **settings)
        said = _said_of_arguments(self.callback)
        for each in self.params:
            if isinstance(each, TyperArgument):
                each.help = said.get(each.name or "", each.help)

    def format_arguments(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Nothing: Typer writes the arguments with the options, and newer versions of Click would write them twice."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        switches = {spelling for option in self.get_params(ctx) for spelling in option.opts}
        return super().parse_args(ctx, [self._guarded(each, switches) for each in args])

    @staticmethod
    def _guarded(word: str, switches: set[str]) -> str:
        """A blank before a formula hides its minus sign from the option parser; reading ignores it."""
        is_formula = word.startswith("-") and not word.startswith("--") and len(word) > 1 and word not in switches
        return f" {word}" if is_formula else word


def _said_of_arguments(command: Callable[..., object] | None) -> dict[str, str | None]:
    """What the help says of each argument; newer versions of Click drop it on the way from Typer."""
    hints = get_type_hints(unwrap(command), include_extras=True) if command is not None else {}
    return {
        name: each.help
        for name, hint in hints.items()
        for each in getattr(hint, "__metadata__", ())
        if isinstance(each, typer.models.ArgumentInfo)
    }


class ShowCommand(FormulaCommand):
    """As above; `--compare` alone leaves the second method open."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        from derivation.methods import METHODS

        followed = [*args[1:], ""][: len(args)]
        filled = [
            "--compare=auto" if each == "--compare" and after not in METHODS else each
            for each, after in zip(args, followed, strict=True)
        ]
        return super().parse_args(ctx, filled)


def application() -> typer.Typer:
    """The frame of one command."""
    return typer.Typer(rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


Function = Annotated[
    str,
    typer.Argument(
        metavar="FUNCTION",
        show_default=False,
        help="A name from `derivation list`, or a formula; - reads standard input.",
        autocompletion=completing.functions,
    ),
]
Variable = Annotated[
    str, typer.Option("--var", metavar="NAME", help="What to differentiate by.  [default: x, or the only letter there is]")
]
Parameters = Annotated[
    str, typer.Option("--parameters", metavar="NAMES", help="Names that are constants whatever else they might mean: 'k,N,beta'.")
]
Where = Annotated[
    list[str] | None,
    typer.Option("--where", metavar="EQUATION", help="What a name stands for: 'k=2' or 's(u)=1/(1+e^(-u))'; may be repeated."),
]
Order = Annotated[int, typer.Option("--order", metavar="N", help="The derivative of this order.")]
OrderOrPattern = Annotated[
    str, typer.Option("--order", metavar="N", help="The derivative of this order; n: the pattern of all of them.")
]
Target = Annotated[
    str,
    typer.Option(
        "--target",
        metavar="FORM",
        help="raw: stop when it is tidied; self: in terms of the function itself; auto: where that is simpler; "
        "or a formula to arrive at.",
        autocompletion=completing.words("auto", "raw", "self"),
    ),
]
Method = Annotated[
    str,
    typer.Option(
        "--method",
        metavar="METHOD",
        help="power: only the chain rule to remember; quotient: with the quotient rule; logarithmic: under a logarithm; "
        "first-principles: as a limit; inverse: an inverse function by what it undoes; auto: what a teacher would choose.",
        autocompletion=completing.methods,
    ),
]
Compare = Annotated[
    str,
    typer.Option(
        "--compare",
        metavar="METHOD",
        help="A second method beside the first, and which a teacher would take; without a name, another.",
        autocompletion=completing.methods,
    ),
]
Gradient = Annotated[
    bool, typer.Option("--gradient", help="Every partial derivative, and the gradient; --var x,y names the variables.")
]
Of = Annotated[
    str,
    typer.Option(
        "--of", metavar="NAME", help="For an equation: the letter that depends on the variable; y where nothing is said."
    ),
]
Detail = Annotated[
    str,
    typer.Option(
        "--detail",
        metavar="DETAIL",
        help="brief: the lines alone; normal: with reasons; full: with all that is inside.",
        autocompletion=completing.words("brief", "normal", "full"),
    ),
]
Point = Annotated[
    str, typer.Option("--at", metavar="VALUE", help="The value of the derivative there; on a curve a point: '3, 4'.")
]
Picture = Annotated[
    bool | None,
    typer.Option("--plot/--no-plot", help="The picture of the function at the end.  [default: in html and notebook]"),
]
Latex = Annotated[bool, typer.Option("--latex", help="The LaTeX of every line below it.")]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="terminal, json, latex, markdown, html, notebook, coq or svg; with -o, what the name of the file ends in.",
        autocompletion=completing.formats,
    ),
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write to a file, whole or not at all.")]
Force = Annotated[bool, typer.Option("--force", help="Overwrite the file.")]
Ascii = Annotated[bool, typer.Option("--ascii", help="Only characters that every console has.")]
Color = Annotated[
    str,
    typer.Option(
        "--color",
        metavar="WHEN",
        help="auto, always or never; NO_COLOR and FORCE_COLOR are heeded.",
        autocompletion=completing.words("auto", "always", "never"),
    ),
]
Pager = Annotated[bool, typer.Option("--pager/--no-pager", help="Page what is longer than the terminal.")]
Timeout = Annotated[
    float | None, typer.Option("--timeout", metavar="SECONDS", help="Stop after this time and say so.  [default: 8]")
]
Jobs = Annotated[int, typer.Option("--jobs", min=1, max=64, metavar="N", help="Processes that work on a batch.")]
Batch = Annotated[
    str,
    typer.Option(
        "--batch", metavar="FILE", help="JSON Lines from a file, or - for standard input; one JSON object a row comes back."
    ),
]
