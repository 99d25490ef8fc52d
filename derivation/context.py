"""What is known while a derivation is read, proved or shown: variable, parameters, definitions, assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from derivation.term import Term, X, is_counted
from derivation.term import replace as substitute_names


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

    def depends(self, term: Term) -> bool:
        """Whether a term changes with the variable, directly or through a plain name defined here.

        >>> from derivation.term import ONE, add, symbol
        >>> g = Definition("g", (), add(ONE, X))
        >>> Context().depends(symbol("g")), Context().define(g).depends(symbol("g"))
        (False, True)
        """
        if self.variable in term.free or is_counted(self.variable, term):
            return True
        return any(str(each.value) in self.definitions and self._name_depends(each) for each in term.free)

    def _name_depends(self, name: Term) -> bool:
        definition = self.definitions[str(name.value)]
        return not definition.parameters and name not in definition.body.free and self.depends(definition.body)

    def written_out(self, term: Term) -> Term:
        """The term with every plain name replaced by what it stands for, also inside d/dx.

        >>> from derivation.term import symbol
        >>> Context().define(Definition("g", (), X)).written_out(symbol("g")) is X
        True
        """
        for _ in self.definitions:
            names = {each: self.definitions[str(each.value)] for each in term.free if str(each.value) in self.definitions}
            mapping = {name: found.body for name, found in names.items() if not found.parameters and name is not found.body}
            if not mapping:
                break
            term = substitute_names(term, mapping)
        return term
