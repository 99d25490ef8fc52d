"""A chain of steps in a saved file, with its names and its context: every expression read again from its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import replace as replace_in

from derivation.context import Context, Definition
from derivation.notation import latex, sympy_text, text
from derivation.notation.shorten import written_out_for_sympy
from derivation.reading import Unreadable, read, read_equation
from derivation.replay.shape import NotAWalkthrough, Record, Refused, keyed, left_out, listed, word, words
from derivation.term import ZERO, Term, function, replace, symbol

DEEPEST = 60
"""How deep substeps may be written inside one another."""

_WORDS = re.compile(r"[^\W\d]\w*")


@dataclass(frozen=True, slots=True)
class SavedStep:
    """One step as the file tells it; `left_out` is how many substeps were too many to be written."""

    place: str
    before: Term
    after: Term
    rule: str
    why: str
    status: str
    conditions: tuple[str, ...]
    substeps: tuple[SavedStep, ...]
    left_out: int
    defines: tuple[Term, Term] | None


def _read(spelling: str, context: Context, place: str, condition: bool = False) -> Term:
    try:
        return (read_equation if condition else read)(spelling, context).term
    except Unreadable as problem:
        raise Refused(place, f"{_clipped(spelling)} cannot be read: {str(problem).splitlines()[0]}") from None


def _name(spelling: str, place: str) -> Term:
    found = _read(spelling, Context(parameters=(symbol(spelling.strip()),)), place)
    if found.op != "symbol" or text(found) != spelling:
        raise Refused(place, f"{_clipped(spelling)} is not a name")
    return found


def _clipped(spelling: object) -> str:
    shown = str(spelling)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


class Reader:
    """Reads one chain of steps with its names and context; what the short names of long parts stand for is put in.

    variable   the letter that is differentiated by, as the file spells it
    dependent  a letter that stands for a function of the variable, such as the y of x^2 + y^2 = 1
    inside     where the chain stands in the file
    """

    def __init__(self, record: Record, variable: object, dependent: object = None, inside: str = "") -> None:
        self.record, self.variable, self.inside = record, variable, inside
        self.dependent = _name(word(dependent, "of"), "of") if dependent is not None else None
        self.where = [keyed(each, "name", "where") for each in listed(record["where"], "where")]
        self.terms: dict[str, Term] = {}
        self.spelt: dict[Term, tuple[tuple[str, tuple[str, ...]], ...]] = {}
        self.parts: dict[Term, Term] = {}
        self.some_left_out = False
        self.plain = plain = self._plain_context()
        self.names = frozenset(word(each["name"], "where") for each in self.where)
        self.reading = plain.define(*self._definitions(names_only=True))
        depending = []
        if self.dependent is not None:
            self.reading = replace_in(self.reading, parameters=(*plain.parameters, self.dependent))
            y = str(self.dependent.value)
            depending = [Definition(y, (), function(f"{y}(x)", plain.variable))]
        self._name_parts()
        self.context = plain.define(*self._definitions(), *depending)
        self.printing = self.context.define(*self._named_by_steps())

    def expression(self, record: object, place: str) -> Term:
        """The term of an expression, whose three spellings must belong together."""
        spelt = keyed(record, "expression", place)
        short = self._short(spelt, place)
        whole = self._whole(short)
        for key, spellings in self._spellings(short, whole):
            if spelt[key] not in spellings:
                raise Refused(place, f"the {key} is not that of the expression {_clipped(spelt['text'])}")
        return whole

    def _spellings(self, short: Term, whole: Term) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """How an expression may be spelt; SymPy may be given a line without the names of its parts."""
        found = self.spelt.get(short)
        if found is None:
            for_sympy = [short, whole] if short is not whole and written_out_for_sympy(whole) else [short]
            found = self.spelt[short] = (
                ("text", (text(short, self.printing),)),
                ("latex", (latex(short, self.printing),)),
                ("sympy", tuple([sympy_text(each, self.printing) for each in for_sympy])),
            )
        return found

    def _short(self, record: object, place: str) -> Term:
        """The term as written, with the names of long parts in it."""
        spelling = word(keyed(record, "expression", place)["text"], place)
        found = self.terms.get(spelling)
        if found is None:
            found = _read(spelling, self._reading_names_in(spelling), place, condition=" = " in spelling)
            self.terms[spelling] = found
        return found

    def _reading_names_in(self, spelling: str) -> Context:
        """What a text is read with: of thousands of names those that stand in it."""
        here = self.names.intersection(_WORDS.findall(spelling))
        return self.reading.define(*(Definition(name, (), ZERO) for name in sorted(here))) if here else self.reading

    def _whole(self, short: Term) -> Term:
        """The names of long parts put in: only those that stand here, for a file may hold thousands."""
        names = {name: self.parts[name] for name in short.free if name in self.parts}
        return replace(short, names) if names else short

    def steps(self) -> tuple[SavedStep, ...]:
        """The steps of the chain; the names in it are all told of."""
        steps = self._steps(self.record["steps"], f"{self.inside}step ")
        self._check_where(steps)
        return steps

    def _steps(self, records: object, inside: str) -> tuple[SavedStep, ...]:
        if inside.count(".") > DEEPEST:
            raise NotAWalkthrough("the steps are nested too deep")
        return tuple(self._step(each, f"{inside}{position}") for position, each in enumerate(listed(records, inside), 1))

    def _step(self, record: object, place: str) -> SavedStep:
        step = keyed(record, "step", place)
        before, after = (self.expression(step[key], f"{place}, {key}") for key in ("before", "after"))
        rule, why, status = (word(step[key], f"{place}, {key}") for key in ("rule", "why", "status"))
        conditions = words(step["conditions"], f"{place}, conditions")
        defines = self._named(step["defines"], f"{place}, defines") if "defines" in step else None
        substeps = self._steps(step["substeps"], f"{place}.")
        missing = left_out(step["note"], place) if "note" in step else 0
        self.some_left_out = self.some_left_out or missing > 0
        if missing and substeps:
            raise Refused(place, "the note says that substeps are left out, but there are some")
        return SavedStep(place, before, after, rule, why, status, conditions, substeps, missing, defines)

    def _named(self, record: object, place: str) -> tuple[Term, Term]:
        named = keyed(record, "name", place)
        return symbol(word(named["name"], place)), self.expression(named["value"], place)

    # --------------------------------------------------------------------------------------------------------- names

    def _plain_context(self) -> Context:
        """Variable, parameters and assumptions."""
        record = keyed(self.record["context"], "context", "context")
        parameters = tuple(_name(each, "parameters") for each in words(record["parameters"], "parameters"))
        variable = word(self.variable, "variable")
        context = Context(_read(variable, Context(parameters=parameters), "variable"), parameters)
        if context.variable.op != "symbol" or text(context.variable) != variable:
            context = Context(_name(variable, "variable"), parameters)
        assumptions = words(record["assumptions"], "assumptions")
        return context.assume(*(_read(each, context, "assumptions", condition=True) for each in assumptions))

    def _definitions(self, names_only: bool = False) -> Iterator[Definition]:
        """The names in force from the start; `names_only` is how they are known while what they stand for is read."""
        record = keyed(self.record["context"], "context", "context")
        seen = {str(each.value) for each in (self.plain.variable, *self.plain.parameters)}
        if self.dependent is not None:
            if self.dependent.value in seen:
                raise Refused("of", f"{self.dependent.value} stands for something else")
            seen.add(str(self.dependent.value))
        for each in listed(record["definitions"], "definitions"):
            given = keyed(each, "definition", "definitions")
            places = tuple(_name(place, "definitions") for place in words(given["parameters"], "definitions"))
            body = ZERO if names_only else self._whole(self._short(given["body"], "definitions"))
            name = str(_name(word(given["name"], "definitions"), "definitions").value)
            if name in seen:
                raise Refused("definitions", f"{name} stands for something else")
            seen.add(name)
            yield Definition(name, places, body)

    def _named_by_steps(self) -> Iterator[Definition]:
        """The names that steps of the first level introduce."""
        for position, step in enumerate(listed(self.record["steps"], "steps"), 1):
            place = f"{self.inside}step {position}"
            if "defines" in keyed(step, "step", place):
                named = keyed(keyed(step, "step", place)["defines"], "name", place)
                yield Definition(word(named["name"], place), (), self._whole(self._short(named["value"], place)))

    def _name_parts(self) -> None:
        """What the short names of long parts stand for, each in terms of those before it."""
        own = _own_names(self.record["steps"])
        for each in self.where:
            name = word(each["name"], "where")
            if name not in own:
                self.parts[symbol(name)] = self._whole(self._short(each["value"], f"where, {name}"))

    def _check_where(self, steps: tuple[SavedStep, ...]) -> None:
        """Every name once, and those that steps introduce as the first such step says."""
        told: dict[Term, Term] = {}
        waiting = list(reversed(steps))
        while waiting:
            step = waiting.pop()
            if step.defines is not None:
                told.setdefault(*step.defines)
            waiting.extend(reversed(step.substeps))
        found = [self._named(each, "where") for each in self.where]
        if len({name for name, _ in found}) < len(found):
            raise Refused("where", "a name stands twice")
        if {name: value for name, value in found if name in told} != told:
            raise Refused("where", "the step that introduces a name says something else")
        used = {name for term in self.terms.values() for name in term.free}
        for name, _ in found:
            if name not in used and not self.some_left_out:
                raise Refused("where", f"nothing is written with the name {name.value}")


def _own_names(steps: object) -> set[str]:
    """The names that steps introduce, as they stand in the file."""
    own: set[str] = set()
    waiting = [steps]
    while waiting:
        here = waiting.pop()
        for step in here if isinstance(here, list) else []:
            if isinstance(step, dict):
                defines = step.get("defines")
                own |= {str(defines.get("name"))} if isinstance(defines, dict) else set()
                waiting.append(step.get("substeps"))
    return own
