"""The derivative of order n: patterns, each proved by induction and compared with SymPy's for the first orders."""

import pytest
import sympy

from derivation import meaning
from derivation.context import Context
from derivation.notation import text
from derivation.nth import nth_derivative
from derivation.reading import read
from derivation.term import integer, substitute, symbol

CONTEXT = Context(parameters=(symbol("a"), symbol("m")))

PATTERNS = {
    "sin(x)": "sin(x + n*pi/2)",
    "cos(2*x)": "2^n*cos(2*x + n*pi/2)",
    "e^(a*x)": "a^n*e^(a*x)",
    "2^x": "ln(2)^n*2^x",
    "-e^(-x)": None,
    "1/x": "(-1)^n*factorial(n)/x^(n + 1)",
    "1/(2*x + 1)": "(-1)^n*2^n*factorial(n)/(2*x + 1)^(n + 1)",
    "1/(1 - x)": "factorial(n)/(1 - x)^(n + 1)",
    "5/x^3": None,
    "ln(x)": "(-1)^(n - 1)*factorial(n - 1)/x^n",
    "ln(1 - x)": "-factorial(n - 1)/(1 - x)^n",
    "x^m": "falling_factorial(m, n)*x^(m - n)",
    "x^5": "falling_factorial(5, n)*x^(5 - n)",
    "sqrt(x)": None,
    "x*e^x": "(x + n)*e^x",
    "x*e^(-x)": None,
    "x^2*e^x": "(x^2 + 2*n*x + n*(n - 1))*e^x",
    "x^2*e^(-2*x)": None,
    "cos(x)^2": "2^n*cos(2*x + n*pi/2)/2",
    "sin(3*x)^2": "-6^n*cos(6*x + n*pi/2)/2",
}


@pytest.mark.parametrize(("function", "formula"), PATTERNS.items())
def test_a_function_with_a_pattern(function: str, formula: str | None) -> None:
    body = read(function, CONTEXT).term
    found = nth_derivative(body, CONTEXT)
    assert found is not None and found.step.proved
    assert formula is None or text(found.formula) == formula
    for order in range(max(1, found.pattern.first), 5):
        there = substitute(found.formula, {found.order: integer(order)})
        difference = meaning.to_sympy(there, CONTEXT) - sympy.diff(meaning.to_sympy(body, CONTEXT), "x", order)
        assert abs(sympy.N(difference.subs({"x": sympy.Rational(2, 7), "a": sympy.Rational(3, 2), "m": 7}), 30)) < 1e-20


@pytest.mark.parametrize("function", ["tan(x)", "x^x", "sin(x^2)", "ln(x)/x"])
def test_a_function_without_one(function: str) -> None:
    assert nth_derivative(read(function).term) is None
