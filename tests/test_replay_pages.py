"""Saved pages of equations, of parametric curves, of order n and of gradients: proved anew, and refused when changed."""

from __future__ import annotations

import contextlib
import copy
import io
import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any, NamedTuple

import pytest
from test_replay import at, each_change, places

from derivation.cli import run
from derivation.context import Context
from derivation.notation import latex, sympy_text, text
from derivation.reading import read, read_equation
from derivation.replay import NotAWalkthrough, Refused, Replayed, equations, load, replay
from derivation.replay.saved import SavedEquations, SavedGradient
from derivation.term import ONE, TWO, X, add, derivative, divide, multiply, relation

PAGES = [
    ["x^2 + y^2 = 1", "--of", "y"],
    ["x^2 + y^2 = 1", "--of", "y", "--order", "3"],
    ["x^y = y^x"],
    ["x*(y + x*y^2) = 3", "--of", "y"],
    ["e^(x + y) = x*y", "--order", "2"],
    ["atan(y/x) = ln(sqrt(x^2 + y^2))", "--of", "y"],
    ["x^2 = y^3 + k*y", "--of", "y", "--parameters", "k"],
    ["sin(x*y) = x", "--of", "y"],
    ["inverse of x^3 + x"],
    ["inverse of e^(3x)"],
    ["inverse of sigmoid"],
    ["inverse of sin(x)"],
    ["inverse of f(x)"],
    ["inverse of softplus"],
    ["inverse of (2x + 1)/(x - 3)"],
    ["inverse of x^x"],
    ["x = t^2, y = t^3"],
    ["x = a*cos(t), y = b*sin(t)", "--order", "2"],
    ["r = 1 + cos(theta)"],
    ["e^(2*x)", "--order", "n"],
    ["cos(3x)", "--order", "n"],
    ["1/(2x + 1)", "--order", "n"],
    ["ln(1 - x)", "--order", "n"],
    ["x^5", "--order", "n"],
    ["x*e^(-2x)", "--order", "n"],
    ["sin(x)", "--order", "n"],
    ["x^2*y + sin(x*y)", "--gradient", "--order", "2"],
    ["bce", "--gradient"],
    ["sin(x^2)", "--order", "5"],
    ["x = sqrt(t), y = t^2", "--order", "2"],
    ["sin(sin(sin(x)))", "--order", "4"],
    ["e^(e^(e^x))", "--order", "2"],
]
"""What `show` is asked, and its page saved as JSON."""

NAMES = [" ".join(page) for page in PAGES]


@cache
def saved(*arguments: str) -> str:
    """The JSON that `show` writes; what is derived once is kept for all tests."""
    told = io.StringIO()
    with contextlib.redirect_stdout(told):
        assert run(["show", *arguments, "--format", "json"]) == 0
    return told.getvalue()


def problem_with(record: dict[str, Any]) -> str:
    """What replaying refuses, or "" if all is proved anew."""
    try:
        outcome = replay(load(json.dumps(record)))
    except (Refused, NotAWalkthrough) as problem:
        return str(problem)
    return f"undecided {outcome.undecided}" if outcome.undecided else ""


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_what_was_saved_is_proved_anew(page: list[str]) -> None:
    outcome = replay(load(saved(*page)))
    assert outcome.proved and not outcome.undecided


HARMLESS = {"seconds", "parameters"}
"""What says nothing about the derivation: the time it took, and that a letter is plain where it would be anyway."""

CHANGED = [
    (["x^2 + y^2 = 1", "--of", "y", "--order", "3"], 12),
    (["x^y = y^x"], 8),
    (["inverse of sin(x)"], 2),
    (["inverse of softplus"], 6),
    (["inverse of sigmoid"], 6),
    (["x = t^2, y = t^3"], 2),
    (["x = a*cos(t), y = b*sin(t)", "--order", "2"], 12),
    (["e^(2*x)", "--order", "n"], 5),
    (["1/(2x + 1)", "--order", "n"], 6),
    (["x^5", "--order", "n"], 2),
    (["x^2*y + sin(x*y)", "--gradient", "--order", "2"], 24),
]
"""A page, and that every so many of its fields is changed."""


@pytest.mark.parametrize(("page", "every"), CHANGED, ids=[" ".join(page) for page, _ in CHANGED])
def test_every_field_changed_in_turn_is_refused(page: list[str], every: int) -> None:
    original = json.loads(saved(*page))
    top = [path for path in places(original) if len(path) < 4 and "steps" not in path]
    for path in [*top, *list(places(original))[::every]]:
        if HARMLESS & set(path):
            continue
        for record, value in each_change(original, path):
            assert problem_with(record), f"{path} may be {value!r}"


@pytest.mark.parametrize("page", [["x^2 + y^2 = 1", "--of", "y"], ["inverse of sigmoid"], ["1/(2x + 1)", "--order", "n"]])
def test_a_step_left_out_is_missed(page: list[str]) -> None:
    original = json.loads(saved(*page))
    for number, step in enumerate(original["steps"]):
        record = copy.deepcopy(original)
        del record["steps"][number]
        assert problem_with(record)
        if step["substeps"]:
            record = copy.deepcopy(original)
            del record["steps"][number]["substeps"][0]
            assert problem_with(record)
    assert problem_with({**original, "steps": []})


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_step_has_its_reason(page: list[str]) -> None:
    """The rules that say one thing to every line, and those that name what they are used on."""
    original = json.loads(saved(*page))
    for number, walk in enumerate(original.get("walkthroughs", [original])):
        for place in range(len(walk["steps"])):
            record = copy.deepcopy(original)
            record.get("walkthroughs", [record])[number]["steps"][place]["why"] = "Because."
            assert "reason" in problem_with(record)


def with_last_line(record: dict[str, Any], number: int, line: dict[str, str]) -> dict[str, Any]:
    """The page cut short at a step, which ends with another line; what is told around the steps is not looked at before."""
    steps = copy.deepcopy(record["steps"][: number + 1])
    steps[number]["after"] = line
    return {**record, "steps": steps}


OF_EQUATIONS = [page for page in PAGES if "--of" in page or page[0].startswith("inverse of") or "x^y" in page[0]]


@pytest.mark.parametrize("page", OF_EQUATIONS, ids=" ".join)
def test_no_rule_about_equations_gives_another_line(page: list[str]) -> None:
    """What a step ends with is refused, or not proved, where it stands, and not only because the next begins otherwise."""
    loaded = load(saved(*page))
    assert isinstance(loaded, SavedEquations)
    for number, step in enumerate(loaded.steps):
        left, right = step.after.args
        for line in (relation("=", left, add(right, X)), relation("=", multiply(TWO, left), right)):
            told = Replayed()
            with pytest.raises(Refused) as refused:
                equations.equations(replace(loaded, steps=(*loaded.steps[:number], replace(step, after=line))), told)
            assert f"step {number + 1}" in " ".join([str(refused.value), *told.undecided])


def spelt(text: str, latex: str, sympy: str) -> dict[str, str]:
    return {"text": text, "latex": latex, "sympy": sympy}


def changed(page: list[str], path: tuple[str | int, ...], value: object) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(saved(*page))
    at(record, path[:-1])[path[-1]] = value
    return record


CIRCLE, TWICE, POWERS, PARTIALS = PAGES[0], PAGES[1], PAGES[2], PAGES[26]
ZERO_IS_ZERO = spelt("0 = 0", "0 = 0", "Eq(0, 0)")

FORGED: list[tuple[list[str], tuple[str | int, ...], object, str]] = [
    (CIRCLE, ("of",), "x", "x stands for something else"),
    (CIRCLE, ("order",), 2, "this is not the last line"),
    (CIRCLE, ("steps", 0, "rule"), "sum rule", "there is no rule 'sum rule' for equations"),
    (CIRCLE, ("steps", 0, "why"), "Because.", "the reason is not that of the rule"),
    (CIRCLE, ("steps", 2, "after"), ZERO_IS_ZERO, "the derivative does not stand on the left side alone"),
    (CIRCLE, ("steps", 3, "after"), ZERO_IS_ZERO, "does not give this line"),
    (CIRCLE, ("steps", 3, "conditions"), [], "the condition y != 0 is left out"),
    (CIRCLE, ("steps", 3, "conditions"), ["y != 0", "x != 0"], "a condition is told that is not needed"),
    (CIRCLE, ("steps", 4, "substeps"), [], "the steps of algebra are left out"),
    (CIRCLE, ("steps", 4, "status"), "undecided", "the status says undecided, but the step is proved"),
    (CIRCLE, ("context", "definitions"), [{"name": "y", "parameters": [], "body": spelt("x", "x", "x")}], "y stands for"),
    (
        CIRCLE,
        ("steps", 1, "defines"),
        {"name": "z", "value": spelt("x", "x", "x")},
        "the step that introduces a name says something else",
    ),
    (CIRCLE, ("steps", 0, "rule"), "undo the inverse", "no inverse function stands in the line before"),
    (CIRCLE, ("steps", 3, "rule"), "say it by what is known", "no inverse function has a known range here"),
    (CIRCLE, ("steps", 3, "rule"), "put in what is known", "no inverse function is looked for here"),
    (PAGES[13], ("inverse",), None, "the equation is not solved"),
    (PAGES[16], ("walkthroughs",), [], "there are none"),
    (PAGES[17], ("walkthroughs", 1, "context", "parameters"), ["a"], "not all in the same context"),
    (POWERS, ("steps", 0, "conditions"), ["x > 0"], "the condition y > 0 is left out"),
    (PAGES[11], ("steps", 3, "rule"), "use the equation of the curve", "the reason is not that of the rule"),
    (PAGES[16], ("derivatives",), [], "these are not those of the walkthroughs"),
    (PAGES[16], ("curve", 1), spelt("y = t^4", "y = t^{4}", "Eq(y, t**4)"), "not the quotient of the two derivatives"),
    (PAGES[16], ("curve", 1), spelt("x = t^3", "x = t^{3}", "Eq(x, t**3)"), "these are not those of the walkthroughs"),
    (PAGES[16], ("walkthroughs", 0, "steps", 0, "conditions"), [], "the condition t != 0 is left out"),
    (PAGES[16], ("walkthroughs", 0, "steps", 0, "why"), "Because.", "with its reason"),
    (PAGES[19], ("first",), 1, "the formula begins with a lower order"),
    (PAGES[22], ("first",), 0, "undecided"),
    (PAGES[19], ("last",), 4, "the formula does not end with this order"),
    (PAGES[19], ("sign_turns",), True, "the sign does not turn in it"),
    (PAGES[19], ("order",), "m", "m is no letter that stands for a number here"),
    (PAGES[19], ("formula",), spelt("3^n*e^(2*x)", "3^{n} e^{2 x}", "3**n*exp(2*x)"), "undecided"),
    (PAGES[19], ("of",), spelt("e^(3*x)", "e^{3 x}", "exp(3*x)"), "undecided"),
    (PAGES[23], ("last",), None, "the formula does not end with this order"),
    (PARTIALS, ("variables",), ["y", "x"], "variables: the walkthroughs say something else"),
    (PARTIALS, ("second",), [], ""),
    (PARTIALS, ("walkthroughs", 0, "schema"), "derivation.implicit/1", "some are something else"),
    (PARTIALS, ("walkthroughs", 1, "steps", 0, "why"), "Because.", "walkthrough 2, step 1: the reason"),
]


@pytest.mark.parametrize(("page", "path", "value", "words"), FORGED, ids=[f"{page[0]} {path}" for page, path, _, _ in FORGED])
def test_a_forged_page_is_refused_by_name(page: list[str], path: tuple[str | int, ...], value: object, words: str) -> None:
    problem = problem_with(changed(page, path, value))
    assert words in problem
    assert words or not problem


# ------------------------------------------------------------------------------------------------- forged with more care


class Line(NamedTuple):
    """A line as the page would spell it, in each of its three spellings."""

    words: str

    def on(self, page: list[str]) -> dict[str, str]:
        loaded: Any = load(saved(*page))
        context: Context = loaded.first[0].context if isinstance(loaded, SavedGradient) else loaded.context
        letters = (*context.parameters, loaded.y) if isinstance(loaded, SavedEquations) else context.parameters
        reader = read_equation if " = " in self.words else read
        term = reader(self.words, replace(context, parameters=letters, definitions={})).term
        return spelt(text(term, context), latex(term, context), sympy_text(term, context))


Change = Line | Callable[[Any], Any] | str | int | list[Any]


def forged(page: list[str], changes: dict[tuple[str | int, ...], Change]) -> dict[str, Any]:
    """The page with each place changed in turn: a new value, a new line, or what is made of the old value."""
    record: dict[str, Any] = json.loads(saved(*page))
    for path, change in changes.items():
        here = at(record, path[:-1])
        new = change(here[path[-1]]) if callable(change) else change
        here[path[-1]] = spell_lines(page, new)
    return record


def spell_lines(page: list[str], value: Any) -> Any:
    if isinstance(value, Line):
        return value.on(page)
    if isinstance(value, list):
        return [spell_lines(page, each) for each in value]
    return {key: spell_lines(page, each) for key, each in value.items()} if isinstance(value, dict) else value


def ends_with(number: int, line: str, like: int, ending: str, **told: Any) -> dict[tuple[str | int, ...], Change]:
    """The page cut short at a step, which goes to another line by the rule, and with the reason, of some step of it."""

    def cut(steps: list[dict[str, Any]]) -> list[dict[str, Any]]:
        rule = {key: steps[like][key] for key in ("rule", "why")}
        return [*steps[:number], {**steps[number], **rule, "after": Line(line), "substeps": [], "conditions": [], **told}]

    return {("steps",): cut, ("derivative",): Line(ending)}


INVERSE_OF_EXPONENTIAL, INVERSE_OF_SIGMOID, INVERSE_OF_SOFTPLUS = PAGES[9], PAGES[10], PAGES[13]
ELLIPSE, EXPONENTIAL_N, RECIPROCAL_N = PAGES[17], PAGES[19], PAGES[21]
LETTER = "y is more than a letter here"

FALSE_PAGES: list[tuple[str, list[str], dict[tuple[str | int, ...], Change], str]] = [
    (
        "y' is not 0 because y is a letter on the curve",
        TWICE,
        {**ends_with(7, "d^2/dx^2(y) = -1/y", 10, "-1/y"), ("order",): 2},
        LETTER,
    ),
    (
        "nor where the line is tidied",
        TWICE,
        {**ends_with(7, "d^2/dx^2(y) = -1/y", 8, "-1/y", note="2 substeps are left out for length"), ("order",): 2},
        LETTER,
    ),
    (
        "f(y) = x is put into what is solved for y'",
        INVERSE_OF_EXPONENTIAL,
        ends_with(2, "d/dx(y) = 1", 3, "1"),
        "does not give this line",
    ),
    (
        "and so is the inverse itself",
        INVERSE_OF_SOFTPLUS,
        ends_with(2, "d/dx(y) = 1", 4, "1"),
        "does not give this line",
    ),
    (
        "and the derivative in terms of the function",
        INVERSE_OF_SIGMOID,
        ends_with(2, "d/dx(y) = 1", 4, "1"),
        "does not give this line",
    ),
    (
        "an inverse does not stand in terms of itself",
        INVERSE_OF_EXPONENTIAL,
        {("inverse",): Line("ln(x)/3 + y - y")},
        "undecided",
    ),
    (
        "what is collected keeps the difference of the sides",
        CIRCLE,
        ends_with(2, "2*y*d/dx(y) = -2*x*x/x", 2, "x"),
        "the condition x != 0 is left out",
    ),
    ("a quotient has no further factors", CIRCLE, ends_with(3, "d/dx(y) = (-2*x*x)/(2*y*x)", 3, "x"), "does not give this line"),
    (
        "an inequality is not differentiated",
        CIRCLE,
        {("equation",): Line("piecewise(x, x = 1; x^2, otherwise) < y")},
        "begin with no equation",
    ),
]
"""What each page claims, which is false, and how it is refused."""


@pytest.mark.parametrize(("page", "changes", "words"), [row[1:] for row in FALSE_PAGES], ids=[row[0] for row in FALSE_PAGES])
def test_a_false_page_is_refused(page: list[str], changes: dict[tuple[str | int, ...], Change], words: str) -> None:
    assert words in problem_with(forged(page, changes))


def twice(walkthroughs: list[Any]) -> list[Any]:
    return walkthroughs[:1] * 2


def turned(both: list[Any]) -> list[Any]:
    return both[::-1]


def of_second_order(walkthroughs: list[Any]) -> list[Any]:
    return [json.loads(saved("x^2*y + sin(x*y)", "--var", "x", "--order", "2")), *walkthroughs[1:]]


def of_second_order_told(gradient: list[Any]) -> list[Any]:
    return [of_second_order([])[0]["derivative"], *gradient[1:]]


LEFT_OUT = "2 substeps are left out for length"

REFUSED: list[tuple[list[str], dict[tuple[str | int, ...], Change], str]] = [
    (CIRCLE, {("equation",): Line("x^2 + y^2 = 2")}, "step 1: this equation is not the one before it"),
    (CIRCLE, {("steps", 0, "note"): LEFT_OUT}, "has no steps inside"),
    (CIRCLE, {("steps", 1, "after"): Line("2*y*d/dx(y) + 2*x = 0")}, "this line does not hold what was worked out"),
    (CIRCLE, {("steps", 1, "after"): Line("d/dx(x^2) + 2*y*d/dx(y) = 0")}, "not everything is worked out here"),
    (CIRCLE, ends_with(1, "d/dx(x^2 + y^2) = d/dx(1)", 1, "1"), "this line is no other equation"),
    (CIRCLE, {("steps", 4, "after"): Line("2*d/dx(y) = -x/y")}, "the left side is another one"),
    (POWERS, {("steps", 1, "after"): Line("ln(x^y) = x*ln(y)")}, "an exponent is left under a logarithm"),
    (TWICE, ends_with(0, "d/dx(x^2 + y^2) = d/dx(1)", 5, "1"), "the line before tells no derivative"),
    (TWICE, ends_with(2, "2*y*d/dx(y) = -2*x", 7, "1"), "nothing was found that could be put in"),
    (TWICE, {**ends_with(10, f"d^2/dx^2(y) = x^({2**41}) + 1", 10, "1"), ("order",): 2}, "derivative: this is not the last line"),
    (INVERSE_OF_SIGMOID, ends_with(4, "d/dx(y) = 1/(x*(1 - x)) + y - y", 4, "1"), "y is still there"),
    (PAGES[16], {("curve",): lambda curve: [*curve, *curve]}, "two equations are expected here"),
    (PAGES[16], {("curve", 0): Line("t^2")}, "two equations are expected here"),
    (PAGES[16], {("curve", 0): Line("2*x = t^2")}, "two equations are expected here"),
    (PAGES[16], {("derivatives", 0): Line("3*t")}, "its lines do not lead from the quotient to the derivative"),
    (PAGES[16], {("walkthroughs", 0, "steps", 0, "note"): LEFT_OUT}, "has no steps inside"),
    (ELLIPSE, {("curve",): turned}, "its first line is not the derivative on the curve"),
    (EXPONENTIAL_N, {("steps", 0, "before"): Line("d^2/dx^2(2^n*e^(2*x))")}, "this is not the first derivative of the formula"),
    (EXPONENTIAL_N, {("steps", 3, "why"): "Because."}, "the reason is not that of the rule"),
    (PARTIALS, {("walkthroughs",): twice, ("variables",): ["x", "x"], ("gradient",): twice}, "one by each variable"),
    (
        PARTIALS,
        {("walkthroughs",): of_second_order, ("gradient",): of_second_order_told, ("second",): []},
        "one by each variable",
    ),
    (PARTIALS, {("second",): turned}, "these are not the derivatives of the partial derivatives"),
]
"""Pages changed at several places, so that each of them says one thing that does not hold."""


@pytest.mark.parametrize(("page", "changes", "words"), REFUSED)
def test_each_thing_that_does_not_hold_is_named(
    page: list[str], changes: dict[tuple[str | int, ...], Change], words: str
) -> None:
    assert words in problem_with(forged(page, changes))


def test_sides_worked_out_elsewhere_are_counted() -> None:
    outcome = replay(load(json.dumps(forged(CIRCLE, {("steps", 1, "substeps"): [], ("steps", 1, "note"): LEFT_OUT}))))
    assert outcome.left_out == 2 and not outcome.undecided


def test_a_false_inverse_is_told_where_it_is_put_in_and_at_the_end() -> None:
    why = "Here ln(1 + eʸ) = x can be solved: y = ln(eˣ + 1); put that in, and y is gone."
    changes: dict[tuple[str | int, ...], Change] = {
        ("inverse",): Line("ln(e^x + 1)"),
        **ends_with(4, "d/dx(y) = (1 + e^(ln(e^x + 1)))/e^(ln(e^x + 1))", 4, "(1 + e^(ln(e^x + 1)))/e^(ln(e^x + 1))", why=why),
    }
    outcome = replay(load(json.dumps(forged(INVERSE_OF_SOFTPLUS, changes))))
    assert [each.split(":")[0] for each in outcome.undecided] == ["step 5", "inverse"]


def test_the_derivative_of_another_function_is_not_that_of_an_inverse() -> None:
    """softplus' is the sigmoid, which is not softplus: the inverse of softplus has not the slope 1/x."""
    page = load(saved("inverse of softplus"))
    assert isinstance(page, SavedEquations) and text(page.derivative) == "e^x/(e^x - 1)"
    place = next(number for number, step in enumerate(page.steps) if step.rule == "solve for the inverse")
    slope = divide(ONE, X)
    forged = replace(
        page.steps[place],
        rule="use the derivative in terms of the function",
        why="f′ is σ(x), taken at y, and there ln(1 + eʸ) is x.",
        after=relation("=", derivative(page.y, X), slope),
    )
    outcome = replay(replace(page, steps=(*page.steps[:place], forged), derivative=slope))
    assert outcome.undecided == [f"step {place + 1}: the equality of the lines was not proved anew"]
