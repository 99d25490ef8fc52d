"""Derivations as a textbook would print them, each proved and refereed by SymPy."""

from itertools import pairwise

import pytest
import sympy

from derivation.context import Context
from derivation.derive import CannotDifferentiate, derive
from derivation.notation import sympy_text, text
from derivation.reading import read
from derivation.term import postorder, symbol
from derivation.walkthrough import Step, Walkthrough

FUNCTIONS = [
    "7", "x", "x^5", "1/x", "sqrt(x)", "x^(1/3)", "3*x^4 - 5*x + 2", "x^2*sin(x)", "x*ln(x)*cos(x)", "(3*x - 2)^7",
    "sin(x)/x", "(x^2 + 1)/(x - 3)", "e^(-x^2/2)", "2^x", "x^x", "sin(x)^cos(x)", "ln(ln(x))", "tan(x)", "sec(x)", "asin(x)",
    "atan(x/3)", "sinh(2*x)", "tanh(x)^2", "asinh(x)", "1/(1 + e^(-x))", "ln(1 + e^x)", "x/(1 + e^(-x))", "e^(e^(e^x))",
    "sin(cos(tan(x)))", "sqrt(x + sqrt(x))", "abs(x)", "ln(abs(x))", "erf(x)", "x*erf(x)", "log(x, 2)",
    "(x + 1)*(x + 2)*(x + 3)*(x + 4)*(x + 5)",
]  # fmt: skip


def joined(steps: tuple[Step, ...]) -> bool:
    return all(before.after is after.before for before, after in pairwise(steps))


def agrees_with_sympy(walk: Walkthrough) -> bool:
    x = sympy.Symbol("x", real=True)
    theirs = sympy.diff(sympy.sympify(sympy_text(walk.function), locals={"x": x}), x)
    ours = sympy.sympify(sympy_text(walk.end, walk.context), locals={"x": x})
    points = sympy.Rational(7, 5), sympy.Rational(29, 10)
    return all(abs(sympy.N((theirs - ours).subs(x, point), 30)) < 1e-20 for point in points)


@pytest.mark.parametrize("method", ["power", "quotient"])
@pytest.mark.parametrize("formula", FUNCTIONS)
def test_every_line_follows_is_proved_and_the_last_is_the_derivative(formula: str, method: str) -> None:
    walk = derive(read(formula).term, method=method, target="raw")
    assert walk.steps[0].before is walk.start
    assert joined(walk.steps)
    assert walk.proved
    assert not any(part.op == "derivative" for part in postorder(walk.end))
    assert agrees_with_sympy(walk)


def test_the_sigmoid_walk_is_found_in_the_order_in_which_it_is_taught() -> None:
    walk = derive(read("1/(1 + e^(-x))").term)
    assert [text(step.after) for step in walk.steps] == [
        "d/dx((1 + e^(-x))^(-1))",
        "d/dx(g^(-1))",
        "-g^(-2)*d/dx(g)",
        "-g^(-2)*(-e^(-x))",
        "-(1 + e^(-x))^(-2)*(-e^(-x))",
        "(1 + e^(-x))^(-2)*e^(-x)",
        "e^(-x)/(1 + e^(-x))^2",
        "(1 + e^(-x) - 1)/(1 + e^(-x))^2",
        "(1 + e^(-x))/(1 + e^(-x))^2 - 1/(1 + e^(-x))^2",
        "1/(1 + e^(-x)) - 1/(1 + e^(-x))^2",
        "1/(1 + e^(-x)) - (1/(1 + e^(-x)))^2",
        "sigma(x) - sigma(x)^2",
        "sigma(x)*(1 - sigma(x))",
    ]
    assert walk.proved


def test_a_second_derivative_goes_through_the_first() -> None:
    walk = derive(read("x^4").term, target="raw", order=2)
    assert [text(step.after) for step in walk.steps] == ["d/dx(4*x^3)", "4*d/dx(x^3)", "4*3*x^2", "12*x^2"]


def test_parameters_stay_as_they_are() -> None:
    k = symbol("k")
    walk = derive(read("e^(k*x)", Context(parameters=(k,))).term, Context(parameters=(k,)), target="raw")
    assert k in walk.end.free


NESTED_CASES = {
    "max": lambda term, k: f"max({term}, {k})",
    "abs": lambda term, k: f"abs({term} - {k})",
    "piecewise": lambda term, k: f"piecewise({term}, x < {k}; x^{k + 2}, x >= {k})",
}


@pytest.mark.parametrize("name", NESTED_CASES)
def test_cases_inside_one_another_are_proved_each_by_itself(name: str) -> None:
    term = "x^3"
    for k in range(20):
        term = NESTED_CASES[name](term, k)
    assert derive(read(term).term, target="raw").proved


def test_deep_nesting_needs_no_recursion() -> None:
    formula = "sin(" * 1500 + "x" + ")" * 1500
    walk = derive(read(formula).term, target="raw")
    assert walk.proved


def test_what_no_rule_covers_is_named() -> None:
    with pytest.raises(CannotDifferentiate, match="no rule for the derivative of"):
        derive(read("zeta(x)").term)
