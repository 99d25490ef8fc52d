"""The clock of the engine: a busy machine changes no answer, and used-up computing gives an honest one."""

from collections.abc import Callable
from functools import partial
from itertools import count

import pytest

import derivation
from derivation import clock, memory
from derivation.equality import compare
from derivation.reading import read
from derivation.search import bridge

ANSWERS: dict[str, Callable[[], object]] = {
    "a walk with a form in terms of f": lambda: [str(step.after) for step in derivation.show("1/(1+e^(-x))").steps],
    "a chain between two forms": lambda: [step.rule for step in bridge(term("(x + 1)^2 - 1"), term("x*(x + 2)")) or ()],
    "a proof by the normal form": lambda: compare(term("sin(2*x)/sin(x)"), term("2*cos(x)")),
    "a proof by a constant difference": lambda: compare(term("arcsin(x/sqrt(1+x^2))"), term("arctan(x)")),
    "a counterexample": lambda: compare(term("sqrt(x^2)"), term("x")),
}


def term(text: str) -> derivation.term.Term:
    return read(text).term


@pytest.mark.parametrize("name", ANSWERS)
def test_time_that_passes_without_computing_changes_nothing(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    memory.forget()
    quiet = ANSWERS[name]()
    hours = count(step=3600.0)
    monkeypatch.setattr(clock, "monotonic", lambda: next(hours))
    for each in ("monotonic", "perf_counter", "time"):
        monkeypatch.setattr(f"time.{each}", lambda: next(hours))
    memory.forget()
    assert ANSWERS[name]() == quiet


def test_computing_that_is_used_up_leaves_a_question_open(monkeypatch: pytest.MonkeyPatch) -> None:
    hours = count(step=3600.0)
    for each in ("monotonic", "thread_time"):
        monkeypatch.setattr(clock, each, lambda: next(hours))
    verdict = compare(term("sin(2*x)/sin(x)"), term("2*cos(x)"))
    assert (verdict.status, verdict.how) == ("undecided", "out of time")


@pytest.mark.parametrize(
    ("computed", "waited", "left", "passed"),
    [(0, 0, 3, False), (2, 0, 1, False), (2, 60, 1, False), (3, 60, 0, False), (4, 0, -1, True), (4, 60, -1, True)],
)
def test_a_deadline_counts_computing(
    computed: float, waited: float, left: float, passed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = {"thread_time": 100.0, "monotonic": 5000.0}
    for each in now:
        monkeypatch.setattr(clock, each, partial(now.__getitem__, each))
    until = clock.deadline(3)
    now["thread_time"] += computed
    now["monotonic"] += computed + waited
    assert (clock.left(until), clock.passed(until)) == (left, passed)
