"""A walkthrough as a file for Coq: the function, a lemma for each derivative and each step, and the closing theorem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from derivation import functions
from derivation.context import Context, Definition
from derivation.export.coq.calculus import Rules
from derivation.export.coq.conditions import hypotheses, plain_relations
from derivation.export.coq.pieces import are_met, cases, relations, resolved
from derivation.export.coq.reals import NotExpressible, Writer
from derivation.functions import NamedFunction
from derivation.notation import text
from derivation.term import Term, postorder
from derivation.walkthrough import Step, Walkthrough

HERE = Path(__file__).parent

IMPORTS = """From Coq Require Import Reals Psatz Nsatz.
From Coquelicot Require Import Coquelicot.
Open Scope R_scope.
"""

LARGEST = 4_000
"""Most printed nodes of a line that a certificate is written for."""


@dataclass(frozen=True, slots=True)
class Lemma:
    """One statement with its proof; `about` says in words what it is for."""

    name: str
    statement: str
    proof: str
    about: str


@dataclass(slots=True)
class Certificate:
    """The parts of the file, and `file` as a whole.

    name         the Coq name of the function
    title        what is certified, for the reader
    conditions   under which it holds, for the reader; one for each case
    definitions  the function, and those that it calls
    lemmas       in order, the theorems among them
    theorems     what they come to, one for each case
    """

    name: str
    title: str
    conditions: list[str] = field(default_factory=list)
    definitions: list[str] = field(default_factory=list)
    lemmas: list[Lemma] = field(default_factory=list)
    theorems: list[Lemma] = field(default_factory=list)

    @property
    def file(self) -> str:
        """The whole file."""
        parts = [f"(* {self.title} *)\n", IMPORTS, prelude(), f"(* {'-' * 100} *)\n", *self.definitions]
        for lemma in self.lemmas:
            kind = "Theorem" if lemma in self.theorems else "Lemma"
            parts.append(f"(* {lemma.about} *)\n{kind} {lemma.name} {lemma.statement}.\nProof. {lemma.proof} Qed.\n")
        parts.append(self._closing())
        return "\n".join(parts)

    def _closing(self) -> str:
        """Coq is asked what the theorems rest on; those of several cases are asked about together."""
        names = [theorem.name for theorem in self.theorems]
        if len(names) == 1:
            return f"Print Assumptions {names[0]}.\n"
        whole = f"{self.name}_derivative"
        return f"Definition {whole} := ({', '.join(names)}).\n\nPrint Assumptions {whole}.\n"


def prelude() -> str:
    """What every certificate begins with: the rules of differentiation and the tactics."""
    return "\n".join((HERE / name).read_text(encoding="utf-8") for name in ("prelude.v", "tactics.v"))


def certificate(walk: Walkthrough, named: NamedFunction | None = None) -> Certificate:
    """The certificate of a walkthrough; raises NotExpressible where Coq's libraries lack a word.

    named  the function of the catalogue that it is about, for its name, its arguments and its domain; found by its
           formula where it is not given
    """
    if walk.function is None or walk.start.op != "derivative" or walk.start.value != 1:
        raise NotExpressible("only a first derivative can be certified")
    found = named or _named(walk.function, walk.context.variable)
    if found is None:
        return _Builder(walk, Definition("f", tuple(_symbols(walk.function, walk.context.variable)), walk.function), ()).build()
    name = found.name if found.formula is not None else "f"
    return _Builder(walk, Definition(name, found.parameters, walk.function), found.domain).build()


def _named(body: Term, variable: Term) -> NamedFunction | None:
    """The function of the catalogue that has this formula, or that this is."""
    if body.op == "function":
        found = functions.find(str(body.value), len(body.args))
        return found if found is not None and found.formula is None and found.parameters == body.args else None
    fitting = (each for each in functions.table() if each.variable is variable and len(each.parameters) == len(body.free))
    return next((each for each in fitting if each.formula is body), None)


class _Builder:
    """Puts one certificate together."""

    def __init__(self, walk: Walkthrough, main: Definition, domain: Sequence[Term]) -> None:
        self.walk, self.main, self.domain = walk, main, domain
        self.context, self.variable = _without_names(walk), walk.context.variable
        self.lines = [self._written_out(step.after) for step in walk.steps]
        if any(line.size > LARGEST for line in self.lines):
            raise NotExpressible("its lines are too long")
        others = [each for each in _symbols_of(self.lines) if each not in main.parameters]
        self.symbols = [*main.parameters, *others]
        self.writer = Writer(self.context, self.symbols, main)

    def _written_out(self, line: Term) -> Term:
        return self.walk.context.written_out(line)

    def build(self) -> Certificate:
        """The parts in order: every case has lemmas and a theorem of its own."""
        first, writer = self._first_line(), self.writer
        lines = [self.main.body, *self.lines[first:]]
        shared = [part for each in self.domain for part in plain_relations(each, self.variable)]
        made = Certificate(writer.name, f"{text(self.walk.start)} = {text(self.lines[-1])}, line by line.")
        inside = [part for body, result, _ in _worked_out(self.walk, self._written_out) for part in (body, result)]
        found = cases([*lines, *inside], self.context, shared)
        for number, self.case in enumerate(found, 1):
            self.ending = f"_case_{number}" if len(found) > 1 else ""
            needed = [resolved(functions.unfold(line, self.context), self.case) for line in lines]
            self._one_case(made, first, hypotheses(needed, [*shared, *relations(self.case)]))
        made.definitions = self._definitions()
        return made

    def _one_case(self, made: Certificate, first: int, conditions: Sequence[Term]) -> None:
        if not are_met(conditions):
            raise NotExpressible("no point was found at which its conditions hold")
        stated = [self.writer.text(each) for each in conditions]
        made.conditions.append(", ".join(text(each) for each in conditions))
        self.binders = self._binders(stated)
        self.arguments = " ".join([*(self.writer.symbols[each] for each in self.symbols), *self._names(stated)])
        made.lemmas += [*self._derivatives(first), *self._steps(first)]
        made.theorems.append(self._theorem(first))
        made.lemmas.append(made.theorems[-1])

    def _first_line(self) -> int:
        """The number of the first line in which nothing is left to be differentiated."""
        done = [k for k, line in enumerate(self.lines) if not line.todo]
        if not done:
            raise NotExpressible("its derivative is not worked out")
        return done[0]

    def _names(self, conditions: Sequence[str]) -> list[str]:
        return [f"H{number}" for number in range(1, len(conditions) + 1)]

    def _binders(self, conditions: Sequence[str]) -> str:
        symbols = " ".join(self.writer.symbols[each] for each in self.symbols)
        given = "".join(f" (H{number} : {each})" for number, each in enumerate(conditions, 1))
        return f"({symbols} : R){given}"

    def _definitions(self) -> list[str]:
        made = []
        for name, definition in self._in_order():
            parameters, body = self.writer.text_of_body(definition)
            made.append(f"Definition {name} ({' '.join(parameters)} : R) : R := {body}.\n")
        names = " ".join(dict.fromkeys(name for name, _ in self.writer.called.values()))
        return [*made, f"#[local] Hint Unfold {names} : certificate.\n"]

    def _in_order(self) -> list[tuple[str, Definition]]:
        """Every definition after those that it calls."""
        called, found = self.writer.called, dict[str, Definition]()
        stack = list(reversed(called))
        while stack:
            name, definition = called[stack[-1]]
            calls = [(str(node.value), len(node.args)) for node in postorder(definition.body) if node.op == "function"]
            waiting = [key for key in calls if key in called and called[key][0] not in found and key != stack[-1]]
            if name in found or not waiting:
                found.setdefault(name, definition)
                stack.pop()
            else:
                stack += reversed(waiting)
        return list(found.items())

    def _derivatives(self, first: int) -> list[Lemma]:
        """A lemma for each derivative that was worked out inside, and the last for the function itself."""
        known: dict[Term, str] = {}
        rules = Rules(self.writer, self.variable, known, self.case)
        made = []
        for number, (body, result, used) in enumerate(_worked_out(self.walk, self._written_out), 1):
            name = f"derivative_{number}{self.ending}"
            made.append(self._derivative(name, rules.proof(body), self.writer.text(body), result, f"Worked out inside: {used}."))
            known[body] = f"({name} {self.arguments})"
        call = f"{self.writer.name} {' '.join(self.writer.symbols[each] for each in self.main.parameters)}"
        used = ", ".join(dict.fromkeys(step.rule for step in self.walk.steps[: first + 1]))
        words = f"Lines 1 to {first + 1}: {used}."
        made.append(
            self._derivative(f"line_{first + 1}{self.ending}", rules.proof(self.main.body), call, self.lines[first], words)
        )
        return made

    def _derivative(self, name: str, proof: str, body: str, result: Term, about: str) -> Lemma:
        statement = f"{self.binders} :\n  is_derive (fun {self.writer.symbols[self.variable]} => {body}) " + (
            f"{self.writer.symbols[self.variable]} ({self.writer.text(result)})"
        )
        return Lemma(name, statement, f"refine (D_eq _ _ _ _ {proof} _); certify.", about)

    def _steps(self, first: int) -> list[Lemma]:
        made = []
        for number in range(first + 1, len(self.lines)):
            before, after = self.lines[number - 1], self.lines[number]
            statement = f"{self.binders} :\n  {self.writer.side(before)} =\n  {self.writer.side(after)}"
            rule = self.walk.steps[number].rule
            made.append(Lemma(f"line_{number + 1}{self.ending}", statement, "certify.", f"Line {number + 1}: {rule}."))
        return made

    def _theorem(self, first: int) -> Lemma:
        proof = f"(line_{first + 1}{self.ending} {self.arguments})"
        for number in range(first + 1, len(self.lines)):
            proof = f"(D_eq _ _ _ _ {proof} (line_{number + 1}{self.ending} {self.arguments}))"
        call = f"{self.writer.name} {' '.join(self.writer.symbols[each] for each in self.main.parameters)}"
        point = self.writer.symbols[self.variable]
        statement = f"{self.binders} :\n  is_derive (fun {point} => {call}) {point} ({self.writer.text(self.lines[-1])})"
        return Lemma(
            f"{self.writer.name}_derivative{self.ending}", statement, f"exact {proof}.", "The derivative, in its final form."
        )


def _without_names(walk: Walkthrough) -> Context:
    """The context without the plain names that were given on the way."""
    kept = {name: each for name, each in walk.context.definitions.items() if each.parameters}
    return Context(walk.context.variable, walk.context.parameters, kept, walk.context.assumptions)


def _symbols(term: Term, variable: Term) -> list[Term]:
    """The symbols of a term as they occur, the variable last."""
    return [each for each in _symbols_of([term]) if each is not variable] + [variable]


def _symbols_of(terms: Sequence[Term]) -> list[Term]:
    return [node for node in postorder(*terms) if node.op == "symbol" and any(node in term.free for term in terms)]


def _worked_out(walk: Walkthrough, written_out: Callable[[Term], Term]) -> list[tuple[Term, Term, str]]:
    """What was differentiated in substeps, innermost first, each with its result and the rules used."""
    found: dict[Term, tuple[Term, Term, str]] = {}
    for step in _innermost_first(walk.steps):
        for chain in _chains(step.substeps):
            body, result = written_out(chain[0].before.args[0]), written_out(chain[-1].after)
            if not body.todo and not result.todo:
                found.setdefault(body, (body, result, ", ".join(dict.fromkeys(each.rule for each in chain))))
    return list(found.values())


def _innermost_first(steps: Sequence[Step]) -> list[Step]:
    order: list[Step] = []
    stack = list(steps)
    while stack:
        step = stack.pop()
        order.append(step)
        stack.extend(step.substeps)
    return order[::-1]


def _chains(steps: Sequence[Step]) -> list[list[Step]]:
    """Substeps as chains, each from one derivative to its result."""
    chains: list[list[Step]] = []
    for step in steps:
        if chains and chains[-1][-1].after is step.before:
            chains[-1].append(step)
        elif step.before.op == "derivative":
            chains.append([step])
    return chains
