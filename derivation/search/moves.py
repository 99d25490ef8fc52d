"""What may be done with a line: every rule at every place, the same at all equal places at once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from derivation import rules
from derivation.context import Context
from derivation.rule import Rule
from derivation.rules.algebra_definitions import use_definition
from derivation.rules.shape import coefficient, key
from derivation.rules.small_change import SMALL_CHANGE, clean
from derivation.term import E, Term, postorder, rebuild, replace

BRACKET_RULES = frozenset(("multiply out", "factor out", "factor out of some terms"))
WITH_FRACTIONS = 1.3
"""What it costs more to take a fraction out of a bracket, or into it: a person gives it a name first."""

EXPANDING = frozenset(("multiply out", "binomial formula", "sum times difference"))
"""Rules that are also used above the fraction lines alone: denominators are best left as products."""

NEVER_SEARCHED = SMALL_CHANGE | {"fraction as a decimal"}
"""Rules that are no moves of their own."""

MOST_WRITING_OUT = 30
"""Deepest chain of definitions that is followed."""


class Move(NamedTuple):
    """One rule used on a line: the line it gives, and what its holes stood for."""

    after: Term
    rule: Rule
    holes: dict[str, Term]
    extra: float = 0.0


@cache
def searched(kind: str) -> tuple[Rule, ...]:
    """The rules that are tried on terms of a kind."""
    return tuple(rule for rule in rules.algebra() if rule.name not in NEVER_SEARCHED and rule.applies_to(kind))


class Moves:
    """The moves in one search; what was found for a part is kept for every line that holds it.

    context   names and variable
    frozen    arguments and exponents that both ends share, inside which nothing is changed
    kept      names that are not written out
    largest   lines with more nodes are not followed
    local     what was found for parts before, with the same context
    """

    def __init__(
        self, context: Context, frozen: frozenset[str], kept: frozenset[str], largest: int, local: dict[Term, list[Move]]
    ) -> None:
        self.context, self.frozen, self.kept, self.largest = context, frozen, kept, largest
        self.local = local

    def at(self, part: Term) -> list[Move]:
        """The moves at the top of a part, the rest of the line aside."""
        if part.op in ("symbol", "function") and key(part) in self.kept:
            return []
        found = self.local.get(part)
        if found is None:
            found = self.local[part] = list(self._find(part))
        return found

    def _find(self, part: Term) -> Iterator[Move]:
        for rule in searched(part.op):
            for match in rule.rewrite(part, self.context):
                if match.after is not part:
                    extra = WITH_FRACTIONS if rule.name in BRACKET_RULES and _has_long_fraction(part) else 0.0
                    yield Move(match.after, rule, dict(match.holes), extra)

    def of(self, line: Term) -> Iterator[Move]:
        """The moves of a whole line, each with its small change done."""
        everywhere: dict[str, dict[Term, Move]] = {}
        for part in self.open_parts(line):
            for move in self.at(part):
                everywhere.setdefault(move.rule.name, {}).setdefault(part, move)
                yield from self._made(line, {part: move})
        for places in everywhere.values():
            if len(places) > 1:
                yield from self._made(line, places)

    def _made(self, line: Term, places: dict[Term, Move]) -> Iterator[Move]:
        first = next(iter(places.values()))
        changes = {part: move.after for part, move in places.items()}
        afters = [replace(line, changes)]
        if first.rule.name in EXPANDING and (above := replaced_above(line, changes)) is not line:
            afters.append(above)
        small = (each for each in afters if each.size <= 2 * self.largest)
        for after in dict.fromkeys(map(clean, small)):
            if after is not line and after.size <= self.largest:
                yield Move(after, first.rule, first.holes, first.extra)

    def open_parts(self, line: Term) -> list[Term]:
        """The distinct parts in which something may be changed, those inside first."""
        opened: dict[Term, None] = {}
        stack = [line]
        while stack:
            node = stack.pop()
            if node in opened:
                continue
            opened[node] = None
            stack.extend(arg for arg in reversed(node.args) if not self._is_frozen(node, arg))
        return list(opened)

    def _is_frozen(self, holder: Term, part: Term) -> bool:
        inside = holder.op == "function" or (holder.op == "power" and holder.args[0] is E)
        return inside and part.op not in ("symbol", "function") and core(part) in self.frozen


def _has_long_fraction(part: Term) -> bool:
    return any(node.op == "quotient" and any(each.op == "sum" for each in postorder(node.args[1])) for node in postorder(part))


def replaced_above(line: Term, changes: dict[Term, Term]) -> Term:
    """The line with the changes made everywhere but below a fraction line."""
    done: dict[Term, Term] = dict(changes)
    stack = [line]
    while stack:
        node = stack[-1]
        if node in done:
            stack.pop()
            continue
        open_parts = node.args[:1] if node.op == "quotient" else node.args
        waiting = [part for part in open_parts if part not in done]
        if waiting:
            stack.extend(waiting)
        else:
            done[node] = rebuild(node, (*(done[part] for part in open_parts), *node.args[len(open_parts) :]))
            stack.pop()
    return done[line]


def core(part: Term) -> str:
    """An argument without the number in front of it, the same up to order."""
    return key(coefficient(clean(part))[1])


def written_out(term: Term, context: Context) -> Term:
    """The term with every name and named function written out."""
    for _ in range(MOST_WRITING_OUT):
        mapping = {}
        for node in postorder(term):
            match = next(use_definition(node, context), None) if node.op in ("symbol", "function") else None
            if match is not None and node.op != "power":
                mapping[node] = match.after
        if not mapping:
            break
        term = replace(term, mapping)
    return term


def own_names_out(term: Term, context: Context) -> Term:
    """The term with the names of the context written out, and no others."""
    named = (node for node in postorder(term) if node.op in ("symbol", "function") and str(node.value) in context.definitions)
    mapping = {node: match.after for node in named for match in use_definition(node, context)}
    return replace(term, mapping) if mapping else term


def arguments(term: Term) -> set[str]:
    """What stands in functions and in exponents of e, without numbers in front."""
    found: set[str] = set()
    for node in postorder(term):
        if node.op == "function":
            found.update(core(arg) for arg in node.args)
        elif node.op == "power" and node.args[0] is E:
            found.add(core(node.args[1]))
    return found


def names(term: Term, context: Context) -> set[str]:
    """The named parts that could be written out, with their arguments."""
    return {
        key(node)
        for node in postorder(term)
        if (node.op == "symbol" and str(node.value) in context.definitions) or node.op == "function"
    }
