"""The tool from Python: text or SymPy expressions in, results that show themselves in a notebook out.

    show, walk  a derivative step by step         check  a hand derivation, line by line
    equal       two forms of one thing            plot   a function and its derivative
    discover    the derivative in terms of the function itself

given    what a caller hands in, as terms      results  what comes back
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from derivation.api import given
from derivation.api.results import Discovery, Names, Picture, Report, Verdict, Walkthrough

if TYPE_CHECKING:
    from derivation.term import Term

__all__ = ["check", "discover", "equal", "plot", "show", "walk"]


def show(
    function: Any,
    variable: Any = None,
    *,
    order: int = 1,
    target: Any = "auto",
    method: str = "power",
    where: Iterable[str] = (),
    parameters: Iterable[Any] = (),
) -> Walkthrough:
    """How the derivative of a function is found by hand.

    function    a name from `derivation list`, a formula as text (plain, LaTeX or Python), or a SymPy expression
    variable    what to differentiate by, as text or a SymPy symbol; by itself x, or the only letter there is
    order       1 for the first derivative, 2 for the second, ...
    target      "raw": stop when it is tidied; "self": in terms of the function; "auto": so where that is simpler; or a form
    method      "power", "quotient", "logarithmic", "first-principles" or "auto"
    where       definitions such as "k = 2" or "s(u) = u^2"
    parameters  names that are constants, whatever else they might mean

    Raises ValueError, with one line and the place, for what cannot be read or differentiated.

    >>> walk = show("sigmoid")
    >>> walk.derivative, walk.self_form, walk.proved
    ((1 - 1/(1 + exp(-x)))/(1 + exp(-x)), (1 - sigma(x))*sigma(x), True)
    >>> [step.rule for step in walk.steps][:2]
    ['fraction as a power', 'function of a function']
    """
    from derivation.cli import answering, asking
    from derivation.methods import METHODS

    with given.one_kind_of_error():
        context = given.context(variable, parameters, where)
        question, symbols = given.question(function, context, order, variable is None)
        goal = target if target in ("raw", "self", "auto") else given.term(target, question.context)[0]
        if method not in METHODS:
            raise ValueError(f"the method is one of {', '.join(METHODS)}, not {method!r}")
        asked = asking.Request(question, method, goal)
        started = time.perf_counter()
        answering.answered(asked)
        return Walkthrough(asked, Names(symbols), time.perf_counter() - started)


walk = show
"""Another name for `show`."""


def check(
    lines: Any,
    of: Any = None,
    variable: Any = None,
    *,
    where: Iterable[str] = (),
    parameters: Iterable[Any] = (),
) -> Report:
    """A derivation by hand, judged line by line.

    lines  a page (text, Markdown or LaTeX) as one string, or the lines as a sequence of strings and SymPy expressions
    of     the function that is differentiated, where the page does not say it

    The other arguments are those of `show`.

    >>> report = check(["2*x*cos(x)"], of="x^2*sin(x)")
    >>> report.verdict, report.first_wrong_line, report.lines[0].mistake.kind
    ('wrong', 0, 'product-of-derivatives')
    >>> bool(check(["x^2", "2x"], of="x^2"))
    True
    """
    from derivation import verify

    with given.one_kind_of_error():
        context = given.context(variable, parameters, where)
        function: Term | None = None
        symbols: dict[str, Any] = {}
        if of is not None:
            question, symbols = given.question(of, context, 1, variable is None)
            context, function = question.context, question.function
        written, found = given.lines(lines, context)
        return Report(verify.check(written, context, function), context, Names({**found, **symbols}))


def equal(left: Any, right: Any, variable: Any = None, *, where: Iterable[str] = (), parameters: Iterable[Any] = ()) -> Verdict:
    """Whether two expressions have the same value wherever both have one: proved, or refuted by a point.

    >>> bool(equal("1 - tanh(x)^2", "sech(x)^2"))
    True
    >>> equal("sqrt(x^2)", "x").counterexample
    {'x': -3/5}
    """
    from derivation import equality, search
    from derivation.walkthrough import Walkthrough as Chain

    with given.one_kind_of_error():
        context = given.context(variable, parameters, where)
        first, names = given.term(left, context)
        second, more = given.term(right, context)
        verdict = equality.compare(first, second, context)
        steps = search.bridge(first, second, context) if verdict.status == "equal" and first is not second else None
        chain = None if steps is None else Chain(first, steps, context)
        return Verdict(first, second, verdict, chain, context, Names({**names, **more}))


def discover(
    function: Any,
    variable: Any = None,
    *,
    order: int = 1,
    where: Iterable[str] = (),
    parameters: Iterable[Any] = (),
) -> Discovery:
    """The derivative written in the function itself, called f, or why there is no such form.

    >>> discover("tanh").form
    1 - f(x)**2
    >>> discover("x^2*sin(x)").absence != ""
    True
    """
    from derivation.discover import discover_order

    with given.one_kind_of_error():
        context = given.context(variable, parameters, where)
        question, symbols = given.question(function, context, order, variable is None)
        return Discovery(discover_order(question.function, order, question.context), Names(symbols))


def plot(
    function: Any,
    variable: Any = None,
    *,
    left: float | None = None,
    right: float | None = None,
    tangent: Any = None,
    where: Iterable[str] = (),
    parameters: Iterable[Any] = (),
) -> Picture:
    """A function and its derivative as a picture, which a notebook shows and `save` writes to a file.

    left, right  the ends of the horizontal axis; by themselves what suits the function
    tangent      where to draw the tangent

    >>> plot("sigmoid").maximum
    (0, 1/4)
    """
    from derivation import functions
    from derivation.plot import NothingToDraw, Wish, draw

    with given.one_kind_of_error():
        context = given.context(variable, parameters, where)
        question, symbols = given.question(function, context, 1, variable is None)
        touching = None if tangent is None else given.term(tangent, question.context)[0]
        named = functions.find(question.name) if question.name else None
        try:
            figure = draw(question.function, question.context, named, Wish(left, right, touching))
        except NothingToDraw as problem:
            raise ValueError(str(problem)) from None
        return Picture(figure, question, Names(symbols))
