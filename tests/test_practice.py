"""Exercises, what lines are worth, hints, and the states of a session."""

import subprocess
import sys
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivation.context import Context
from derivation.equality import compare
from derivation.notation import latex, text
from derivation.practice import LEVELS, TOPICS, Attempt, Exercise, choosing, generated, grade, named, of_formula, remade, respond
from derivation.practice.answers import judge, stage
from derivation.practice.exercises import filled
from derivation.practice.faulty import faulty, true_lines
from derivation.practice.hints import DEEPEST, hint
from derivation.reading import read

PATTERNS = [(topic, pattern) for topic, row in TOPICS.items() for level in row.levels for pattern in level]


def exercise(formula: str, task: str = "derivative") -> Exercise:
    return replace(of_formula(formula, read(formula).term, Context()), task=task)


def from_pattern(topic: str, pattern: str) -> Exercise:
    """The exercise that a row makes."""
    formula = filled(pattern, Random(pattern))
    found = exercise(formula) if not formula.isidentifier() else named(formula)
    return replace(found, task=TOPICS[topic].task)


@pytest.mark.parametrize(("topic", "pattern"), PATTERNS)
def test_every_pattern_makes_an_exercise_whose_solution_is_accepted(topic: str, pattern: str) -> None:
    found = from_pattern(topic, pattern)
    assert found.walk.proved
    assert stage(found, found.function) == "" or compare(found.function, found.start, found.context).status == "equal"
    if found.task == "self":
        assert found.walk.self_form is not None
    if found.task != "mistake":
        judged = judge(found, [], latex(found.walk.end))
        assert (judged.verdict.status, judged.stage) == ("ok", "answer")


@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_has_each_level(topic: str) -> None:
    assert len(TOPICS[topic].levels) == LEVELS


@given(st.sampled_from(list(TOPICS)), st.integers(1, LEVELS), st.text(max_size=5))
@settings(max_examples=60, deadline=None)
def test_the_same_seed_makes_the_same_exercise(topic: str, level: int, seed: str) -> None:
    found = generated(topic, level, seed)
    assert found == generated(topic, level, seed)
    assert found == remade(found.source)


def test_exercises_do_not_depend_on_the_hash_seed() -> None:
    program = (
        "from derivation.practice import choosing; from itertools import islice; from derivation.practice.faulty import faulty;"
        "found = list(islice(choosing.of_all(0, '7'), 20));"
        "print([each.formula for each in found], [faulty(each).mistake.name for each in found if each.task == 'mistake'])"
    )
    root = Path(__file__).parent.parent
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, cwd=root, capture_output=True, text=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


# ----------------------------------------------------------------------------------------------------- the wrong derivation


@pytest.mark.parametrize("level", range(1, LEVELS + 1))
@pytest.mark.parametrize("seed", range(5))
def test_one_line_of_a_wrong_derivation_is_wrong_and_the_rest_are_honest(level: int, seed: int) -> None:
    found = faulty(generated("mistake", level, str(seed)))
    verdicts = [compare(before, after, Context()).status for before, after in pairwise(found.lines)]
    assert verdicts == ["equal"] * (found.wrong - 1) + ["different"] + ["equal"] * (len(found.lines) - found.wrong - 1)
    assert compare(found.lines[0], found.repair, Context()).status == "equal"


# ------------------------------------------------------------------------------------------------------------------- lines

SIGMOID_ROUTES = [
    ["(1+e^(-x))^(-1)", "-(1+e^(-x))^(-2) * d/dx(1+e^(-x))", "e^(-x)/(1+e^(-x))^2"],
    ["u = 1+e^-x", "-u^-2 * u'", "e^-x/u^2", "e^-x/(1+e^-x)^2"],
    [r"\frac{e^{-x}}{(1+e^{-x})^{2}}"],
    ["f'(x) = e^-x/(1+e^-x)^2"],
    ["sigma(x)(1-sigma(x))"],
]


@pytest.mark.parametrize("lines", SIGMOID_ROUTES)
def test_any_right_route_is_accepted(lines: list[str]) -> None:
    attempt = Attempt(named("sigmoid"))
    for line in lines:
        assert attempt.outcome == ""
        attempt, reply = respond(attempt, line)
        assert reply.kind in ("right", "solved")
    assert (attempt.outcome, grade(attempt)) == ("solved", "good")


@pytest.mark.parametrize(
    ("formula", "lines", "kinds"),
    [
        ("1/(1+e^(-x))", ["e^-x/(1+e^-x)^2", "f(1-f)"], ["right", "solved"]),
        ("1/(1+e^(-x))", ["f(x)(1-f(x))"], ["solved"]),
        ("1/(1+e^(-x))", [r"f'(x) = f\left(x\right)\left(1-f\left(x\right)\right)"], ["solved"]),
        ("1/(1+e^(-x))", ["sigma(x) - sigma(x)^2"], ["solved"]),
        ("1/(1+e^(-x))", ["e^-x f^2", "f(1+f)", "f-f^2"], ["right", "wrong", "solved"]),
        ("e^(2*x)", ["2e^(2x)", "2f"], ["right", "solved"]),
        ("sqrt(x^2+3)", ["x/sqrt(x^2+3)", "x/f"], ["right", "solved"]),
    ],
)
def test_the_answer_in_terms_of_the_function(formula: str, lines: list[str], kinds: list[str]) -> None:
    attempt, found = Attempt(exercise(formula, "self")), []
    for line in lines:
        attempt, reply = respond(attempt, line)
        found.append(reply.kind)
    assert found == kinds


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("2x cos(x^2)", "solved"),
        ("cos(x^2) * d/dx(x^2)", "right"),
        ("cos(x^2)", "wrong"),
        ("2x cos(x^2", "solved"),
        ("2x^^", "unclear"),
        ("2 qq", "unclear"),
        ("\x1b[2J\x00", "unclear"),
        ("", "nothing"),
        ("   ", "nothing"),
        ("?", "hint"),
        ("HINT", "hint"),
        ("help", "help"),
        ("give up", "given up"),
        ("skip", "skipped"),
        ("back", "nothing"),
        ("quit", "quit"),
    ],
)
def test_what_comes_of_what_is_typed(typed: str, kind: str) -> None:
    _, reply = respond(Attempt(exercise("sin(x^2)")), typed)
    assert reply.kind == kind


@given(st.text(max_size=30))
@settings(max_examples=150, deadline=None)
def test_nothing_that_can_be_typed_is_an_error_or_lost(typed: str) -> None:
    before, _ = respond(Attempt(exercise("x^2*sin(x)")), "2x sin(x) + x^2 * d/dx sin(x)")
    after, reply = respond(before, typed)
    assert after.lines[:1] == before.lines or reply.kind == "back"


def test_a_mistake_is_named_and_counted() -> None:
    attempt, reply = respond(Attempt(exercise("sin(x^2)")), "cos(x^2)")
    assert reply.judged is not None and reply.judged.verdict.mistake is not None
    assert (attempt.wrong, attempt.lines, attempt.mistakes) == (1, (), (reply.judged.verdict.mistake.name,))


def test_a_line_can_be_taken_back() -> None:
    attempt, _ = respond(Attempt(exercise("x^2*sin(x)")), "u = x^2")
    attempt, _ = respond(attempt, "u' sin(x) + u cos(x)")
    attempt, reply = respond(attempt, "back")
    assert (reply.kind, attempt.lines) == ("back", ("u = x^2",))


def test_a_letter_of_the_function_is_no_command() -> None:
    q = read("q").term
    attempt = Attempt(of_formula("q^2/2", read("q^2/2", Context(q)).term, Context(q)))
    assert respond(attempt, "q")[1].kind == "solved"


def test_find_the_mistake() -> None:
    attempt = Attempt(generated("mistake", 2, "1/1"))
    assert attempt.faulty is not None
    wrong, last = attempt.faulty.wrong + 1, len(attempt.faulty.lines)
    for typed, kind in (("1", "unclear"), (str(last + 1), "unclear"), ("x^2", "unclear")):
        assert respond(attempt, typed)[1].kind == kind
    for number in range(2, last + 1):
        assert respond(attempt, f"line {number}")[1].kind == ("solved" if number == wrong else "wrong")


# ------------------------------------------------------------------------------------------------------------------- hints


@pytest.mark.parametrize(
    ("formula", "asked"),
    [
        ("x^3 + sin(x)", "it is a sum"),
        ("5*x^3", "one factor is a constant"),
        ("x*sin(x)", "more than one factor changes"),
        ("x^3", "a power of the variable"),
        ("(x + 1)^3", "raised to a power"),
        ("2^x", "the exponent changes"),
        ("sin(x)", "by heart"),
        ("sin(2*x)", "a function of something"),
    ],
)
def test_the_first_hint_asks_about_the_form(formula: str, asked: str) -> None:
    words = hint(exercise(formula), None, 1).words
    assert asked in "".join(each for each in words if isinstance(each, str))


HINTED = ["x^2*sin(3*x)", "1/(1 + e^(-x))", "(2*x + 1)^3/(x^2 + 1)", "ln(ln(x))", "3*x^2 - 4*x + 5", "sqrt(2 + e^(3*x))"]


def follow(attempt: Attempt, most: int = 25) -> Attempt:
    """Write whatever the deepest hint says, until it is solved."""
    for _ in range(most):
        if attempt.outcome:
            break
        found = hint(attempt.exercise, attempt.value, DEEPEST)
        assert found.line is not None
        attempt, reply = respond(attempt, text(found.line))
        assert reply.kind in ("right", "solved"), (text(found.line), reply)
    return attempt


@pytest.mark.parametrize("formula", HINTED)
def test_hints_lead_to_the_answer(formula: str) -> None:
    assert follow(Attempt(exercise(formula))).outcome == "solved"


@pytest.mark.parametrize("formula", ["1/(1 + e^(-x))", "e^(3*x)", "sqrt(x^2 + 4)", "tan(x)"])
def test_hints_lead_to_the_answer_in_terms_of_the_function(formula: str) -> None:
    assert follow(Attempt(exercise(formula, "self"))).outcome == "solved"


@pytest.mark.parametrize(
    ("formula", "own"),
    [
        ("1/(1 + e^(-x))", ["(1+e^-x)^-1"]),
        ("1/(1 + e^(-x))", ["u = 1+e^-x", "-u^-2 * u'"]),
        ("x^2*sin(x)", ["u = x^2", "u' sin(x) + u * d/dx(sin(x))"]),
        ("(x^2+1)^2", ["d/dx(x^4 + 2x^2 + 1)"]),
    ],
)
def test_hints_go_on_from_the_readers_own_route(formula: str, own: list[str]) -> None:
    attempt = Attempt(exercise(formula))
    for line in own:
        attempt, reply = respond(attempt, line)
        assert reply.kind == "right"
    assert follow(attempt).outcome == "solved"


def test_hints_get_deeper_and_begin_anew_with_the_next_line() -> None:
    attempt, depths = Attempt(exercise("x^2*sin(x)")), []
    for typed in ("?", "?", "?", "?", "d/dx(x^2) sin(x) + x^2 d/dx(sin(x))", "?"):
        attempt, reply = respond(attempt, typed)
        depths.append(reply.hint.depth if reply.hint else 0)
    assert depths == [1, 2, 3, 3, 0, 1]
    assert attempt.deepest == 3


def test_the_rule_is_named_by_the_second_hint_and_not_by_the_first() -> None:
    hints = [hint(exercise("x^2*sin(x)"), None, depth) for depth in (1, 2)]
    said = ["".join(each for each in found.words if isinstance(each, str)) for found in hints]
    assert "product rule" not in said[0]
    assert "product rule" in said[1]


# ----------------------------------------------------------------------------------------------------------------- the run


@pytest.mark.parametrize(
    ("attempt", "expected"),
    [
        (Attempt(exercise("x"), outcome="solved"), "good"),
        (Attempt(exercise("x"), outcome="solved", wrong=1), "good"),
        (Attempt(exercise("x"), outcome="solved", wrong=2), "hard"),
        (Attempt(exercise("x"), outcome="solved", deepest=1), "hard"),
        (Attempt(exercise("x"), outcome="solved", deepest=3), "again"),
        (Attempt(exercise("x"), outcome="given up"), "again"),
        (Attempt(exercise("x"), outcome="skipped"), None),
        (Attempt(exercise("x")), None),
    ],
)
def test_grades(attempt: Attempt, expected: str | None) -> None:
    assert grade(attempt) == expected


def test_a_session_goes_through_all_topics_and_gets_harder() -> None:
    skills = [each.skill for each in islice(choosing.of_all(0, "7"), 3 * len(TOPICS))]
    assert skills == [f"{topic} {level}" for level in (1, 2, 3) for topic in TOPICS]


def test_what_is_due_comes_first_and_what_was_never_done_next() -> None:
    known = {"sigmoid": 1, "chain 2": 4, "power 1": 1}
    skills = [each.skill for each in islice(choosing.due_first(["sigmoid", "chain 2", "gone"], known, "7"), 4)]
    assert skills == ["sigmoid", "chain 2", "product 1", "quotient 1"]


def test_neighbouring_exercises_differ() -> None:
    formulas = [each.formula for each in islice(choosing.of_topic("self", 1, "7"), 12)]
    assert all(left != right for left, right in pairwise(formulas))


def test_the_lines_of_a_solution_have_no_names_of_their_own() -> None:
    assert all(line.free == {named("sigmoid").context.variable} for line in true_lines(named("sigmoid")))
