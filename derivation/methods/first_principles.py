"""The derivative as a limit, honestly: every line is a limit of equal value until h may be put to 0."""

from __future__ import annotations

from collections.abc import Iterable

from derivation.context import Context
from derivation.lines import Lines, Worked
from derivation.methods.refusal import NotByThisMethod
from derivation.rule import Rule
from derivation.rules import first_principles as table
from derivation.search import tidy
from derivation.term import Term, derivative, postorder

LARGEST = 120
"""Functions of more printed nodes are refused: nobody writes out their difference quotient."""

MOST_LINES = 20


class FirstPrinciples:
    """Differentiates by the definition; limits that were worked out once are kept."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.known: dict[Term, Worked] = {}

    def work_out(self, body: Term) -> Worked:
        """The lines from d/dx(body) by the limit to its result; raises NotByThisMethod where one cannot be found."""
        if body.size > LARGEST or body.todo:
            raise _not_found(body)
        lines = Lines(derivative(body, self.context.variable), self.context)
        while self._use(table.BEFORE, lines):
            pass
        self._use((table.DEFINITION,), lines)
        return self._finished(lines, body)

    def _use(self, rules: Iterable[Rule], lines: Lines) -> bool:
        """Write the line that the first rule that applies gives."""
        for rule in rules:
            match = next(rule.rewrite(lines.end, self.context), None)
            if match is not None and match.after is not lines.end:
                lines.write(match.after, rule, dict(match.holes))
                return True
        return False

    def _finished(self, lines: Lines, body: Term) -> Worked:
        for _ in range(MOST_LINES):
            if lines.end.op != "limit":
                break
            if not self._use(table.RULES, lines):
                raise _not_found(body)
        self._put_limits_in(lines)
        lines.append(tidy(lines.end, self.context))
        return lines.done()

    def _put_limits_in(self, lines: Lines) -> None:
        """Known limits one kind a line; of others, how each was found is told aside."""
        found = {part: self._worked(part) for part in postorder(lines.end) if part.op == "limit"}
        for rule in table.STANDARD:
            known = {part: worked for part, worked in found.items() if [step.rule for step in worked.steps] == [rule.name]}
            if known:
                lines.put_in(known, rule, aside=False)
        rest = {part: worked for part, worked in found.items() if part in set(postorder(lines.end))}
        if rest:
            lines.put_in(rest, table.WORK_OUT)

    def _worked(self, part: Term) -> Worked:
        known = self.known.get(part)
        if known is None:
            body = part.args[0].args[0] if part.args[0].op == "quotient" else part.args[0]
            known = self.known[part] = self._finished(Lines(part, self.context), body)
        return known


def _not_found(body: Term) -> NotByThisMethod:
    why = "know the standard limits of powers, roots, sines, exponentials and logarithms, and no way to the limit for"
    return NotByThisMethod("first principles", body, why)
