"""Where equality stops: bounds on size and time, what has no place in the kernel field, what no ball can tell.

Each of these ends in "undecided"; the bounds are those of `limits` and of the modules named here.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice

import pytest
from flint import fmpz_poly

from derivation import clock
from derivation.context import Context
from derivation.equality import KernelField, NoDerivative, NoValue, Outside, compare, differentiate, evaluate, make_field, plain
from derivation.equality.angles import LARGEST_PART_OF_PI, minimal_polynomial
from derivation.equality.borders import MOST_BORDERS, _same_or_opposite, places_on
from derivation.equality.cases import can_be_together
from derivation.equality.constant import vanishes
from derivation.equality.coordinates import solve
from derivation.equality.field import OutOfTime, Refine
from derivation.equality.gaps import gaps_between
from derivation.equality.instances import instance
from derivation.equality.intervals import points_between_roots, real_roots
from derivation.equality.kernels import NotConvertible, Nowhere, TooLarge
from derivation.equality.lost_domains import has_values_everywhere, with_domains
from derivation.equality.making import with_field
from derivation.equality.nowhere import differentiates_nothing, part_without_value
from derivation.equality.points import points
from derivation.equality.refute import Trial, _is_on_some
from derivation.notation import text
from derivation.reading import read, read_equation
from derivation.term import (
    INFINITY,
    ONE,
    TWO,
    ZERO,
    Term,
    X,
    add,
    constant,
    derivative,
    divide,
    function,
    integer,
    integral,
    limit,
    multiply,
    piecewise,
    power,
    primed,
    rational,
    relation,
    symbol,
)

Y, H = symbol("y"), symbol("h")


def of(plain_text: str) -> Term:
    return read(plain_text).term


def statement(words: str) -> Term:
    return read_equation(words).term


# ----------------------------------------------------------------------------------------------- what has no place here

WITHOUT_MEANING = {
    "a relation is no summand": add(X, relation(">", X, ZERO)),
    "a symbol is no condition": piecewise((ONE, X)),
    "infinity is no number": add(X, INFINITY),
    "a constant without a value": add(X, constant("someone's")),
}


@pytest.mark.parametrize("name", WITHOUT_MEANING)
def test_terms_that_mean_nothing_are_never_equal_to_anything(name: str) -> None:
    term = WITHOUT_MEANING[name]
    assert compare(term, multiply(term, TWO)).status == "undecided"
    assert compare(term, X).status == "undecided"


@pytest.mark.parametrize("name", WITHOUT_MEANING)
def test_terms_that_mean_nothing_have_no_value(name: str) -> None:
    with pytest.raises((NoValue, Outside)):
        evaluate(WITHOUT_MEANING[name], {X: 1})


STATEMENTS = [
    ("x^2 = 4", "x*x = 2 + 2", "equal"),
    ("x < 1", "x = 1", "undecided"),
    ("x = 1", "x = 2", "undecided"),
    ("x = 1", "2*x = 2", "undecided"),
    ("ln(x^2) = 1", "2*ln(x) = 1", "equal where x > 0"),
]


@pytest.mark.parametrize(("one", "other", "status"), STATEMENTS)
def test_statements_are_compared_side_by_side(one: str, other: str, status: str) -> None:
    verdict = compare(statement(one), statement(other))
    assert " where ".join([verdict.status, *map(text, verdict.conditions)]) == status


# ---------------------------------------------------------------------------------------------------------------- size


def test_a_power_that_nobody_could_multiply_out_is_left() -> None:
    high = integer(2**41)
    assert compare(power(add(X, ONE), high), multiply(power(add(X, ONE), high), ONE)).status == "undecided"
    assert compare(power(function("sqrt", X), high), power(X, integer(2**40))).status == "undecided"
    root = power(power(X, integer(2**40)), rational(Fraction(3, 2)))
    assert compare(multiply(root, TWO), add(root, root, multiply(ZERO, X))).how == "too large"


def test_a_sine_to_a_high_power_is_no_polynomial_in_the_cosine() -> None:
    field = KernelField()
    _, sine = field.convert(of("cos(x)"), of("sin(x)"))
    with pytest.raises(TooLarge):
        field.reduce(sine[0] ** 1_000_000)


def test_products_of_long_sums_are_left() -> None:
    field = KernelField()
    long, other = (base[0] ** 30 for base in field.convert(of("x + y + 1"), of("a + b + 1")))
    assert len(long) == len(other) == 496
    with pytest.raises(TooLarge):
        field.times(long, other)


def test_a_remainder_that_outgrows_the_bound_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivation.equality.kernels.PROOF_MONOMIALS", 3)
    field = KernelField()
    _, sine = field.convert(of("cos(x)"), of("sin(x)"))
    with pytest.raises(TooLarge):
        field.reduce(sine[0] ** 8)


def test_nothing_is_divided_by_zero() -> None:
    field = KernelField()
    with pytest.raises(Nowhere):
        field.divide(field.unit, field.zero)


def test_terms_with_too_many_parts_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("derivation.equality.field.PROOF_NODES", 3)
    assert compare(of("sin(x)^2 + cos(x)^2"), ONE).how == "too large"


def test_more_kernels_than_the_widest_field_has() -> None:
    letters = [symbol(f"a{number}") for number in range(201)]
    with pytest.raises(TooLarge):
        make_field([add(*letters)])


def test_binders_nested_too_deep_are_left() -> None:
    deep = X
    for number in range(400):
        letter = symbol(f"t{number}")
        deep = integral(multiply(deep, letter), letter, ZERO, ONE)
    verdict = compare(multiply(deep, TWO), add(deep, deep))
    assert (verdict.status, verdict.how) == ("undecided", "beyond the methods here: RecursionError")


def test_ever_smaller_units_are_not_tried_for_ever() -> None:
    def never_fine_enough(field: KernelField) -> None:
        raise Refine(ONE)

    with pytest.raises(TooLarge):
        with_field(never_fine_enough)


def test_the_polynomial_of_every_part_of_pi_is_that_of_its_cosine() -> None:
    """cos(pi/n) has one conjugate for every odd k below n without a common divisor with n."""
    from math import gcd

    for parts in range(2, LARGEST_PART_OF_PI + 1, 2):
        conjugates = [k for k in range(1, parts, 2) if gcd(k, parts) == 1]
        assert minimal_polynomial(parts).degree() == len(conjugates)
        whole = fmpz_poly.chebyshev_t(parts) + 1
        assert not any((whole % minimal_polynomial(parts)).coeffs())


def test_rows_that_say_the_same_are_of_no_use_twice() -> None:
    one, three = {(1,): Fraction(1)}, {(1,): Fraction(3)}
    assert solve([one, three], {(1,): Fraction(6)}) == [6, 0]


PIECES: list[tuple[list[str], list[float | Fraction]]] = [
    (["8*x - 3"], [Fraction(3, 8)]),
    (["x^2 - 2"], [-(2**0.5), 2**0.5]),
    (["x/3 - 1/7", "x^2 + 1"], [Fraction(3, 7)]),
    (["x^3 - x - 1", "x + 5", "x - 2"], [-5, 1.324717957244746, 2]),
    (["x^2 + x + 1"], []),
]
"""Irreducible polynomials, and where their real roots cut the line."""


@pytest.mark.parametrize(("polynomials", "roots"), PIECES, ids=[", ".join(each) for each, _ in PIECES])
def test_a_point_in_every_piece_between_the_roots(polynomials: list[str], roots: list[float | Fraction]) -> None:
    field = KernelField()
    polys = [field.convert(of(each))[0][0] for each in polynomials]
    points = points_between_roots(polys, field.kernels[0].slot)
    assert len(points) == len(roots) + 1
    for place, root in enumerate(roots):
        assert float(points[place].p) / float(points[place].q) < root < float(points[place + 1].p) / float(points[place + 1].q)


def test_roots_that_are_the_same_are_not_told_apart() -> None:
    field = KernelField()
    poly = field.convert(of("x^2 - 2"))[0][0]
    slot = field.kernels[0].slot
    assert len(real_roots([poly], slot)) == 2
    with pytest.raises(ArithmeticError):
        real_roots([poly, poly], slot)


# ---------------------------------------------------------------------------------------------------------------- time


def test_without_time_nothing_is_claimed() -> None:
    over = clock.deadline(-1)
    left, right = of("atan(x)"), of("asin(x/sqrt(1 + x^2))")
    trial = Trial((left, right), (left, right), Context(), over)
    assert vanishes(left, right, trial, Context(), clock.deadline(5))
    with pytest.raises(OutOfTime):
        vanishes(left, right, trial, Context(), over)
    assert compare(left, right, seconds=-1).status == "undecided"


# ------------------------------------------------------------------------------------------------------------- borders


@pytest.mark.parametrize(("count", "status"), [(MOST_BORDERS, "equal"), (MOST_BORDERS + 1, "undecided")])
def test_of_too_many_borders_nothing_is_claimed(count: int, status: str) -> None:
    signs = " + ".join(f"sign(x - {k})" for k in range(count))
    assert compare(of(f"{signs} + x/2 + x/2"), of(f"{signs} + x")).status == status


def test_too_many_cases_inside_cases_are_left() -> None:
    nested = "piecewise(x, x > 0; 1, otherwise)"
    for _ in range(8):
        nested = f"piecewise({nested}, {nested} > 1; {nested}, otherwise)"
    assert compare(of(f"{nested}*y/y"), of(nested)).how == "too many cases inside cases"


def test_signs_of_what_has_no_place_in_the_field_are_not_told_apart() -> None:
    assert _same_or_opposite(of("x - y"), of("y - x"))
    assert not _same_or_opposite(of("piecewise(x, x > y; 2, otherwise)"), of("-piecewise(x, x > y; 2, otherwise)"))


@pytest.mark.parametrize("border", ["1/(x - x)", "max(x, 1)", "cos(pi/97) + x"])
def test_borders_that_have_no_place_in_the_field_are_not_known(border: str) -> None:
    assert places_on(of(border)) == ([], False)


# -------------------------------------------------------------------------------------------------------------- trials


def trial_of(left: str, right: str) -> Trial:
    pair = of(left), of(right)
    return Trial(pair, pair, Context(), clock.deadline(5))


def test_a_place_that_is_no_fraction_has_no_neighbours_here() -> None:
    assert trial_of("1/h", "1").near(H, of("pi")) is None


def test_no_neighbour_with_another_value() -> None:
    assert trial_of("h/h", "1").near(H, ZERO) is None


def test_what_a_ball_cannot_tell_is_not_outside() -> None:
    assert not trial_of("sign(sin(pi)*x)", "x").outside({X: Fraction(1)})
    assert not trial_of("sqrt(x)", "x").outside({X: Fraction(1)})
    assert trial_of("sqrt(x)", "x").outside({X: Fraction(-1)})


def test_a_point_where_the_difference_has_no_value_shows_nothing() -> None:
    trial = trial_of("ln(x)", "x")
    field, (logarithm,) = make_field([of("ln(x)")])
    trial.common = [{X: Fraction(-1)}]
    assert trial.by_difference(field, logarithm) is None
    trial.common = [{X: Fraction(2)}]
    assert trial.by_difference(field, logarithm) is not None


def test_a_difference_too_small_to_print_is_named_by_its_sign() -> None:
    point = compare(of("x*(1 + e^(-10^6*(x + 37)^2))"), X).point
    assert point is not None and "certainly not the same" in point.right


def test_a_point_names_the_derivatives_that_count_as_numbers() -> None:
    point = compare(of("d^2/dx^2(y)"), of("d/dx(y)")).point
    assert point is not None and {"dy/dx", "d^2y/dx^2"} <= point.at.keys()


def test_points_never_end_too_early() -> None:
    assert len(list(islice(points([X, Y]), 8))) == 8


# ------------------------------------------------------------------------------------------------- what has no value


NOWHERE = [
    ("1/x + ln(-1 - x^2)", "ln(-1 - x^2)"),
    ("x^(1/30001) + ln(-1 - x^2)", "ln(-1 - x^2)"),
    ("sqrt(integral(e^(t^2), t, 0, x)) + ln(-1 - x^2)", "ln(-1 - x^2)"),
    ("1/(ln(x)*ln(-x))", ""),
]
"""What has no value is found although nothing is known of another part."""


@pytest.mark.parametrize(("formula", "part"), NOWHERE)
def test_other_parts_do_not_hide_one_without_a_value(formula: str, part: str) -> None:
    found = part_without_value(of(formula), Context())
    assert (text(found) if found is not None else "") == part


def test_a_function_without_balls_counts_as_having_a_value() -> None:
    unknown = derivative(multiply(X, function("hyper", X, ONE)), X)
    assert not differentiates_nothing((unknown, unknown), Context())


# --------------------------------------------------------------------------------------------- derivatives left standing


def test_a_logarithm_without_a_base_is_the_natural_one() -> None:
    assert differentiate(function("log", X), X) is divide(ONE, X)


@pytest.mark.parametrize("line", ["log(x, 2)", "log(2, x)", "log(x, x + 1)"])
def test_logarithms_to_any_base(line: str) -> None:
    written_out = {"log(x, 2)": "1/(x*ln(2))", "log(2, x)": "-ln(2)/(x*ln(x)^2)"}
    expected = written_out.get(line, "(ln(x + 1)/x - ln(x)/(x + 1))/ln(x + 1)^2")
    assert compare(differentiate(of(line), X), of(expected)).status == "equal"


def test_long_products_are_differentiated_without_dividing_by_their_factors() -> None:
    """The derivative of x(x - 1)...(x - 20) has a value at 0, where it is 20! with the sign of the other factors."""
    product = multiply(*(add(X, integer(-k)) for k in range(21)))
    assert compare(differentiate(product, X), of("1/x")).status == "different"
    at_zero = evaluate(differentiate(product, X), {X: 0})
    assert at_zero.contains(2432902008176640000)


OF_UNKNOWN_FUNCTIONS = [
    ("f(x)", "f'(x)"),
    ("f(x, y)", "d/dx(f(x, y))"),
    ("f(y, x)", "d/dx(f(y, x))"),
    ("f(x^2, y)", "(d/du(f(u, y)))|_(u = x^2)*(2*x)"),
    ("f(y, y)", "0"),
]
"""A function of which nothing is known, and its slope; by an argument that is no letter, the slope there."""


@pytest.mark.parametrize(("line", "expected"), OF_UNKNOWN_FUNCTIONS)
def test_unknown_functions_are_differentiated_by_each_argument(line: str, expected: str) -> None:
    assert text(differentiate(of(line), X)) == expected


COUNTED = [
    ("sum(z_k^2, k, 1, n)", "z_j", "2*z_j"),
    ("sum(z_k, k, 1, 3)", "z_5", "0"),
    ("sum(z_k, k, 1, 3)", "z_2", "1"),
    ("sum(z_j*z_k, k, 1, n)", "z_j", "sum(z_k, k, 1, n) + z_j"),
    ("sum(z_k*sum(z_m, m, 1, n), k, 1, n)", "z_k", ""),
    ("sum(z_k*sum(z_j, j, 1, m), k, 1, n)", "z_j", ""),
    ("sum(z_j^k + z_k, k, 1, n)", "z_j", "sum(k*z_j^(k - 1), k, 1, n) + 1"),
    ("sum(z_k, k, 1, infinity)", "z_j", ""),
]
"""A sum that counts with indices, one of its names, and the slope by that; "" where none is known."""


@pytest.mark.parametrize(("line", "name", "expected"), COUNTED)
def test_a_sum_is_differentiated_by_one_of_the_names_it_counts_with(line: str, name: str, expected: str) -> None:
    if expected:
        assert differentiate(of(line), of(name)) is of(expected)
    else:
        with pytest.raises(NoDerivative):
            differentiate(of(line), of(name))


def test_names_that_a_sum_counts_with_do_not_change_with_the_variable() -> None:
    with pytest.raises(NoDerivative):
        differentiate(of("sum(z_k, k, 1, n)"), X, (of("z_j"),))


@pytest.mark.parametrize("name", ["hyper", "zeta", "f"])
def test_a_prime_of_what_has_no_derivative_here_stays(name: str) -> None:
    assert plain(primed(name, 1, X), Context()) is primed(name, 1, X)


def test_a_prime_of_a_known_function_is_worked_out() -> None:
    assert plain(primed("sin", 1, Y), Context()) is function("cos", Y)
    assert compare(primed("sigma", 2, Y), of("d^2/dy^2(1/(1 + e^(-y)))")).status == "equal"


def test_a_limit_within_a_limit_keeps_its_own_letter() -> None:
    inner = limit(function("floor", multiply(H, X)), H, ONE)
    assert compare(inner, multiply(inner, ONE)).status == "equal"
    assert compare(inner, limit(function("floor", multiply(Y, X)), Y, ONE)).status == "equal"
    assert compare(inner, limit(function("floor", add(Y, X)), Y, ONE)).status != "equal"


def test_what_cannot_be_converted_says_so() -> None:
    with pytest.raises(NotConvertible):
        make_field([INFINITY])


# ------------------------------------------------------------------------------------------------- what cases leave out

GAPS = [
    ("piecewise(x, x > 1; 2, x <= 1)", ""),
    ("piecewise(x, x > 1; 2, x < 1 and x != 0)", ""),
    ("piecewise(x, x > 1; 2, x != 3)", ""),
    ("piecewise(x, x >= x; 2, x < -1)", ""),
    ("piecewise(x, x > x + 1; 2, x < -1)", "x > x + 1 or x < -1"),
    ("piecewise(x, x > 1; 2, x < -1)", "x > 1 or x < -1"),
    ("piecewise(x, x > cos(pi/97); 2, x < -1)", "x > cos(pi/97) or x < -1"),
    (f"piecewise({'; '.join(f'x, x > {k}' for k in range(1, 8))})", " or ".join(f"x > {k}" for k in range(1, 8))),
]
"""Several cases, and what is told of them: nothing where they leave out borders alone; all of them where that is not known."""


@pytest.mark.parametrize(("line", "told"), GAPS)
def test_cases_are_told_where_they_leave_more_out_than_borders(line: str, told: str) -> None:
    assert [text(each) for each in gaps_between(of(line), X)] == ([told] if told else [])


BESIDE = [("x != 0", []), ("x = 0", ["x = 0"]), ("1/x > 2", ["1/x > 2"]), ("x != cos(pi/97)", ["x != cos(pi/97)"])]
"""A condition beside x > 0, and what is left of it: nothing where it follows, all of it where that is not known."""


@pytest.mark.parametrize(("condition", "left"), BESIDE)
def test_conditions_that_follow_from_a_domain_are_not_told_beside_it(condition: str, left: list[str]) -> None:
    assert [text(each) for each in with_domains((statement(condition),), (statement("x > 0"),))] == [*left, "x > 0"]


def test_signs_that_cannot_be_together() -> None:
    field = KernelField()
    x = field.convert(X)[0][0]
    assert can_be_together(field, [(x, 1)])
    assert not can_be_together(field, [(x, 1), (x, -1)])


def test_what_cannot_be_converted_has_no_certain_values() -> None:
    assert has_values_everywhere(symbol("t"), of("t^2"))
    assert not has_values_everywhere(symbol("t"), INFINITY)


def test_an_instance_has_no_part_in_what_is_assumed_of_its_letters() -> None:
    """Sums to n, where n > 5 is assumed, are not tried with three summands."""
    left, right = of("sum(x_i, i, 1, n)"), of("n*x_i")
    assert instance(left, right, Context()) is not None
    assert instance(left, right, Context().assume(read_equation("n > 5").term)) is None


def test_a_border_without_a_value_may_be_anywhere() -> None:
    assert _is_on_some([of("ln(-1)")], {})
    assert not _is_on_some([of("ln(2)")], {})
