"""derivation show: a function in, its derivative step by step out."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

import typer

from derivation.cli import options
from derivation.cli.errors import Refusal, TimeUp

if TYPE_CHECKING:
    from derivation.document import Document

    Answer = tuple[Document, Callable[[], bool]]

app = options.application()

EXAMPLES = """\b
Examples:
  derivation show sigmoid
  derivation show 'd/dx sin(x^2)'
  derivation show 'a x^2 + b x + c' --at 2 --where a=1 --where b=-3 --where c=2
  derivation show -x^2
  derivation show '\\frac{x}{1+x^2}' --method quotient
  derivation show x^x --method auto
  derivation show '1/(1+x)' --order n
  derivation show 'sqrt(x)' --method first-principles
  derivation show 'x/(1+x^2)' --compare
  derivation show 'x^2 y + sin(y)' --var x,y
  derivation show 'x^2 + y^2 = 25' --order 2 --at '3, 4'
  derivation show 'x = cos(t), y = sin(t)'
  derivation show 'r = 1 + cos(θ)'
  derivation show 'arcsin(x)' --method inverse
  derivation show 'inverse of x^3 + x' --at 2
  derivation show tanh --format latex -o tanh.tex
  echo 'e^(-x^2/2)' | derivation show -

\b
Formulas are read as plain text, LaTeX, Unicode or Python; x is real.
"""


MORE = "--detail full"
"""What shows the lines that were left out."""

WITH_PICTURE = ("html", "notebook")
"""Formats that carry the picture of the function unasked."""


@app.command("show", cls=options.ShowCommand, epilog=EXAMPLES, context_settings=options.SETTINGS)
def show(
    function: options.Function = "",
    variable: options.Variable = "",
    order: options.OrderOrPattern = "1",
    target: options.Target = "auto",
    method: options.Method = "power",
    compare: options.Compare = "",
    gradient: options.Gradient = False,
    of: options.Of = "",
    detail: options.Detail = "normal",
    at: options.Point = "",
    where: options.Where = None,
    parameters: options.Parameters = "",
    picture: options.Picture = None,
    latex: options.Latex = False,
    format: options.Format = "terminal",
    output: options.Output = None,
    force: options.Force = False,
    ascii: options.Ascii = False,
    color: options.Color = "auto",
    pager: options.Pager = False,
    batch: options.Batch = "",
    jobs: options.Jobs = 1,
    timeout: options.Timeout = None,
) -> None:
    """The derivative of a function, step by step: each line with its rule, the reason, and a proof."""
    from derivation.cli import budget
    from derivation.cli import output as out

    if batch:
        from derivation.cli import show_batch

        show_batch.run(batch, method, budget.seconds(timeout), jobs)
        return
    if not function.strip():
        raise Refusal("a function is missing; for example: derivation show sigmoid", "unreadable")
    from derivation.cli import answering, asking, typed, wording

    function = typed.argument(function)
    number = typed.order(order)
    if picture and (of or gradient or "," in variable):
        raise Refusal("--plot draws functions of one variable")
    format = out.by_ending(format, output)
    if output is not None:
        out.check_free(output, force)
    seconds = budget.seconds(timeout)
    started = time.perf_counter()
    with budget.at_most(seconds):
        answer: Answer
        found: Callable[[], bool] = bool
        asked = wording.understood(function)
        if asked.kind == "several":
            function, variable = asked.formulas[0], variable or asked.variable
        several = gradient or "," in variable
        kind = "equation" if of else "function" if several else asking.kind(function, variable, parameters, where or [])
        at = at or asked.at
        if number is None and kind != "function":
            raise Refusal("--order n is for functions; on a curve --order is a number")
        if picture and (several or kind != "function"):
            raise Refusal("--plot draws functions of one variable")
        if kind == "equation":
            from derivation.cli import show_implicit

            answer = show_implicit.answer(function, of, variable, parameters, where or [], number or 1, detail, at, started)
        elif kind in ("parametric", "polar"):
            from derivation.cli import show_parametric

            answer = show_parametric.answer(asked, variable, parameters, where or [], number or 1, detail, at, started)
        elif kind == "inverse":
            from derivation.cli import show_inverse

            answer = show_inverse.answer(asked, variable, parameters, where or [], detail, at, started)
        elif several:
            from derivation.cli import show_gradient

            answer = show_gradient.answer(function, variable, parameters, where or [], number or 1, method, detail, started)
        elif number is None:
            from derivation.cli import show_nth

            answer = show_nth.answer(function, variable, parameters, where or [], detail, started)
        else:
            request = asking.request(function, variable, parameters, where or [], number, target, method, detail, at)
            found = request.found
            if compare:
                from derivation.cli import show_comparison

                answer = show_comparison.answer(request, compare, started)
            else:
                answer = answering.document(request, started, MORE if format == "terminal" else ""), lambda: request.undecided
            if format in WITH_PICTURE if picture is None else picture:
                answer = answering.with_picture(answer[0], request, bool(picture)), answer[1]
        document, undecided = answer
        try:
            out.deliver(document, format, out.look(ascii, color, latex), output, force, pager)
        except TimeUp as stopped:
            if found():
                stopped.add_note("the derivative was found and proved, but there was no time to write it all down")
            raise
    if undecided():
        raise typer.Exit(3)
