"""The derivative in terms of the function: what is found, what is proved absent, and how it is written."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from derivation.context import Context
from derivation.discover import Discovery, discover, discover_order
from derivation.discover.relations import reconstruct
from derivation.discover.sampling import PRIMES, root_modulo
from derivation.equality import compare, differentiate, plain
from derivation.notation import text
from derivation.reading import read
from derivation.term import ONE, TWO, E, X, add, divide, function, multiply, negate, power, rational, replace, symbol

PARAMETERS = "abckLmsnyw"


def context_for(variable: str = "x") -> Context:
    return Context(symbol(variable), tuple(symbol(each) for each in PARAMETERS if each != variable))


def found(formula: str, variable: str = "x", name: str = "f") -> Discovery:
    context = context_for(variable)
    term = read(formula, context).term
    return discover(term, differentiate(plain(term, context), context.variable), context, name)


ALONE = [
    ("sigmoid", "1/(1 + e^(-x))", "f(x)*(1 - f(x))"),
    ("steeper sigmoid", "1/(1 + e^(-k*x))", "k*f(x)*(1 - f(x))"),
    ("sigmoid of a line", "1/(1 + e^(-(a*x + b)))", "a*f(x)*(1 - f(x))"),
    ("logistic growth", "L/(1 + e^(-k*(x - m)))", "k*f(x)*(1 - f(x)/L)"),
    ("bipolar sigmoid", "(1 - e^(-x))/(1 + e^(-x))", "(1 - f(x)^2)/2"),
    ("tanh", "tanh(x)", "1 - f(x)^2"),
    ("tanh by exponentials", "(e^x - e^(-x))/(e^x + e^(-x))", "1 - f(x)^2"),
    ("tanh of kx", "tanh(k*x)", "k*(1 - f(x)^2)"),
    ("coth", "coth(x)", "1 - f(x)^2"),
    ("tan", "tan(x)", "1 + f(x)^2"),
    ("tan of half", "tan(x/2)", "(1 + f(x)^2)/2"),
    ("half angle", "sin(x)/(1 + cos(x))", "(1 + f(x)^2)/2"),
    ("cot", "cot(x)", "-(1 + f(x)^2)"),
    ("exponential", "e^(a*x + b)", "a*f(x)"),
    ("power of a number", "a^x", "ln(a)*f(x)"),
    ("ELU, x < 0", "a*(e^x - 1)", "a + f(x)"),
    ("softsign, x > 0", "x/(1 + x)", "(1 - f(x))^2"),
    ("softsign, x < 0", "x/(1 - x)", "(1 + f(x))^2"),
    ("square root", "sqrt(x)", "1/(2*f(x))"),
    ("cube root", "x^(1/3)", "1/(3*f(x)^2)"),
    ("reciprocal", "1/x", "-f(x)^2"),
    ("hyperbolic decay", "1/(1 + k*x)", "-k*f(x)^2"),
    ("softmax, own variable", "e^x/(e^x + e^b + e^c)", "f(x)*(1 - f(x))"),
]

WITH_COMPANIONS = [
    ("softplus", "ln(1 + e^x)", "sigma(x)"),
    ("its mirror", "ln(1 + e^(-x))", "sigma(x) - 1"),
    ("swish", "x*sigma(x)", "f(x) + sigma(x)*(1 - f(x))"),
    ("swish with a slope", "x*sigma(b*x)", "b*f(x) + sigma(b*x)*(1 - b*f(x))"),
    ("sec", "sec(x)", "f(x)*tan(x)"),
    ("csc", "csc(x)", "-f(x)*cot(x)"),
    ("sech", "sech(x)", "-f(x)*tanh(x)"),
    ("sin", "sin(x)", "cos(x)"),
    ("cos", "cos(x)", "-sin(x)"),
    ("sinh", "sinh(x)", "cosh(x)"),
    ("power", "x^n", "n*f(x)/x"),
    ("Gaussian", "e^(-x^2)", "-2*x*f(x)"),
    ("normal density", "e^(-(x - m)^2/(2*s^2))", "f(x)*(m - x)/s^2"),
    ("normal density, whole", "1/(s*sqrt(2*pi))*e^(-(x - m)^2/(2*s^2))", "f(x)*(m - x)/s^2"),
    ("Gompertz", "e^(-b*e^(-c*x))", "-c*f(x)*ln(f(x))"),
    ("Weibull", "e^(-(x/L)^k)", "k*f(x)*ln(f(x))/x"),
    ("Hill", "x^n/(k^n + x^n)", "n*f(x)*(1 - f(x))/x"),
    ("circle outside", "sqrt(1 + x^2)", "x/f(x)"),
    ("circle", "sqrt(1 - x^2)", "-x/f(x)"),
    ("Witch of Agnesi", "1/(1 + x^2)", "-2*x*f(x)^2"),
    ("asinh", "ln(x + sqrt(x^2 + 1))", "1/sqrt(x^2 + 1)"),
    ("normal distribution", "Phi(x)", "phi(x)"),
    ("GELU", "x*Phi(x)", "Phi(x) + x*phi(x)"),
    ("mish", "x*tanh(ln(1 + e^x))", "x*sigma(x) + tanh(ln(1 + e^x))*(1 - f(x)*sigma(x))"),
    ("log-cosh", "ln(cosh(x))", "tanh(x)"),
    ("ln sec", "ln(sec(x))", "tan(x)"),
    ("Gudermann", "2*atan(e^x)", "sech(x)"),
    ("softmax, other variable", "e^a/(e^a + e^x + e^c)", "-f(x)*(e^x/(e^a + e^x + e^c))"),
    ("cross-entropy by the logit", "-(y*ln(sigma(x)) + (1 - y)*ln(1 - sigma(x)))", "sigma(x) - y"),
    ("x^x", "x^x", "f(x)*(1 + ln(x))"),
    ("Lambert W", "lambertw(x)", "e^(-f(x))/(1 + f(x))"),
    ("x e^x", "x*e^x", "f(x) + e^x"),
    ("e^x sin x", "e^x*sin(x)", "f(x) + e^x*cos(x)"),
    ("tanh squared", "tanh(x)^2", "2*tanh(x)*(1 - f(x))"),
    ("x ln x", "x*ln(x)", "1 + ln(x)"),
    ("1/ln x", "1/ln(x)", "-f(x)^2/x"),
    ("e^(1/x)", "e^(1/x)", "-f(x)/x^2"),
    ("softsign", "x/(1 + |x|)", "(1 - abs(f(x)))^2"),
]


@pytest.mark.parametrize(("what", "formula", "form"), ALONE, ids=[row[0] for row in ALONE])
def test_forms_in_the_function_alone(what: str, formula: str, form: str) -> None:
    result = found(formula)
    assert result.form is not None
    assert text(result.form) == form
    assert (result.status, result.terms, result.absence) == ("proved", ("f",), "")


@pytest.mark.parametrize(("what", "formula", "form"), WITH_COMPANIONS, ids=[row[0] for row in WITH_COMPANIONS])
def test_forms_with_companions(what: str, formula: str, form: str) -> None:
    result = found(formula)
    assert result.form is not None
    assert text(result.form) == form
    assert result.status == "proved"


@pytest.mark.parametrize(("what", "formula", "form"), ALONE + WITH_COMPANIONS, ids=[row[0] for row in ALONE + WITH_COMPANIONS])
def test_the_form_is_the_derivative(what: str, formula: str, form: str) -> None:
    """Decided a second time, by `compare`, with f written out; the field of the search has no part in it."""
    context = context_for()
    term = read(formula, context).term
    written_out = replace(read(form, context).term, {function("f", X): term})
    assert compare(written_out, differentiate(plain(term, context), X), context).status == "equal"


ABSENT = [
    ("x^3", "f' is not a rational function of f"),
    ("ln(x)", "no polynomial equation joins f and f'"),
    ("e^(-x^2)", "no polynomial equation joins f and f'"),
    ("x*sigma(x)", "no polynomial equation joins f and f'"),
    ("sin(x)", "a symmetry keeps f and changes f'"),
    ("sech(x)", "a symmetry keeps f and changes f'"),
    ("sqrt(1 + x^2)", "a symmetry keeps f and changes f'"),
    ("sigma(x)^2", "f' is not a rational function of f"),
]


@pytest.mark.parametrize(("formula", "why"), ABSENT)
def test_why_the_function_alone_is_not_enough(formula: str, why: str) -> None:
    result = found(formula)
    assert result.absence.startswith(why)
    assert result.status == "proved"


@pytest.mark.parametrize("formula", ["e^(x + sqrt(2))/(1 + e^x)", "e^(x + k)/(1 + e^x)", "Si(x)*Ci(x)"])
def test_absence_is_not_claimed_without_a_proof(formula: str) -> None:
    """The first is C*e^x/(1 + e^x), so f' = f(1 - f/C): two exponents that differ by a constant prove nothing."""
    result = found(formula)
    assert result.absence == "no form in f alone was found" or result.terms == ("f",)


def test_high_powers_of_sums_are_no_independent_things() -> None:
    """Two functions of x alone always satisfy some polynomial equation."""
    assert "no polynomial equation" not in found("(x^2 + 1)^50/(x - 1)^40").absence


def test_a_power_has_no_form_at_all() -> None:
    """3f/x is no form of 3x^2: it has no value at 0."""
    assert found("x^3").form is None


SIMPLER = {
    "1/(1 + e^(-x))": True,
    "tanh(x)": True,
    "sqrt(1 + x^2)": True,
    "e^(-x^2)": True,
    "x^3": False,
    "ln(x)": False,
    "sin(x)": False,
    "1/x": False,
    "x^n": False,
    "atan(x)": False,
}


@pytest.mark.parametrize(("formula", "simpler"), SIMPLER.items())
def test_what_a_reader_would_prefer(formula: str, simpler: bool) -> None:
    assert found(formula).simpler is simpler


def test_a_form_has_a_value_wherever_the_derivative_has_one() -> None:
    """f(1 - f + x)/x equals swish' but has no value at 0; f/tan x equals sin' but has none at 0 either."""
    assert "x" not in found("x*sigma(x)").terms
    assert found("sin(x)").terms == ("cos",)


def test_conditions_on_parameters_are_said() -> None:
    assert [text(each) for each in found("L/(1 + e^(-k*(x - m)))").conditions] == ["L != 0"]
    assert found("1/(1 + e^(-x))").conditions == ()


def test_the_function_keeps_its_own_name() -> None:
    result = found("1/(1 + e^(-x))", name="sigma")
    assert result.form is not None
    assert text(result.form) == "sigma(x)*(1 - sigma(x))"


def test_another_variable() -> None:
    result = found("1/(1 + e^(-a))", "a")
    assert result.form is not None
    assert text(result.form) == "f(a)*(1 - f(a))"


def test_named_functions_are_looked_into() -> None:
    result = discover(
        function("swish", X), plain(differentiate(plain(function("swish", X), Context()), X), Context()), name="swish"
    )
    assert result.form is not None
    assert text(result.form) == "swish(x) + sigma(x)*(1 - swish(x))"


def test_decimals_stay_decimals() -> None:
    result = found("x*sigma(1.702*x)")
    assert result.form is not None
    assert text(result.form) == "1.702*f(x) + sigma(1.702*x)*(1 - 1.702*f(x))"


CASES = [
    ("piecewise(x, x > 0; a*(e^x - 1), x < 0)", "piecewise(1, x > 0; a*e^x, x < 0)", "piecewise(1, x > 0; a + f(x), x < 0)"),
    ("piecewise(x, x > 0; a*(e^x - 1), otherwise)", "piecewise(1, x > 0; a*e^x, x < 0)", "piecewise(1, x > 0; a + f(x), x < 0)"),
    ("b*piecewise(x, x > 0; e^x - 1, otherwise)", "b*piecewise(1, x > 0; e^x, x < 0)", "piecewise(b, x > 0; b + f(x), x < 0)"),
]


@pytest.mark.parametrize(("function_", "slope", "form"), CASES)
def test_each_case_of_a_function_by_cases(function_: str, slope: str, form: str) -> None:
    context = context_for()
    result = discover(read(function_, context).term, read(slope, context).term, context)
    assert result.form is not None
    assert text(result.form) == form


HIGHER = [
    ("1/(1 + e^(-x))", 2, "f(x)*(1 - f(x))*(1 - 2*f(x))"),
    ("sin(x)", 2, "-f(x)"),
    ("e^(a*x)", 3, "a^3*f(x)"),
    ("cosh(x)", 2, "f(x)"),
]


@pytest.mark.parametrize(("formula", "order", "form"), HIGHER)
def test_higher_derivatives(formula: str, order: int, form: str) -> None:
    context = context_for()
    result = discover_order(read(formula, context).term, order, context)
    assert result.form is not None
    assert text(result.form) == form


@pytest.mark.parametrize("formula", ["max(x, 0)", "floor(x)", "g(x)", "e^(g(x))", "x + 1", "5"])
def test_nothing_is_claimed_where_nothing_is_known(formula: str) -> None:
    result = found(formula)
    assert result.status in ("proved", "undecided")
    assert result.form is None or result.status == "proved"


small = st.integers(-6, 6).filter(bool)


@settings(max_examples=25, deadline=None)
@given(small, small, st.integers(1, 6), small)
def test_every_moebius_image_of_an_exponential_obeys_its_own_equation(a: int, b: int, c: int, k: int) -> None:
    """(a + b e^(kx))/(c + e^(kx)) solves a Riccati equation, so f' is a polynomial in f."""
    assume(a != b * c)
    wave = power(E, multiply(rational(k), X))
    term = divide(add(rational(a), multiply(rational(b), wave)), add(rational(c), wave))
    slope = differentiate(term, X)
    result = discover(term, slope)
    assert result.form is not None
    assert result.status == "proved"
    assert X not in replace(result.form, {function("f", X): ONE}).free
    assert compare(replace(result.form, {function("f", X): term}), slope).status == "equal"


@settings(max_examples=50, deadline=None)
@given(st.integers(-10_000, 10_000), st.integers(1, 10_000))
def test_fractions_come_back_from_their_residues(above: int, below: int) -> None:
    assert reconstruct(above * pow(below, -1, PRIMES[0]), PRIMES[0]) == Fraction(above, below)


@given(st.integers(2, 10**18), st.sampled_from([2, 3, 4, 5, 6, 12]))
def test_roots_modulo_a_prime(base: int, order: int) -> None:
    for prime in PRIMES:
        found_root = root_modulo(pow(base, order, prime), order, prime)
        assert found_root is None or pow(found_root, order, prime) == pow(base, order, prime)
        assert found_root is not None or order in (4, 12)


def test_no_sum_begins_with_a_minus_without_need() -> None:
    result = found("e^(-x)*x")
    assert result.form is not None
    assert text(result.form) == text(read("e^(-x) - f(x)").term)


def test_negative_slopes_keep_one_sign_in_front() -> None:
    result = found("1/(1 + e^x)")
    assert result.form is negate(multiply(function("f", X), read("1 - f(x)").term))


def test_a_square_is_written_as_one() -> None:
    result = found("x/(1 + x)")
    assert result.form is power(read("1 - f(x)").term, TWO)
