"""Why a function has a derivative, as a proof term of Coq: one lemma of the prelude for each rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from derivation.context import Definition
from derivation.export.coq.pieces import Case, holds, is_smaller
from derivation.export.coq.reals import PRIMITIVES, NotExpressible, Writer, whole_exponent
from derivation.term import ZERO, E, Term, add, divide, integer, multiply, power, rebuild, substitute

DEEPEST = 80
"""Deepest term that a proof is written for; Coq's own reader nests no further with comfort."""

OUTER = {name: f"D_{name}" for name in PRIMITIVES if name not in ("abs", "max", "min", "sign")}
"""The lemma for each of these functions."""

NEED_A_CONDITION = frozenset(("ln", "sqrt", "tan", "asin", "acos", "acot"))
"""The lemmas among them that ask for a condition on the argument."""


class Rules:
    """Writes proofs that terms have derivatives, all with respect to one variable.

    writer    how terms are written
    variable  what is differentiated by
    known     what has a lemma of its own already: a term and the proof that names the lemma
    case      which pieces are at hand, for what is given by cases
    """

    def __init__(self, writer: Writer, variable: Term, known: Mapping[Term, str], case: Case) -> None:
        self.writer, self.variable, self.known, self.case = writer, variable, known, case
        self.point = writer.symbols[variable]

    def proof(self, body: Term, whole: bool = True) -> str:
        """A proof of `is_derive (fun x => body) x _`, with holes for the side conditions.

        whole  the body itself is looked at even where it has a lemma
        """
        if body.depth > DEEPEST:
            raise NotExpressible("it is nested too deep")
        if not whole and body in self.known:
            return self.known[body]
        if self.variable not in body.free:
            return f"(D_constant {self._argument(body)} {self.point})"
        if body is self.variable:
            return f"(D_variable {self.point})"
        rule = _RULES.get(body.op)
        if rule is None:
            self.writer.text(body)
            raise NotExpressible(f"there is no rule here for {body.op}")
        return rule(self, body)

    def _argument(self, body: Term) -> str:
        text = self.writer.text(body)
        return text if text.replace("_", "").isalnum() else f"({text})"

    def _map(self, body: Term) -> str:
        name = self.point if self.variable in body.free else "_"
        return f"(fun {name} => {self.writer.text(body)})"

    def apply(self, lemma: str, *parts: Term, before: str = "", conditions: int = 0) -> str:
        """A lemma on functions, with the proofs of their derivatives."""
        maps = " ".join(self._map(part) for part in parts)
        slopes = " ".join("_" for _ in parts)
        proofs = " ".join(self.proof(part, whole=False) for part in parts)
        holes = " _" * conditions
        return f"({lemma} {before}{maps} {self.point} {slopes} {proofs}{holes})"

    def choose(self, lemma: str, parts: tuple[Term, ...], chosen: Term) -> str:
        """A lemma on a choice: only the sides of the condition and the chosen value need a derivative."""
        maps = " ".join(self._map(part) for part in parts)
        proofs = " ".join(self.proof(part, whole=False) for part in (*parts[:2], chosen))
        return f"({lemma} {maps} {self.point} _ _ _ {proofs} _)"

    def factor(self, constant: Term, body: Term) -> str:
        return self.apply("D_factor", body, before=f"{self._argument(constant)} ")


def _sum(rules: Rules, body: Term) -> str:
    """Summand by summand, from the left, as Coq brackets them."""
    *first, last = body.args
    rest = first[0] if len(first) == 1 else _again(body, first)
    if last.op == "negation":
        return rules.apply("D_difference", rest, last.args[0])
    return rules.apply("D_sum", rest, last)


def _again(body: Term, args: list[Term]) -> Term:
    return add(*args) if body.op == "sum" else multiply(*args)


def _product(rules: Rules, body: Term) -> str:
    *first, last = body.args
    rest = first[0] if len(first) == 1 else _again(body, first)
    if rules.variable not in rest.free:
        return rules.factor(rest, last)
    return rules.apply("D_product", rest, last)


def _quotient(rules: Rules, body: Term) -> str:
    above, below = body.args
    if rules.variable not in below.free:
        return rules.apply("D_divided", above, before=f"{rules._argument(below)} ")
    return rules.apply("D_quotient", above, below, conditions=1)


def _power(rules: Rules, body: Term) -> str:
    base, exponent = body.args
    if base is E:
        return rules.apply("D_exp", exponent)
    number = whole_exponent(body)
    if number is not None and number >= 0:
        return rules.apply("D_power", base, before=f"{number} ")
    if number is not None:
        under = base if number == -1 else power(base, integer(-number))
        return rules.apply("D_inverse", under, conditions=1)
    if rules.variable not in exponent.free:
        return rules.apply("D_Rpower_constant", base, before=f"{rules._argument(exponent)} ", conditions=1)
    if rules.variable not in base.free:
        return rules.apply("D_constant_to_the", exponent, before=f"{rules._argument(base)} ")
    return rules.apply("D_Rpower", base, exponent, conditions=1)


def _function(rules: Rules, body: Term) -> str:
    name = str(body.value)
    if (name, len(body.args)) in rules.writer.called or name not in PRIMITIVES:
        if name == "root":
            return _power(rules, power(body.args[0], divide(integer(1), body.args[1])))
        _, definition = rules.writer.definition(name, len(body.args))
        if len(definition.parameters) > len(body.args):
            definition = Definition(name, (rules.variable,), definition.body)
        return rules.proof(substitute(definition.body, dict(zip(definition.parameters, body.args, strict=True))))
    if name in OUTER:
        return rules.apply(OUTER[name], body.args[0], conditions=int(name in NEED_A_CONDITION))
    return _by_case(rules, body)


def _by_case(rules: Rules, body: Term) -> str:
    """An absolute value, a sign, a maximum or a minimum, away from its border."""
    name, right = str(body.value), body.args[-1] if len(body.args) == 2 else ZERO
    smaller = is_smaller(body.args[0], right, rules.case)
    if smaller is None:
        raise NotExpressible(f"it is not known on which side of its border {name} is")
    if len(body.args) == 2:
        side = "right" if smaller == (name == "max") else "left"
    else:
        side = "below" if smaller else "above"
    return rules.apply(f"D_{name}_{side}", *body.args, conditions=1)


def _piecewise(rules: Rules, body: Term) -> str:
    """The first condition decides, and what stands after it is the rest."""
    if len(body.args) <= 2:
        return rules.proof(body.args[0], whole=False)
    value, condition = body.args[:2]
    rest = body.args[2] if len(body.args) == 4 else rebuild(body, body.args[2:])
    holding = holds(condition, rules.case)
    if condition.op == "truth":
        return rules.proof(value, whole=False)
    if condition.op == "relation" and condition.value in ("=", "!="):
        pair = (rest, value) if condition.value == "!=" else (value, rest)
        return rules.choose("D_unless_equal", (*condition.args, *pair), pair[1])
    if condition.op != "relation" or holding is None:
        raise NotExpressible("its cases are not told apart by one inequality each")
    left, right = condition.args if condition.value in ("<", "<=") else condition.args[::-1]
    kind = "less" if condition.value in ("<", ">") else "at_most"
    return rules.choose(f"D_{'if' if holding else 'unless'}_{kind}", (left, right, value, rest), value if holding else rest)


_RULES: dict[str, Callable[[Rules, Term], str]] = {
    "sum": _sum,
    "product": _product,
    "quotient": _quotient,
    "power": _power,
    "function": _function,
    "piecewise": _piecewise,
    "negation": lambda rules, body: rules.apply("D_minus", body.args[0]),
}
