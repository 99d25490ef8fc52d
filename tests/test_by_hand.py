"""Answers as a textbook prints them: one fraction, decimals that stay decimals, no brackets that are not needed."""

from __future__ import annotations

import pytest

from derivation.context import Context
from derivation.derive import derive
from derivation.notation import text
from derivation.reading import read
from derivation.search import by_hand
from derivation.term import DecimalFraction, put_in, rational, symbol

ANSWERS = {
    # sums of fractions over one line, from the inside out
    "x/(x + 3/x)": "6*x/(x^2 + 3)^2",
    "x^(1/3)*(x - 8)": "4*(x - 2)/(3*x^(2/3))",
    "x/sqrt(5 - 2*x)": "(5 - x)/((5 - 2*x)*sqrt(5 - 2*x))",
    "(x^2 - 3)^3/(x^2 + 1)^2": "2*x*(x^2 - 3)^2*(x^2 + 9)/(x^2 + 1)^3",
    "e^x/x": "e^x*(x - 1)/x^2",
    "(x^2 + 2)/(x^2 + x)": "(x^2 - 4*x - 2)/(x^2 + x)^2",
    "x^2/(x^4 - x)": "-x^2*(2*x^3 + 1)/(x^4 - x)^2",
    "(x^2 + 1)/(x^3 - 2)": "-x*(x^3 + 3*x + 4)/(x^3 - 2)^2",
    "1/(1 + 1/(1 + 1/x))": "-1/(2*x + 1)^2",
    "ln((1 - cos(x))/(1 + cos(x)))": "2/sin(x)",
    "arctan(x/3)": "3/(9 + x^2)",
    # the theorem of Pythagoras, also behind a minus
    "cos(x)/(1 - sin(x))": "1/(1 - sin(x))",
    "cos(2*x)/(1 + sin(2*x))": "-2/(1 + sin(2*x))",
    "sin(x)/(1 + cos(x))": "1/(1 + cos(x))",
    # no numerator begins with a minus sign that need not
    "(1/x)*ln(x)": "(1 - ln(x))/x^2",
    "x/(x^2 + 1)^2": "(1 - 3*x^2)/(x^2 + 1)^3",
    "(2*x + 3)/x^2": "-2*(x + 3)/x^3",
    # a fact is taken in the spelling whose roots stand in the function
    "x*arcosh(x) - sqrt(x - 1)*sqrt(x + 1)": "acosh(x)",
    "x*arcosh(x) - sqrt(x^2 - 1)": "acosh(x)",
    # polynomials are multiplied out, and a bracket or an exponential that all terms have stands in front
    "(2*x - 1)*(x + 4)": "4*x + 7",
    "2*x^5*(4*x^2 + x)": "56*x^6 + 12*x^5",
    "(x + 1)*(x + 2)*(x + 3)": "3*x^2 + 12*x + 11",
    "x^3*(1 - x)^4": "x^2*(1 - x)^3*(3 - 7*x)",
    "(2*x + 1)^3*(x - 4)^2": "2*(2*x + 1)^2*(x - 4)*(5*x - 11)",
    "(x + 1)^5 + (x - 1)^5": "5*(x + 1)^4 + 5*(x - 1)^4",
    "(x^2 + 1)*e^x": "e^x*(x^2 + 2*x + 1)",
    "x^2*e^(-x)": "x*e^(-x)*(2 - x)",
    "e^(2*x)*sin(3*x)": "e^(2*x)*(2*sin(3*x) + 3*cos(3*x))",
    # letters stand before brackets and functions, those that stand still in the order in which they were typed
    "sin(k*x)": "k*cos(k*x)",
    "(k*x + 1)^3": "3*k*(k*x + 1)^2",
    "x*sin(k*x)": "sin(k*x) + k*x*cos(k*x)",
    "m*g*x + e^(-k*x)": "m*g - k*e^(-k*x)",
    "h*f*x/(R*C)": "h*f/(R*C)",
    # a square is not exchanged for another without need, and a ratio is recognised among other factors
    "sin(3*x)*cos(3*x)": "3*cos(3*x)^2 - 3*sin(3*x)^2",
    "ln(cos(ln(x)))": "-tan(ln(x))/x",
    "sinh(2*x)*cosh(2*x)": "2*cosh(2*x)^2 + 2*sinh(2*x)^2",
    "x*e^x/(1 + x)": "e^x*(1 + x + x^2)/(1 + x)^2",
    # powers with letters in their exponents: the lowest of all stands in front
    "x^(a - 1)*(1 - x)^(b - 1)": "x^(a - 2)*(1 - x)^(b - 2)*(a - 1 - a*x + 2*x - x*b)",
    "x^n*ln(x)": "x^(n - 1)*(n*ln(x) + 1)",
    "a/x^(n + 1)": "-f(x)*(1 + n)/x",
    # what Pythagoras says of two squares
    "sec(x)^4 - tan(x)^4": "4*sec(x)^2*tan(x)",
    "sinh(x)/(1 + cosh(x))": "1/(1 + cosh(x))",
    # powers of one base are put together first
    "x^2*sqrt(x)": "5*x^(3/2)/2",
    "x*sqrt(x)": "3*sqrt(x)/2",
    "x^2*(1/x)": "1",
    "5*x^(1/2)": "5/(2*x^(1/2))",
    # a minus before a sum is multiplied in where that collects something, and leads no bracket that need not begin with one
    "x*cos(x) - 2*sin(x) - (x - sin(x))": "-x*sin(x) - 1",
    "cos(x)*sin(x)": "cos(x)^2 - sin(x)^2",
    # what all terms have in front: powers of functions too
    "sin(x)^4*cos(x)^4": "4*sin(x)^3*cos(x)^3*(cos(x)^2 - sin(x)^2)",
    "x^3*ln(x)^2": "x^2*ln(x)*(3*ln(x) + 2)",
    # sums stay sums
    "2*x^3 + 5/x": "6*x^2 - 5/x^2",
    "ln((x + 1)/sqrt(x - 2))": "1/(x + 1) - 1/(2*(x - 2))",
    # decimals among decimals, fractions among fractions
    "0.2*x^2 + x/4": "0.4*x + 0.25",
    "x^0.3": "0.3/x^0.7",
    "3*cos(0.5*x)": "-1.5*sin(0.5*x)",
    "x^2/5 + x/4": "2*x/5 + 1/4",
    # constants above and below the line come out first
    "1/(6*x)": "-1/(6*x^2)",
    "2/(3*x^2)": "-4/(3*x^3)",
    # roots and bars that a known derivative writes are tidied too
    "arccos(1/x)": "1/(x^2*sqrt(1 - 1/x^2))",
    "arcsec(x^2)": "2/(x*sqrt(x^4 - 1))",
    "arccsc(3*x)": "-1/(abs(x)*sqrt(9*x^2 - 1))",
    "arcsin(sqrt(x))": "1/(2*sqrt(1 - x)*sqrt(x))",
    "arcsec(sqrt(x))": "1/(2*x*sqrt(x - 1))",
    # a fraction under a root that the function has not is brought out of it
    "arcsin((x - 1)/2)": "1/sqrt(4 - (x - 1)^2)",
    "arsinh(x/3)": "1/sqrt(x^2 + 9)",
    "x*sqrt(4 - x^2) + 4*arcsin(x/2)": "2*sqrt(4 - x^2)",
    "sqrt(x^2/4 + 1)": "x/(4*f(x))",
    "x*abs(x)": "2*abs(x)",
    # a function of its inverse has no angle in it any more
    "sin(arcsin(x))": "1",
    "sin(arccos(x))": "-x/sqrt(1 - x^2)",
    "tan(arcsin(x))": "1/sqrt(1 - x^2)^3",
    "e^(arctan(x))*cos(arctan(x))": "e^(atan(x))*(1 - x)/((1 + x^2)*sqrt(1 + x^2))",
    # a power of functions is a power in the end
    "x^sin(x)": "x^(sin(x))*(cos(x)*ln(x) + sin(x)/x)",
    # the function is named in its derivative only where that is shorter
    "1/(x^2 + 3)^4": "-8*x/(x^2 + 3)^5",
    "abs(x - 5)": "(x - 5)/abs(x - 5)",
    "csc(x)*cot(x)": "-csc(x)*(cot(x)^2 + csc(x)^2)",
    "3/(2*x - 5)": "-6/(2*x - 5)^2",
    "(1 - cos(x))/(1 + cos(x))": "2*sin(x)/(1 + cos(x))^2",
    "e^(-x)*cos(2*x)": "-e^(-x)*(cos(2*x) + 2*sin(2*x))",
    "sqrt(x^2 + 1)/x": "-1/(x^2*sqrt(x^2 + 1))",
    "sin(x)/x": "(x*cos(x) - sin(x))/x^2",
    "1/(sin(x) + cos(x))": "-(cos(x) - sin(x))/(sin(x) + cos(x))^2",
    "1/(a + e^(-x))": "f(x)*(1 - a*f(x))",
    "e^(-x^2)": "-2*x*f(x)",
    "sqrt(4 + x^2)": "x/f(x)",
    "1/sqrt(x)": "-1/(2*x*sqrt(x))",
    "4*x^(1/4)": "1/x^(3/4)",
    "a*tanh(b*x)": "a*b*(1 - tanh(b*x)^2)",
    "1 - e^(-x)": "e^(-x)",
    "a*(1 - e^(-k*x))^2": "2*a*k*(1 - e^(-k*x))*e^(-k*x)",
    "a/sqrt(x + b)": "-a/(2*(x + b)*sqrt(x + b))",
    # and put where the function stands, if that is as short as a form that has to be worked out
    "e^(-(x - 3)^2/8)": "-f(x)*(x - 3)/4",
}


@pytest.mark.parametrize(("formula", "answer"), ANSWERS.items())
def test_the_answer_is_what_a_textbook_prints(formula: str, answer: str) -> None:
    walk = derive(read(formula).term)
    assert walk.proved and text(walk.end, walk.context) == answer


HIGHER = {
    "x^2*e^(-3*x)": "e^(-3*x)*(2 - 12*x + 9*x^2)",
    "e^(-x)*sin(2*x)": "-e^(-x)*(3*sin(2*x) + 4*cos(2*x))",
    "x^3*ln(x)": "6*x*ln(x) + 5*x",
    "1/(1 + x^2)": "2*(3*x^2 - 1)/(1 + x^2)^3",
    "ln(1 + e^x)": "e^x/(1 + e^x)^2",
    "e^(k*(e^x - 1))": "k*e^(k*(e^x - 1))*e^x*(k*e^x + 1)",
    # in known names where the first derivative is, and in its own where it comes back
    "1/(1 + e^(-x))": "sigma(x)*(1 - sigma(x))*(1 - 2*sigma(x))",
    "sinh(x)/cosh(x)": "-2*tanh(x)*(1 - tanh(x)^2)",
    "A*cos(w*x)": "-w^2*f(x)",
    "x/(1 + x)": "-2/(1 + x)^3",
    "x^2*e^(2*x)": "2*e^(2*x)*(2*x^2 + 4*x + 1)",
}


@pytest.mark.parametrize(("formula", "answer"), HIGHER.items())
def test_a_second_derivative_is_taken_of_the_first_in_its_shortest_form(formula: str, answer: str) -> None:
    walk = derive(read(formula).term, order=2)
    assert walk.proved and text(walk.end, walk.context) == answer


def test_a_fraction_inside_is_one_fraction_before_it_is_put_in() -> None:
    steps = derive(read("e^(x/(1 + x))").term).steps
    assert text(steps[2].after) == "e^g*(1/(1 + x)^2)"


def test_a_ratio_is_recognised_without_a_detour() -> None:
    steps = derive(read("sin(x)^x").term).steps
    assert [text(step.after) for step in steps[-2:]] == ["sin(x)^x*(ln(sin(x)) + x*cot(x))", "f(x)*(ln(sin(x)) + x*cot(x))"]


def test_the_derivative_of_the_cross_entropy_is_what_a_textbook_prints() -> None:
    walk = derive(read("-y*ln(p) - (1 - y)*ln(1 - p)").term, Context(symbol("p"), (symbol("y"),)))
    assert walk.proved and text(walk.end) == "(p - y)/(p*(1 - p))"


def test_a_bracket_below_the_line_is_multiplied_out_where_that_takes_its_fractions_away() -> None:
    steps = by_hand(read("-1/(x^2*(1 + 1/x^2))").term, Context())
    assert [(step.rule, text(step.after)) for step in steps] == [("multiply out", "-1/(x^2 + 1)")]


def test_a_product_is_written_down_without_brackets() -> None:
    walk = derive(read("x^2*sin(x)").term)
    assert [text(step.after) for step in walk.steps] == ["d/dx(x^2)*sin(x) + x^2*d/dx(sin(x))", "2*x*sin(x) + x^2*cos(x)"]


def test_no_bracket_is_left_where_a_factor_1_has_gone() -> None:
    walk = derive(read("x/(x^2 + 1)").term, method="quotient")
    written = [text(step.after) for step in walk.steps]
    assert written[1:3] == ["(1*(x^2 + 1) - x*2*x)/(x^2 + 1)^2", "(x^2 + 1 - x*2*x)/(x^2 + 1)^2"]


def test_sums_and_negations_keep_their_brackets_among_factors() -> None:
    line = read("d/dx(u(x))*sin(x) + 3*d/dx(u(x))").term
    part = next(arg for arg in line.args[0].args if arg.op == "derivative")
    assert text(put_in(line, {part: read("x + 1").term})) == "(x + 1)*sin(x) + 3*(x + 1)"
    assert text(put_in(line, {part: read("-2*x").term})) == "(-2*x)*sin(x) + 3*(-2*x)"


def test_nothing_is_done_where_one_fraction_would_be_longer() -> None:
    assert by_hand(read("1/(x + 1) + ln(x)/(x^2 + 5)").term, Context()) == ()


def test_what_is_calculated_with_decimals_is_written_as_a_decimal() -> None:
    tenth = DecimalFraction("0.1")
    written = [rational(each) for each in (tenth * 3, 1 - tenth, tenth / 3, 10 * tenth, -tenth, tenth**2)]
    assert [text(each) for each in written] == ["0.3", "0.9", "1/30", "1", "-0.1", "0.01"]
