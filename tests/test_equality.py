"""Equality: what is proved, what is refuted, under which conditions, and that nothing else is claimed."""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction
from itertools import pairwise

import flint
import pytest
from equality_pairs import (
    BEYOND,
    DIFFERENT,
    EQUAL,
    HAS_NO_MEANING,
    NOT_PROVED,
    UNCONDITIONAL,
    conditional_rows,
    rows,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from derivation.context import Context, Definition
from derivation.equality import (
    KernelField,
    NoValue,
    Outside,
    TooWide,
    compare,
    differentiate,
    evaluate,
    make_field,
    same_up_to_order,
)
from derivation.equality.conversion import FUNCTIONS
from derivation.equality.nowhere import part_without_value
from derivation.equality.primitives import VALUES
from derivation.equality.slopes import BY_PLACE, slope
from derivation.notation import text
from derivation.reading import read, read_equation
from derivation.term import (
    MINUS_ONE,
    ONE,
    PI,
    TWO,
    ZERO,
    E,
    Term,
    X,
    add,
    derivative,
    divide,
    function,
    integer,
    limit,
    multiply,
    negate,
    piecewise,
    power,
    primed,
    rational,
    relation,
    substitute,
    subtract,
    symbol,
)

Y = symbol("y")


def of(plain: str) -> Term:
    return read(plain).term


# ------------------------------------------------------------------------------------------------------------- tables


@pytest.mark.parametrize(("left", "right"), rows(EQUAL))
def test_true_lines_are_proved(left: str, right: str) -> None:
    assert compare(of(left), of(right)).status == "equal"


@pytest.mark.parametrize(("left", "right"), rows(DIFFERENT))
def test_near_misses_are_refuted_by_a_point(left: str, right: str) -> None:
    verdict = compare(of(left), of(right))
    assert verdict.status == "different"
    assert verdict.point is not None
    assert verdict.point.left != verdict.point.right


@pytest.mark.parametrize(("left", "right", "conditions"), conditional_rows())
def test_conditions_are_named(left: str, right: str, conditions: str) -> None:
    verdict = compare(of(left), of(right))
    assert verdict.status == "equal"
    assert " ; ".join(map(text, verdict.conditions)) == conditions


@pytest.mark.parametrize(("left", "right"), rows(UNCONDITIONAL))
def test_what_follows_from_the_case_or_holds_on_both_sides_is_no_condition(left: str, right: str) -> None:
    verdict = compare(of(left), of(right))
    assert (verdict.status, verdict.conditions) == ("equal", ())


@pytest.mark.parametrize(("left", "right"), rows(NOT_PROVED))
def test_lines_for_which_no_point_speaks_are_not_proved(left: str, right: str) -> None:
    assert compare(of(left), of(right)).status == "undecided"


@pytest.mark.parametrize(("left", "right"), [*rows(BEYOND), *rows(HAS_NO_MEANING)])
def test_what_is_beyond_the_methods_here_is_undecided(left: str, right: str) -> None:
    assert compare(of(left), of(right)).status == "undecided"


ASSUMED = [
    ("abs(x)", "x", ["x > 0"], "equal", []),
    ("abs(x)", "x", ["x > -1"], "different", []),
    ("abs(x)/x", "1", ["x > 0"], "equal", []),
    ("abs(x)/x", "1", ["x >= 0"], "equal", ["x != 0"]),
    ("sign(x)", "1", ["x > 0"], "equal", []),
    ("sign(x)", "1", ["x >= 0"], "different", []),
    ("piecewise(1, x > 0; 2, otherwise)", "1", ["x > 0"], "equal", []),
    ("piecewise(1, x > 0; 2, otherwise)", "1", ["x >= 0"], "different", []),
    ("abs(x - 1)", "x - 1", ["x > 1"], "equal", []),
    ("abs(x - 1)", "x - 1", ["x > 0"], "different", []),
    ("abs(x*y)", "x*y", ["x > 0", "y > 0"], "equal", []),
    ("abs(x*y)", "x*y", ["x > 0"], "different", []),
    ("abs(x^n)", "x^n", ["x > 0"], "equal", []),
    ("abs(x)", "x", ["x != 0"], "different", []),
    ("sign(x)*x", "abs(x)", ["ln(x) > 0"], "equal", ["x != 0"]),
    ("abs(y)", "y", ["x^2*y > 0"], "equal", []),
    ("abs(y)", "y", ["x*y > 0"], "different", []),
    ("abs(y)", "y", ["x*y > 0", "z > 0", "x*z > 0"], "equal", []),
    ("abs(y)", "y", ["x*z > 0"], "different", []),
    ("x", "x + 1", ["x > 0", "x < 0"], "undecided", []),
    ("abs(x)", "5*x", ["x > 0", "x < 0"], "undecided", []),
    ("x", "x + 1", ["1 > 2"], "undecided", []),
]


@pytest.mark.parametrize(("left", "right", "assumptions", "status", "conditions"), ASSUMED)
def test_what_is_assumed_holds_and_no_more(
    left: str, right: str, assumptions: list[str], status: str, conditions: list[str]
) -> None:
    context = Context().assume(*(read_equation(each).term for each in assumptions))
    verdict = compare(of(left), of(right), context)
    assert (verdict.status, [text(each) for each in verdict.conditions]) == (status, conditions)


WITHOUT_VALUE = [
    ("ln(-1 - x^2)", "ln(-1 - x^2)"),
    ("x + sqrt(-1 - x^2)*y", "sqrt(-1 - x^2)"),
    ("asin(2 + x^2)", "asin(2 + x^2)"),
    ("1/(x - x)", "1/(x - x)"),
    ("ln(sin(x) - 2)", "ln(sin(x) - 2)"),
    ("ln((sin(x) - 2)^2)", ""),
    ("ln(x) + sqrt(-x^2)", ""),
    ("sqrt(sin(x) - 1)", ""),
    ("ln(x - 10^9)", ""),
    ("1/x + ln(a)", ""),
    ("piecewise(ln(-1 - x^2), x > 0; x, otherwise)", ""),
]


@pytest.mark.parametrize(("formula", "part"), WITHOUT_VALUE)
def test_parts_that_have_no_value_anywhere_are_found(formula: str, part: str) -> None:
    """Only where that is certain: one point, or one case, is enough."""
    found = part_without_value(of(formula), Context())
    assert (text(found) if found is not None else "") == part


def test_high_powers_stay_within_memory() -> None:
    assert compare(of("sin(x)^1000000"), of("sin(x)^1000000 + x")).status in ("different", "undecided")
    assert compare(of("d/dx(sin(x)^1000000)"), of("1000000*sin(x)^999999*cos(x)")).status in ("equal", "undecided")


@pytest.mark.parametrize(("left", "right"), rows(EQUAL))
def test_true_lines_carry_no_needless_conditions_on_themselves(left: str, right: str) -> None:
    assert compare(of(left), of(left)).conditions == ()
    assert compare(of(right), of(left)).status == "equal"


@pytest.mark.parametrize(("first", "second"), list(pairwise(rows(EQUAL)[:60])))
def test_lines_of_different_rows_are_never_mixed_up(first: tuple[str, str], second: tuple[str, str]) -> None:
    left, right = of(first[0]), of(second[0])
    assert compare(left, right).status != "equal" or compare(of(first[1]), of(second[1])).status == "equal"


# ------------------------------------------------------------------------------------------- contexts and definitions


def test_assumptions_decide_signs() -> None:
    root, a = function("sqrt", power(X, TWO)), symbol("a")
    assert compare(root, X).status == "different"
    assert compare(root, X, Context().assume(relation(">", X, ZERO))).status == "equal"
    assert compare(root, negate(X), Context().assume(relation("<", X, ZERO))).status == "equal"
    assert compare(function("ln", power(a, TWO)), multiply(TWO, function("ln", a))).conditions == (relation(">", a, ZERO),)


def test_definitions_are_written_out() -> None:
    u = symbol("u")
    context = Context().define(Definition("g", (u,), power(u, TWO)), Definition("y", (), function("sin", X)))
    assert compare(function("g", add(X, ONE)), of("x^2 + 2*x + 1"), context).status == "equal"
    assert compare(primed("g", 1, X), multiply(TWO, X), context).status == "equal"
    assert compare(derivative(Y, X), function("cos", X), context).status == "equal"


def test_dependent_names_keep_their_derivative() -> None:
    slope_of_y = derivative(Y, X)
    assert compare(derivative(power(Y, TWO), X), multiply(TWO, Y, slope_of_y)).status == "equal"
    assert compare(derivative(power(Y, TWO), X), multiply(TWO, Y)).status == "different"
    assert compare(derivative(multiply(X, Y), X), add(Y, multiply(X, slope_of_y))).status == "equal"


def test_refuting_for_any_function_says_which() -> None:
    point = compare(of("f(x + y)"), of("f(x) + f(y)")).point
    assert point is not None
    assert list(point.functions) == ["f(u)"]


def test_functions_without_values_are_never_called_different() -> None:
    verdict = compare(function("hyper", X, ONE), function("hyper", X, TWO))
    assert verdict.status == "undecided"


def test_no_common_point_is_undecided() -> None:
    verdict = compare(of("ln(-1 - x^2)"), of("ln(-1 - x^2) + 1"))
    assert verdict.status == "undecided"
    assert "no point" in verdict.how


def test_the_border_of_cases_counts() -> None:
    low = piecewise((ZERO, relation("<", X, ZERO)), (ONE, relation(">=", X, ZERO)))
    high = piecewise((ZERO, relation("<=", X, ZERO)), (ONE, relation(">", X, ZERO)))
    verdict = compare(low, high)
    assert verdict.status == "different"
    assert verdict.point is not None
    assert verdict.point.at == {"x": Fraction(0)}


def test_derivative_at_a_kink_is_left_out() -> None:
    kink = piecewise((negate(X), relation("<", X, ZERO)), (X, relation(">=", X, ZERO)))
    verdict = compare(derivative(kink, X), divide(X, function("abs", X)))
    assert verdict.status == "equal"
    step = piecewise((MINUS_ONE, relation("<", X, ZERO)), (ONE, relation(">=", X, ZERO)))
    assert compare(derivative(kink, X), step).conditions == (relation("!=", X, ZERO),)


def test_power_of_a_billion_is_not_multiplied_out() -> None:
    billion = integer(10**9)
    left = power(add(ONE, divide(X, billion)), billion)
    assert compare(left, power(E, X)).status == "different"
    assert (
        compare(multiply(left, add(ONE, divide(X, billion))), power(add(ONE, divide(X, billion)), integer(10**9 + 1))).status
        == "equal"
    )


def test_limits_that_do_not_exist() -> None:
    h = symbol("h")
    endless = limit(divide(add(ONE, h), h), h, ZERO)
    assert compare(endless, ONE).status == "different"
    assert compare(endless, limit(add(ONE, divide(ONE, h)), h, ZERO)).status == "equal"
    assert compare(limit(divide(function("abs", h), h), h, ZERO, "+"), ONE).status == "equal"
    assert compare(limit(divide(function("abs", h), h), h, ZERO, "-"), MINUS_ONE).status == "equal"
    assert compare(limit(divide(function("abs", h), h), h, ZERO), ONE).status != "equal"


def test_long_products_are_the_same_whatever_their_brackets() -> None:
    factors = [add(X, integer(k)) for k in range(5_000)]
    grouped = multiply(multiply(*factors[:2_500]), multiply(*factors[2_500:]))
    assert compare(multiply(*factors), grouped).how == "the same but for the order"
    assert compare(multiply(*factors), multiply(*factors[1:]), seconds=1).status != "equal"


def test_wide_and_deep_terms_end_in_an_honest_answer() -> None:
    deep = X
    for _ in range(3_000):
        deep = function("sin", deep)
    assert compare(deep, function("sin", deep), seconds=1).status in ("different", "undecided")
    wide = add(*(power(X, integer(k)) for k in range(30_000)))
    assert compare(wide, add(*reversed(wide.args)), seconds=1).status == "equal"
    tower = X
    for _ in range(30):
        tower = power(X, tower)
    assert compare(tower, add(tower, ONE), seconds=1).status in ("different", "undecided")


def test_seconds_are_kept() -> None:
    factors = [function("sin", multiply(integer(k), X)) for k in range(1, 15)]
    assert compare(multiply(*factors), multiply(*reversed(factors), power(X, ZERO)), seconds=0.0).status in ("equal", "undecided")


# ------------------------------------------------------------------------------------------------------------ values


@pytest.mark.parametrize(
    "term",
    ["ln(x)", "sqrt(x)", "x^(1/3)", "x^x", "1/(x + 1)", "asin(x - 1)", "acosh(x)", "atanh(x)", "ln(x + 1)", "cot(x + 1)"],
)
def test_outside_the_domain(term: str) -> None:
    with pytest.raises(Outside):
        evaluate(of(term), {X: -1})


@pytest.mark.parametrize(
    ("term", "at", "value"),
    [
        ("root(x, 3)", -8, -2),
        ("x^(-2)", -2, Fraction(1, 4)),
        ("abs(x)", -3, 3),
        ("sign(x)", 0, 0),
        ("max(x, 2)", 1, 2),
        ("floor(x)", Fraction(-1, 2), -1),
        ("piecewise(1/x, x != 0; 5, otherwise)", 0, 5),
        ("sqrt(x)", 0, 0),
        ("x^(2 - 1/2 - 1/2)", -3, -3),
        ("gamma(x)", 5, 24),
        ("lambertw(x)", 0, 0),
    ],
)
def test_values(term: str, at: int | Fraction, value: int | Fraction) -> None:
    ball = evaluate(of(term), {X: at})
    assert ball.contains(evaluate(rational(Fraction(value)), {}))


def test_every_function_has_a_ball_or_says_that_it_has_none() -> None:
    for name in VALUES:
        for count in (1, 2, 3):
            try:
                ball = evaluate(function(name, *[rational(Fraction(k, 7)) for k in (2, 3, 5)][:count]), {})
            except (NoValue, Outside, TooWide):
                continue
            assert ball.is_finite()


# -------------------------------------------------------------------------------------------- the differentiator's own


def sympy_slope(name: str, arguments: tuple[Term, ...], index: int) -> Term | None:
    from sympy import Symbol, diff

    from derivation.meaning import Untranslatable, from_sympy, to_sympy

    try:
        found = diff(to_sympy(function(name, *arguments), real=True), Symbol(str(arguments[index].value), real=True))
        return from_sympy(found)
    except (Untranslatable, TypeError):
        return None


@pytest.mark.parametrize(("name", "count", "index"), BY_PLACE)
def test_slopes_agree_with_the_values_and_with_sympy(name: str, count: int, index: int) -> None:
    """The row, against a difference quotient in balls and against SymPy's own derivative."""
    arguments = {1: (X,), 2: (Y, X), 3: (Y, X, symbol("z"))}[count]
    moving = arguments[index]
    row = slope(name, arguments, index)
    assert row is not None
    for number in (Fraction(3, 8), Fraction(5, 8), Fraction(13, 8), Fraction(-5, 8)):
        order = Fraction(2) if name in ("polygamma", "polylog", "zeta") or name.startswith("bessel") else Fraction(3, 4)
        values = {X: number, Y: order, symbol("z"): Fraction(1, 4)}
        assert_slope(function(name, *arguments), row, moving, values)
    theirs = sympy_slope(name, arguments, index)
    if theirs is not None:
        assert compare(row, theirs).status != "different"


def assert_slope(term: Term, row: Term, moving: Term, values: dict[Term, Fraction]) -> None:
    step = Fraction(1, 2**60)
    try:
        above = evaluate(term, {**values, moving: values[moving] + step}, 400)
        below = evaluate(term, {**values, moving: values[moving] - step}, 400)
        expected = evaluate(row, values, 400)
    except (Outside, TooWide, NoValue):
        return
    with flint.ctx.workprec(400):
        quotient = (above - below) / (2 * evaluate(rational(step), {}, 400))
        if quotient.rad() < 1e-20 and expected.rad() < 1e-20:
            assert abs(quotient - expected) < 1e-15 * (1 + abs(expected))


# ----------------------------------------------------------------------------------------------------- the kernel field


@pytest.mark.parametrize("line", ["e^(-x)/(1 + e^x)", "sqrt(x^2 + 1)*sin(3*x)", "ln(x)^2/x", "x^x", "atan(x)*erf(x)", "abs(x)*x"])
def test_derivative_of_an_element(line: str) -> None:
    field, (element, expected) = make_field([of(line), differentiate(of(line), X)])
    assert field.is_zero(field.subtract(field.derivative(element, X), expected))


@pytest.mark.parametrize("line", ["x^2 - 1", "e^(x)/(1 + e^(x))", "2*sin(x)*cos(x)/3", "sqrt(x)", "-x*y + 1/2"])
def test_elements_read_as_terms(line: str) -> None:
    field = KernelField()
    element = field.convert(of(line))[0]
    assert field.same(field.convert(field.term_of(element))[0], element)


def test_every_function_of_the_table_converts() -> None:
    for name, count in FUNCTIONS:
        arguments = [X, Y, symbol("z"), *(symbol(f"a_{k}") for k in range(9))][:count]
        if name not in ("root",):
            make_field([function(name, *arguments)])


# ----------------------------------------------------------------------------------------------------------------- laws


numbers = st.integers(1, 6).map(integer)
leaves = st.one_of(numbers, st.sampled_from([X, Y, E, PI]))


def larger(inner: st.SearchStrategy[Term]) -> st.SearchStrategy[Term]:
    one = st.sampled_from(["sin", "cos", "exp", "ln", "sqrt", "tanh", "abs", "atan", "sigma"])
    return st.one_of(
        st.builds(add, inner, inner),
        st.builds(multiply, inner, inner),
        st.builds(divide, inner, inner),
        st.builds(negate, inner),
        st.builds(power, inner, st.integers(-2, 3).map(integer)),
        st.builds(lambda name, u: power(E, u) if name == "exp" else function(name, u), one, inner),
    )


terms = st.recursive(leaves, larger, max_leaves=7)


@settings(max_examples=60, deadline=None)
@given(terms, terms, terms)
def test_laws_of_algebra_are_never_refuted(a: Term, b: Term, c: Term) -> None:
    for left, right in (
        (multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c))),
        (subtract(a, b), negate(subtract(b, a))),
        (divide(add(a, b), c), add(divide(a, c), divide(b, c))),
        (power(E, add(a, b)), multiply(power(E, a), power(E, b))),
        (power(add(a, b), TWO), add(power(a, TWO), multiply(TWO, a, b), power(b, TWO))),
    ):
        assert compare(left, right, seconds=2).status != "different"


@settings(max_examples=80, deadline=None)
@given(terms, terms)
def test_a_changed_line_is_never_proved(a: Term, b: Term) -> None:
    for change in (add(a, ONE), add(a, rational(Fraction(1, 10**40))), multiply(a, rational(Fraction(10**30 + 1, 10**30)))):
        verdict = compare(a, change, seconds=2)
        if verdict.status == "equal":
            assert compare(a, ZERO, seconds=2).status == "equal"
    verdict = compare(a, b, seconds=2)
    if verdict.status == "equal":
        assert agree_at_points(a, b)


def agree_at_points(a: Term, b: Term) -> bool:
    """An independent look: the values at rational points nothing else uses."""
    for number in (Fraction(3, 7), Fraction(-11, 13), Fraction(29, 11), Fraction(-17, 5)):
        try:
            values = {X: number, Y: number + Fraction(5, 3)}
            from derivation.equality.plain import plain

            one, other = (evaluate(plain(side, Context()), values, 200) for side in (a, b))
        except (Outside, TooWide, NoValue):
            continue
        if not one.overlaps(other):
            return False
    return True


@settings(max_examples=60, deadline=None)
@given(terms)
def test_the_derivative_fits_the_difference_quotient(a: Term) -> None:
    from derivation.equality.plain import plain

    worked_out = plain(a, Context())
    slope_term = differentiate(worked_out, X)
    assert_slope(worked_out, slope_term, X, {X: Fraction(5, 16), Y: Fraction(9, 16)})


@settings(max_examples=40, deadline=None)
@given(terms, terms)
def test_verdicts_are_symmetric_and_repeat(a: Term, b: Term) -> None:
    verdict, again, turned = compare(a, b, seconds=5), compare(a, b, seconds=5), compare(b, a, seconds=5)
    assert verdict == again
    assert {verdict.status, turned.status} != {"equal", "different"}


@settings(max_examples=60, deadline=None)
@given(terms)
def test_order_and_brackets_do_not_matter(a: Term) -> None:
    assert same_up_to_order(add(a, ONE, X), add(X, add(ONE, a)))
    assert same_up_to_order(multiply(a, Y), multiply(Y, a))


@settings(max_examples=50, deadline=None)
@given(terms, st.integers(-3, 3))
def test_refutations_are_true(a: Term, number: int) -> None:
    b = substitute(a, {X: add(X, integer(number))})
    verdict = compare(a, b, seconds=2)
    if verdict.status == "different":
        assert verdict.point is not None
        assert verdict.point.left != verdict.point.right
        assert number != 0


SEEDED = """
from derivation.equality import compare
from derivation.notation import text
from derivation.reading import read, read_equation
from equality_pairs import CONDITIONAL, DIFFERENT, EQUAL
for line in [line for line in (EQUAL + DIFFERENT + CONDITIONAL).splitlines() if line][::4]:
    left, right = line.split(" | ")[0].split(" = ", 1)
    verdict = compare(read(left).term, read(right).term)
    print(verdict.status, verdict.how, [text(each) for each in verdict.conditions], verdict.point)
"""


def test_the_same_under_every_hash_seed() -> None:
    here = os.path.dirname(__file__)
    outputs = set()
    for seed in ("0", "1", "77"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join([os.path.dirname(here), here])}
        run = subprocess.run([sys.executable, "-c", SEEDED], capture_output=True, text=True, env=environment, check=True)
        outputs.add(run.stdout)
    assert len(outputs) == 1


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("piecewise(0, x^2 <= 2; 1, otherwise)", "piecewise(0, x^2 < 2; 1, otherwise)", "equal but there"),
        ("piecewise(x - 1, x^2 <= 1; 0, otherwise)", "piecewise(x - 1, x^2 < 1; 0, otherwise)", "different"),
        ("piecewise(sin(x)^2, x^2 <= 2; 1, otherwise)", "piecewise(1 - cos(x)^2, x^2 <= 2; 1, otherwise)", "equal"),
        ("d/dx(min(max(0, x), 6))", "d/dx(piecewise(max(0, x), max(0, x) <= 6; 6, otherwise))", "equal but there"),
        ("piecewise(x^2 - 2, x^2 > 2; 2 - x^2, otherwise)", "abs(x^2 - 2)", "equal"),
    ],
)
def test_where_pieces_meet_both_sides_agree_or_it_is_said(left: str, right: str, status: str) -> None:
    verdict = compare(read(left).term, read(right).term)
    assert (verdict.status + " but there" if verdict.conditions else verdict.status) == status
