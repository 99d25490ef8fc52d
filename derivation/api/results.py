"""What comes back to Python: SymPy expressions, and pages that show themselves in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from derivation.api.given import Symbols
from derivation.api.pages import Shown, displayed
from derivation.context import Context
from derivation.document import Block, Document
from derivation.meaning import to_sympy
from derivation.present.question import Question
from derivation.term import Term, rational, symbol

if TYPE_CHECKING:
    from derivation import equality, verify, walkthrough
    from derivation.cli.asking import Request
    from derivation.discover import Discovery as Discovered
    from derivation.plot import Figure


class Names:
    """Turns terms into SymPy expressions with the caller's own symbols."""

    def __init__(self, symbols: Symbols) -> None:
        self.symbols = symbols

    def sympy(self, term: Term) -> Any:
        """The SymPy expression; functions keep their names, and SymPy evaluates as it always does."""
        found = to_sympy(term)
        return found.xreplace({to_sympy(symbol(name)): own for name, own in self.symbols.items()}) if self.symbols else found

    def all(self, terms: Iterable[Term]) -> tuple[Any, ...]:
        return tuple(self.sympy(each) for each in terms)


class Step(Shown):
    """One use of one rule.

    rule, why      its name, and one sentence
    before, after  the line as it was and as it is, as SymPy expressions
    status         "proved" or "undecided"
    conditions     what it needs, as SymPy relations
    substeps       how what stands inside was worked out
    """

    def __init__(self, step: walkthrough.Step, context: Context, names: Names) -> None:
        self._step, self._context, self._names = step, context, names
        self.rule, self.why, self.status = step.rule, step.why, step.status

    @property
    def before(self) -> Any:
        return self._names.sympy(self._step.before)

    @property
    def after(self) -> Any:
        return self._names.sympy(self._step.after)

    @property
    def conditions(self) -> tuple[Any, ...]:
        return self._names.all(self._step.conditions)

    @property
    def substeps(self) -> tuple[Step, ...]:
        return tuple(Step(each, self._context, self._names) for each in self._step.substeps)

    def document(self) -> Document:
        from derivation.document import Equation
        from derivation.present.walkthrough import Telling

        blocks: list[Block] = [Equation(self._step.before, sign=""), *Telling().tell((self._step,), 0)]
        return Document(self.rule, blocks)

    def _repr_latex_(self) -> str | None:
        return displayed(self._step.before, (self._step,))


class Walkthrough(Shown):
    """A derivative step by step: `print` it, let a notebook show it, or `write` it in any format.

    function    what was differentiated
    derivative  the last line, named functions written out
    self_form   the derivative in terms of the function, or None
    steps       from the first line to the last
    proved      whether every step is
    data        the same as `derivation show --format json` gives
    """

    def __init__(self, asked: Request, names: Names, seconds: float) -> None:
        from derivation.cli.answering import answered

        self._asked, self._names, self._seconds = asked, names, seconds
        self._walk = answered(asked)
        self.proved = self._walk.proved

    @property
    def function(self) -> Any:
        return self._names.sympy(self._asked.question.function)

    @property
    def derivative(self) -> Any:
        from derivation.functions import unfold

        return self._names.sympy(unfold(self._walk.context.written_out(self._walk.end), self._walk.context))

    @property
    def self_form(self) -> Any:
        return None if self._walk.self_form is None else self._names.sympy(self._walk.self_form.form)

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(each, self._walk.context, self._names) for each in self._walk.steps)

    @property
    def data(self) -> Mapping[str, object]:
        from derivation.present.record import walkthrough

        return walkthrough(self._walk, self._seconds, self._asked.question.order)

    def document(self) -> Document:
        from derivation.cli.answering import document

        return document(self._asked, 0.0)

    def _repr_latex_(self) -> str | None:
        return displayed(self._walk.start, self._walk.steps)


class Verdict(Shown):
    """Whether two forms are equal; true where that is proved.

    status          "equal", "different" or "undecided", and `how` that is known
    conditions      where both have a value, as SymPy relations
    counterexample  a point where they differ, {name: number}, or None
    steps           a chain from one to the other, where there is one
    """

    def __init__(
        self,
        left: Term,
        right: Term,
        verdict: equality.Verdict,
        chain: walkthrough.Walkthrough | None,
        context: Context,
        names: Names,
    ) -> None:
        self._left, self._right, self._verdict, self._chain = left, right, verdict, chain
        self._context, self._names = context, names
        self.status, self.how = verdict.status, verdict.how

    def __bool__(self) -> bool:
        return self.status == "equal"

    @property
    def conditions(self) -> tuple[Any, ...]:
        return self._names.all(self._verdict.conditions)

    @property
    def counterexample(self) -> dict[str, Any] | None:
        return point(self._verdict.point)

    @property
    def steps(self) -> tuple[Step, ...]:
        return tuple(Step(each, self._context, self._names) for each in self._chain.steps) if self._chain else ()

    def document(self) -> Document:
        from derivation.present import comparison

        return Document("Are these equal?", comparison.blocks(self._left, self._right, self._verdict, self._chain, "normal"))

    def _repr_latex_(self) -> str | None:
        if self._chain is not None and self._chain.steps:
            return displayed(self._left, self._chain.steps)
        sign = {"equal": "=", "different": r"\neq"}.get(self.status, r"\overset{?}{=}")
        return displayed(self._left, (), f" {sign} ", self._right)


class Line:
    """The verdict on one line of a page.

    index, text     its place, and as it was written
    status          "given", "ok", "wrong", "undecided" or "unreadable", and `how` that is known
    mistake         for a wrong line, its .kind, .name and .why, where it was recognised
    counterexample  for a wrong line, a point where it fails
    repair          for a wrong line, what should stand there, as a SymPy expression
    """

    def __init__(self, line: verify.LineVerdict, names: Names) -> None:
        self._line, self._names = line, names
        self.index, self.text, self.status, self.how, self.mistake = line.index, line.text, line.status, line.how, line.mistake

    def __repr__(self) -> str:
        return f"<{self.status}: {self.text}>"

    @property
    def counterexample(self) -> dict[str, Any] | None:
        return point(self._line.counterexample)

    @property
    def repair(self) -> Any:
        return None if self._line.repair is None else self._names.sympy(self._line.repair)


class Report(Shown):
    """The verdict on a page; true where every line follows.

    verdict           "correct", "wrong", "undecided" or "unreadable"
    first_wrong_line  its index, or None
    lines             the verdict on each
    data              the same as `derivation check --format json` gives
    """

    def __init__(self, report: verify.Report, context: Context, names: Names) -> None:
        self._report, self._context, self._names = report, context, names
        self.verdict, self.first_wrong_line = report.verdict, report.first_wrong_line

    def __bool__(self) -> bool:
        return self.verdict == "correct"

    @property
    def lines(self) -> tuple[Line, ...]:
        return tuple(Line(each, self._names) for each in self._report.lines)

    @property
    def data(self) -> Mapping[str, object]:
        from derivation.present.report import record

        return record(self._report, self._context)

    def document(self) -> Document:
        from derivation.present.report import blocks

        return Document("Your derivation", blocks(self._report))


class Discovery:
    """The derivative in terms of the function.

    form     a SymPy expression in which the function reads f(x), or None
    terms    what it is written with: ("f",), ("f", "x"), ...
    status   "proved" or "undecided"
    absence  why f alone does not do, or ""
    """

    def __init__(self, found: Discovered, names: Names) -> None:
        self._found, self._names = found, names
        self.terms, self.status, self.absence = found.terms, found.status, found.absence

    def __repr__(self) -> str:
        return f"<{self.form if self._found.form is not None else self.absence}: {self.status}>"

    @property
    def form(self) -> Any:
        return None if self._found.form is None else self._names.sympy(self._found.form)

    def _repr_latex_(self) -> str | None:
        return None if self._found.form is None else displayed(self._found.form, ())


class Picture(Shown):
    """A function and its derivative as curves.

    maximum  (place, value) of the greatest derivative in the picture, exact where that is known; None without one
    """

    def __init__(self, figure: Figure, question: Question, names: Names) -> None:
        self._figure, self._question, self._names = figure, question, names

    @property
    def maximum(self) -> tuple[Any, Any] | None:
        mark = self._figure.maximum
        return None if mark is None else (self._names.sympy(mark.place), self._names.sympy(mark.value))

    def save(self, file: str | Path) -> None:
        """Write a .png, .svg or .pdf file, drawn by Matplotlib."""
        from derivation.export import plot_file

        path = Path(file)
        kind = path.suffix.lower().removeprefix(".")
        if kind not in plot_file.KINDS:
            raise ValueError(f"the file of a plot ends in .png, .svg or .pdf, not {path.suffix or 'in nothing'!r}")
        try:
            picture = plot_file.write(self._figure, kind)
        except ImportError:
            raise ImportError(plot_file.MISSING) from None
        path.write_bytes(picture)

    def document(self) -> Document:
        from derivation.present.plot import blocks

        return Document("A function and its derivative", blocks(self._figure, self._question))


def point(found: equality.Counterexample | None) -> dict[str, Any] | None:
    """A point with SymPy numbers."""
    return None if found is None else {name: to_sympy(rational(value)) for name, value in found.at.items()}
