"""Sums as products: common factors, squares, cubes, quadratics."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isqrt

from derivation.context import Context
from derivation.memory import remembered
from derivation.rule import Example, Match, Rule
from derivation.rules.monomials import Monomial, divided, merged, monomial
from derivation.rules.shape import coefficient, collected, factors, is_number, key, opposite, signed, summands, without_sign
from derivation.term import MINUS_ONE, ONE, TWO, Term, add, integer, multiply, negate, number_of, power, rational, subtract

MOST_VIETA = 60
"""Largest whole number tried as a root of a quadratic."""


def factor_difference_of_squares(term: Term, context: Context) -> Iterator[Match]:
    if term.op != "sum" or len(term.args) != 2:
        return
    plus = [each for each in term.args if each.op != "negation"]
    minus = [each.args[0] for each in term.args if each.op == "negation"]
    if len(plus) == 1 and len(minus) == 1:
        a, b = square_root_of(plus[0]), square_root_of(minus[0])
        if a is not None and b is not None and not (is_number(a) and is_number(b)):
            left = add(a, b) if term.args[0] is plus[0] else add(b, a)
            yield Match(multiply(left, subtract(a, b)), {"a": a, "b": b})


@remembered(10_000)
def square_root_of(term: Term) -> Term | None:
    """What squared is the term, where that can be seen: a^2, 4*a^2, a^4, e^(2*a), 9; not sqrt(a) of a."""
    whole = monomial(term)
    number = whole.number
    if number <= 0:
        return None
    above, below = isqrt(number.numerator), isqrt(number.denominator)
    if above * above != number.numerator or below * below != number.denominator:
        return None
    root = Fraction(above, below)
    if not whole.bases:
        return rational(root)
    halves = Monomial()
    halves.number = root
    for name, base in whole.bases.items():
        exponent = number_of(whole.exponents[name])
        even = exponent is not None and exponent % 2 == 0
        if not even or exponent is None or (base.op == "power" and base.args[0].op == "constant"):
            return None
        halves.bases[name], halves.exponents[name], halves.below[name] = base, rational(exponent / 2), whole.below[name]
    return halves.term()


def factor_out(term: Term, context: Context) -> Iterator[Match]:
    """The largest factor that every summand has, written in front of the bracket."""
    if term.op != "sum":
        return
    parts = summands(term)
    common = common_factor(parts)
    if common is None:
        return
    if all(each.op == "negation" for each in parts) and common.op != "negation":
        common = negate(common)
        yield Match(negate(multiply(*factors(common.args[0]), add(*(divided(each, common) for each in parts)))), {"a": common})
        return
    inside = add(*(divided(each, common) for each in parts))
    if common.op == "negation" or inside.op != "sum":
        return
    yield Match(multiply(*factors(common), inside), {"a": common})


@remembered(10_000)
def common_factor(parts: tuple[Term, ...]) -> Term | None:
    """What divides every summand: a number, and each base to its lowest exponent; None if that is 1."""
    monomials = [monomial(each) for each in parts]
    first = monomials[0]
    shared = Monomial()
    shared.number = _common_number([each.number for each in monomials])
    names = [name for name in first.bases if all(name in each.bases for each in monomials)]
    if not names and shared.number == 1:
        return None
    for name in names:
        base = first.bases[name]
        exponents = [number_of(each.exponents[name]) for each in monomials]
        known = [each for each in exponents if each is not None]
        if len(known) == len(parts) and base is not ONE:
            lowest = min(known)
            if lowest > 0 and name not in first.roots:
                shared.bases[name], shared.exponents[name], shared.below[name] = base, rational(lowest), False
            elif max(known) < 0:
                below = not _is_exponential(base) or all(each.below[name] for each in monomials)
                shared.bases[name], shared.exponents[name], shared.below[name] = base, rational(max(known)), below
        elif (least := _lowest([each.exponents[name] for each in monomials])) is not None:
            shared.bases[name], shared.exponents[name], shared.below[name] = base, least, first.below[name]
    found = shared.term()
    return None if found is ONE else found


def _lowest(exponents: list[Term]) -> Term | None:
    """The lowest of exponents that differ by numbers: n - 1 of n and n - 1; None where they differ by more."""
    if all(each is exponents[0] for each in exponents):
        return exponents[0]
    gaps = [number_of(collected((*summands(each), *map(opposite, summands(exponents[0]))))) for each in exponents]
    known = [gap for gap in gaps if gap is not None]
    return exponents[known.index(min(known))] if len(known) == len(exponents) else None


def _is_exponential(base: Term) -> bool:
    return base.op == "power" and base.args[0].op == "constant"


def _common_number(numbers: list[Fraction]) -> Fraction:
    from math import gcd

    if any(number.denominator != 1 or number == 0 for number in numbers):
        return Fraction(1)
    return Fraction(gcd(*(abs(number.numerator) for number in numbers)))


def factor_by_two_terms(term: Term, context: Context) -> Iterator[Match]:
    """a*c + b*c + d: a factor that only some of the summands share is taken out of those."""
    if term.op != "sum" or not 3 <= len(term.args) <= 5:
        return
    for i, left in enumerate(term.args):
        for j in range(i + 1, len(term.args)):
            pair = (*summands(left), *summands(term.args[j]))
            for found in factor_out(add(*pair), context) if common_factor(pair) is not None else ():
                rest = [*term.args[:i], found.after, *term.args[i + 1 : j], *term.args[j + 1 :]]
                yield Match(add(*rest), found.holes)


def complete_square(term: Term, context: Context) -> Iterator[Match]:
    """x^2 + 2*b*x + c = (x + b)^2 + c - b^2, c a number or any other rest."""
    if term.op != "sum" or len(term.args) not in (2, 3):
        return
    for place, square in enumerate(term.args):
        root = square_root_of(square) if square.op != "negation" and not is_number(square) else None
        if root is None:
            continue
        for other, linear in enumerate(term.args):
            half = None if linear is square else _half_of_quotient(linear, root)
            if half is None:
                continue
            rest = [each for number, each in enumerate(term.args) if number not in (place, other)]
            size = without_sign(half)[1]
            yield Match(add(power(add(root, half), TWO), *rest, negate(merged(size, size))), {"a": root, "b": half})


def _half_of_quotient(linear: Term, root: Term) -> Term | None:
    quotient = Monomial(linear, rational(Fraction(1, 2)))
    quotient.multiply(root, MINUS_ONE)
    if any(quotient.below[name] and (number_of(quotient.exponents[name]) or 0) < 0 for name in quotient.bases):
        return None
    return quotient.term()


def factor_cubes(term: Term, context: Context) -> Iterator[Match]:
    """a^3 - b^3 and a^3 + b^3."""
    if term.op != "sum" or len(term.args) != 2 or term.args[0].op == "negation":
        return
    sign, second = without_sign(term.args[1])
    a, b = _cube_root_of(term.args[0]), _cube_root_of(second)
    if a is not None and b is not None and not (is_number(a) and is_number(b)):
        bracket = add(merged(a, a), signed(-sign, merged(a, b)), merged(b, b))
        yield Match(multiply(add(a, signed(sign, b)), bracket), {"a": a, "b": b})


def _cube_root_of(term: Term) -> Term | None:
    value = number_of(term)
    if value is not None:
        root = round(abs(value) ** (1 / 3))
        return integer(root) if root**3 == value else None
    if term.op == "power" and not _is_exponential(term):
        exponent = number_of(term.args[1])
        if exponent is not None and exponent.denominator == 1 and exponent % 3 == 0:
            return merged(*[term.args[0]] * int(exponent / 3)) if exponent > 0 else None
    return None


def factor_quadratic(term: Term, context: Context) -> Iterator[Match]:
    """a^2 + p*a + q = (a + r)*(a + s), r and s whole numbers with r + s = p and r*s = q."""
    if term.op != "sum" or len(term.args) != 3:
        return
    numbers = [number_of(each) for each in term.args]
    squares = [square_root_of(each) for each in term.args]
    places = [k for k in range(3) if numbers[k] is None and squares[k] is not None]
    constants = [k for k in range(3) if numbers[k] is not None]
    if len(constants) != 1 or not places:
        return
    root, constant = squares[places[0]], numbers[constants[0]]
    linear = term.args[3 - constants[0] - places[0]] if places[0] != constants[0] else None
    if root is None or constant is None or linear is None or coefficient(root)[0] != 1:
        return
    number, rest = coefficient(linear)
    if key(rest) == key(root) and number.denominator == constant.denominator == 1:
        for left in range(-MOST_VIETA, MOST_VIETA + 1):
            if left * (number - left) == constant and left <= number - left:
                pair = sorted((left, int(number) - left), key=lambda each: (abs(each), each))
                brackets = [add(root, integer(each)) for each in pair]
                yield Match(power(brackets[0], TWO) if pair[0] == pair[1] else multiply(*brackets), {"a": root})
                return


RULES = (
    Rule(
        "factor a difference of squares",
        "a^2 - b^2 = (a + b)*(a - b)",
        "A difference of squares is sum times difference.",
        factor_difference_of_squares,
        (
            Example("x^2 - y^2", "(x + y)*(x - y)"),
            Example("1 - x^2", "(1 + x)*(1 - x)"),
            Example("x^4 - 9", "(x^2 + 3)*(x^2 - 3)"),
            Example("x^2 + 1", None),
        ),
        reverse="multiply sum and difference",
        reverse_why="Sum times difference is the difference of the squares.",
        cost=1.0,
        reverse_cost=0.9,
        on=("sum",),
    ),
    Rule(
        "factor out",
        "a*b + a*c = a*(b + c)",
        "Every term has the factor {a}; write it in front of a bracket.",
        factor_out,
        (
            Example("a*b + a*c", "a*(b + c)"),
            Example("x^2 + x", "x*(x + 1)"),
            Example("6*x + 9", "3*(2*x + 3)"),
            Example("-2*x - 2*y", "-2*(x + y)"),
            Example("x + y", None),
        ),
        reverse="multiply out",
        reverse_why="Multiply each term of the bracket.",
        cost=0.9,
        reverse_cost=0.8,
        on=("sum",),
    ),
    Rule(
        "factor out of some terms",
        "a*b + a*c + d = a*(b + c) + d",
        "Some of the terms have the factor {a}; write it in front of a bracket.",
        factor_by_two_terms,
        (Example("a*b + c + a*d", "a*(b + d) + c"), Example("a*b + a*c", None)),
        reverse="multiply out",
        reverse_why="Multiply each term of the bracket.",
        cost=1.1,
        reverse_cost=0.8,
        on=("sum",),
    ),
    Rule(
        "difference of cubes",
        "a^3 - b^3 = (a - b)*(a^2 + a*b + b^2), a^3 + b^3 = (a + b)*(a^2 - a*b + b^2)",
        "A difference or sum of cubes has the difference or sum of the bases as a factor.",
        factor_cubes,
        (
            Example("x^3 - 1", "(x - 1)*(x^2 + x + 1)"),
            Example("1 + x^3", "(1 + x)*(1 - x + x^2)"),
            Example("x^2 - 1", None),
        ),
        reverse="multiply out",
        reverse_why="Multiply each term of the bracket.",
        cost=1.1,
        reverse_cost=1.0,
        on=("sum",),
    ),
    Rule(
        "factor the quadratic",
        "a^2 + (r + s)*a + r*s = (a + r)*(a + s)",
        "Look for two numbers with this sum and this product.",
        factor_quadratic,
        (
            Example("x^2 + 5*x + 6", "(x + 2)*(x + 3)"),
            Example("x^2 - x - 6", "(x + 2)*(x - 3)"),
            Example("x^2 - 2*x + 1", "(x - 1)^2"),
            Example("x^2 + x + 1", None),
        ),
        reverse="multiply out",
        reverse_why="Multiply each term of the bracket.",
        cost=1.1,
        reverse_cost=0.9,
        on=("sum",),
    ),
    Rule(
        "complete the square",
        "a^2 + 2*a*b + c = (a + b)^2 + c - b^2",
        "Half of the middle term makes a square; what it brings too much is taken away again.",
        complete_square,
        (Example("x^2 + 6*x + 1", "(x + 3)^2 + 1 - 9"), Example("x^2 + 1", None)),
        reverse="multiply the square out",
        reverse_why="Multiply the square out and put the numbers together.",
        cost=1.2,
        reverse_cost=1.0,
        on=("sum",),
    ),
)
