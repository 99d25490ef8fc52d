"""The lines of a derivation as they are written, each proved when it is added, and what they came to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from derivation.context import Context
from derivation.notation import unicode_line
from derivation.rule import Rule, in_words
from derivation.rules import differentiation
from derivation.term import Term, place_of_change, put_in
from derivation.walkthrough import Step, justify


class CannotDifferentiate(Exception):
    """No rule applies to a part; `part` is that part."""

    def __init__(self, part: Term) -> None:
        super().__init__(f"no rule for the derivative of {unicode_line(part)}")
        self.part = part


@dataclass(frozen=True, slots=True)
class Worked:
    """A derivative worked out: the steps from d/dx(body) to its result."""

    start: Term
    steps: tuple[Step, ...]

    @property
    def result(self) -> Term:
        return self.steps[-1].after if self.steps else self.start


class Lines:
    """The lines of one derivation as they are written, each proved when it is added."""

    def __init__(self, start: Term, context: Context) -> None:
        self.start, self.end, self.context = start, start, context
        self.steps: list[Step] = []

    def write(self, after: Term, rule: Rule, holes: dict[str, Term], defines: tuple[Term, Term] | None = None) -> None:
        """Add a line that a rule gives."""
        proof = justify(self.end, after, self.context)
        why = in_words(rule.why, holes)
        place = place_of_change(self.end, after)
        self._add(Step(self.end, after, rule.name, why, place, holes, False, (), proof.status, proof.conditions, defines))

    def put_in(self, results: dict[Term, Worked], rule: Rule = differentiation.WORK_OUT, aside: bool = True) -> None:
        """Add the line in which derivatives, or limits, are replaced by what they were found to be."""
        known = {part: worked.result for part, worked in results.items()}
        after = put_in(self.end, known)
        substeps = tuple(step for worked in results.values() for step in worked.steps) if aside else ()
        proved = all(step.status == "proved" for worked in results.values() for step in worked.steps)
        proof = justify(self.end, after, self.context, known if proved else {})
        self._add(Step(self.end, after, rule.name, rule.why, (), {}, False, substeps, proof.status, proof.conditions))

    def append(self, steps: Iterable[Step]) -> None:
        """Add lines that are proved already."""
        for step in steps:
            self._add(step)

    def _add(self, step: Step) -> None:
        if step.after is not self.end:
            self.steps.append(step)
            self.end = step.after

    def done(self) -> Worked:
        return Worked(self.start, tuple(self.steps))
