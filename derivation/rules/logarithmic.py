"""Logarithmic differentiation: products, quotients and powers become sums under a logarithm."""

from __future__ import annotations

from collections.abc import Iterator

from derivation.context import Context
from derivation.rule import Example, Match, Rule
from derivation.term import ONE, TWO, E, Term, add, derivative, divide, function, multiply, negate, number_of

ALWAYS_POSITIVE = frozenset(("sqrt", "cosh", "sech", "sigma", "gamma"))
"""Functions without negative values, or used where they have none."""


def logarithm_of_size(term: Term) -> Term:
    """ln|u|, written without bars where u is positive by its form.

    >>> from derivation.term import X, power
    >>> logarithm_of_size(power(X, X)).args[0].op, logarithm_of_size(X).args[0].value
    ('power', 'abs')
    """
    return function("ln", term if _positive_by_form(term) else function("abs", term))


def _positive_by_form(term: Term) -> bool:
    if term.op == "power":
        exponent = number_of(term.args[1])
        whole_and_even = exponent is not None and exponent.denominator == 1 and exponent % 2 == 0
        return exponent is None or whole_and_even or exponent.denominator % 2 == 0 or _positive_by_form(term.args[0])
    if term.op in ("sum", "product", "quotient"):
        return all(_positive_by_form(each) for each in term.args)
    if term.op == "function":
        return term.value in ALWAYS_POSITIVE
    number = number_of(term)
    return term is E or term.op == "constant" or (number is not None and number > 0)


def _inside(term: Term) -> Term | None:
    """The u of ln(u) and of ln|u|."""
    if term.op != "function" or term.value != "ln" or len(term.args) != 1:
        return None
    inner = term.args[0]
    return inner.args[0] if inner.op == "function" and inner.value == "abs" else inner


def take_logarithms(term: Term, context: Context) -> Iterator[Match]:
    """d/dx(f) = f*d/dx(ln|f|) for a product, quotient or power."""
    if term.op == "derivative" and term.value == 1:
        body, variable = term.args
        inner = body.args[0] if body.op == "negation" else body
        if inner.op in ("product", "quotient", "power") and context.depends(inner):
            factors = inner.args if inner.op == "product" else (inner,)
            after = multiply(*factors, derivative(logarithm_of_size(inner), variable))
            yield Match(negate(after) if body.op == "negation" else after, {"f": body})


def of_product(term: Term, context: Context) -> Iterator[Match]:
    inner = _inside(term)
    if inner is not None and inner.op == "product":
        yield Match(add(*(logarithm_of_size(each) for each in inner.args)))


def of_quotient(term: Term, context: Context) -> Iterator[Match]:
    inner = _inside(term)
    if inner is not None and inner.op == "quotient":
        yield Match(add(logarithm_of_size(inner.args[0]), negate(logarithm_of_size(inner.args[1]))))


def of_power(term: Term, context: Context) -> Iterator[Match]:
    inner = _inside(term)
    if inner is None:
        return
    if inner.op == "function" and inner.value == "sqrt":
        yield Match(divide(function("ln", inner.args[0]), TWO), {"n": divide(add(), TWO)})
    elif inner.op == "power":
        base, exponent = inner.args
        number = number_of(exponent)
        if base is E:
            yield Match(exponent, {"n": exponent})
            return
        size = logarithm_of_size(base) if number is not None and number.denominator % 2 else function("ln", base)
        yield Match(
            negate(multiply(exponent.args[0], size)) if exponent.op == "negation" else multiply(exponent, size), {"n": exponent}
        )


def apart(term: Term, context: Context) -> Iterator[Match]:
    """d/dx of the logarithm of a fraction, or of a product of moving factors, as a sum."""
    body, variable = term.args
    inner = body.args[0] if body.op == "function" and body.value == "ln" else None
    if inner is None:
        return
    if inner.op == "quotient" and context.depends(inner.args[1]):
        above, below = inner.args
        minus = negate(logarithm_of_size(below))
        yield Match(derivative(minus if above is ONE else add(logarithm_of_size(above), minus), variable), {"u": inner})
    elif inner.op == "product" and sum(context.depends(each) for each in inner.args) > 1:
        yield Match(derivative(add(*(logarithm_of_size(each) for each in inner.args)), variable), {"u": inner})


RULES = (
    Rule(
        "logarithmic differentiation",
        "d/dx(f) = f*d/dx(ln(abs(f)))",
        "ln|f| has the derivative f'/f, so f' is f times the derivative of ln|f|.",
        take_logarithms,
        (Example("d/dx(x^x)", "x^x*d/dx(ln(x^x))"), Example("d/dx(x*sin(x))", "x*sin(x)*d/dx(ln(abs(x*sin(x))))")),
        "differentiation",
    ),
    Rule(
        "logarithm of a quotient",
        "ln(abs(u/v)) = ln(abs(u)) - ln(abs(v))",
        "The logarithm makes a difference of a quotient.",
        of_quotient,
        (Example("ln(abs(x/(x - 1)))", "ln(abs(x)) - ln(abs(x - 1))"),),
        cost=0.5,
    ),
    Rule(
        "logarithm of a product",
        "ln(abs(u*v)) = ln(abs(u)) + ln(abs(v))",
        "The logarithm makes a sum of a product.",
        of_product,
        (Example("ln(abs(x*(x + 1)))", "ln(abs(x)) + ln(abs(x + 1))"),),
        cost=0.5,
    ),
    Rule(
        "logarithm of a power",
        "ln(u^v) = v*ln(u)",
        "The exponent comes down in front of the logarithm.",
        of_power,
        (Example("ln(abs((x - 1)^3))", "3*ln(abs(x - 1))"), Example("ln(x^x)", "x*ln(x)")),
        cost=0.5,
    ),
)
