"""What is known while a derivation is read, proved or shown: variable, parameters, definitions, assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from derivation.term import Term, X


@dataclass(frozen=True, slots=True)
class Definition:
    """A name and what it stands for: sigma(u) = 1/(1 + e^(-u)), or, without parameters, y = x^2.

    name        the name of the function, or of the symbol
    parameters  the symbols that stand for its arguments; empty for a plain name
    body        what it stands for
    """

    name: str
    parameters: tuple[Term, ...]
    body: Term


@dataclass(frozen=True, slots=True)
class Context:
    """Passed along to whatever reads, proves, searches or prints; never global.

    variable     what is differentiated by
    parameters   symbols that do not depend on the variable, plain names whatever else they might mean
    definitions  names in force here, over the table of named functions
    assumptions  relations taken as true, such as k > 0
    """

    variable: Term = X
    parameters: tuple[Term, ...] = ()
    definitions: Mapping[str, Definition] = field(default_factory=dict)
    assumptions: tuple[Term, ...] = ()

    def define(self, *definitions: Definition) -> Context:
        """The same with more names in force."""
        return replace(self, definitions={**self.definitions, **{each.name: each for each in definitions}})

    def assume(self, *relations: Term) -> Context:
        """The same with more relations taken as true."""
        return replace(self, assumptions=(*self.assumptions, *relations))
