"""Chains of rules from one form to another, as a person would write them; none of them is scripted."""

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as some

from derivation import rules
from derivation.context import Context, Definition
from derivation.equality import compare
from derivation.notation import text
from derivation.reading import read
from derivation.search import bridge, tidy
from derivation.term import ONE, TWO, E, Term, X, add, divide, function, integer, multiply, negate, power, symbol
from derivation.walkthrough import Step

DERIVATIVES = [
    ("e^(-x)/(1 + e^(-x))^2", "sigma(x)*(1 - sigma(x))", ""),
    ("-(1 + e^(-x))^(-2)*(-e^(-x))", "sigma(x)*(1 - sigma(x))", ""),
    ("e^(-x)/(1 + e^(-x))^2", "sigma(x) - sigma(x)^2", ""),
    ("(cosh(x)*cosh(x) - sinh(x)*sinh(x))/cosh(x)^2", "1 - tanh(x)^2", ""),
    ("((e^x + e^(-x))*(e^x + e^(-x)) - (e^x - e^(-x))*(e^x - e^(-x)))/(e^x + e^(-x))^2", "1 - t^2", "t = (e^x - e^(-x))/(e^x + e^(-x))"),  # noqa: E501
    ("(1/(1 + e^x))*e^x", "sigma(x)", ""),
    ("1*sigma(x) + x*(sigma(x)*(1 - sigma(x)))", "f + sigma(x)*(1 - f)", "f = x*sigma(x)"),
    ("1/(1 + e^(-x)) + x*(e^(-x)/(1 + e^(-x))^2)", "f + sigma(x)*(1 - f)", "f = x*sigma(x)"),
    ("L*k*e^(-k*(x - m))/(1 + e^(-k*(x - m)))^2", "k*f*(1 - f/L)", "f = L/(1 + e^(-k*(x - m)))"),
    ("-2*(e^x - e^(-x))/(e^x + e^(-x))^2", "-s*t", "s = 2/(e^x + e^(-x)); t = (e^x - e^(-x))/(e^x + e^(-x))"),
    ("-cos(x)^(-2)*(-sin(x))", "sec(x)*tan(x)", ""),
    ("(cos(x)*cos(x) - sin(x)*(-sin(x)))/cos(x)^2", "1 + tan(x)^2", ""),
    ("(1/(x + sqrt(x^2 + 1)))*(1 + 2*x/(2*sqrt(x^2 + 1)))", "1/sqrt(x^2 + 1)", ""),
    ("e^(-x^2/2)*(-2*x/2)", "-x*f", "f = e^(-x^2/2)"),
    ("(1/a)*((1/(1 + (x/a)^2))*(1/a))", "1/(a^2 + x^2)", ""),
    ("(1/cosh(x))*sinh(x)", "tanh(x)", ""),
    ("(1/((e^x + e^(-x))/2))*((e^x - e^(-x))/2)", "t", "t = (e^x - e^(-x))/(e^x + e^(-x))"),
    ("(e^a*(e^a + e^b + e^c) - e^a*e^a)/(e^a + e^b + e^c)^2", "s*(1 - s)", "s = e^a/(e^a + e^b + e^c)"),
    ("(0*(e^a + e^b + e^c) - e^a*e^b)/(e^a + e^b + e^c)^2", "-s*r", "s = e^a/(e^a + e^b + e^c); r = e^b/(e^a + e^b + e^c)"),
    ("-(y*(1/a)*(a*(1 - a)) + (1 - y)*(1/(1 - a))*(-a*(1 - a)))", "a - y", ""),
    ("(1/(2*sqrt(1 + x^2)))*(2*x)", "x/f", "f = sqrt(1 + x^2)"),
    ("1*Phi(x) + x*phi(x)", "Phi(x) + x*phi(x)", ""),
    ("1*w + x*((1 - w^2)*sigma(x))", "f/x + sigma(x)*(x - f^2/x)", "f = x*w"),
    ("e^(-b*e^(-c*x))*(-b*(-c*e^(-c*x)))", "-c*f*ln(f)", "f = e^(-b*e^(-c*x))"),
    ("(1*sqrt(1 + x^2) - x*(x/sqrt(1 + x^2)))/(1 + x^2)", "1/((1 + x^2)*sqrt(1 + x^2))", ""),
    ("(2*x*(1 + x) - x^2*1)/(1 + x)^2", "x*(2 + x)/(1 + x)^2", ""),
]  # fmt: skip

TRICKS = [
    ("1/(x*(x + 1))", "1/x - 1/(x + 1)", ""),
    ("2/(x^2 - 1)", "1/(x - 1) - 1/(x + 1)", ""),
    ("x^2 + 6*x + 5", "(x + 3)^2 - 4", ""),
    ("1/(sqrt(x + 1) + sqrt(x))", "sqrt(x + 1) - sqrt(x)", ""),
    ("cos(x)/(1 - sin(x))", "(1 + sin(x))/cos(x)", ""),
    ("sin(x)/(1 + cos(x))", "(1 - cos(x))/sin(x)", ""),
    ("sin(x)^4 - cos(x)^4", "sin(x)^2 - cos(x)^2", ""),
    ("sin(x)*cos(x)^2 + sin(x)^3", "sin(x)", ""),
    ("1/cos(x)^2", "1 + tan(x)^2", ""),
    ("sec(x)^2 - tan(x)^2", "1", ""),
    ("ln(x^2*y)", "2*ln(x) + ln(y)", ""),
    ("ln(x) + ln(x + 1) - ln(x)", "ln(x + 1)", ""),
    ("ln(p) - ln(1 - p)", "ln(p/(1 - p))", ""),
    ("ln(sigma(x)/(1 - sigma(x)))", "x", ""),
    ("sigma(-x)", "1 - sigma(x)", ""),
    ("1/(1 + e^(-2*x))", "(1 + t)/2", "t = (e^x - e^(-x))/(e^x + e^(-x))"),
    ("ln(1 + e^x) - ln(1 + e^(-x))", "x", ""),
    ("x + ln(1 + e^(-x))", "ln(1 + e^x)", ""),
    ("(x^2 - 9)/(x - 3)", "x + 3", ""),
    ("(x^4 - 1)/(x^2 - 1)", "x^2 + 1", ""),
    ("cosh(x)^2", "1 + sinh(x)^2", ""),
    ("1/cosh(x)^2", "1 - tanh(x)^2", ""),
    ("x^n*(n/x)", "n*x^(n - 1)", ""),
    ("x^(n + 1)/x", "x^n", ""),
    ("e^(x*ln(x))*(ln(x) + 1)", "x^x*(1 + ln(x))", ""),
    ("sqrt(x)/x", "1/sqrt(x)", ""),
    ("1/(1/R1 + 1/R2)", "R1*R2/(R1 + R2)", ""),
    ("((1 + x) - x)/(1 + x)^2", "(1 - f)^2", "f = x/(1 + x)"),
    ("2*sin(x)*cos(x)", "sin(2*x)", ""),
    ("cos(x)^2 - sin(x)^2", "1 - 2*sin(x)^2", ""),
    ("(e^x + e^(-x))^2 - (e^x - e^(-x))^2", "4", ""),
    ("(2*x*(a + x^2) - x^2*(2*x))/(a + x^2)^2", "2*x*(1 - f)^2/a", "f = x^2/(a + x^2)"),
    ("2*e^(-x)/(1 + e^(-x))^2", "(1 - f^2)/2", "f = (1 - e^(-x))/(1 + e^(-x))"),
    ("(e^x + e^(-x))^2/4 - (e^x - e^(-x))^2/4", "1", ""),
    ("e^(-x)/(1 + e^(-x))", "1 - sigma(x)", ""),
    ("(1 - cos(2*x))/sin(2*x)", "tan(x)", ""),
    ("(1 - x^3)/(1 - x)", "1 + x + x^2", ""),
    ("cos(x)/sin(x)^2", "csc(x)*cot(x)", ""),
    ("-((x - m)/s^2)*e^(-(x - m)^2/(2*s^2))", "f*(m - x)/s^2", "f = e^(-(x - m)^2/(2*s^2))"),
    ("a*e^x", "f + a", "f = a*(e^x - 1)"),
    ("1/(x - 1) - 1/(x + 1)", "2/(x^2 - 1)", ""),
    ("(x - 1)/(sqrt(x) - 1)", "sqrt(x) + 1", ""),
    ("(x + 1)^3", "x^3 + 3*x^2 + 3*x + 1", ""),
    ("sin(x + y) - sin(x)*cos(y)", "cos(x)*sin(y)", ""),
]  # fmt: skip

MANY_LINES = 8
LONGER = {"1/(1 + e^(-x)) + x*(e^(-x)/(1 + e^(-x))^2)", "2*e^(-x)/(1 + e^(-x))^2"}
"""Starts of chains for which nothing shorter is known."""


def context_of(names: str) -> Context:
    """The context in which names stand for formulas: "f = x*sigma(x); g = x^2"."""
    pairs = [each.split(" = ") for each in names.split("; ") if each]
    return Context().define(*(Definition(name, (), read(formula).term) for name, formula in pairs))


def chain(start: str, goal: str, names: str = "") -> tuple[Step, ...]:
    context = context_of(names)
    steps = bridge(read(start).term, read(goal, context).term, context)
    assert steps is not None, f"no chain from {start} to {goal}"
    return steps


def lines(steps: tuple[Step, ...]) -> list[str]:
    return [text(step.after) for step in steps]


@pytest.mark.parametrize(("start", "goal", "names"), DERIVATIVES + TRICKS)
def test_a_short_proved_chain_is_found(start: str, goal: str, names: str) -> None:
    steps = chain(start, goal, names)
    assert text(steps[0].before) == start
    assert text(steps[-1].after) == goal
    assert all(before.after is after.before for before, after in pairwise(steps))
    assert all(step.before is not step.after for step in steps)
    assert [step.rule for step in steps if step.status != "proved"] == []
    assert all(rules.find(step.rule) is not None for step in steps)
    assert len(steps) <= MANY_LINES or start in LONGER


def test_the_trick_of_the_sigmoid_is_found_and_not_scripted() -> None:
    steps = chain("e^(-x)/(1 + e^(-x))^2", "sigma(x)*(1 - sigma(x))")
    assert [(step.rule, text(step.after)) for step in steps] == [
        ("add and subtract the same term", "(1 + e^(-x) - 1)/(1 + e^(-x))^2"),
        ("split the fraction", "(1 + e^(-x))/(1 + e^(-x))^2 - 1/(1 + e^(-x))^2"),
        ("cancel a common factor", "1/(1 + e^(-x)) - 1/(1 + e^(-x))^2"),
        ("one power for the whole", "1/(1 + e^(-x)) - (1/(1 + e^(-x)))^2"),
        ("recognise", "sigma(x) - sigma(x)^2"),
        ("factor out", "sigma(x)*(1 - sigma(x))"),
    ]


def test_no_code_knows_the_sigmoid() -> None:
    f = Definition("f", (X,), read("1/(1 + e^(-x))").term)
    context = Context().define(f)
    fx = function("f", X)
    named = bridge(read("e^(-x)/(1 + e^(-x))^2").term, multiply(fx, add(ONE, negate(fx))), context)
    assert named is not None
    ours = [line.replace("f(x)", "sigma(x)") for line in lines(named)]
    assert ours == lines(chain("e^(-x)/(1 + e^(-x))^2", "sigma(x)*(1 - sigma(x))"))


def test_the_same_forms_give_the_same_chain() -> None:
    one = chain("L*k*e^(-k*(x - m))/(1 + e^(-k*(x - m)))^2", "k*f*(1 - f/L)", "f = L/(1 + e^(-k*(x - m)))")
    two = chain("L*k*e^(-k*(x - m))/(1 + e^(-k*(x - m)))^2", "k*f*(1 - f/L)", "f = L/(1 + e^(-k*(x - m)))")
    assert lines(one) == lines(two)
    assert [step.why for step in one] == [step.why for step in two]


def test_nothing_is_found_between_forms_that_differ() -> None:
    assert bridge(read("x + 1").term, read("x + 2").term) is None
    assert bridge(X, X) == ()


TIDY = [
    ("-(1 + e^(-x))^(-2)*(-e^(-x))", ["(1 + e^(-x))^(-2)*e^(-x)", "e^(-x)/(1 + e^(-x))^2"]),
    ("3*(x^2 + 1)^2*(2*x)", ["6*x*(x^2 + 1)^2"]),
    ("cos(x^2)*(2*x)", ["2*x*cos(x^2)"]),
    ("1*sin(x) + x*cos(x)", ["sin(x) + x*cos(x)"]),
    ("4*(3*x^2)", ["12*x^2"]),
    ("1*ln(x) + x*(1/x)", ["ln(x) + x*(1/x)", "ln(x) + x/x", "ln(x) + 1"]),
    ("cos(x)*cos(x) - sin(x)*(-sin(x))", ["cos(x)*cos(x) + sin(x)*sin(x)", "cos(x)^2 + sin(x)^2"]),
    ("3*(x^2)^2*(2*x)", ["3*x^4*(2*x)", "6*x^5"]),
    ("x*(2*x)", ["2*x^2"]),
    ("2*(y - x)*(-1)", ["-2*(y - x)"]),
    ("x*(x*e^x)", ["x^2*e^x"]),
    ("2*x*x^(-1)", ["2"]),
    ("(1/3)*x^(-2)", ["1/(3*x^2)"]),
    ("(1/x)*x^(-2)", ["(1/x)*(1/x^2)", "1/x^3"]),
    ("(2*x*(1 + x) - x^2*1)/(1 + x)^2", ["(2*x*(1 + x) - x^2)/(1 + x)^2"]),
    ("(x + 1)*(x + 2)", []),
    ("0*x + 5*1", ["5"]),
]


@pytest.mark.parametrize(("raw", "expected"), TIDY)
def test_a_raw_derivative_is_tidied_as_a_person_does(raw: str, expected: list[str]) -> None:
    steps = tidy(read(raw).term)
    assert lines(steps) == expected
    assert all(step.status == "proved" for step in steps)


def test_tidying_names_the_rule() -> None:
    assert [step.rule for step in tidy(read("-(1 + e^(-x))^(-2)*(-e^(-x))").term)] == ["minus times minus", "negative exponent"]


def test_the_reason_names_what_is_meant() -> None:
    (step,) = tidy(read("x*(2*x)").term)
    assert (step.rule, step.why) == ("add the exponents", "The base x is the same, so the exponents are added.")


def grown(depth: int) -> Term:
    term: Term = X
    for k in range(depth):
        term = multiply(function("cos", term), add(integer(k % 7), negate(multiply(ONE, term))))
    return term


def test_large_and_deep_results_are_tidied_within_their_size() -> None:
    deep: Term = X
    for _ in range(3_000):
        deep = add(multiply(ONE, function("sin", deep)), negate(negate(ONE)))
    long = multiply(*(add(symbol(f"x_{k}"), integer(k)) for k in range(600)), integer(3), negate(TWO))
    wide = add(*(multiply(integer(2), symbol(f"x_{k}"), integer(k + 1)) for k in range(600)))
    for term in (deep, long, wide, grown(12)):
        last = [step.after for step in tidy(term)]
        assert not last or tidy(last[-1]) == ()


SIMPLE = some.sampled_from([X, ONE, TWO, integer(0), symbol("k"), power(E, negate(X)), function("sin", X), add(ONE, power(E, X))])
TERMS = some.recursive(
    SIMPLE,
    lambda parts: some.one_of(
        some.builds(add, parts, parts),
        some.builds(multiply, parts, parts),
        some.builds(multiply, parts, parts, parts),
        some.builds(divide, parts, SIMPLE.filter(lambda term: term is not integer(0))),
        some.builds(negate, parts),
        some.builds(lambda base, n: power(base, integer(n)), parts, some.integers(-3, 3)),
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None)
@example(multiply(X, power(X, negate(ONE)), X))
@given(TERMS)
def test_tidying_keeps_the_value(term: Term) -> None:
    for step in tidy(term):
        assert compare(step.before, step.after).status != "different"


@settings(max_examples=60, deadline=None)
@given(TERMS)
def test_every_rule_keeps_the_value(term: Term) -> None:
    for rule in rules.algebra():
        for match in rule.rewrite(term, Context()):
            assert compare(term, match.after).status != "different", (rule.name, text(term), text(match.after))
