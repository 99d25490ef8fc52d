"""A saved walkthrough is proved anew, and any change to it is refused."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from derivation import rules
from derivation.cli import run
from derivation.context import Context
from derivation.derive import CannotDifferentiate, derive
from derivation.notation import latex, sympy_text, text
from derivation.present.record import walkthrough
from derivation.reading import read
from derivation.replay import NotAWalkthrough, Refused, load, replay
from derivation.term import symbol

WALKS = ["1/(1 + e^(-x))", "x^2*sin(x)", "sqrt(1 + x^2)", "ln(x^2)", "k*x/(x + k)"]


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


@pytest.mark.parametrize("function", [*WALKS, "x^x", "max(x, 0)", "tanh(x)", "f(x)*g(x)", "e^(-x^2/2)"])
def test_what_was_saved_is_proved_anew(function: str) -> None:
    outcome = replay(load(saved(function)))
    assert not outcome.undecided and outcome.proved


@pytest.mark.parametrize("order", [2, 3])
def test_higher_derivatives_are_proved_anew(order: int) -> None:
    assert problem_with(json.loads(saved("sin(x^2)", order))) == ""


@pytest.mark.parametrize("function", ["asin(x)", "ln(x)", "sqrt(x)", "atan(e^x)", "lambertw(x)", "root(x, 3)", "asin(2*x)"])
def test_what_an_inverse_function_undoes_is_proved_anew(function: str) -> None:
    record = walkthrough(derive(read(function).term, method="inverse", target="raw"), 0.1)
    assert problem_with(json.loads(json.dumps(record))) == ""


INVERSE_CHANGES: list[tuple[tuple[str | int, ...], object, str]] = [
    (("steps", 1, "substeps", 0, "after"), {"text": "cos(y) = x", "latex": r"\\cos(y) = x", "sympy": "Eq(cos(y), x)"}, "step 2"),
    (("steps", 1, "substeps", 2, "why"), "Because.", "the reason is not that of the rule"),
    (("steps", 1, "substeps"), [], "the equations are left out"),
    (("steps", 2, "rule"), "put in what is known", "known put in"),
    (("steps", 2, "conditions"), ["x > 7"], "a condition is told"),
]


@pytest.mark.parametrize(("path", "value", "words"), INVERSE_CHANGES, ids=lambda case: "" if isinstance(case, tuple) else None)
def test_a_changed_equation_is_refused(path: tuple[str | int, ...], value: object, words: str) -> None:
    record = json.loads(json.dumps(walkthrough(derive(read("asin(x)").term, method="inverse", target="raw"), 0.1)))
    here: Any = record
    for key in path[:-1]:
        here = here[key]
    here[path[-1]] = value
    assert words in problem_with(record)


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
        here = at(original, path)
        for value in other_values(here):
            if value == here and type(value) is type(here):
                continue
            record = copy.deepcopy(original)
            at(record, path[:-1])[path[-1]] = value
            try:
                assert problem_with(record), f"{path} may be {value!r}"
            except NotAWalkthrough:
                assert path == ("schema",)


def at(record: Any, path: tuple[str | int, ...]) -> Any:
    for key in path:
        record = record[key]
    return record


def other_values(value: Any) -> list[Any]:
    """Values of the same and of another kind."""
    if isinstance(value, str):
        return [f"{value} + 1", "", "undecided" if value == "proved" else "x", None]
    if isinstance(value, bool | int | float):
        return [value + 1, -1, "1", True]
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
    from derivation.context import Definition

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
            if name in (step["rule"], "algebra"):
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
    record = without_substeps(json.loads(saved("x^2*sin(x)")), 1)
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
    record = json.loads(saved("x^2*sin(x)"))
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
