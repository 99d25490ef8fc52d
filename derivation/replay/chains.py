"""The lines of a saved walkthrough side by side: where a chain of steps ends, and what a line changes of the one before."""

from __future__ import annotations

from collections.abc import Iterable

from derivation.replay.reader import SavedStep
from derivation.term import Term


def runs(steps: Iterable[SavedStep]) -> list[tuple[SavedStep, ...]]:
    """The steps as chains: a new one begins where a line is not the one before it."""
    found: list[list[SavedStep]] = []
    for step in steps:
        if found and found[-1][-1].after is step.before:
            found[-1].append(step)
        else:
            found.append([step])
    return [tuple(run) for run in found]


def differ_only_at(before: Term, after: Term, parts: list[Term]) -> bool:
    """Whether two lines are alike but for what stands in place of some parts, the same for equal parts."""
    became: dict[Term, Term] = {}
    stack = [(before, after)]
    while stack:
        left, right = stack.pop()
        if left in parts:
            if became.setdefault(left, right) is not right:
                return False
        elif left is not right:
            if left.op in ("product", "sum") and left.op == right.op and len(left.args) < len(right.args):
                if not _fits_between(left.args, right.args, parts):
                    return False
                continue
            if left.op != right.op or left.value != right.value or len(left.args) != len(right.args):
                return False
            stack.extend(zip(left.args, right.args, strict=True))
    return True


def _fits_between(left: tuple[Term, ...], right: tuple[Term, ...], parts: list[Term]) -> bool:
    """Whether a longer product, or sum, holds what stands around the parts of a shorter one, in order."""
    first = next((k for k, each in enumerate(left) if each in parts), None)
    if first is None:
        return False
    behind = next(k for k, each in enumerate(reversed(left)) if each in parts)
    return left[:first] == right[:first] and left[len(left) - behind :] == right[len(right) - behind :]
