"""Proof of a step on a long line from the parts that it changed, each with what it shares put aside.

A line is equal to the next if each changed part is equal to what it became; what a part holds unchanged may be
anything, so parts that are alike are proved once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from derivation.context import Context
from derivation.rules.shape import signed, without_sign
from derivation.term import Term, add, function, multiply, replace, symbol
from derivation.walkthrough import Justification, justify

LEVELS = 4
"""How far below the top of a part what it shares is looked for."""

MANY_ARGUMENTS = 12
"""In sums and products of more parts, all that both sides have in common is one unknown."""

LARGEST_WHOLE = 400
"""Pairs of at most so many nodes are also compared with nothing put aside."""

Pairs = Iterable[tuple[Term, Term]]


def justify_by_parts(pairs: Pairs, context: Context) -> Justification:
    """The proof that every pair is equal, with the conditions of all; undecided if one of them is."""
    known: dict[tuple[Term, Term], Justification] = {}
    found: dict[Term, None] = {}
    for pair in pairs:
        before, after = _shortened(*pair)
        names = _put_aside(before, after, context)
        short = (replace(before, names), replace(after, names))
        proof = known.get(short)
        if proof is None:
            proof = known[short] = justify(*short, context)
        if proof.status != "proved" and before.size + after.size <= LARGEST_WHOLE:
            proof = justify(before, after, context)
        if proof.status != "proved":
            return proof
        back = {name: part for part, name in names.items()}
        found.update(dict.fromkeys(replace(condition, back) for condition in proof.conditions))
    return Justification("proved", tuple(found))


def _shortened(before: Term, after: Term) -> tuple[Term, Term]:
    """A long product or sum, and what it became, with all that stands in both taken together as one unknown."""
    (sign, left), (other, right) = without_sign(before), without_sign(after)
    if left.op != right.op or left.op not in ("product", "sum") or len(left.args) <= MANY_ARGUMENTS:
        return before, after
    spare = Counter(right.args)
    common = Counter[Term]()
    for each in left.args:
        if spare[each] > common[each]:
            common[each] += 1
    return signed(sign, _with_unknown(left, common.copy())), signed(other, _with_unknown(right, common.copy()))


def _with_unknown(term: Term, common: Counter[Term]) -> Term:
    rest = []
    for each in term.args:
        if common[each]:
            common[each] -= 1
        else:
            rest.append(each)
    return (multiply if term.op == "product" else add)(symbol("q"), *rest)


def _put_aside(before: Term, after: Term, context: Context) -> dict[Term, Term]:
    """The largest parts near the top that both sides hold, each with an unknown in its place."""
    ours = set(_near_top(before)) - {before}
    names: dict[Term, Term] = {}
    level = [after]
    for _ in range(LEVELS):
        below: list[Term] = []
        for node in level:
            if node in ours and node.args and node.free:
                unknown = f"q{len(names) + 1}"
                names.setdefault(node, function(unknown, context.variable) if context.depends(node) else symbol(unknown))
            else:
                below.extend(node.args)
        level = below
    return names


def _near_top(term: Term) -> Iterable[Term]:
    level = [term]
    for _ in range(LEVELS):
        yield from level
        level = [arg for node in level for arg in node.args]
