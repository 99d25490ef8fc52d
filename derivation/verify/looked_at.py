"""Formulas that stand for themselves: a numerator that is looked at alone, a quantity made of the derivative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from derivation.reading import Line
from derivation.term import Term, postorder
from derivation.verify.chain import is_rate

_ARROWS = ("\\Rightarrow", "\\Longrightarrow", "\\implies", "=>", "⇒", "⟹")

if TYPE_CHECKING:
    from derivation.verify.statements import Statements


def opens_with_steps(page: Statements, term: Term) -> bool:
    """Whether a formula alone is about a step of the variable, as f(x + h) - f(x) is: the lines that follow go on from it."""
    unknown = page.names.undefined(term)
    return bool(unknown) and page.bound.issuperset(unknown)


def carried_steps(page: Statements, term: Term) -> frozenset[str]:
    """The steps that a formula is about because the equation it goes on from was about them."""
    side = page.chain.side
    return frozenset() if side is None else page.bound & {str(name.value) for name in side.free & term.free}


def goes_on_from_side(line: Line, text: str) -> bool:
    """Whether a line is one that goes on with the side before it: not a formula behind an arrow, which stands for itself."""
    return line.parts[0] is None or (len(line.parts) == 1 and not text.lstrip(" $").startswith(_ARROWS))


def is_made_of_the_derivative(page: Statements, part: Term, term: Term) -> bool:
    """Whether a page opens with a quantity that is neither the function nor its derivative: (dQ/dL)*(L/Q)."""
    named = any(is_rate(node, page.names) for node in postorder(part))
    return named and page.chain.last is None and not page.reached and not page.is_a_target(term)
