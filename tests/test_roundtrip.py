"""What is printed reads back to the very same term, in plain text and in LaTeX."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from derivation.context import Context
from derivation.notation import latex, text
from derivation.reading import read
from derivation.term import (
    INFINITY,
    ONE,
    OTHERWISE,
    PI,
    TWO,
    E,
    Term,
    X,
    add,
    at,
    decimal,
    derivative,
    divide,
    function,
    integer,
    limit,
    logic,
    multiply,
    negate,
    piecewise,
    power,
    primed,
    relation,
    series,
    symbol,
)

NAMES = ("x", "a", "k", "y", "alpha", "beta", "lambda", "x_1", "w_ij", "beta_0", "yhat", "learning_rate", "x1", "theta_12")
LETTERS = ("f", "g", "F")
ONE_PLACE = str.split("sin cos tan cot sec csc asin acosh sinh sech ln sqrt abs sign floor ceil erf Phi phi sigma Si Ei f g")
TWO_PLACES = str.split("log root besselj polylog beta max min f")

CONTEXT = Context(parameters=tuple(symbol(name) for name in NAMES if name not in ("x", "beta")))

symbols = some.sampled_from(NAMES).map(symbol)
leaves = some.one_of(
    symbols,
    some.integers(0, 10**6).map(integer),
    some.sampled_from(["0.5", "2.50", ".5", "0.001"]).map(decimal),
    some.sampled_from([E, PI, INFINITY, X, X, ONE, TWO]),
)


def _of_two(name: str, first: Term, second: Term) -> Term:
    """A function of two places; the logarithm to the base e is the natural one, however it is spelt."""
    return function("ln", first) if name == "log" and second is E else function(name, first, second)


def _inner(parts: some.SearchStrategy[Term]) -> some.SearchStrategy[Term]:
    small = some.integers(0, 12).map(integer)
    with_symbol = some.builds(add, parts, symbols)
    exponents = some.one_of(small, small.map(negate), symbols, with_symbol)
    conditions = some.builds(relation, some.sampled_from(["<", "<=", ">", ">=", "=", "!="]), parts, parts)
    return some.one_of(
        some.lists(parts, min_size=2, max_size=4).map(lambda several: add(*several)),
        some.lists(parts, min_size=2, max_size=4).map(lambda several: multiply(*several)),
        some.builds(divide, parts, parts),
        some.builds(negate, parts),
        some.builds(power, parts, exponents),
        some.builds(function, some.sampled_from(ONE_PLACE), parts),
        some.builds(function, some.sampled_from(["gamma", "factorial"]), with_symbol),
        some.builds(_of_two, some.sampled_from(TWO_PLACES), parts, parts),
        some.builds(primed, some.sampled_from([*LETTERS, "sin", "sigma", "tanh"]), some.integers(1, 3), parts),
        some.builds(derivative, parts, symbols, some.integers(1, 3)),
        some.builds(at, parts, some.sampled_from([symbol("u"), X]), parts),
        some.builds(series, parts, some.just(symbol("n")), parts, parts),
        some.builds(limit, parts, some.just(symbol("h")), parts, some.sampled_from(["", "+", "-"])),
        some.builds(lambda first, second, when: piecewise((first, when), (second, OTHERWISE)), parts, parts, conditions),
        some.builds(
            lambda first, one, other, joiner: piecewise((first, logic(joiner, one, other))),
            parts,
            conditions,
            conditions,
            some.sampled_from(["and", "or"]),
        ),
    )


terms = some.recursive(leaves, _inner, max_leaves=12)


@settings(max_examples=400, deadline=None)
@given(terms)
def test_plain_text_reads_back(term: Term) -> None:
    assert read(text(term), CONTEXT).term is term


@settings(max_examples=400, deadline=None)
@given(terms)
def test_latex_reads_back(term: Term) -> None:
    assert read(latex(term), CONTEXT).term is term


TYPED = [
    ("sin^-n(x)", "sin(x)^(-n)"),
    ("sin^-0.5(x)", "sin(x)^(-0.5)"),
    ("x^2*s**∞(x)", "x^2*s(x)^infinity"),
    ("x8²", "x8^2"),
    ("2x5^x", "2*x*5^x"),
    ("x5^(x)", "x5^(x)"),
    ("x1^n*x2^n", "x1^n*x2^n"),
    ("de/dx(x^2)", "de/dx*x^2"),
    ("dE/dw + E", "dE/dw + e"),
    ("de/∞", "d*e/infinity"),
]


@pytest.mark.parametrize(("typed", "printed"), TYPED)
def test_what_is_typed_is_printed_so_that_it_reads_back(typed: str, printed: str) -> None:
    context = Context(parameters=(symbol("n"),))
    term = read(typed, context).term
    assert text(term, context) == printed
    assert read(printed, context).term is term


@pytest.mark.parametrize("printed", [text, latex])
def test_a_deep_term_reads_back(printed) -> None:  # type: ignore[no-untyped-def]
    term = X
    for _ in range(700):
        term = divide(ONE, add(ONE, function("sin", term)))
    assert read(printed(term), CONTEXT).term is term
