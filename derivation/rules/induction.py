"""The step from one order to the next in a proof by induction."""

from __future__ import annotations

from derivation.rule import rule_of_lines

NEXT = rule_of_lines(
    "formula for the next order",
    "d/dx(f(n)) = f(n + 1)",
    "This is the formula with n + 1 in place of n; a product such as (n + 1)*n! is the next factorial.",
)

RULES = (NEXT,)
