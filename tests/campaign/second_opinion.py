"""What SymPy says of lines that are proved here: where it disagrees, the case is kept."""

from __future__ import annotations

import random

from campaign.lines import pairs
from derivation.meaning import to_sympy


def run(count: int, seed: int) -> dict[str, object]:
    """So many proved pairs without a derivative left, both sides at three points by SymPy."""
    import sympy

    dice = random.Random(seed)
    looked_at, kept = 0, []
    for before, after, context in pairs(dice):
        if before.todo or after.todo:
            continue
        try:
            left, right = (to_sympy(each, context) for each in (before, after))
            if left.has(sympy.nan, sympy.zoo, sympy.oo) or right.has(sympy.nan, sympy.zoo, sympy.oo):
                continue
            names = sorted(left.free_symbols | right.free_symbols, key=str)
            values = {each: sympy.Rational(3 + 2 * k, 7) for k, each in enumerate(names)}
            one, other = (sympy.N(each.subs(values), 30) for each in (left, right))
        except Exception as problem:  # SymPy may fail in any way
            kept.append(f"{type(problem).__name__}: {before!r} = {after!r}")
            continue
        looked_at += 1
        if one.is_real and other.is_real and abs(one - other) > 1e-20 * (1 + abs(one)):
            kept.append(f"{before!r} = {after!r}: {one} and {other}")
        if looked_at >= count:
            break
    return {"pairs": looked_at, "kept": len(kept), "cases": kept[:20]}
