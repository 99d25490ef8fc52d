"""Numbers, neutral elements and signs."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from derivation.context import Context
from derivation.rule import Example, Match, Rule
from derivation.rules.monomials import LARGEST_EXPONENT
from derivation.rules.shape import coefficient, factors, is_decimal, is_number, signed, summands, times, without_sign
from derivation.term import ONE, ZERO, DecimalFraction, E, Term, add, divide, multiply, number_of, power, rational

LONG_PRODUCT = 12
"""Products of more factors stay in the order in which they are written."""

COEFFICIENTS = frozenset(("factorial", "falling_factorial", "binomial"))
"""Functions that stand among the letters in front."""

MOSTLY_MOVING = frozenset("xyzt")
"""Letters that stand behind others in a product."""


def drop_neutral(term: Term, context: Context) -> Iterator[Match]:
    after = without_neutral(term)
    if after is not term:
        yield Match(after)


def without_neutral(term: Term) -> Term:
    """One node without summands 0, factors 1, exponents 1 and the like."""
    if term.op == "sum" and ZERO in term.args:
        return add(*(each for each in term.args if each is not ZERO))
    if term.op == "product":
        if ZERO in term.args:
            return ZERO
        return multiply(*(each for each in term.args if each is not ONE)) if ONE in term.args else term
    if term.op == "quotient" and term.args[1] is ONE:
        return term.args[0]
    if term.op == "quotient" and term.args[0] is ZERO and term.args[1] is not ZERO:
        return ZERO
    if term.op == "power" and term.args[1] is ONE:
        return term.args[0]
    if term.op == "power" and (term.args[0] is ONE or (term.args[1] is ZERO and term.args[0] is not ZERO)):
        return ONE
    return ZERO if term.op == "negation" and term.args[0] is ZERO else term


def tidy_signs(term: Term, context: Context) -> Iterator[Match]:
    after = sign_in_front(term)
    if after is not term:
        yield Match(after)


def sign_in_front(term: Term) -> Term:
    """One node with the minus signs of its factors multiplied and written in front."""
    if term.op == "negation" and term.args[0].op == "negation":
        return signed(*without_sign(term))
    if term.op == "product" and any(each.op == "negation" for each in term.args):
        sign, parts = 1, []
        for each in term.args:
            own, body = without_sign(each)
            sign *= own
            parts.append(body)
        return signed(sign, multiply(*parts))
    if term.op == "quotient" and any(each.op == "negation" for each in term.args):
        (over, above), (under, below) = map(without_sign, term.args)
        return signed(over * under, divide(above, below))
    if term.op == "power" and term.args[0].op == "negation":
        exponent = number_of(term.args[1])
        if exponent is not None and exponent.denominator == 1:
            return signed(-1 if exponent % 2 else 1, power(term.args[0].args[0], term.args[1]))
    return term


def drop_brackets(term: Term, context: Context) -> Iterator[Match]:
    if term.op in ("sum", "product") and any(each.op == term.op for each in term.args):
        yield Match(add(*summands(term)) if term.op == "sum" else multiply(*factors(term)))


def multiply_numbers(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "product":
        numbers = [each for each in factors(term) if is_number(each)]
        if len(numbers) > 1:
            product = Fraction(1)
            for each in numbers:
                product *= number_of(each) or 0
            yield Match(times(product, multiply(*(each for each in factors(term) if not is_number(each)))))


def numbers_first(term: Term, context: Context) -> Iterator[Match]:
    if term.op == "product":
        written = factors(term)
        ordered = tuple(sorted(written, key=lambda each: not is_number(each)))
        if ordered != written:
            yield Match(multiply(*ordered))


CONSTANTS, STILL, STILL_BRACKETS, MOVING, REST = range(5)


def place_in_product(factor: Term) -> tuple[int, str]:
    """Where a person writes a factor: numbers with a name, letters and brackets that mostly stand still, x and y, then the rest.

    Letters that stand still keep the order in which they were written: m*g*x, 1/(R*C).
    """
    base = factor.args[0] if factor.op == "power" else factor
    if (base.op == "constant" and base is not E) or (base.value == "sqrt" and is_number(base.args[0])):
        return CONSTANTS, ""
    if factor.op == "power" and (number_of(factor.args[1]) or 0) < 0:
        return REST, ""
    if base.op == "symbol":
        return (MOVING, str(base.value)) if base.value in MOSTLY_MOVING else (STILL, "")
    if base.op == "sum" and not any(each.value in MOSTLY_MOVING for each in base.free):
        return STILL_BRACKETS, ""
    return (STILL, "") if base.value in COEFFICIENTS else (REST, "")


def letters_before_functions(term: Term, context: Context) -> Iterator[Match]:
    """Letters before brackets, roots and functions: sin(x)*k = k*sin(x)."""
    if term.op == "product" and not any(each.op in ("quotient", "product") for each in term.args):
        places = [place_in_product(each) for each in term.args if not is_number(each)]
        if places != sorted(places):
            after = letters_first(term)
            if after is not term:
                yield Match(after)


def letters_first(term: Term) -> Term:
    """A product of few factors with its letters before its brackets and functions."""
    if term.op != "product" or len(term.args) > LONG_PRODUCT:
        return term
    return multiply(*sorted(term.args, key=lambda each: (-1, "") if is_number(each) else place_in_product(each)))


def calculate(term: Term, context: Context) -> Iterator[Match]:
    value = value_of(term)
    if value is not None:
        after = rational(value)
        if after is not term:
            yield Match(after)


def value_of(term: Term) -> Fraction | None:
    """What one operation on numbers comes to, or None."""
    if term.op not in ("quotient", "power") or not all(is_number(each) for each in term.args):
        return None
    left, right = (number_of(each) or Fraction(0) for each in term.args)
    if term.op == "quotient":
        return left / right if right else None
    if right.denominator != 1 or abs(right) > LARGEST_EXPONENT or (left == 0 and right <= 0):
        return None
    return left ** int(right)


def as_decimal(term: Term, context: Context) -> Iterator[Match]:
    """A fraction that ends as a decimal: 2/5 = 0.4, 3*x/5 = 0.6*x."""
    if term.op == "quotient":
        number, rest = coefficient(term)
        after = times(DecimalFraction(number), rest)
        if after is not term and is_decimal(DecimalFraction(number)):
            yield Match(after)


def add_numbers(term: Term, context: Context) -> Iterator[Match]:
    if term.op != "sum":
        return
    numbers = [each for each in summands(term) if is_number(each)]
    if len(numbers) < 2:
        return
    total = rational(sum((number_of(each) or Fraction(0) for each in numbers), Fraction(0)))
    rest = list(summands(term))
    place = rest.index(numbers[0])
    for each in numbers:
        rest.remove(each)
    if total is not ZERO or not rest:
        rest.insert(place, total)
    yield Match(add(*rest))


RULES = (
    Rule(
        "drop 0 and 1",
        "a + 0 = a, 1*a = a, a/1 = a, a^1 = a",
        "Adding 0 and multiplying by 1 change nothing.",
        drop_neutral,
        (Example("1*x", "x"), Example("x + 0 + y", "x + y"), Example("x^1", "x"), Example("x + 1", None)),
        reverse="insert a neutral element",
        cost=0.15,
    ),
    Rule(
        "minus times minus",
        "(-a)*(-b) = a*b, (-a)*b = -a*b",
        "Two minus signs make a plus; a single one is written in front.",
        tidy_signs,
        (Example("(-a)*(-b)", "a*b"), Example("(-a)/b", "-a/b"), Example("-(-a)", "a"), Example("a - b", None)),
        reverse="move the sign",
        cost=0.2,
        reverse_cost=0.4,
    ),
    Rule(
        "drop the brackets",
        "a*(b*c) = a*b*c, a + (b + c) = a + b + c",
        "In a product of products, and in a sum of sums, the brackets may be left out.",
        drop_brackets,
        (Example("a*(b*c)", "a*b*c"), Example("a + (b + c)", "a + b + c"), Example("a*(b + c)", None)),
        reverse="put brackets",
        cost=0.15,
        reverse_cost=0.3,
        on=("sum", "product"),
    ),
    Rule(
        "multiply the numbers",
        "2*(3*a) = 6*a",
        "Multiply the numbers and write the result in front.",
        multiply_numbers,
        (Example("3*x*2", "6*x"), Example("2*x*y", None)),
        reverse="write the number as a product",
        reverse_why="Write the number as a product.",
        cost=0.3,
        reverse_cost=1.5,
        on=("product",),
    ),
    Rule(
        "put numbers first",
        "a*2 = 2*a",
        "The order of factors does not matter, and a number is written in front.",
        numbers_first,
        (Example("x*2", "2*x"), Example("2*x", None)),
        reverse="reorder the factors",
        cost=0.15,
        reverse_cost=0.3,
        on=("product",),
    ),
    Rule(
        "put letters first",
        "sin(x)*a = a*sin(x)",
        "The order of factors does not matter: letters before brackets and functions, and x behind other letters.",
        letters_before_functions,
        (
            Example("sin(x)*a", "a*sin(x)"),
            Example("3*(k*x + 1)^2*k", "3*k*(k*x + 1)^2"),
            Example("2*m*g*sin(x)", None),
        ),
        reverse="move letters",
        cost=0.15,
        reverse_cost=0.3,
        on=("product",),
    ),
    Rule(
        "calculate",
        "4/2 = 2, 2^3 = 8",
        "This is a calculation with numbers.",
        calculate,
        (Example("6/4", "3/2"), Example("2^3", "8"), Example("x^3", None), Example("3/2", None)),
        reverse="write the number as a calculation",
        cost=0.3,
        reverse_cost=1.5,
    ),
    Rule(
        "fraction as a decimal",
        "2/5 = 0.4",
        "Where decimals stand, the other numbers are written as decimals too.",
        as_decimal,
        (Example("2/5", "0.4"), Example("3*x/4", "0.75*x"), Example("1/3", None)),
        reverse="decimal as a fraction",
        cost=2.0,
        reverse_cost=2.0,
        on=("quotient",),
    ),
    Rule(
        "add the numbers",
        "2 + a + 3 = 5 + a",
        "Put the numbers of the sum together.",
        add_numbers,
        (Example("2 + x + 3", "5 + x"), Example("1 + x - 1", "x"), Example("1 + x", None)),
        reverse="write the number as a sum",
        reverse_why="Write the number as a sum of numbers.",
        cost=0.4,
        reverse_cost=1.3,
        on=("sum",),
    ),
)
