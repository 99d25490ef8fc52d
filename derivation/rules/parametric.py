"""Curves that a parameter runs through: their slope from the two derivatives by the parameter."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.rule import Match, Rule
from derivation.term import Term


def _made_by_the_method(_term: Term, _context: Context) -> Iterator[Match]:
    """These rows write lines that the method makes as a whole."""
    return iter(())


def _row(name: str, statement: str, why: str) -> Rule:
    return Rule(name, statement, why, _made_by_the_method, (), "naming")


SLOPE = _row(
    "slope of a parametric curve",
    "dy/dx = (dy/dt)/(dx/dt)",
    "By the chain rule dy/d{t} is dy/dx times dx/d{t}; divide by dx/d{t}, where it is not 0.",
)
SLOPE_AGAIN = _row(
    "slope of the slope",
    "d^2y/dx^2 = (d/dt(dy/dx))/(dx/dt)",
    "The derivative found is a function of {t} too, so its own derivative by x is found in the same way.",
)

RULES = (SLOPE, SLOPE_AGAIN)
