"""A term in what SymPy knows: named functions by their formula, primes as derivatives, abbreviations under d/dx written out."""

from __future__ import annotations

from derivation.context import Context
from derivation.notation.fold import name_and_order
from derivation.term import (
    Term,
    at,
    derivative,
    fresh_symbol,
    function,
    rebuild,
    replace,
    substitute,
)

_SAME_NAME = [
    "sin", "cos", "tan", "cot", "sec", "csc", "asin", "acos", "atan", "acot", "asec", "acsc", "sinh", "cosh", "tanh", "coth",
    "sech", "csch", "asinh", "acosh", "atanh", "acoth", "asech", "acsch", "log", "sqrt", "sign", "floor", "erf", "erfc",
    "erfi", "gamma", "digamma", "polygamma", "beta", "zeta", "factorial", "binomial", "Si", "Ci", "Shi", "Chi", "Ei", "li",
    "fresnels", "fresnelc", "besselj", "bessely", "besseli", "besselk", "airyai", "airybi", "polylog", "uppergamma",
    "lowergamma", "elliptic_k", "elliptic_e", "elliptic_f", "elliptic_pi", "hyper",
]  # fmt: skip

SYMPY_FUNCTIONS = {
    **{name: name for name in _SAME_NAME},
    "ln": "log",
    "abs": "Abs",
    "ceil": "ceiling",
    "max": "Max",
    "min": "Min",
    "heaviside": "Heaviside",
    "dirac": "DiracDelta",
    "lngamma": "loggamma",
    "lambertw": "LambertW",
    "root": "real_root",
    "airyaiprime": "airyaiprime",
    "airybiprime": "airybiprime",
    "erfinv": "erfinv",
    "erfcinv": "erfcinv",
    "probit": "sqrt(2)*erfinv(2*({0}) - 1)",
    "E1": "expint(1, {0})",
    "Phi": "erfc(-({0})/sqrt(2))/2",
    "phi": "exp(-({0})**2/2)/sqrt(2*pi)",
}
"""What SymPy calls a function, or, with places for the arguments, how it is written there."""


def in_sympy_terms(term: Term, context: Context) -> Term:
    """The term with everything replaced that SymPy has no word for; work grows with the distinct nodes."""
    return _Speller(context, frozenset()).spell(term)


class _Speller:
    """Rewrites terms in one context; `busy` holds the names whose formulas are being written out."""

    def __init__(self, context: Context, busy: frozenset[str]) -> None:
        self.context, self.busy = context, busy
        self.formulas: dict[str, tuple[tuple[Term, ...], Term] | None] = {}
        self.done: dict[Term, Term] = {}

    def spell(self, term: Term) -> Term:
        done, stack = self.done, [term]
        while stack:
            node = stack[-1]
            if node in done:
                stack.pop()
                continue
            waiting = [arg for arg in node.args if arg not in done]
            if waiting:
                stack += waiting
            else:
                stack.pop()
                done[node] = self._one(rebuild(node, tuple([done[arg] for arg in node.args])) if node.args else node)
        return done[term]

    def _one(self, node: Term) -> Term:
        if node.op == "function":
            return self._function(node)
        if node.op == "primed":
            return self._primed(node)
        if node.op == "derivative":
            return self._derivative(node)
        return node

    def _function(self, node: Term) -> Term:
        known = self._formula(str(node.value))
        if known is None or len(known[0]) != len(node.args):
            return node
        parameters, body = known
        return substitute(body, dict(zip(parameters, node.args, strict=True)))

    def _formula(self, name: str) -> tuple[tuple[Term, ...], Term] | None:
        """Parameters and formula of a function that SymPy does not have, the formula itself written out."""
        if name not in self.formulas:
            self.formulas[name] = None
            found = None if name in self.busy else _look_up(name, self.context)
            if found is not None:
                inner = _Speller(self.context, self.busy | {name})
                self.formulas[name] = found[0], inner.spell(found[1])
        return self.formulas[name]

    def _primed(self, node: Term) -> Term:
        name, order = name_and_order(node)
        (argument,) = node.args
        if argument.op == "symbol" and not argument.args:
            return derivative(self._function(function(name, argument)), argument, order)
        bound = fresh_symbol("xi", argument.free)
        return at(derivative(self._function(function(name, bound)), bound, order), bound, argument)

    def _derivative(self, node: Term) -> Term:
        body, variable = node.args
        for _ in self.context.definitions:
            names = {name: self._abbreviated(name) for name in body.free if name is not variable}
            mapping = {name: value for name, value in names.items() if value is not None}
            if not mapping:
                break
            body = replace(body, mapping)
        if body.op == "symbol" and body is not variable and body not in self.context.parameters and not body.args:
            body = function(str(body.value), variable)
        return rebuild(node, (body, variable))

    def _abbreviated(self, name: Term) -> Term | None:
        """What a plain name such as g stands for, if it is one."""
        definition = self.context.definitions.get(str(name.value))
        if definition is None or definition.parameters or definition.body is name or definition.name in self.busy:
            return None
        return _Speller(self.context, self.busy | {definition.name}).spell(definition.body)


def _look_up(name: str, context: Context) -> tuple[tuple[Term, ...], Term] | None:
    definition = context.definitions.get(name)
    if definition is not None and definition.parameters:
        return definition.parameters, definition.body
    if name in SYMPY_FUNCTIONS:
        return None
    from derivation.functions import find

    known = find(name)
    return None if known is None or known.formula is None else (tuple(known.parameters), known.formula)
