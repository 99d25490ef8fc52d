"""Curves given by equations and by a parameter, and inverse functions."""

import pytest

from derivation import rules
from derivation.context import Context
from derivation.derive import derive
from derivation.equality import compare, differentiate
from derivation.implicit import NoSlope, slope
from derivation.inverse import inverse_slope, value_of_inverse
from derivation.methods.refusal import NotByThisMethod
from derivation.notation import text
from derivation.parametric import polar, slopes
from derivation.reading import read, read_equation
from derivation.rules.inverse import INVERSES
from derivation.term import Term, derivative, divide, replace, symbol

X, Y, T = symbol("x"), symbol("y"), symbol("t")


def value(words: str) -> Term:
    return read(words).term


# --------------------------------------------------------------------------------------------------- second derivatives

SECOND = {
    "x^2 + y^2 = 1": "-1/y^3",
    "x^2/4 + y^2/9 = 1": "-81/(4*y^3)",
    "x^3 + y^3 = 3*x*y": "-2*x*y/(y^2 - x)^3",
    "y^2 = 4*p*x": "-4*p^2/y^3",
    "x*y = 1": "2*y/x^2",
    "x^2 + x*y + y^2 = 7": "-42/(x + 2*y)^3",
    "sqrt(x) + sqrt(y) = 1": "1/(2*x*sqrt(x))",
    "y + sin(y) = x": "sin(y)/(1 + cos(y))^3",
    "(x^2 + y^2)^2 = 2*(x^2 - y^2)": None,
    "e^(x*y) = x + y": None,
}


@pytest.mark.parametrize(("equation", "result"), SECOND.items())
def test_the_second_derivative_on_a_curve(equation: str, result: str | None) -> None:
    walk = slope(read_equation(equation).term, Y, order=2)
    assert walk.proved
    rate, found = walk.end.args
    assert rate is derivative(Y, X, 2)
    assert result is None or compare(found, value(result)).status == "equal"
    assert all(before.after is after.before for before, after in zip(walk.steps, walk.steps[1:], strict=False))


LOGARITHMS = {"y^y = x": "1/(x*(ln(y) + 1))", "x^y = y^x": None, "y = x^y": None}


@pytest.mark.parametrize(("equation", "result"), LOGARITHMS.items())
def test_a_moving_exponent_comes_down_by_a_logarithm(equation: str, result: str | None) -> None:
    walk = slope(read_equation(equation).term, Y)
    assert walk.proved
    assert walk.steps[0].rule == "take the logarithm of both sides"
    assert walk.steps[0].conditions
    assert result is None or compare(walk.end.args[1], value(result)).status == "equal"


def test_brackets_come_out_as_one_writes_them() -> None:
    walk = slope(read_equation("(x^2 + y^2)^2 = 2*(x^2 - y^2)").term, Y)
    line = next(step.after for step in walk.steps if step.rule == "multiply out the derivative")
    assert text(line) == "4*x*(x^2 + y^2) + 4*y*(x^2 + y^2)*d/dx(y) = 4*x - 4*y*d/dx(y)"
    assert text(walk.end.args[1]) == "(x - x*(x^2 + y^2))/(y*(x^2 + y^2 + 1))"


WRITTEN = {
    # the derivative stands last, a term without a minus first, letters before functions
    "x*sin(y) + y*cos(x) = 1": ["x*cos(y)*d/dx(y) + cos(x)*d/dx(y) = y*sin(x) - sin(y)"],
    "y*ln(x) = x*e^y": ["ln(x)*d/dx(y) - x*e^y*d/dx(y) = e^y - y/x", "d/dx(y) = (y - x*e^y)/(x*(x*e^y - ln(x)))"],
    "e^(x/y) = x - y": ["d/dx(y) - e^(x/y)*(x*d/dx(y)/y^2) = 1 - e^(x/y)/y"],
}


@pytest.mark.parametrize(("equation", "lines"), WRITTEN.items())
def test_the_lines_of_a_curve_are_written_as_on_a_board(equation: str, lines: list[str]) -> None:
    assert set(lines) <= {text(step.after) for step in slope(read_equation(equation).term, Y).steps}


def test_an_angle_is_not_taken_apart() -> None:
    walk = slopes(*(read(each).term for each in ("2*sin(3*t)*cos(t)", "2*sin(3*t)*sin(t)")), Context(symbol("t")))[0]
    assert text(walk.end) == "(3*cos(3*t)*sin(t) + sin(3*t)*cos(t))/(3*cos(3*t)*cos(t) - sin(3*t)*sin(t))"
    assert [text(each) for each in walk.steps[0].conditions] == ["2*(3*cos(3*t)*cos(t) - sin(3*t)*sin(t)) != 0"]


# ---------------------------------------------------------------------------------------------------------- parameters

CURVES = {
    ("cos(t)", "sin(t)"): ("-cos(t)/sin(t)", "-1/sin(t)^3"),
    ("a*(t - sin(t))", "a*(1 - cos(t))"): ("sin(t)/(1 - cos(t))", "-1/(a*(1 - cos(t))^2)"),
    ("t^2", "t^3"): ("3*t/2", "3/(4*t)"),
    ("sin(3*t)", "sin(2*t)"): ("2*cos(2*t)/(3*cos(3*t))", None),
    ("a*cos(t)^3", "a*sin(t)^3"): ("-tan(t)", "1/(3*a*sin(t)*cos(t)^4)"),
    ("t + 1/t", "t - 1/t"): ("(t^2 + 1)/(t^2 - 1)", "-4*t^3/(t^2 - 1)^3"),
}


@pytest.mark.parametrize(("curve", "results"), CURVES.items())
def test_a_parametric_curve(curve: tuple[str, str], results: tuple[str, str | None]) -> None:
    context = Context(T)
    walks = slopes(value(curve[0]), value(curve[1]), context, 2)
    for walk, result in zip(walks, results, strict=True):
        assert walk.proved and walk.steps[0].conditions
        assert result is None or compare(walk.end, value(result), context).status == "equal"
    across, up = (differentiate(value(each), T) for each in curve)
    assert compare(walks[0].end, divide(up, across), context).status == "equal"


def test_a_curve_in_polar_coordinates() -> None:
    (first, second) = slopes(*polar(T, T), Context(T), 2)
    assert first.proved and second.proved
    assert compare(second.end, value("(t^2 + 2)/(cos(t) - t*sin(t))^3"), Context(T)).status == "equal"
    assert [text(each) for step in second.steps for each in step.conditions] == ["t*sin(t) != cos(t)"]


def test_a_curve_that_goes_straight_up_has_no_slope() -> None:
    with pytest.raises(NoSlope, match="does not change"):
        slopes(value("3"), value("t"), Context(T))


# --------------------------------------------------------------------------------------------------- inverse functions

BY_INVERSE = {
    "asin": "1/sqrt(1 - x^2)", "acos": "-1/sqrt(1 - x^2)", "atan": "1/(1 + x^2)", "acot": "-1/(1 + x^2)",
    "asinh": "1/sqrt(1 + x^2)", "acosh": "1/sqrt(x^2 - 1)", "atanh": "1/(1 - x^2)", "ln": "1/x", "log2": "1/(x*ln(2))",
    "sqrt": "1/(2*sqrt(x))", "cbrt": "1/(3*root(x, 3)^2)", "lambertw": "lambertw(x)/(x*(1 + lambertw(x)))",
}  # fmt: skip


@pytest.mark.parametrize(("name", "result"), BY_INVERSE.items())
def test_an_inverse_function_by_what_it_undoes(name: str, result: str) -> None:
    walk = derive(value(f"{name}(x)"), method="inverse", target="raw")
    assert walk.proved
    assert compare(walk.end, value(result), walk.context).status == "equal"
    equations = walk.steps[1].substeps
    assert all(step.status == "proved" and step.after.op == "relation" for step in equations)


ARGUMENTS = {"log": "log(x, b)", "root": "root(x, n)"}


@pytest.mark.parametrize("name", INVERSES)
def test_every_row_of_the_table_leads_to_the_end(name: str) -> None:
    walk = derive(value(ARGUMENTS.get(name, f"{name}(x)")), method="inverse", target="raw")
    assert walk.proved
    other = derive(value(ARGUMENTS.get(name, f"{name}(x)")), target="raw")
    assert compare(walk.end, other.end, walk.context).status == "equal"


def test_what_stands_inside_an_inverse_function_is_differentiated_too() -> None:
    walk = derive(value("atan(e^x)"), method="inverse", target="raw")
    assert walk.proved
    assert compare(walk.end, value("e^x/(1 + e^(2*x))")).status == "equal"


def test_the_method_is_for_inverse_functions_alone() -> None:
    with pytest.raises(NotByThisMethod, match="arcsin"):
        derive(value("x^2 + 1"), method="inverse")


OF_A_FUNCTION = {
    "x^3 + x": "1/(3*y^2 + 1)",
    "2*x + 1": "1/2",
    "x^3": "1/(3*root(x, 3)^2)",
    "e^(3*x)": "1/(3*x)",
    "1/(1 + e^(-x))": "1/(x*(1 - x))",
    "tanh(x)": "1/(1 - x^2)",
    "sin(x)": "1/sqrt(1 - x^2)",
    "x^x": "1/(x*(ln(y) + 1))",
    "(x + 1)/(x - 1)": "-2/(x - 1)^2",
    "f(x)": "1/f'(y)",
}


@pytest.mark.parametrize(("function", "result"), OF_A_FUNCTION.items())
def test_the_inverse_of_a_function(function: str, result: str) -> None:
    walk, solved = inverse_slope(value(function), Y)
    assert walk.proved
    assert compare(walk.end.args[1], value(result)).status == "equal"
    if solved is not None:
        assert compare(replace(value(function), {X: solved.value}), X).status == "equal"


def test_a_value_of_the_inverse_is_found_where_it_is_a_small_fraction() -> None:
    assert value_of_inverse(value("x^3 + x"), value("10"), Context()) is value("2")
    assert value_of_inverse(value("x^3 + x"), value("7"), Context()) is None


@pytest.mark.parametrize(
    "name",
    ["slope of a parametric curve", "undo the inverse", "use the equation of the curve", "take the logarithm of both sides"],
)
def test_these_rules_have_a_page(name: str) -> None:
    found = rules.find(name)
    assert found is not None and found.why
