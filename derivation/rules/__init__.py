"""Every rule, as tables by subject, in the order in which they are tried.

The tables are imported when they are first asked for: differentiating needs those of differentiation alone.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from derivation.rule import Rule

    ALL: tuple[Rule, ...]

ORDER = (
    "differentiation",
    *("algebra_numbers", "algebra_sums", "algebra_factors", "algebra_powers", "algebra_roots", "algebra_absolute_values"),
    *("algebra_fractions", "algebra_denominators", "algebra_fraction_tricks"),
    *("algebra_logarithms", "algebra_trigonometry", "algebra_inverse_functions", "algebra_definitions"),
    *("logarithmic", "first_principles", "implicit", "inverse", "parametric", "induction"),
    "mistakes",
)
"""The tables, one module each."""


@cache
def algebra() -> tuple[Rule, ...]:
    """The laws of algebra, simplest first."""
    return tuple(rule for name in ORDER if name.startswith("algebra") for rule in _table(name))


@cache
def law(name: str) -> Rule:
    """The law of algebra of that name; raises StopIteration if there is none."""
    return next(rule for rule in algebra() if rule.name == name)


@cache
def find(name: str) -> Rule | None:
    """The rule of that name, read forwards or backwards; None if there is none.

    >>> find("chain rule").statement
    "d/dx(f(u)) = f'(u)*d/dx(u)"
    >>> find("add and subtract the same term").name
    'opposite terms cancel'
    """
    rules = _all()
    forwards = next((rule for rule in rules if rule.name == name), None)
    return forwards or next((rule for rule in rules if rule.reverse == name), None)


@cache
def _all() -> tuple[Rule, ...]:
    from derivation.rules import differentiation, first_principles

    made_by_plans = (*differentiation.PLAN, first_principles.WORK_OUT)
    return (*(rule for name in ORDER for rule in _table(name)), *made_by_plans)


def _table(name: str) -> tuple[Rule, ...]:
    from importlib import import_module

    table: tuple[Rule, ...] = import_module(f"derivation.rules.{name}").RULES
    return table


def __getattr__(name: str) -> tuple[Rule, ...]:
    if name == "ALL":
        return _all()
    raise AttributeError(name)
