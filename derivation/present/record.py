"""Results as the data that other programs read: the JSON contract."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from derivation import limits
from derivation.context import Context
from derivation.notation import latex, name_parts, sympy_text, text
from derivation.term import Term, postorder

if TYPE_CHECKING:
    from derivation.walkthrough import Step, Walkthrough

Record = dict[str, object]

RECORDED_CHARACTERS = 400_000
"""About how much is written of one walkthrough before its substeps are left out."""

RECORDED_DEPTH = 50
"""How deep substeps are written inside one another."""


def expression(term: Term, context: Context) -> Record:
    """{"text", "latex", "sympy"} of one term that is not large."""
    return {"text": text(term), "latex": latex(term), "sympy": sympy_text(context.written_out(term), context)}


class Expressions:
    """Terms of one result; parts of long ones get names, which `where` explains.

    Names that the derivation itself gave (g for an inner function) are explained there too.
    """

    def __init__(self, terms: Iterable[Term], given: Iterable[tuple[Term, Term]], context: Context) -> None:
        self.context = context
        distinct = list(dict.fromkeys([*terms, *(value for _, value in given)]))
        self.long = [term for term in distinct if _is_long(term)]
        self.parts: list[tuple[Term, Term]] = []
        self.short: dict[Term, Term] = {}
        if self.long:
            self.parts, shortened = name_parts(self.long, limits.SCREEN_CHARACTERS)
            self.short = dict(zip(self.long, shortened, strict=True))
        self.given = list(given)
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
        return {"text": text(short), "latex": latex(short), "sympy": self._sympy(term, short)}

    def _sympy(self, term: Term, short: Term) -> str:
        """A derivative still to be done hides nothing behind a name, for SymPy would take the name for a constant."""
        still_to_do = any(part.op in ("derivative", "at") for part in postorder(short))
        if still_to_do and term.size <= limits.SCREEN_CHARACTERS * 4:
            return sympy_text(self.context.written_out(term), self.context)
        return sympy_text(short if still_to_do else self.context.written_out(short), self.context)

    def where(self) -> list[Record]:
        """What the names stand for, each in terms of those before it."""
        named = [(name, self.write(value)) for name, value in self.given]
        return [{"name": str(name.value), "value": self._part(value)} for name, value in self.parts] + [
            {"name": str(name.value), "value": value} for name, value in named
        ]

    def _part(self, value: Term) -> Record:
        return {"text": text(value), "latex": latex(value), "sympy": sympy_text(value, self.context)}


def _is_long(term: Term) -> bool:
    if term.size > limits.SCREEN_CHARACTERS:
        return True
    return term.size * 3 > limits.SCREEN_CHARACTERS and len(text(term)) > limits.SCREEN_CHARACTERS


def walkthrough(walk: Walkthrough, seconds: float, order: int = 1) -> Record:
    """A walkthrough, schema derivation.walkthrough/1."""
    given = _names_given(walk)
    assert walk.function is not None
    form = [walk.self_form.form] if walk.self_form else []
    main = [walk.function, walk.start, *(step.after for step in walk.steps), *form]
    expressions = Expressions([*main, *_inside(walk.steps)], given, walk.context)
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
    }
    if walk.self_form is not None:
        form_record = expressions.write(walk.self_form.form)
        record["self_form"] = {"form": form_record, "terms": list(walk.self_form.terms), "status": walk.self_form.status}
    record["steps"] = _steps(walk.steps, expressions)
    record["where"] = expressions.where()
    if walk.notes:
        record["notes"] = list(walk.notes)
    return record


def chain(steps: tuple[Step, ...], context: Context) -> tuple[list[Record], list[Record]]:
    """The steps between two forms, and what their names stand for."""
    expressions = Expressions([step.after for step in steps], [], context)
    return _steps(steps, expressions), expressions.where()


def _names_given(walk: Walkthrough) -> list[tuple[Term, Term]]:
    found: dict[Term, Term] = {}
    stack = list(reversed(walk.steps))
    while stack:
        step = stack.pop()
        if step.defines is not None:
            found.setdefault(*step.defines)
        stack.extend(reversed(step.substeps))
    return list(found.items())


INSIDE = 3_000
"""Most substeps whose lines are looked at for parts to name."""


def _inside(steps: tuple[Step, ...]) -> list[Term]:
    found: list[Term] = []
    stack = [inner for step in reversed(steps) for inner in reversed(step.substeps)]
    while stack and len(found) < 2 * INSIDE:
        step = stack.pop()
        found += [step.before, step.after]
        stack.extend(reversed(step.substeps))
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
    return {
        "rule": step.rule,
        "why": step.why,
        "before": expressions.write(step.before),
        "after": expressions.write(step.after),
        "status": step.status,
        "conditions": [text(condition) for condition in step.conditions],
        "substeps": [],
    }


__all__ = ["Expressions", "Record", "chain", "expression", "walkthrough"]
