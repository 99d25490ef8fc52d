"""A saved walkthrough is proved anew, and any change to it is refused."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from derivation import functions, rules
from derivation.cli import run
from derivation.context import Context, Definition
from derivation.derive import CannotDifferentiate, derive
from derivation.notation import latex, sympy_text, text
from derivation.present import replayed
from derivation.present.record import expression, walkthrough
from derivation.reading import read
from derivation.replay import NotAWalkthrough, Refused, check, load, replay, rule_use, self_form
from derivation.replay.chains import differ_only_at
from derivation.term import ONE, X, add, derivative, multiply, symbol
from derivation.walkthrough import Justification, justify

WALKS = ["1/(1 + e^(-x))", "x^2*sin(x)", "sqrt(1 + x^2)", "ln(x^2)", "k*x/(x + k)"]


ACOSH_BY_PARTS = "x*arcosh(x) - sqrt(x - 1)*sqrt(x + 1)"
"""Here the derivative of arcosh is spelt with the roots that stand in the function."""


@cache
def saved(function: str, order: int = 1) -> str:
    """The JSON of a walkthrough; what is derived once is kept for all tests."""
    context = Context(parameters=(symbol("k"),))
    return json.dumps(walkthrough(derive(read(function, context).term, context, order=order), 0.1, order))


def problem_with(record: dict[str, Any]) -> str:
    """What replaying refuses, or "" if all is proved anew."""
    try:
        outcome = replay(load(json.dumps(record)))
    except Refused as problem:
        return str(problem)
    return "undecided" if outcome.undecided else ""


@pytest.mark.parametrize("function", [*WALKS, "x^x", "max(x, 0)", "tanh(x)", "f(x)*g(x)", "e^(-x^2/2)", ACOSH_BY_PARTS])
def test_what_was_saved_is_proved_anew(function: str) -> None:
    outcome = replay(load(saved(function)))
    assert not outcome.undecided and outcome.proved


@pytest.mark.parametrize("order", [2, 3])
def test_higher_derivatives_are_proved_anew(order: int) -> None:
    assert problem_with(json.loads(saved("sin(x^2)", order))) == ""


LONG_INSIDE = f"atan({' + '.join(f'x^{k}' for k in range(1, 17))})"
"""Its reasons say "what stands there" for the inner function."""

OF_INVERSES = ["asin(x)", "ln(x)", "sqrt(x)", "atan(e^x)", "lambertw(x)", "root(x, 3)", "asin(2*x)", LONG_INSIDE]


@pytest.mark.parametrize("function", OF_INVERSES)
def test_what_an_inverse_function_undoes_is_proved_anew(function: str) -> None:
    record = walkthrough(derive(read(function).term, method="inverse", target="raw"), 0.1)
    assert problem_with(json.loads(json.dumps(record))) == ""


def spelling(words: str, context: Context = Context()) -> dict[str, str]:
    term = read(words).term
    return {"text": text(term, context), "latex": latex(term, context), "sympy": sympy_text(term, context)}


NAMED_Y = Context().define(Definition("y", (), read("asin(x)").term))

INVERSE_CHANGES: list[tuple[tuple[str | int, ...], object, str]] = [
    (
        ("steps", 1, "substeps", 0, "after"),
        {"text": "cos(y) = x", "latex": r"\\cos(y) = x", "sympy": "Eq(cos(y), x)"},
        "step 2.1",
    ),
    (("steps", 1, "substeps", 2, "why"), "Because.", "the reason is not that of the rule"),
    (("steps", 1, "substeps", 0, "rule"), "divide by its factor", "does not stand there to the first power"),
    (("steps", 1, "substeps"), [], "the equations are left out"),
    (("steps", 1, "substeps", 0, "rule"), "sum rule", "there is no rule 'sum rule' for equations"),
    (("steps", 0, "why"), "Because.", "the reason is not that of the rule"),
    (("steps", 1, "why"), "Because.", "the reason is not that of the rule"),
    (
        ("steps", 0, "after"),
        spelling("d/dx(2*y)", NAMED_Y),
        "this is not the line before with y for the inverse function",
    ),
    (("steps", 2, "rule"), "put in what is known", "known put in"),
    (("steps", 2, "why"), "Because.", "the reason is not that of the rule"),
    (("steps", 2, "conditions"), ["x > 7"], "a condition is told"),
    (("steps", 1, "substeps", 0, "conditions"), [], "the condition -pi/2 <= y is left out"),
    (("steps", 1, "substeps", 3, "conditions"), ["cos(y) != 0", "x > 7"], "a condition is told"),
    (("steps", 1, "substeps", 2, "status"), "undecided", "the status says undecided"),
    (("steps", 1, "substeps", 2, "status"), "hoped", "the status"),
    (("steps", 2, "after"), {"text": "1/y", "latex": r"\frac{1}{y}", "sympy": "1/y"}, "the range of the inverse"),
]


@pytest.mark.parametrize(("path", "value", "words"), INVERSE_CHANGES, ids=lambda case: "" if isinstance(case, tuple) else None)
def test_a_changed_equation_is_refused(path: tuple[str | int, ...], value: object, words: str) -> None:
    record = json.loads(json.dumps(walkthrough(derive(read("asin(x)").term, method="inverse", target="raw"), 0.1)))
    here: Any = record
    for key in path[:-1]:
        here = here[key]
    here[path[-1]] = value
    assert words in problem_with(record)


def undoing(function: str) -> dict[str, Any]:
    """The page that finds a derivative by what the function undoes."""
    page: dict[str, Any] = json.loads(json.dumps(walkthrough(derive(read(function).term, method="inverse", target="raw"), 0.1)))
    return page


def test_the_line_before_an_equation_is_the_derivative_of_the_letter() -> None:
    page = undoing("asin(x)")
    why = next(rule.why for rule in rules.ALL if rule.name == "algebra")
    between = {**page["steps"][0], "before": page["steps"][0]["after"], "rule": "algebra", "why": why}
    del between["defines"]
    between["after"] = page["steps"][1]["before"] = spelling("1*d/dx(y)", NAMED_Y)
    page["steps"].insert(1, between)
    assert "the line before is not the derivative of y" in problem_with(page)


def test_only_the_inverse_is_put_back() -> None:
    page = undoing("lambertw(x)")
    page["steps"][-1]["after"] = page["derivative"] = spelling("1/(2*x/lambertw(x) + x)")
    assert "this is not the line before with the inverse put back" in problem_with(page)


def steps(records: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """All steps, those inside others too."""
    for each in records:
        yield each
        yield from steps(each["substeps"])


def places(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to everything in a record that is a text, a number or empty."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    if not inside or not value:
        yield path
    for key, each in inside:
        yield from places(each, (*path, key))


HARMLESS = {("seconds",), ("context", "parameters", 0)}
"""What says nothing about the derivation: the time it took, and that a letter is plain where it would be anyway."""


@pytest.mark.parametrize("function", WALKS[:3])
def test_every_field_changed_in_turn_is_refused(function: str) -> None:
    original = json.loads(saved(function))
    for path in list(places(original))[:: 4 if len(original["steps"]) > 10 else 1]:
        if path in HARMLESS:
            continue
        for record, value in each_change(original, path):
            try:
                assert problem_with(record), f"{path} may be {value!r}"
            except NotAWalkthrough:
                assert path == ("schema",)


def each_change(original: Any, path: tuple[str | int, ...]) -> Iterator[tuple[Any, object]]:
    """The record with something else in one place, and what that is."""
    here = at(original, path)
    for value in other_values(here):
        if value != here or type(value) is not type(here):
            record = copy.deepcopy(original)
            at(record, path[:-1])[path[-1]] = value
            yield record, value


def at(record: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        record = record[key]
    return record


def other_values(value: Any) -> list[Any]:
    """Values of the same and of another kind."""
    if isinstance(value, str):
        return [f"{value} + 1", "", "undecided" if value == "proved" else "x", None]
    if isinstance(value, bool | int | float):
        return [value + 1, value + 0.5, -1, "1", True]
    return [["x"], "x", 7]


@pytest.mark.parametrize("function", WALKS)
def test_keys_may_not_be_missing_nor_be_added(function: str) -> None:
    original = json.loads(saved(function))
    for number in range(len(list(steps(original["steps"])))):
        for key in [*original["steps"][0], "new"]:
            record = copy.deepcopy(original)
            step = list(steps(record["steps"]))[number]
            step.pop(key, None) if key != "new" else step.update(new="x")
            if step != list(steps(original["steps"]))[number]:
                assert problem_with(record), f"step {number} without {key}"


@pytest.mark.parametrize("function", WALKS)
def test_a_step_left_out_is_missed(function: str) -> None:
    original = json.loads(saved(function))
    for number, step in enumerate(original["steps"]):
        record = copy.deepcopy(original)
        del record["steps"][number]
        assert problem_with(record)
        if step["substeps"]:
            record = copy.deepcopy(original)
            del record["steps"][number]["substeps"][-1]
            assert problem_with(record)


@pytest.mark.parametrize("function", WALKS)
def test_a_wrong_line_is_refused_although_all_spellings_agree(function: str) -> None:
    """The line is changed in the step that ends with it and in the step that begins with it, in all three spellings."""
    original = json.loads(saved(function))
    for number in range(len(original["steps"]) - 1):
        for change in ("-({})", "({})*2", "({}) + 1", "({})/x"):
            record = copy.deepcopy(original)
            term = read(change.format(record["steps"][number]["after"]["text"]), CONTEXT).term
            new = {"text": text(term), "latex": latex(term), "sympy": record["steps"][number]["after"]["sympy"]}
            new["sympy"] = spelt_for_sympy(record, new)
            record["steps"][number]["after"] = record["steps"][number + 1]["before"] = new
            assert problem_with(record), f"{change} in step {number + 1}"


CONTEXT = Context(parameters=(symbol("k"),))


def spelt_for_sympy(record: dict[str, Any], new: dict[str, str]) -> str:
    """With the names that the file gives written out as they are there."""
    context = CONTEXT
    for step in record["steps"]:
        if "defines" in step:
            context = context.define(Definition(step["defines"]["name"], (), read(step["defines"]["value"]["text"]).term))
    for each in record["context"]["definitions"]:
        parameters = tuple(symbol(name) for name in each["parameters"])
        context = context.define(Definition(each["name"], parameters, read(each["body"]["text"], CONTEXT).term))
    return sympy_text(read(new["text"], CONTEXT).term, context)


@pytest.mark.parametrize("function", WALKS[:3])
def test_the_name_of_another_rule_is_refused_with_its_own_reason(function: str) -> None:
    """Unless the other rule gives the same line."""
    original = json.loads(saved(function))
    reasons = {rule.name: rule.why for rule in rules.ALL}
    accepted = []
    for number, step in enumerate(original["steps"]):
        for name, why in list(reasons.items())[number % EVERY :: EVERY]:
            if name in (step["rule"], "algebra", "in terms of the function"):
                continue
            record = copy.deepcopy(original)
            record["steps"][number].update(rule=name, why=why)
            if not problem_with(record):
                accepted.append((step["rule"], name))
    assert all(frozenset(pair) in ALSO_RIGHT for pair in accepted), accepted


EVERY = 40
"""Every so many rules are tried at each step, other ones at the next; the campaign tries them all."""

ALSO_RIGHT = {
    frozenset(("negative exponent", "resolve the double fraction")),
    frozenset(("put numbers first", "drop the brackets")),
}


def test_a_sum_over_any_number_is_proved_anew() -> None:
    """The derivative of the logarithm of a sum of e^(z_k), and its form in terms of e^(z_i)."""
    walk = derive(read("ln(sum(e^z_k, k, 1, n))").term, Context(variable=symbol("z_i")))
    assert walk.self_form is not None
    assert text(walk.self_form.form) == "e^z_i/sum(e^z_k, k, 1, n)"
    assert problem_with(json.loads(json.dumps(walkthrough(walk, 0.1)))) == ""


OWN = ["hardtanh", "relu6", "elu", "selu", "isrlu", "mish", "log_cosh", "gompertz", "elastic_net", "huber", "gelu"]


@pytest.mark.parametrize("name", OWN)
@pytest.mark.parametrize("order", [1, 2])
def test_named_functions_are_proved_anew(name: str, order: int) -> None:
    """Regions, cases, answers in terms of the function: what the program writes itself is never refused."""
    named = functions.find(name)
    assert named is not None and named.formula is not None and named.variable is not None
    context = Context(named.variable, tuple(each for each in named.parameters if each is not named.variable))
    assert problem_with(walkthrough(derive(named.formula, context, order=order), 0.1, order)) == ""


def test_algebra_does_not_differentiate() -> None:
    """The name of no rule in particular stands for a proved equality, not for a rule of differentiation."""
    why = next(rule.why for rule in rules.ALL if rule.name == "algebra")
    for name in ("sum rule", "power rule", "work out the derivatives"):
        record = json.loads(saved("x^2 + x"))
        found = [each for each in steps(record["steps"]) if each["rule"] == name]
        found[0].update(rule="algebra", why=why, substeps=[])
        assert "does not differentiate" in problem_with(record)


def test_what_a_file_assumes_is_told() -> None:
    record = json.loads(saved("x^2*sin(x)"))
    record["context"]["assumptions"] = ["x > 0"]
    outcome = replay(load(json.dumps(record)))
    assert outcome.assumed == ("x > 0",)
    assert "The file assumes x > 0" in str(list(replayed.blocks(outcome)))


ADDED = [
    (("where",), {"name": "u1", "value": {"text": "x^3", "latex": "x^{3}", "sympy": "x**3"}}, "nothing is written"),
    (
        ("context", "definitions"),
        {"name": "x", "parameters": [], "body": {"text": "0", "latex": "0", "sympy": "0"}},
        "stands for",
    ),
    (
        ("context", "definitions"),
        {"name": "f", "parameters": [], "body": {"text": "0", "latex": "0", "sympy": "0"}},
        "stands for",
    ),
]


@pytest.mark.parametrize(("place", "new", "problem"), ADDED)
def test_names_that_are_not_used_or_used_already_are_refused(place: tuple[str, ...], new: dict[str, Any], problem: str) -> None:
    record = json.loads(saved("1/(1 + e^(-x))"))
    at(record, place).extend([new] if place == ("where",) else [new, new])
    assert problem in problem_with(record)


def without_substeps(record: dict[str, Any], number: int) -> dict[str, Any]:
    """As it is written where there is no room."""
    step = record["steps"][number]
    step["note"] = f"{len(step['substeps'])} substeps are left out for length"
    step["substeps"] = []
    return record


@pytest.mark.parametrize(("function", "order", "number"), [("x^2*sin(x)", 1, 1), ("1/(1 + e^(-x))", 1, 3), ("sin(x^2)", 2, 0)])
def test_substeps_left_out_for_length_are_counted(function: str, order: int, number: int) -> None:
    record = without_substeps(json.loads(saved(function, order)), number)
    outcome = replay(load(json.dumps(record)))
    assert not outcome.undecided and outcome.left_out


def test_a_line_may_not_change_more_because_substeps_are_left_out() -> None:
    record = without_substeps(json.loads(saved("x*sin(x)")), 1)
    for key, step in (("after", record["steps"][1]), ("before", record["steps"][2])):
        step[key] = record["steps"][2]["after"]
    assert "more changes" in problem_with(record)


def test_no_steps_and_no_change_are_refused() -> None:
    record = json.loads(saved("x^2*sin(x)"))
    record["steps"][1]["after"] = record["steps"][1]["before"]
    assert "nothing changes" in problem_with(record)
    assert "there are none" in problem_with({**record, "steps": []})


@pytest.mark.parametrize("key", ["before", "after"])
def test_another_round_of_a_higher_derivative_is_refused(key: str) -> None:
    record = json.loads(saved("sin(x^2)", 3))
    rounds = [each for each in record["steps"] if each["rule"] == "differentiate again"]
    rounds[1][key] = rounds[0][key]
    assert problem_with(record)


@pytest.mark.parametrize("name", ["x", "k", "e", "f(x)", "g g", ""])
def test_a_name_that_is_taken_is_refused(name: str) -> None:
    content = saved("1/(1 + e^(-x))")
    record = json.loads(content)
    for step in record["steps"]:
        if "defines" in step:
            step["defines"]["name"] = name
    for each in record["where"]:
        each["name"] = name
    assert problem_with(record)


@pytest.mark.parametrize("method", ["quotient", "logarithmic", "first-principles"])
@pytest.mark.parametrize("function", ["x^2", "x*sin(x)", "1/x", "sqrt(x)"])
def test_other_methods_are_proved_anew(method: str, function: str) -> None:
    try:
        walk = derive(read(function).term, method=method)
    except CannotDifferentiate:
        pytest.skip("not by this method")
    assert problem_with(walkthrough(walk, 0.1)) == ""


def test_a_false_chain_between_true_ends_is_refused() -> None:
    """Two wrong lines in a row, each following from nothing."""
    record = json.loads(saved("x*sin(x)"))
    record["steps"][-1]["rule"] = "algebra"
    record["steps"][-1]["why"] = next(rule.why for rule in rules.ALL if rule.name == "algebra")
    assert problem_with(record) == "", "an equality that is proved may stand without a rule"
    for key in ("before", "after"):
        record["steps"][-1][key] = {"text": "2*x", "latex": "2 x", "sympy": "2*x"}
    assert problem_with(record)


def test_a_dropped_condition_is_named() -> None:
    record = json.loads(saved("x^2/x"))
    with_condition = [each for each in steps(record["steps"]) if each["conditions"]]
    assert with_condition
    for step in with_condition:
        kept, step["conditions"] = step["conditions"], []
        assert "is left out" in problem_with(record)
        step["conditions"] = [*kept, "x > 7"]
        assert "not needed" in problem_with(record)
        step["conditions"] = kept


@pytest.mark.parametrize(
    "words",
    [
        "",
        "[]",
        "{}",
        "null",
        "7",
        '{"schema": "derivation.check/1"}',
        '{"schema": 1, "schema": 2}',
        "[" * 100_000,
        "{'a': 1}",
        "NaN",
    ],
)
def test_other_files_are_told_apart(words: str) -> None:
    with pytest.raises(NotAWalkthrough):
        load(words)


@pytest.mark.parametrize("number", range(6))
def test_exit_codes(number: int, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    good = saved("x^2*sin(x)")
    content, code, words = [
        (good, 0, "proved anew"),
        (good.replace("cos", "sin"), 1, "Refused. "),
        (good.replace("proved", "hoped"), 1, "'hoped' is not known"),
        ("x", 2, "not JSON"),
        (good[:-1], 2, "not JSON"),
        ("\xff" * 3, 2, "not JSON"),
    ][number]
    file = tmp_path / "walk.json"
    file.write_text(content, encoding="utf-8")
    assert run(["replay", str(file)]) == code
    told = capfd.readouterr()
    assert words in " ".join((told.out + told.err).split())


# ------------------------------------------------------------------------------------------- one problem after the other


def walk_of(function: str, order: int = 1) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(saved(function, order))
    return record


def step_by(record: dict[str, Any], rule: str) -> dict[str, Any]:
    return next(each for each in steps(record["steps"]) if each["rule"] == rule)


def renamed(record: dict[str, Any], rule: str, other: str) -> dict[str, Any]:
    """The first step by one rule said to be by another, for that one's reason."""
    step_by(record, rule).update(rule=other, why=next(each.why for each in rules.ALL if each.name == other), substeps=[])
    return record


def test_rounds_of_a_higher_derivative_are_looked_at_one_by_one() -> None:
    record = walk_of("sin(x^2)", 2)
    again = step_by(record, "differentiate again")
    last = record["steps"][-1]["after"]
    for change, problem in (
        ({"after": last}, "not the derivative of the derivative"),
        ({"substeps": again["substeps"][:-1]}, "do not lead from the derivative to this line"),
        ({"substeps": []}, "do not lead from the derivative to this line"),
    ):
        changed = copy.deepcopy(record)
        step_by(changed, "differentiate again").update(change)
        changed["where"] = changed["where"] if changed["steps"][0]["substeps"] else []
        assert problem in problem_with(changed)
    assert "no inverse function has a name here" in problem_with(
        renamed(walk_of("x^2*sin(x)"), "product rule", "put the inverse back")
    )
    assert "no higher derivative" in problem_with(renamed(walk_of("x^2*sin(x)"), "product rule", "differentiate again"))


def test_regions_are_written_by_cases() -> None:
    record = walk_of("max(-1, min(1, x))")
    assert record["steps"][0]["rule"] == "by regions"
    record["steps"][0]["after"] = spelling("d/dx(min(max(-1, x), 1))")
    assert "no maximum or minimum is written by regions here" in problem_with(record)


@pytest.mark.parametrize("function", OF_INVERSES)
def test_every_step_by_an_inverse_has_its_reason(function: str) -> None:
    record = undoing(function)
    for step in steps(record["steps"]):
        why, step["why"] = step["why"], "Because."
        assert "the reason is not that of the rule" in problem_with(record)
        step["why"] = why


def test_by_regions_is_said_of_a_maximum_written_by_cases_alone() -> None:
    assert "no maximum" in problem_with(renamed(walk_of("1/(1 + e^(-x))"), "fraction as a power", "by regions"))
    assert "written by regions" in problem_with(renamed(walk_of("x^2*sin(x)"), "product rule", "by regions"))


def test_what_is_worked_out_inside_is_what_stands_in_the_line() -> None:
    record = walk_of("x^2*sin(x)")
    step = step_by(record, "work out the derivatives")
    step["substeps"].reverse()
    assert "is to be worked out" in problem_with(record)


def test_a_line_with_a_name_is_the_line_before_with_the_name_in_it() -> None:
    """A line of the same value is not enough: d/dx(1/g) is d/dx(g^(-1)), but nothing is named by that."""
    record = walk_of("1/(1 + e^(-x))")
    step = step_by(record, "function of a function")
    names = Context().define(Definition("g", (), read("1 + e^(-x)").term))
    assert step["after"]["text"] == "d/dx(g^(-1))"
    step["after"] = spelling("d/dx(1/g)", names)
    assert "this is not the line before with g put in" in problem_with(record)


def test_what_has_no_steps_inside_has_none_left_out() -> None:
    record = walk_of("x^2*sin(x)")
    step_by(record, "product rule")["note"] = "3 substeps are left out for length"
    assert "the rule 'product rule' has no steps inside" in problem_with(record)


def test_a_name_is_given_once() -> None:
    record = walk_of("1/(1 + e^(-x))")
    named = [each for each in steps(record["steps"]) if "defines" in each]
    assert named
    again = copy.deepcopy(record)
    place = again["steps"].index(step_by(again, "function of a function"))
    again["steps"].insert(place + 1, copy.deepcopy(again["steps"][place]))
    again["steps"][place + 1]["before"] = again["steps"][place]["after"]
    assert "is taken" in problem_with(again)
    record["where"] = [named[0]["defines"]] * 2
    assert "a name stands twice" in problem_with(record)


def test_terms_of_the_self_form_that_do_not_occur_are_refused() -> None:
    record = walk_of("1/(1 + e^(-x))")
    record["self_form"]["terms"].append("x")
    assert "not those of the form" in problem_with(record)


def test_f_in_the_self_form_is_the_function() -> None:
    """The square of tanh is that of -tanh as well, but then f is another function than the one that is differentiated."""
    record = json.loads(json.dumps(walkthrough(derive(read("tanh(3*x)").term), 0.1)))
    assert problem_with(record) == "" and record["self_form"]["terms"] == ["f"]
    other = Context().define(Definition("f", (X,), read("-tanh(3*x)").term))
    record["context"]["definitions"][0]["body"] = spelling("-tanh(3*x)")
    form = spelling("3*(1 - f(x)^2)", other)
    record["self_form"]["form"] = record["derivative"] = record["steps"][-1]["after"] = form
    assert "f(x) is neither the function nor among its terms" in problem_with(record)


def test_the_form_holds_under_the_conditions_that_are_told_and_no_others() -> None:
    record = walk_of("1/(1 + e^(-x))")
    form = record["self_form"]["form"]
    record["self_form"]["form"] = expression(read(f"{form['text']}*x/x").term, Context())
    record["self_form"]["terms"] += ["x"]
    assert "its conditions" in problem_with(record)
    assert problem_with({**record, "self_form": {**record["self_form"], "conditions": ["x != 0"]}}) == ""


def test_constants_must_be_those_of_the_function() -> None:
    record = walk_of("k*x/(x + k)")
    assert problem_with({**record, "parameters": ["k"]}) == ""
    assert "not the constants" in problem_with({**record, "parameters": ["a", "k"]})


def test_d_may_be_a_letter() -> None:
    context = Context(parameters=(symbol("d"),))
    walk = derive(read("d*x^2 + x", context).term, context)
    assert problem_with(walkthrough(walk, 0.1)) == ""


@pytest.mark.parametrize(
    ("note", "problem"), [("3 substeps are left out for length", "there are some"), ("all is well", "not known")]
)
def test_notes_say_what_is_left_out_and_nothing_else(note: str, problem: str) -> None:
    record = walk_of("x^2*sin(x)")
    step_by(record, "work out the derivatives")["note"] = note
    assert problem in problem_with(record)


def test_steps_nested_too_deep_are_no_walkthrough() -> None:
    record = walk_of("x^2*sin(x)")
    inner = step_by(record, "power rule")
    for _ in range(70):
        inner = {**copy.deepcopy(inner), "substeps": [inner]}
    record["steps"][0] = inner
    with pytest.raises(NotAWalkthrough, match="nested too deep"):
        load(json.dumps(record))


def test_what_is_not_proved_anew_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    function = read("1/(1 + e^(-x))").term
    for part in (check, self_form):
        monkeypatch.setattr(
            part, "justify", lambda *given: justify(*given) if given[1] is function else Justification("undecided")
        )
    outcome = replay(load(saved("1/(1 + e^(-x))")))
    assert not outcome.proved
    assert "the equality of the lines was not proved anew" in outcome.undecided[0]
    assert "self_form" in outcome.undecided[-1]


def test_what_is_undecided_inside_is_not_put_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """Equals may be put in place of equals only where they are proved to be equal."""
    monkeypatch.setattr(check, "justify", lambda *given: justify(*given) if given[3] else Justification("undecided"))
    record = walk_of("x^2*sin(x)")
    inside = step_by(record, "work out the derivatives")
    place = f"step {record['steps'].index(inside) + 1}: "
    assert not any(each.startswith(place) for each in replay(load(json.dumps(record))).undecided)
    for each in steps(inside["substeps"]):
        each["status"] = "undecided"
    assert any(each.startswith(place) for each in replay(load(json.dumps(record))).undecided)


def test_lines_too_long_for_the_rule_are_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_use, "LARGEST", 1)
    assert any("too long to replay the rule" in each for each in replay(load(saved("1/(1 + e^(-x))"))).undecided)


LONG = "(sin(x)^2 + e^(x*cos(x)) + ln(1 + x^2)*tan(x) + x^7 - 3*x + sqrt(1 + x^4) + " + " + ".join(
    f"cos({number}*x)/(x^2 + {number})" for number in range(2, 18)
)
LONG += ")"
CONSTANT = LONG.replace("x", "a")

USES = [
    ("negative exponent", "1/x", "x^(-1)", True),
    ("negative exponent", "x^(-1) + y^(-1)", "1/x + 1/y", True),
    ("power of a power", "(x^2)^3", "x^6", True),
    ("power of a power", "((x^2)^3)^4", "x^24", True),
    ("power of a power", "(x^2)^3", "x^5", False),
    ("power of a power", f"(x^2)^3 + {LONG}", f"x^6 + {LONG}", True),
    ("power of a power", f"(x^2)^3*{CONSTANT}", f"x^6*{CONSTANT}", True),
    ("power of a power", f"(x^2)^3 + {LONG}", f"x^6 + {LONG} + 1", False),
    ("multiply the numbers", "2*(3*x)", "6*x", True),
    ("multiply the numbers", "2*x*(3/y)", "6*x/y", False),
    ("multiply the numbers", "2*(3*x)", "5*x", False),
    ("multiply the numbers", "(2*x*3)/(y*4)", "(6*x)/(4*y)", True),
]
"""A rule, a line before, a line after, and whether the one leads to the other."""


@pytest.mark.parametrize(("name", "before", "after", "leads"), USES)
def test_a_rule_leads_from_one_line_to_the_next(name: str, before: str, after: str, leads: bool) -> None:
    rule = rules.find(name)
    assert rule is not None
    lines = read(before).term, read(after).term
    found = [rule_use.uses(rule, *lines, backwards, Context(parameters=(symbol("a"),))) for backwards in (False, True)]
    assert any(each is not None for each in found) == leads


MANY = " + ".join(f"cos({number}*x)" for number in range(2, 18))
"""More than may be looked into at once, but each summand by itself may."""

LONG_SUMS = [
    ("power of a power", f"(x^2)^3 + {MANY}", f"x^6 + {MANY}", True),
    ("power of a power", f"(x^2)^3 + {MANY} + (y^2)^2", f"x^6 + {MANY} + y^4", True),
    ("power of a power", f"(x^2)^3 + {MANY}", f"x^5 + {MANY}", False),
    ("power of a power", f"(x^2)^3 + {MANY} + (y^2)^2", f"x^6 + {MANY} + y^5", False),
    ("drop the brackets", f"a + (b + c) + {MANY}", f"a + b + c + {MANY}", True),
    ("drop the brackets", f"a + (b + c) + {MANY}", f"a + b + d + {MANY}", False),
    ("drop the brackets", f"a + b + c + {MANY}", f"a + (b + c) + {MANY}", True),
    ("remove the bracket after the minus", f"a - (b + c) + {MANY}", f"a - b - c + {MANY}", True),
    ("power of a power", f"(x^2)^3 + {MANY}", f"x^6 + {MANY} + a", None),
    ("power of a power", f"(x^2)^3 + {MANY} + a", f"x^6 + {MANY}", None),
    ("power of a power", f"(x^2)^3*({MANY} + 1)", f"x^6*({MANY} + 1)", None),
    ("power of a power", f"(x^2)^3*({MANY}) + a", f"x^6*({MANY}) + a", None),
]
"""A rule, two long sums, and whether it leads from one to the other; None where they are too long for that."""


@pytest.mark.parametrize(("name", "before", "after", "leads"), LONG_SUMS)
def test_long_sums_are_looked_at_summand_by_summand(
    name: str, before: str, after: str, leads: bool | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_use, "LARGEST", 40)
    rule = rules.find(name)
    assert rule is not None
    try:
        found = rule_use.uses(rule, read(before).term, read(after).term, False, Context())
    except rule_use.TooLarge:
        assert leads is None
    else:
        assert leads is (found is not None)


def test_a_rule_that_is_used_too_often_at_one_place_does_not_lead_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule_use, "ROUNDS", 0)
    rule, before, after = rules.find("power of a power"), read("((x^2)^3)^4").term, read("x^24").term
    assert rule is not None and rule_use.uses(rule, before, after, False, Context()) is None


def test_what_makes_walkthroughs_is_not_imported() -> None:
    program = "import sys, derivation.replay; print(*(name for name in sys.modules if name.startswith('derivation.')))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert not {name.split(".")[1] for name in done.stdout.split()} & {
        "search",
        "discover",
        "plan",
        "methods",
        "implicit",
        "derive",
    }


def test_equal_parts_become_equal_parts() -> None:
    inner = derivative(X, X)
    before, one, other = (add(*pair) for pair in ((inner, inner), (ONE, ONE), (ONE, X)))
    assert differ_only_at(before, one, [inner])
    assert not differ_only_at(before, other, [inner])
    assert not differ_only_at(before, multiply(ONE, ONE), [inner])


def test_longer_lines_hold_what_stood_around_the_parts() -> None:
    inner, a, b = derivative(X, X), symbol("a"), symbol("b")
    assert differ_only_at(add(a, inner), add(a, ONE, X), [inner])
    assert not differ_only_at(add(a, inner), add(b, ONE, X), [inner])
    assert not differ_only_at(add(a, b), add(a, ONE, X), [inner])
