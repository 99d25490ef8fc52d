"""One named function: a row of plain text, which is read when the function is first needed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Row(NamedTuple):
    """A named function as text.

    name            the name that terms carry
    listed          the name that lists show
    spellings       other names for it
    arguments       the names of its arguments
    defaults        what an argument is where a call leaves it out
    variable        the argument that it is differentiated by when nothing is said
    formula         what it stands for; empty for a function that is not made of simpler ones
    forms           other ways to write it
    integral        the function as an area: what stands under the integral, in t, and the two ends; empty if it is none
    derivatives     its derivative by an argument
    by_heart        whether people know the derivative by heart; otherwise they work it out from the formula
    domain          the relations under which it is defined for real arguments, separated by commas; empty for all
    differentiable  the relations under which the derivative exists, where the derivative does not tell
    by_sight        whether a formula of this shape is called by the name
    met             where one meets it
    """

    name: str
    listed: str
    spellings: tuple[str, ...]
    arguments: tuple[str, ...]
    defaults: Mapping[str, str]
    variable: str
    formula: str
    forms: tuple[str, ...]
    integral: tuple[str, ...]
    derivatives: Mapping[str, str]
    by_heart: bool
    domain: str
    differentiable: str
    by_sight: bool
    met: str


def row(
    names: str,
    arguments: str = "x",
    formula: str = "",
    derivative: str = "",
    domain: str = "",
    *,
    met: str,
    forms: tuple[str, ...] = (),
    integral: tuple[str, ...] = (),
    by: Mapping[str, str] | None = None,
    differentiable: str = "",
    listed: str = "",
    by_sight: bool = False,
    by_heart: bool = True,
    variable: str = "",
) -> Row:
    """A row of the tables.

    names       the name and its other spellings, separated by blanks
    arguments   separated by commas; "alpha = 1" may be left out of a call
    variable    x, or the first argument where there is no x, unless it is said
    derivative  by the variable; `by` has those by the others

    >>> row("leaky_relu leakyrelu", "x, a = 0.01", "max(x, a*x)", met="").defaults
    {'a': '0.01'}
    """
    name, *spellings = names.split()
    pairs = [each.partition("=") for each in arguments.split(",")]
    parameters = tuple(before.strip() for before, _, _ in pairs)
    variable = variable or ("x" if "x" in parameters else parameters[0])
    return Row(
        name,
        listed or name,
        tuple(spellings),
        parameters,
        {before.strip(): after.strip() for before, sign, after in pairs if sign},
        variable,
        formula,
        forms,
        integral,
        {**({variable: derivative} if derivative else {}), **(by or {})},
        by_heart,
        domain,
        differentiable,
        by_sight,
        met,
    )
