"""A derivation as data: the steps, what each rests on, and the proof that each keeps the value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from derivation.context import Context
from derivation.term import Path, Term

Status = Literal["proved", "undecided"]


@dataclass(frozen=True, slots=True)
class Step:
    """One use of one rule on a whole line; it is its own justification.

    before, after  the line as it was and as it is
    rule           the name of the rule
    why            one sentence, its holes filled in
    path           where the change is; () is the whole line
    holes          what the names of the rule stood for
    backwards      the rule was read from right to left
    substeps       how what stands inside was worked out; each starts from a part of the line
    status         "proved" only where the values are proved equal
    conditions     what the step needs, as relations; only such as restrict
    defines        a name that this step introduces, with what it stands for
    """

    before: Term
    after: Term
    rule: str
    why: str = ""
    path: Path = ()
    holes: Mapping[str, Term] = field(default_factory=dict)
    backwards: bool = False
    substeps: tuple[Step, ...] = ()
    status: Status = "undecided"
    conditions: tuple[Term, ...] = ()
    defines: tuple[Term, Term] | None = None


@dataclass(frozen=True, slots=True)
class Walkthrough:
    """A start and the steps from it; `start` is the first line, `end` the last.

    start         the derivative still to be done, or the first form of a chain
    steps         each begins with the line that the one before it ends with
    context       the variable, parameters and definitions it was made in
    function      the function differentiated, as read; None for a chain between two forms
    self_form     the derivative in terms of the function itself, if one was found
    notes         what the reader should be told: how the input was read, conventions
    """

    start: Term
    steps: tuple[Step, ...]
    context: Context
    function: Term | None = None
    self_form: Term | None = None
    notes: tuple[str, ...] = ()

    @property
    def end(self) -> Term:
        return self.steps[-1].after if self.steps else self.start

    @property
    def proved(self) -> bool:
        return all(step.status == "proved" for step in self.steps)
