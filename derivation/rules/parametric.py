"""Curves that a parameter runs through: their slope from the two derivatives by the parameter."""

from __future__ import annotations

from derivation.rule import rule_of_lines

SLOPE = rule_of_lines(
    "slope of a parametric curve",
    "dy/dx = (dy/dt)/(dx/dt)",
    "By the chain rule dy/d{t} is dy/dx times dx/d{t}; divide by dx/d{t}, where it is not 0.",
    cost=1.0,
)
SLOPE_AGAIN = rule_of_lines(
    "slope of the slope",
    "d^2y/dx^2 = (d/dt(dy/dx))/(dx/dt)",
    "The derivative found is a function of {t} too, so its own derivative by x is found in the same way.",
    cost=1.0,
)

RULES = (SLOPE, SLOPE_AGAIN)
