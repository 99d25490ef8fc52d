"""One function, several ways: logarithmic differentiation, the limit itself, and what a teacher would choose."""

from collections.abc import Iterable, Iterator

import pytest

from derivation.context import Context
from derivation.derive import CannotDifferentiate, derive
from derivation.equality import compare
from derivation.methods import METHODS, choose
from derivation.notation import text
from derivation.reading import read
from derivation.term import derivative, symbol
from derivation.walkthrough import Step, Walkthrough

PARAMETERS = Context(parameters=tuple(symbol(name) for name in "abc"))


def walked(formula: str, method: str) -> Walkthrough:
    return derive(read(formula).term, PARAMETERS, method, "raw")


def lines(formula: str, method: str) -> list[str]:
    return [text(step.after) for step in walked(formula, method).steps]


def is_the_derivative(walk: Walkthrough) -> bool:
    """The same as by the other rules, by the prover's own differentiation."""
    assert walk.function is not None
    return compare(walk.end, derivative(walk.function, walk.context.variable)).status == "equal"


FROM_FIRST_PRINCIPLES = {
    "7": "0",
    "x": "1",
    "x^2": "2*x",
    "x^3 - 4*x + 1": "3*x^2 - 4",
    "(x + 1)^2*(x - 3)": "3*x^2 - 2*x - 5",
    "a*x^2 + b*x + c": "2*a*x + b",
    "1/x": "-1/x^2",
    "x^(-2)": "-2/x^3",
    "x/(x + 1)": "1/(x + 1)^2",
    "(x^2 + 1)/(x - 3)": "(x^2 - 6*x - 1)/(x - 3)^2",
    "sqrt(x)": "1/(2*sqrt(x))",
    "x^(1/2)": "1/(2*sqrt(x))",
    "sqrt(2*x + 1)": "1/sqrt(2*x + 1)",
    "sqrt(x^2 + 1)": "x/sqrt(x^2 + 1)",
    "1/sqrt(x)": None,
    "sin(x)": "cos(x)",
    "cos(x)": "-sin(x)",
    "sin(3*x)": "3*cos(3*x)",
    "cos(2*x - 1)": "-2*sin(2*x - 1)",
    "e^x": "e^x",
    "e^(-x)": "-e^(-x)",
    "e^(2*x + 1)": "2*e^(2*x + 1)",
    "2^x": "2^x*ln(2)",
    "ln(x)": "1/x",
    "ln(3*x + 1)": "3/(3*x + 1)",
    "log(x, 10)": None,
    "5*sin(x) - 2*e^x": "5*cos(x) - 2*e^x",
    "x^2 + sin(x) + 1/x": "2*x + cos(x) - 1/x^2",
    "-sqrt(x)/2": None,
    "x*e^x": "x*e^x + e^x",
    "e^x*sin(x)": "e^x*cos(x) + e^x*sin(x)",
    "sin(x)/x": None,
    "sin(x)^2": None,
    "tan(x)": None,
    "tanh(x)": None,
    "1/(1 + e^(-x))": "e^(-x)/(1 + e^(-x))^2",
}
"""The function, and how the last line reads where that matters."""


@pytest.mark.parametrize(("formula", "result"), FROM_FIRST_PRINCIPLES.items())
def test_the_limit_is_worked_out_and_every_line_proved(formula: str, result: str | None) -> None:
    walk = walked(formula, "first-principles")
    assert walk.proved
    assert result is None or text(walk.end) == result
    assert is_the_derivative(walk)


def test_the_square_is_multiplied_out_and_h_cancelled() -> None:
    assert lines("x^2", "first-principles") == [
        "lim_(h->0) ((x + h)^2 - x^2)/h",
        "lim_(h->0) (x^2 + 2*x*h + h^2 - x^2)/h",
        "lim_(h->0) (2*x*h + h^2)/h",
        "lim_(h->0) h*(2*x + h)/h",
        "lim_(h->0) (2*x + h)",
        "2*x",
    ]


def test_standard_limits_are_named() -> None:
    walk = walked("sin(x)", "first-principles")
    assert [step.rule for step in walk.steps][3:6] == ["out of the limit", "limit of sin(h)/h", "limit of (cos(h) - 1)/h"]
    for formula, name in (("e^x", "limit of (e^h - 1)/h"), ("ln(x)", "limit of ln(1 + h)/h")):
        assert name in [step.rule for step in walked(formula, "first-principles").steps]


def all_steps(steps: Iterable[Step]) -> Iterator[Step]:
    for step in steps:
        yield step
        yield from all_steps(step.substeps)


def test_the_root_goes_by_the_sum_of_the_roots() -> None:
    assert lines("sqrt(x)", "first-principles")[:3] == [
        "lim_(h->0) (sqrt(x + h) - sqrt(x))/h",
        "lim_(h->0) (sqrt(x + h) - sqrt(x))*(sqrt(x + h) + sqrt(x))/(h*(sqrt(x + h) + sqrt(x)))",
        "lim_(h->0) (x + h - x)/(h*(sqrt(x + h) + sqrt(x)))",
    ]


COMPOSED = {
    "sin(x^2)": ["limit of sin(h)/h", "limit of (cos(h) - 1)/h"],
    "e^(sin(x))": ["limit of (e^h - 1)/h"],
    "2^(x^2)": ["limit of (e^h - 1)/h"],
    "ln(x^2 + 1)": ["limit of ln(1 + h)/h"],
    "x^x": ["write the power with base e", "limit of (e^h - 1)/h"],
    "sqrt(sin(x))": ["difference of roots"],
    "x^(2/3)": ["difference of a power", "difference of roots"],
    "(2*x + 1)^6": ["difference of a power"],
    "x^2*cos(3*x)": ["difference of a product", "limit of sin(h)/h"],
}


@pytest.mark.parametrize(("formula", "rules"), COMPOSED.items())
def test_inside_a_function_the_difference_of_what_stands_inside_goes_to_0(formula: str, rules: list[str]) -> None:
    walk = walked(formula, "first-principles")
    names = {each.rule for each in all_steps(walk.steps)}
    assert walk.proved and names >= set(rules) and "chain rule" not in names


@pytest.mark.parametrize("formula", ["abs(x)", "arctan(x)", "f(x)", "erf(x)", "(x + 1)^40"])
def test_what_the_limit_does_not_give_is_said_in_one_line(formula: str) -> None:
    with pytest.raises(CannotDifferentiate, match="not found by this method") as refused:
        walked(formula, "first-principles")
    assert "\n" not in str(refused.value)


LOGARITHMIC = [
    "x^x", "x^2*(x + 1)^3/(x - 1)", "sqrt(x)*(x + 1)/(x^2*(x - 3)^5)", "x*e^x/(sin(x)*(x + 1))", "-x^sin(x)", "3*x^x",
    "f(x)^g(x)", "f(x)*g(x)", "(x^2 + 1)^(1/3)*cos(x)", "x^(ln(x))", "2^x*x^2", "a*x^b", "1/(x*(x + 1))", "(1 + 1/x)^x",
]  # fmt: skip


@pytest.mark.parametrize("formula", LOGARITHMIC)
def test_under_a_logarithm_products_become_sums(formula: str) -> None:
    walk = walked(formula, "logarithmic")
    assert walk.steps[0].rule == "logarithmic differentiation"
    assert walk.proved
    assert is_the_derivative(walk)


def test_the_laws_of_logarithms_are_written_out() -> None:
    assert lines("x^2*(x + 1)^3/(x - 1)", "logarithmic") == [
        "(x^2*(x + 1)^3/(x - 1))*d/dx(ln(abs(x^2*(x + 1)^3/(x - 1))))",
        "(x^2*(x + 1)^3/(x - 1))*d/dx(ln(abs(x^2*(x + 1)^3)) - ln(abs(x - 1)))",
        "(x^2*(x + 1)^3/(x - 1))*d/dx(ln(x^2) + ln(abs((x + 1)^3)) - ln(abs(x - 1)))",
        "(x^2*(x + 1)^3/(x - 1))*d/dx(2*ln(abs(x)) + 3*ln(abs(x + 1)) - ln(abs(x - 1)))",
        "(x^2*(x + 1)^3/(x - 1))*(2/x + 3/(x + 1) - 1/(x - 1))",
    ]


def test_what_restricts_is_said() -> None:
    first = walked("x^2*(x + 1)", "logarithmic").steps[0]
    assert sorted(text(each) for each in first.conditions) == ["x != -1", "x != 0"]


def test_a_sum_has_no_use_for_logarithms() -> None:
    with pytest.raises(CannotDifferentiate, match="products, quotients and powers"):
        walked("x + sin(x)", "logarithmic")


CHOICES = {
    "x/(1 + x)": "quotient",
    "1/(1 + x)": "power",
    "1/(1 + e^(-x))": "power",
    "x^x": "logarithmic",
    "x^2*(x + 1)^3*sin(x)/(x - 1)": "logarithmic",
    "x^2*sin(x)": "power",
    "sin(x)/x + x": "quotient",
    "5*x^3": "power",
    "x^x*sin(x)": "logarithmic",
}


@pytest.mark.parametrize(("formula", "method"), CHOICES.items())
def test_auto_chooses_what_a_teacher_would_and_says_so(formula: str, method: str) -> None:
    assert choose(read(formula).term, Context()).method == method
    walk = walked(formula, "auto")
    assert walk.proved
    assert walk.notes[0].startswith(f"method {method}: ")


def test_every_method_is_explained() -> None:
    assert list(METHODS) == ["power", "quotient", "logarithmic", "first-principles", "inverse", "auto"]
    assert all(METHODS.values())


PATTERNS = {
    ("1/(1 + e^(-x))", 2): "sigma(x)*(1 - sigma(x))*(1 - 2*sigma(x))",
    ("sin(x)", 2): "-sin(x)",
    ("sin(x)", 4): "sin(x)",
    ("e^(2*x)", 3): "8*f(x)",
}


@pytest.mark.parametrize(("case", "result"), PATTERNS.items())
def test_a_higher_derivative_is_told_in_terms_of_the_function(case: tuple[str, int], result: str) -> None:
    formula, order = case
    walk = derive(read(formula).term, order=order)
    assert walk.proved
    assert text(walk.end) == result
    assert walk.self_form is not None
    assert walk.self_form.terms == ("f",)


def test_a_function_that_comes_back_is_said_to() -> None:
    assert "comes back with the factor -1" in derive(read("sin(x)").term, order=2).notes[0]
    assert "function itself comes back" in derive(read("e^x").term, order=1 + 1).notes[0]
    assert derive(read("x^3").term, order=2).notes == ()


UNKNOWN = {
    "f(g(x))": "f'(g(x))*g'(x)",
    "f(x)*g(x)": "f'(x)*g(x) + f(x)*g'(x)",
    "f(x)^2": "2*f(x)*f'(x)",
    "1/f(x)": "-f'(x)/f(x)^2",
    "f(x^2)": "2*x*f'(x^2)",
    "e^(f(x))": "e^(f(x))*f'(x)",
    "f(g(h(x)))": "f'(g(h(x)))*g'(h(x))*h'(x)",
    "f'(2*x)": "2*f''(2*x)",
    "ln(f(x))": "f'(x)/f(x)",
    "integral(f(t), t, 0, x)": "f(x)",
    "integral(f(t), t, x, x^2)": "2*x*f(x^2) - f(x)",
}


@pytest.mark.parametrize(("formula", "result"), UNKNOWN.items())
def test_functions_of_which_nothing_is_known(formula: str, result: str) -> None:
    walk = walked(formula, "power")
    assert walk.proved
    assert compare(walk.end, read(result).term).status == "equal"


def test_quotient_of_unknown_functions() -> None:
    walk = walked("f(x)/g(x)", "quotient")
    assert text(walk.end) == "(f'(x)*g(x) - f(x)*g'(x))/g(x)^2"
