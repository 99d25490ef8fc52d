"""How terms are made: numbers, names, the four operations, functions, and what is still to be done."""

from __future__ import annotations

from fractions import Fraction

from derivation.term.decimals import DecimalFraction, digits
from derivation.term.node import Term, make


def integer(number: int) -> Term:
    """The whole number; a negative one is a negation, as it is written."""
    return negate(make("integer", -number, ())) if number < 0 else make("integer", number, ())


def rational(number: Fraction | int) -> Term:
    """A fraction in lowest terms, written as a quotient with its minus sign in front, or as a decimal if it came from one.

    >>> rational(Fraction(-1, 2)), rational(DecimalFraction("0.1") * 3)
    (negation(quotient(integer(1), integer(2))), decimal('0.3'))
    """
    if isinstance(number, DecimalFraction) and (written := digits(abs(number))) is not None:
        size = make("decimal", written, ()) if "." in written else integer(int(written))
        return negate(size) if number < 0 else size
    above, below = number.numerator, number.denominator
    whole = make("integer", abs(above), ())
    size = whole if below == 1 else divide(whole, make("integer", below, ()))
    return negate(size) if above < 0 else size


def decimal(digits: str) -> Term:
    """A decimal fraction as typed, such as '0.5' or '.50'."""
    return make("decimal", digits, ())


def symbol(name: str, *indices: Term) -> Term:
    return make("symbol", name, indices)


def constant(name: str) -> Term:
    """A number with a name: 'e', 'pi', 'infinity' and what else `evaluate` knows."""
    return make("constant", name, ())


def add(*summands: Term) -> Term:
    """The sum as written; of one summand, that summand; of none, 0."""
    if len(summands) < 2:
        return summands[0] if summands else ZERO
    return make("sum", None, summands)


def multiply(*factors: Term) -> Term:
    """The product as written; of one factor, that factor; of none, 1."""
    if len(factors) < 2:
        return factors[0] if factors else ONE
    return make("product", None, factors)


def divide(numerator: Term, denominator: Term) -> Term:
    return make("quotient", None, (numerator, denominator))


def power(base: Term, exponent: Term) -> Term:
    return make("power", None, (base, exponent))


def negate(body: Term) -> Term:
    return make("negation", None, (body,))


def subtract(left: Term, right: Term) -> Term:
    return add(left, negate(right))


def function(name: str, *arguments: Term) -> Term:
    return make("function", name, arguments)


def primed(name: str, order: int, argument: Term) -> Term:
    """f'(u) for order 1, f''(u) for order 2, ..."""
    return make("primed", (name, order), (argument,))


def derivative(body: Term, variable: Term, order: int | str = 1) -> Term:
    """d/dx(body), still to be done.  It stands for its value at the current x, so x is free in it."""
    return make("derivative", order, (body, variable))


def at(body: Term, bound: Term, value: Term) -> Term:
    """The body, with the value put in place of the bound symbol."""
    return make("at", None, (body, bound, value))


def limit(body: Term, bound: Term, point: Term, side: str = "") -> Term:
    return make("limit", side, (body, bound, point))


def integral(body: Term, bound: Term, lower: Term, upper: Term) -> Term:
    return make("integral", None, (body, bound, lower, upper))


def series(body: Term, bound: Term, first: Term, last: Term) -> Term:
    return make("series", None, (body, bound, first, last))


def piecewise(*pieces: tuple[Term, Term]) -> Term:
    """Values with the conditions under which they hold; the first condition that holds decides."""
    return make("piecewise", None, tuple(part for piece in pieces for part in piece))


def relation(sign: str, left: Term, right: Term) -> Term:
    return make("relation", sign, (left, right))


def logic(joiner: str, *conditions: Term) -> Term:
    return make("logic", joiner, conditions)


ZERO, ONE, TWO = integer(0), integer(1), integer(2)
MINUS_ONE = integer(-1)
E, PI, INFINITY = constant("e"), constant("pi"), constant("infinity")
OTHERWISE = make("truth", None, ())
X = symbol("x")
