"""What should stand in place of a wrong line: the learner's own line mended, or a right one, always proved."""

from __future__ import annotations

from derivation.equality import plain
from derivation.term import Term
from derivation.verify.case import Case, Explanation
from derivation.verify.names import left_name
from derivation.verify.remembered import compare

LARGEST_SHOWN = 200
"""A right line of more nodes than this is not offered as a repair."""

ABOUT = 0.06
"""Explanations whose weights differ by no more than this are about as likely."""


def repair_of(case: Case, found: list[Explanation]) -> tuple[Term | None, Term | None]:
    """What should stand there, proved: the learner's own line mended, or else a right line; and the part that was mended."""
    for each in _shortest_first([each for each in found if each.repair is not None][:4]):
        if each.repair is not None and _is_right(each.repair, case):
            return each.repair, each.part
    for line in case.later[:2]:
        if left_name(line) is None and _is_right(line, case):
            return line, None
    right = case.targets[-1]
    return (_tidied(right, case) if right.size <= LARGEST_SHOWN else None), None


def _shortest_first(found: list[Explanation]) -> list[Explanation]:
    """Of repairs that are about as likely as the likeliest, the shortest comes first."""
    near = [each for each in found if each.weight > found[0].weight - ABOUT]
    near.sort(key=lambda each: each.repair.size if each.repair is not None else 0)
    return near + [each for each in found if each not in near]


def _tidied(right: Term, case: Case) -> Term:
    """A right line as a person would write it; nothing is changed that is not proved equal."""
    from derivation.search import tidied

    line = tidied(plain(right, case.context))
    return line if compare(right, line, case.context).status == "equal" else right


def _is_right(term: Term, case: Case) -> bool:
    return any(compare(target, term, case.context).status == "equal" for target in case.targets)
