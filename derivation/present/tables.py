"""The named functions, and the rules, as pages and as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from derivation.context import Context
from derivation.document import Block, Code, Equation, Heading, Listing, Note, Paragraph, Table
from derivation.present.record import Record, expression
from derivation.present.walkthrough import sentence
from derivation.reading import Unreadable, read, read_equation
from derivation.term import Term, function, symbol

if TYPE_CHECKING:
    from derivation.functions import NamedFunction
    from derivation.rule import Example, Rule


def functions_page(found: Iterable[NamedFunction]) -> Iterator[Block]:
    """One row a function: name, formula, derivative."""
    rows = []
    for each in found:
        formula = each.formula if each.formula is not None else function(each.name, *each.parameters)
        fact = (each.derivative,) if each.derivative is not None else ("derivation show " + each.listed,)
        rows.append(((Code(each.listed),), (formula,), fact))
    yield Heading(("Functions with a name",))
    yield Table(("name", "formula", "derivative"), tuple(rows))
    yield Note("remark", ("derivation show NAME shows how the derivative is found.",))


def functions_record(found: Iterable[NamedFunction]) -> Record:
    """Schema derivation.list/1."""
    rows = []
    for each in found:
        context = Context(each.variable, each.parameters)
        formula = each.formula if each.formula is not None else function(each.name, *each.parameters)
        fact = None if each.derivative is None else expression(each.derivative, context)
        rows.append({"name": each.listed, "formula": expression(formula, context), "derivative": fact, "met": each.met})
    return {"schema": "derivation.list/1", "functions": rows}


KINDS = {
    "differentiation": "Rules of differentiation",
    "algebra": "Rules of algebra",
    "naming": "Giving names",
    "mistake": "Mistakes that are recognised",
}


def rules_page(rules: Iterable[Rule]) -> Iterator[Block]:
    """Every rule in one row, by kind."""
    by_kind: dict[str, list[Rule]] = {}
    for rule in rules:
        by_kind.setdefault(rule.kind, []).append(rule)
    for kind, found in by_kind.items():
        yield Heading((KINDS.get(kind, kind),))
        yield Table(("rule", "statement"), tuple(((rule.name,), (Code(rule.statement),)) for rule in found))
    yield Note("remark", ("derivation rules NAME explains one.",))


def rule_page(rule: Rule) -> Iterator[Block]:
    """One rule: statement, reason, examples."""
    wrong = rule.kind == "mistake"
    yield Heading((rule.name[:1].upper() + rule.name[1:],))
    yield from _statement(rule.statement, wrong)
    yield Paragraph((sentence(rule.why.replace("{", "").replace("}", "")),))
    if rule.reverse:
        yield Paragraph((f"Read from right to left it is called: {rule.reverse}.",))
    if wrong:
        yield Note("warning", ("this is a mistake, not a law; it is here so that it can be recognised.",))
    yield Heading(("Examples",), level=2)
    for example in rule.examples:
        yield from _example(example, wrong)


def _statement(statement: str, wrong: bool) -> Iterator[Block]:
    """The law as it is drawn, where it reads as equations; else as it is written."""
    try:
        laws = [_read_equation(law) for law in statement.split(", ")]
    except Unreadable:
        yield Listing(statement)
        return
    for law in laws:
        left, right = law.args
        yield Equation(right, "≠" if wrong else str(law.value), left)


def _read_equation(law: str) -> Term:
    """An equation in which every letter is a plain name; raises Unreadable."""
    found = read_equation(law, Context(parameters=tuple(map(symbol, "abckmnpqrstuvwyz")))).term
    if found.op != "relation":
        raise Unreadable(law, 0, "an equation was expected")
    return found


def _example(example: Example, wrong: bool) -> Iterator[Block]:
    if example.after is None:
        yield Paragraph((Code(example.before), "   is left alone"))
        return
    try:
        left, right = (read(words).term for words in (example.before, example.after))
    except Unreadable:
        yield Listing(f"{example.before} {'≠' if wrong else '='} {example.after}")
        return
    yield Equation(right, "≠" if wrong else "=", left)


def rules_record(rules: Iterable[Rule]) -> Record:
    """Schema derivation.rules/1."""
    return {"schema": "derivation.rules/1", "rules": [_rule_record(rule) for rule in rules]}


def _rule_record(rule: Rule) -> Record:
    return {
        "name": rule.name,
        "kind": rule.kind,
        "statement": rule.statement,
        "why": rule.why,
        "reverse": rule.reverse,
        "examples": [{"before": each.before, "after": each.after} for each in rule.examples],
    }
