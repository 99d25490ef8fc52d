"""Statements whose y is known only by the equation of a curve, judged one after the other."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from derivation.equality import Verdict
from derivation.reading import Line
from derivation.term import Term
from derivation.verify.case import Case, named_rates
from derivation.verify.chain import Chain, Judged, equation_is_carried
from derivation.verify.curve import Curve
from derivation.verify.names import Names

CaseOf = Callable[[Term, tuple[Term, ...], Term | None], Case]
"""What is known about a wrong side, what it may have had to equal, and the other side."""


def judge_on_curve(curve: Curve, terms: list[Term], line: Line, chain: Chain, names: Names, case_of: CaseOf) -> Judged:
    """What is found about a statement with y' as it is on the curve; a formula alone goes on from the last side."""
    if line.parts[0] is None or len(terms) == 1:
        terms = [chain.side or curve.rate, *terms]
    for left, right in pairwise(terms):
        verdict = curve.compare(left, right)
        if verdict.status == "undecided":
            return Judged("undecided", "not decided: y is known only by the equation of the curve", line.conditions)
        if verdict.status == "different":
            return _wrong(curve, left, right, verdict, line, chain, names, case_of)
    chain.side = chain.last = terms[-1]
    return Judged("ok", "true with y' as it is on the curve", line.conditions)


def _wrong(
    curve: Curve, left: Term, right: Term, verdict: Verdict, line: Line, chain: Chain, names: Names, case_of: CaseOf
) -> Judged:
    said = curve.said(left, right)
    chain.side = right
    if equation_is_carried(left, right, said, chain, names):
        return Judged("ok", "carried", line.conditions)
    chain.facts.append((left, right, said))
    wrong, meant, other = curve.should_be(left, right)
    case = named_rates(case_of(wrong, (meant,), other), curve.y, *curve.moving)
    return Judged("wrong", "not true on the curve", line.conditions, verdict.point, case)
