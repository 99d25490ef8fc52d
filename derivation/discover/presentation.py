"""How a quotient of polynomials is best written: expanded, factored or collected, whichever a reader finds shortest."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import gcd

from flint import Ordering, fmpq, fmpq_mpoly, fmpq_mpoly_ctx

from derivation.term import ONE, E, Term, add, divide, integer, multiply, negate, number_of, power, unvisited

Exponents = tuple[int, ...]

LEAVES = {"integer": 0.5, "decimal": 0.5, "symbol": 1.0, "constant": 1.0}
STEPS = {"sum": 0.25, "product": 0.1, "quotient": 0.5, "negation": 0.25}
BRACKETS = 0.2
FUNCTIONS = dict.fromkeys(("sin", "cos", "tan", "tanh", "sinh", "cosh", "ln", "sqrt", "abs", "sigma", "Phi", "phi"), 0.5)
OTHER_FUNCTION = 0.9
TURNED_ARGUMENT = 0.25

MOST_MONOMIALS = 12
"""Longest polynomial that is written at all: no reader prefers a longer one."""


class Costs(dict[Term, float]):
    """How much there is to read in a term; some parts have costs given, such as f(x), which counts as one letter.

    >>> from derivation.term import X, function
    >>> Costs().of(add(ONE, X)) < Costs().of(function("sech", X)), Costs({function("f", X): 1.0}).of(function("f", X))
    (True, 1.0)
    """

    def of(self, term: Term) -> float:
        if term not in self:
            for node in unvisited((term,), self):
                self[node] = self._of_node(node, sum([self[arg] for arg in node.args]))
        return self[term]

    def _of_node(self, node: Term, inside: float) -> float:
        if node.op in LEAVES:
            return 0.25 if node is E else LEAVES[node.op]
        if node.op == "power":
            return inside + BRACKETS * _brackets(node) + (0.5 if node.args[0] is E else _raising(node.args[1]))
        if node.op == "function":
            turned = bool(node.args) and node.args[0].op == "negation"
            return inside + FUNCTIONS.get(str(node.value), OTHER_FUNCTION) + TURNED_ARGUMENT * turned
        return inside + STEPS.get(node.op, 1.0) * max(1, len(node.args) - 1) + BRACKETS * _brackets(node)


def _brackets(node: Term) -> int:
    if node.op in ("product", "negation"):
        return sum(arg.op == "sum" for arg in node.args)
    return int(node.op == "power" and node.args[0].op in ("sum", "product", "quotient"))


def _raising(exponent: Term) -> float:
    """Squares are read at a glance, higher powers less so."""
    number = number_of(exponent)
    return 0.75 + 0.25 * max(0, min(4, int(number) - 2)) if number is not None else 0.5


class Writer:
    """Writes polynomials in some variables as terms.

    variables  what each generator stands for, in the order in which factors are written: parameters, x, f, functions
    """

    def __init__(self, variables: Sequence[Term], costs: Costs) -> None:
        self.variables = list(variables)
        self.cost = costs.of
        self.ring = fmpq_mpoly_ctx.get([f"v{index}" for index in range(max(1, len(variables)))], Ordering.degrevlex)
        self.generators = self.ring.gens()
        self.factored: dict[str, tuple[Fraction, list[tuple[fmpq_mpoly, int]]]] = {}
        self.shortest: dict[str, Term] = {}

    def quotient(self, above: fmpq_mpoly, below: fmpq_mpoly) -> Term:
        """The best way found to write above/below."""
        above, below = _cancelled(above, below)
        found = [self._as_product(above, below), self._as_product(above, below, whole=True)]
        found.extend(self._collected(above, below))
        found.extend(self._divided_into_a_factor(above, below))
        found.append(self._sum([self._ratio(part, below) for part in self._monomials(above)]))
        return min(found, key=self.cost)

    # ---------------------------------------------------------------------------------------------------------- products

    def _ratio(self, above: fmpq_mpoly, below: fmpq_mpoly) -> Term:
        return self._as_product(*_cancelled(above, below))

    def _as_product(self, above: fmpq_mpoly, below: fmpq_mpoly, whole: bool = False) -> Term:
        """The factors of both; where the numerator is to stay whole, only its common factor is taken out."""
        number, tops = self._common_factor(above) if whole else self._factors(above)
        under, bottoms = self._factors(below)
        number = number / under
        negative = number < 0
        size = abs(number)
        lower, negative_below = self._factor_terms(bottoms, False)
        upper, negative = self._factor_terms(tops, negative != negative_below, rids_of_sign=True)
        if size.numerator != 1 or not upper:
            upper = [integer(size.numerator), *upper]
        if size.denominator != 1:
            lower = [integer(size.denominator), *lower]
        written = multiply(*upper) if not lower else divide(multiply(*upper), multiply(*lower))
        return negate(written) if negative else written

    def _factors(self, poly: fmpq_mpoly) -> tuple[Fraction, list[tuple[fmpq_mpoly, int]]]:
        """A number and factors with whole coefficients without common divisor, the constant one positive."""
        name = str(poly)
        if name not in self.factored:
            self.factored[name] = self._factors_of_new(poly)
        return self.factored[name]

    def _factors_of_new(self, poly: fmpq_mpoly) -> tuple[Fraction, list[tuple[fmpq_mpoly, int]]]:
        if len(poly) == 1:
            number = poly.leading_coefficient()
            return Fraction(int(number.p), int(number.q)), [
                (self.generators[k], int(d)) for k, d in enumerate(poly.degrees()) if d
            ]
        number, parts = poly.factor()
        total = Fraction(int(number.p), int(number.q))
        found = []
        for part, exponent in parts:
            content = _content(part)
            total *= content ** int(exponent)
            found.append((part / self._number(content), int(exponent)))
        return total, found

    def _common_factor(self, poly: fmpq_mpoly) -> tuple[Fraction, list[tuple[fmpq_mpoly, int]]]:
        """1 - f^2 stays, 2k - 2kf^2 is 2k(1 - f^2)."""
        content = _content(poly)
        lowest = tuple(int(min(each)) for each in zip(*poly.monoms(), strict=True))
        common = self.ring.from_dict({lowest: 1})
        parts = [(generator, exponent) for generator, exponent in zip(self.generators, lowest, strict=True) if exponent]
        rest = poly / (common * self._number(content))
        if rest.is_constant():
            return content if rest.leading_coefficient() > 0 else -content, parts
        return content, [*parts, (rest, 1)]

    def _number(self, number: Fraction) -> fmpq_mpoly:
        return self.ring.constant(fmpq(number.numerator, number.denominator))

    def _factor_terms(
        self, parts: list[tuple[fmpq_mpoly, int]], negative: bool, rids_of_sign: bool = False
    ) -> tuple[list[Term], bool]:
        """The factors in the order of writing; a factor like x - m turns round where that saves the minus sign."""
        plain, brackets = [], []
        for part, exponent in parts:
            if len(part) == 1:
                plain.append((next(k for k, degree in enumerate(part.degrees()) if degree), exponent))
                continue
            if self._wants_turning(part, negative and bool(exponent % 2)):
                part, negative = -part, negative != bool(exponent % 2)
            brackets.append((part, exponent))
        if rids_of_sign and negative:
            place = next((k for k, (part, exponent) in enumerate(brackets) if exponent % 2 and self._is_a_difference(part)), None)
            if place is not None:
                brackets[place], negative = (-brackets[place][0], brackets[place][1]), False
        terms = [_raised(self.variables[index], exponent) for index, exponent in sorted(plain)]
        terms.extend(_raised(self._best(part), exponent) for part, exponent in brackets)
        return terms, negative

    def _is_a_difference(self, part: fmpq_mpoly) -> bool:
        """A sum of both signs in letters alone, 2 - x say: x - 2 is as good, while 1 - f is not turned round."""
        letters = all(self.variables[k].op == "symbol" for k, degree in enumerate(part.degrees()) if degree)
        return letters and len({coefficient > 0 for coefficient in part.coeffs()}) == 2

    def _wants_turning(self, part: fmpq_mpoly, negative: bool) -> bool:
        signs = {coefficient > 0 for coefficient in part.coeffs()}
        if len(signs) == 1:
            return signs == {False}
        constant = part[(0,) * len(part.degrees())]
        if constant:
            return bool(constant < 0)
        return negative

    def _divided_into_a_factor(self, above: fmpq_mpoly, below: fmpq_mpoly) -> list[Term]:
        """k f (L - f)/L as k f (1 - f/L), for each factor that has a summand to cancel the denominator."""
        if len(below) != 1 or below.is_constant():
            return []
        found = []
        for part, exponent in self._factors(above)[1]:
            whole = next((each for each in self._monomials(part) if _divides(below, each)), None)
            if exponent != 1 or len(part) == 1 or whole is None:
                continue
            if whole.leading_coefficient() < 0:
                part = -part
            rest = self._as_product(above / part, self.ring.constant(1))
            bracket = self._sum([self._ratio(each, below) for each in self._monomials(part)])
            found.append(_times(rest, bracket))
        return found

    # -------------------------------------------------------------------------------------------------------------- sums

    def _best(self, poly: fmpq_mpoly) -> Term:
        """A polynomial without a denominator, as the shortest of its expanded, factored and collected forms."""
        name = str(poly)
        if name not in self.shortest:
            found = [self._expanded(poly)]
            if len(poly) > 2:
                found.extend(self._collected(poly, self.ring.constant(1)))
            self.shortest[name] = min(found, key=self.cost)
        return self.shortest[name]

    def _expanded(self, poly: fmpq_mpoly) -> Term:
        return self._sum([self._as_product(part, self.ring.constant(1)) for part in self._monomials(poly)])

    def _monomials(self, poly: fmpq_mpoly) -> list[fmpq_mpoly]:
        terms = sorted(poly.terms(), key=lambda each: (sum(each[0]), each[0][::-1]))
        return [self.ring.from_dict({exponents: coefficient}) for exponents, coefficient in terms]

    def _collected(self, above: fmpq_mpoly, below: fmpq_mpoly) -> list[Term]:
        """The polynomial as a sum by powers of each of the variables."""
        found = []
        for index, degree in enumerate(above.degrees()):
            if degree:
                parts = self._by_powers(above, index)
                if 1 < len(parts) < len(above):
                    found.append(self._sum([self._ratio(part, below) for part in parts]))
        return found

    def _by_powers(self, poly: fmpq_mpoly, index: int) -> list[fmpq_mpoly]:
        parts: dict[int, dict[Exponents, fmpq]] = {}
        for exponents, coefficient in poly.terms():
            parts.setdefault(int(exponents[index]), {})[exponents] = coefficient
        return [self.ring.from_dict(parts[exponent]) for exponent in sorted(parts)]

    def _sum(self, terms: list[Term]) -> Term:
        """Positive summands first, so that no sum begins with a minus sign without need, and short ones before long ones."""
        return add(*sorted(terms, key=lambda term: (term.op == "negation", self.cost(term))))


def _cancelled(above: fmpq_mpoly, below: fmpq_mpoly) -> tuple[fmpq_mpoly, fmpq_mpoly]:
    if below.is_constant():
        return above, below
    common = above.gcd(below)
    return (above, below) if common.is_constant() else (above / common, below / common)


def _divides(below: fmpq_mpoly, above: fmpq_mpoly) -> bool:
    return all(low <= high for low, high in zip(below.degrees(), above.degrees(), strict=True))


def _times(product: Term, bracket: Term) -> Term:
    """The bracket as one more factor."""
    if product.op == "negation":
        return negate(_times(product.args[0], bracket))
    if product is ONE:
        return bracket
    return multiply(*(product.args if product.op == "product" else (product,)), bracket)


def _content(poly: fmpq_mpoly) -> Fraction:
    above, below = 0, 1
    for coefficient in poly.coeffs():
        above = gcd(above, int(coefficient.p))
        below = below * int(coefficient.q) // gcd(below, int(coefficient.q))
    return Fraction(above, below)


def _raised(term: Term, exponent: int) -> Term:
    return term if exponent == 1 else power(term, integer(exponent))
