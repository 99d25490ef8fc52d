"""The bridge to SymPy: there and back keeps the meaning; what has no word on the other side is refused."""

from __future__ import annotations

import subprocess
import sys

import pytest
import sympy
from hypothesis import given, settings
from hypothesis import strategies as st

from derivation.context import Context
from derivation.equality import compare
from derivation.meaning import NAMES, SAME_NAMES, Untranslatable, from_sympy, to_sympy
from derivation.notation import text
from derivation.reading import read, read_equation
from derivation.term import ONE, ZERO, Term, X, constant, function, logic, relation, symbol

x, y, t, h, k = sympy.symbols("x y t h k")
f = sympy.Function("f")

BOTH_WAYS = [
    ("1/(1 + e^(-x))", 1 / (1 + sympy.exp(-x))),
    ("x^2/3 - 1/2", x**2 / 3 - sympy.Rational(1, 2)),
    ("sqrt(x + 1)", sympy.sqrt(x + 1)),
    ("1/sqrt(x)", 1 / sympy.sqrt(x)),
    ("ln(x)", sympy.log(x)),
    ("abs(x)*sign(x)", sympy.Abs(x) * sympy.sign(x)),
    ("max(0, x)", sympy.Max(0, x)),
    ("heaviside(x)", sympy.Heaviside(x)),
    ("lngamma(x)", sympy.loggamma(x)),
    ("lambertw(x)", sympy.LambertW(x)),
    ("f(x)", f(x)),
    ("f(x, y)", f(x, y)),
    ("x^y", x**y),
    ("pi*e", sympy.pi * sympy.E),
    ("d/dx(f(x))", sympy.Derivative(f(x), x)),
    ("d^2/dx^2(f(x))", sympy.Derivative(f(x), (x, 2))),
    ("(f(y))|_(y = x^2)", sympy.Subs(f(y), y, x**2)),
    ("x != 1", sympy.Ne(x, 1)),
    ("piecewise(-x, x < 0; x, otherwise)", sympy.Piecewise((-x, x < 0), (x, True))),
    ("sum(k^2, k, 1, 10)", sympy.Sum(k**2, (k, 1, 10))),
    ("integral(sin(t), t, 0, x)", sympy.Integral(sympy.sin(t), (t, 0, x))),
    ("lim_(h->0+) h*ln(h)", sympy.Limit(h * sympy.log(h), h, 0, "+")),
    ("E1(x)", sympy.expint(1, x)),
]


def of(plain: str) -> Term:
    return (read_equation if "!=" in plain else read)(plain).term


@pytest.mark.parametrize(("plain", "theirs"), BOTH_WAYS)
def test_terms_become_sympy(plain: str, theirs: sympy.Basic) -> None:
    assert to_sympy(of(plain)) == theirs


@pytest.mark.parametrize(("plain", "theirs"), BOTH_WAYS)
def test_there_and_back(plain: str, theirs: sympy.Basic) -> None:
    assert to_sympy(from_sympy(theirs)) == theirs


@pytest.mark.parametrize(
    ("theirs", "plain"),
    [
        (1 / (1 + sympy.exp(-x)), "1/(1 + e^(-x))"),
        (-x / 2, "-x/2"),
        (x**2 - 2 * x + 1, "x^2 - 2*x + 1"),
        (sympy.exp(-x) / (1 + sympy.exp(-x)) ** 2, "e^(-x)/(1 + e^(-x))^2"),
        (3 * x / (4 * y), "3*x/(4*y)"),
        (x ** sympy.Rational(1, 3), "x^(1/3)"),
        (x ** sympy.Rational(-1, 3), "1/x^(1/3)"),
        (2**x, "2^x"),
        (sympy.Float("0.5"), "0.5"),
        (-sympy.sin(x), "-sin(x)"),
        (sympy.Rational(-2, 3), "-2/3"),
    ],
)
def test_sympy_reads_as_a_person_writes(theirs: sympy.Basic, plain: str) -> None:
    written = from_sympy(theirs)
    assert compare(written, read(plain).term).status == "equal"
    assert text(written).replace(".500000000000000", ".5").count("^(-1)") == 0


def test_conditions_are_joined() -> None:
    both = logic("and", relation(">", X, ZERO), relation("<", X, ONE))
    assert to_sympy(both) == sympy.And(x > 0, x < 1)
    assert to_sympy(from_sympy(sympy.Or(x > 1, x < 0))) == sympy.Or(x > 1, x < 0)


def test_named_functions_are_written_out_on_request() -> None:
    assert to_sympy(function("softplus", X), Context()) == sympy.log(1 + sympy.exp(x))
    assert to_sympy(function("softplus", X)) == sympy.Function("softplus")(x)


def test_symbols_may_be_real() -> None:
    assert to_sympy(symbol("x"), real=True) == sympy.Symbol("x", real=True)


@pytest.mark.parametrize("name", SAME_NAMES)
def test_names_are_sympy_s(name: str) -> None:
    assert hasattr(sympy, NAMES.get(name, name))


@pytest.mark.parametrize("theirs", [sympy.I, sympy.zoo, sympy.nan, sympy.Matrix([1])])
def test_what_has_no_term_is_refused(theirs: object) -> None:
    with pytest.raises(Untranslatable):
        from_sympy(theirs)


def test_unknown_constants_are_refused() -> None:
    with pytest.raises(Untranslatable):
        to_sympy(constant("nothing"))


def test_deep_terms_do_not_recurse() -> None:
    deep: Term = X
    for _ in range(400):
        deep = function("f", deep)
    assert from_sympy(to_sympy(deep)) is deep


leaves = st.sampled_from([x, y, sympy.Integer(2), sympy.Rational(-1, 3), sympy.pi])
grow = lambda inner: st.one_of(  # noqa: E731
    st.builds(sympy.Add, inner, inner),
    st.builds(sympy.Mul, inner, inner),
    st.builds(lambda u, n: (u + y**2 + 1) ** n, inner, st.sampled_from([-2, -1, 2, sympy.Rational(1, 2)])),
    st.builds(lambda g, u: g(u), st.sampled_from([sympy.sin, sympy.exp, sympy.tanh, sympy.atan, f]), inner),
)


@settings(max_examples=60, deadline=None)
@given(st.recursive(leaves, grow, max_leaves=6))
def test_random_expressions_survive(theirs: sympy.Basic) -> None:
    if theirs.has(sympy.I, sympy.zoo, sympy.nan):
        return
    assert sympy.simplify(to_sympy(from_sympy(theirs)) - theirs) == 0


def test_sympy_is_not_loaded_before_it_is_needed() -> None:
    code = "import sys, derivation.meaning, derivation.equality; print('sympy' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
