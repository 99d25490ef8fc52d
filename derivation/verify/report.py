"""What comes back from checking a page: a verdict for every line, and for a wrong one why, where and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from derivation.equality import Counterexample
from derivation.term import Term

Status = Literal["given", "ok", "wrong", "undecided", "unreadable"]
PageVerdict = Literal["correct", "wrong", "undecided", "unreadable"]


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake by name: what a tutor would say about it.

    kind    one of `rules.mistakes.KINDS`
    name    the name of the row that describes it
    why     one sentence for the learner
    others  further explanations that fit as well, likeliest first
    """

    kind: str
    name: str
    why: str
    others: tuple[Mistake, ...] = ()


@dataclass(frozen=True, slots=True)
class LineVerdict:
    """The verdict on one line.

    index           its place among the lines
    text            as it was typed
    status          given: taken as it is; ok: follows; wrong; undecided; unreadable
    how             how that is known, one sentence
    conditions      relations under which the line holds
    mistake         for a wrong line, the mistake, where one was recognised
    counterexample  for a wrong line, a point at which the two values differ
    repair          for a wrong line, what should stand there
    wrong           from where to where in `text` the wrong part stands, or the one that cannot be read
    notes           what had to be decided to read it
    """

    index: int
    text: str
    status: Status
    how: str = ""
    conditions: tuple[Term, ...] = ()
    mistake: Mistake | None = None
    counterexample: Counterexample | None = None
    repair: Term | None = None
    wrong: tuple[int, int] | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """The verdict on a page: wrong before unreadable before undecided before correct."""

    verdict: PageVerdict
    first_wrong_line: int | None
    lines: tuple[LineVerdict, ...]
    notes: tuple[str, ...] = ()


def report_of(lines: list[LineVerdict], notes: tuple[str, ...] = (), reached: bool = True) -> Report:
    """The lines put together; `reached` says whether the page says anything about what was asked."""
    statuses = {line.status for line in lines}
    verdict: PageVerdict = "correct" if lines and reached else "undecided"
    for each in ("undecided", "unreadable", "wrong"):
        if each in statuses:
            verdict = each
    first = next((line.index for line in lines if line.status == "wrong"), None)
    return Report(verdict, first, tuple(lines), notes)
