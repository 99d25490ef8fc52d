"""Results as the data that other programs read: the JSON contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from derivation import limits
from derivation.context import Context
from derivation.notation import latex, name_parts, sympy_text, text
from derivation.notation.shorten import written_out_for_sympy
from derivation.term import Term

if TYPE_CHECKING:
    from derivation.walkthrough import Step, Walkthrough

Record = dict[str, object]

RECORDED_CHARACTERS = 400_000
"""About how much is written of one walkthrough before its substeps are left out."""

RECORDED_DEPTH = 50
"""How deep substeps are written inside one another."""


def expression(term: Term, context: Context) -> Record:
    """{"text", "latex", "sympy"} of one term that is not large."""
    return {"text": text(term, context), "latex": latex(term, context), "sympy": sympy_text(term, context)}


class Expressions:
    """Terms of one result; parts of long ones get names, which `where` explains.

    Names that the derivation itself gave (g for an inner function) are explained there too.  In the main lines SymPy
    gets what is to be differentiated without names, for to SymPy a name is a constant.
    """

    def __init__(
        self, terms: Iterable[Term], given: Iterable[tuple[Term, Term]], context: Context, main: Iterable[Term] = ()
    ) -> None:
        self.context, self.given = context, list(given)
        written = list(dict.fromkeys([*terms, *(value for _, value in self.given)]))
        self.main = set(main)
        self.parts, shortened = name_parts(written, limits.SCREEN_CHARACTERS)
        self.short = dict(zip(written, shortened, strict=True))
        self.written: dict[Term, Record] = {}
        self.size = 0

    def write(self, term: Term) -> Record:
        """The expression, made once."""
        found = self.written.get(term)
        if found is None:
            found = self.written[term] = self._write(term)
            self.size += sum(len(str(value)) for value in found.values())
        return found

    def _write(self, term: Term) -> Record:
        short = self.short.get(term, term)
        record = expression(short, self.context)
        if short is not term and term in self.main and written_out_for_sympy(term):
            record["sympy"] = sympy_text(term, self.context)
        return record

    def where(self) -> list[Record]:
        """What the names stand for, each in terms of those before it."""
        given: list[Record] = [{"name": str(name.value), "value": self.write(value)} for name, value in self.given]
        parts: list[Record] = [{"name": str(name.value), "value": expression(value, self.context)} for name, value in self.parts]
        return [*parts, *given]


def walkthrough(walk: Walkthrough, seconds: float, order: int = 1) -> Record:
    """A walkthrough, schema derivation.walkthrough/1."""
    given = _names_given(walk.steps)
    assert walk.function is not None
    found = [walk.self_form.form] if walk.self_form else []
    main = [walk.function, walk.start, *(step.after for step in walk.steps), *found]
    expressions = Expressions([*main, *_inside(walk.steps)], given, walk.context, main)
    record: Record = {
        "schema": "derivation.walkthrough/1",
        "function": expressions.write(walk.function),
        "variable": text(walk.context.variable),
        "order": order,
        "derivative": expressions.write(walk.end),
        "where": [],
        "seconds": round(seconds, 4),
        "self_form": None,
        "steps": [],
        "context": _context(walk.context, walk.steps, expressions),
    }
    if walk.self_form is not None:
        form_record = expressions.write(walk.self_form.form)
        form: Record = {"form": form_record, "terms": list(walk.self_form.terms), "status": walk.self_form.status}
        conditions = [text(each) for each in walk.form_conditions]
        record["self_form"] = {**form, "conditions": conditions} if conditions else form
    record["steps"] = _steps(walk.steps, expressions)
    record["where"] = expressions.where()
    if walk.notes:
        record["notes"] = list(walk.notes)
    return record


def _context(context: Context, steps: tuple[Step, ...], expressions: Expressions, dependent: Term | None = None) -> Record:
    """What the lines were read and proved with; names that a step introduces stand with that step.

    dependent  a letter that stands for a function of the variable, which the page tells of elsewhere
    """
    own = {str(step.defines[0].value) for step in steps if step.defines} | {str(dependent.value) if dependent else ""}
    return {
        "parameters": [text(each) for each in context.parameters],
        "definitions": [
            {"name": each.name, "parameters": [text(place) for place in each.parameters], "body": expressions.write(each.body)}
            for name, each in context.definitions.items()
            if name not in own
        ],
        "assumptions": [text(each) for each in context.assumptions],
    }


def chain(steps: tuple[Step, ...], context: Context, dependent: Term | None = None) -> Record:
    """The steps between two forms, what their names stand for, and the context: what `replay` needs of a page."""
    expressions = Expressions([step.after for step in steps], _names_given(steps), context)
    written = _steps(steps, expressions)
    context_record = _context(context, steps, expressions, dependent)
    return {"where": expressions.where(), "steps": written, "context": context_record}


def _names_given(steps: tuple[Step, ...]) -> list[tuple[Term, Term]]:
    found: dict[Term, Term] = {}
    stack = list(reversed(steps))
    while stack:
        step = stack.pop()
        if step.defines is not None:
            found.setdefault(*step.defines)
        stack.extend(reversed(step.substeps))
    return list(found.items())


INSIDE = 3_000
"""Most substeps whose lines are looked at for parts to name."""


def _inside(steps: tuple[Step, ...]) -> list[Term]:
    """The lines of the substeps, outer ones first."""
    found: list[Term] = []
    level = [inner for step in steps for inner in step.substeps]
    while level and len(found) < 2 * INSIDE:
        found += [line for step in level for line in (step.before, step.after)]
        level = [inner for step in level for inner in step.substeps]
    return found


def _steps(steps: tuple[Step, ...], expressions: Expressions) -> list[Record]:
    """The steps, outer ones first in line for the room there is; without recursion, for they may be nested deep."""
    found: list[Record] = [_step(step, expressions) for step in steps]
    waiting = [(step, record, 1) for step, record in zip(steps, found, strict=True)]
    for step, record, depth in waiting:
        if not step.substeps:
            continue
        if expressions.size > RECORDED_CHARACTERS or depth > RECORDED_DEPTH:
            record["note"] = f"{len(step.substeps)} substeps are left out for length"
            continue
        inner = [_step(each, expressions) for each in step.substeps]
        record["substeps"] = inner
        waiting.extend((each, below, depth + 1) for each, below in zip(step.substeps, inner, strict=True))
    return found


def _step(step: Step, expressions: Expressions) -> Record:
    record: Record = {
        "rule": step.rule,
        "why": step.why,
        "before": expressions.write(step.before),
        "after": expressions.write(step.after),
        "status": step.status,
        "conditions": [text(condition) for condition in step.conditions],
        "substeps": [],
    }
    if step.defines is not None:
        name, value = step.defines
        record["defines"] = {"name": str(name.value), "value": expressions.write(value)}
    return record


__all__ = ["Expressions", "Record", "chain", "expression", "walkthrough"]
