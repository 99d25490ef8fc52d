"""Partial derivatives with the gradient, and curves given by an equation."""

import pytest

from derivation.context import Context
from derivation.derive import derive
from derivation.equality import compare
from derivation.gradient import gradient, second
from derivation.implicit import NoSlope, slope
from derivation.notation import text
from derivation.reading import read, read_equation
from derivation.term import derivative, symbol
from derivation.verify.implicit import rate_of_curve

X, Y = symbol("x"), symbol("y")

GRADIENTS = {
    "x^2 + y^2": ("2*x", "2*y"),
    "sin(x*y)": ("cos(x*y)*y", "cos(x*y)*x"),
    "x^y": ("y*x^(y - 1)", "x^y*ln(x)"),
    "(x - y)^2": ("2*(x - y)", "-2*(x - y)"),
    "x*e^(-y)": ("e^(-y)", "-x*e^(-y)"),
    "a*x + b*y": ("a", "b"),
}


@pytest.mark.parametrize(("formula", "parts"), GRADIENTS.items())
def test_one_variable_moves_and_the_others_stand_still(formula: str, parts: tuple[str, str]) -> None:
    body = read(formula).term
    walks = gradient(body, (X, Y))
    for walk, variable, part in zip(walks, (X, Y), parts, strict=True):
        assert walk.start is derivative(body, variable)
        assert walk.proved
        assert compare(walk.end, read(part).term, Context(variable)).status == "equal"


def test_second_partial_derivatives() -> None:
    walks = gradient(read("x^2*y^3").term, (X, Y))
    found = second(walks)
    assert all(walk.proved for walk in found)
    for walk, result in zip(found, ("2*y^3", "6*x*y^2", "6*x^2*y"), strict=True):
        assert compare(walk.end, read(result).term).status == "equal"


@pytest.mark.parametrize("formula", ["d/dx(d/dy(x^2*y^3))", "d/dy(d/dx(x^2*y^3))"])
def test_a_mixed_derivative(formula: str) -> None:
    term = read(formula).term
    walk = derive(term.args[0], Context(term.args[1]), target="raw")
    assert walk.proved
    assert compare(walk.end, read("6*x*y^2").term).status == "equal"


CURVES = {
    "x^2 + y^2 = 1": "-x/y",
    "x^2*y + y^3 = sin(x*y)": None,
    "x*y = 1": "-y/x",
    "y = x^y": None,
    "e^(x + y) = x": None,
    "sin(y) = x": "1/cos(y)",
    "y^2 = x^3 - x": None,
    "x^3 + y^3 = 3*x*y": None,
    "x/y + y/x = 4": None,
    "ln(y) = x^2": None,
    "y + sin(y) = x": None,
}


@pytest.mark.parametrize(("formula", "result"), CURVES.items())
def test_a_curve_is_differentiated_on_both_sides_and_solved(formula: str, result: str | None) -> None:
    equation = read_equation(formula).term
    walk = slope(equation, Y)
    assert walk.proved
    assert all(before.after is after.before for before, after in zip(walk.steps, walk.steps[1:], strict=False))
    rate, found = walk.end.args
    assert rate is derivative(Y, X)
    assert result is None or compare(found, read(result).term).status == "equal"
    left, right = next(step.before for step in walk.steps if step.rule == "differentiate both sides").args
    other = rate_of_curve(left, right, Y, Context())
    assert other is not None
    assert compare(found, other).status == "equal"


def test_the_circle_line_by_line() -> None:
    walk = slope(read_equation("x^2 + y^2 = 1").term, Y)
    assert [text(step.after) for step in walk.steps] == [
        "d/dx(x^2 + y^2) = d/dx(1)",
        "2*x + 2*y*d/dx(y) = 0",
        "2*y*d/dx(y) = -2*x",
        "d/dx(y) = (-2*x)/(2*y)",
        "d/dx(y) = -x/y",
    ]
    assert [text(each) for step in walk.steps for each in step.conditions] == ["y != 0"]


def test_what_is_never_zero_is_no_condition() -> None:
    walk = slope(read_equation("e^(x + y) = x").term, Y)
    assert not any(step.conditions for step in walk.steps)


def test_an_equation_without_slope_is_refused() -> None:
    with pytest.raises(NoSlope, match="drops out"):
        slope(read_equation("x + y - y = 1").term, Y)
