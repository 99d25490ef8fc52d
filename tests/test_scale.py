"""Size: what is long, wide or deep is worked out, proved, written down and proved anew, in work that grows with its length."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from types import FrameType

import pytest

from derivation import memory
from derivation.context import Context
from derivation.derive import derive
from derivation.document import Equation
from derivation.equality import compare
from derivation.equality.differentiate import differentiate
from derivation.notation import name_parts, text
from derivation.present.record import walkthrough
from derivation.present.walkthrough import KEPT_NAMES, lines
from derivation.reading import read
from derivation.replay import Replayed, load, replay
from derivation.term import Term, X, add, derivative, function, integer, multiply, power, symbol
from derivation.walkthrough import Step, Walkthrough, justify

MIXED = ("sin({k}*x)", "x^{k}", "e^({k}*x)", "ln(x + {k})", "{k}*tanh(x)", "1/(x + {k})", "sqrt(x^2 + {k})", "x^2*cos({k}*x)")


def sines(count: int) -> Term:
    return add(*(function("sin", multiply(integer(k), X)) for k in range(1, count + 1)))


def powers(count: int) -> Term:
    return add(*(power(X, integer(k)) for k in range(1, count + 1)))


def mixed(count: int) -> Term:
    return add(*(read(MIXED[k % len(MIXED)].format(k=k)).term for k in range(1, count + 1)))


def product(count: int) -> Term:
    return multiply(*(add(X, integer(k)) for k in range(1, count + 1)))


def nested(name: str) -> Callable[[int], Term]:
    def nest(depth: int) -> Term:
        term = X
        for _ in range(depth):
            term = function(name, term)
        return term

    return nest


FAMILIES: dict[str, Callable[[int], Term]] = {
    "sines": sines,
    "powers": powers,
    "mixed": mixed,
    "product": product,
    "sin of sin": nested("sin"),
    "sigma of sigma": nested("sigma"),
}


def saved(walk: Walkthrough) -> str:
    return json.dumps(walkthrough(walk, 0.0))


def all_chains(steps: tuple[Step, ...]) -> Iterator[tuple[Step, ...]]:
    waiting = [steps]
    while waiting:
        here = waiting.pop()
        yield here
        waiting += [step.substeps for step in here if step.substeps]


@pytest.mark.parametrize("family", FAMILIES)
def test_what_is_large_is_proved_and_proved_anew_from_its_file(family: str) -> None:
    walk = derive(FAMILIES[family](40 if family.startswith("sigma") else 200), target="raw")
    assert walk.proved
    outcome = replay(load(saved(walk)))
    assert isinstance(outcome, Replayed) and not outcome.undecided


@pytest.mark.parametrize("family", FAMILIES)
def test_the_lines_of_what_is_large_are_joined(family: str) -> None:
    walk = derive(FAMILIES[family](800 if family.endswith("sigma") else 100), target="raw")
    for chain in all_chains(walk.steps):
        for earlier, later in pairwise(chain):
            assert later.before is earlier.after or later.before.op in ("derivative", "limit")


def test_ten_thousand_levels_and_twenty_thousand_summands() -> None:
    """The same fifty summands over and over: each is worked out once."""
    assert derive(nested("sin")(10_000), target="raw").proved
    fifty = sines(50).args
    assert derive(add(*(fifty[k % 50] for k in range(20_000))), target="raw").proved


def calls(work: Callable[[], object]) -> int:
    """How many functions a piece of work calls: a measure of it that no busy machine changes."""
    count = 0

    def seen(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    memory.forget()
    gc.collect()
    sys.setprofile(seen)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


GROWTH = 2.4
"""How much more work twice the length may be."""


@pytest.mark.parametrize("family", FAMILIES)
def test_work_grows_with_the_length(family: str) -> None:
    small, large = FAMILIES[family](50), FAMILIES[family](100)
    calls(lambda: derive(small, target="raw"))  # what is loaded when first needed
    assert calls(lambda: derive(large, target="raw")) < GROWTH * calls(lambda: derive(small, target="raw"))


@pytest.mark.parametrize("family", ["sines", "powers"])
def test_work_on_files_grows_with_the_length(family: str) -> None:
    files = [saved(derive(FAMILIES[family](count), target="raw")) for count in (40, 80)]
    replay(load(files[0]))
    small, large = (calls(lambda file=file: replay(load(file))) for file in files)  # type: ignore[misc]
    assert large < GROWTH * small
    assert len(files[1]) < GROWTH * len(files[0])


def test_no_names_where_they_make_nothing_shorter() -> None:
    where, (short,) = name_parts([sines(2_000)], 2_000)
    assert not where and short is sines(2_000)


def test_a_sum_of_many_names_knows_its_symbols() -> None:
    letters = [symbol(f"a_{k}") for k in range(300)]
    assert add(*letters).free == set(letters)


def test_the_derivative_of_a_long_product_needs_no_condition() -> None:
    """Written P·(f'/f + g'/g + …) it would have none where a factor is 0."""
    slope = differentiate(product(20), X)
    assert all(node.op != "quotient" for node in slope.args)
    verdict = compare(derivative(product(20), X), derive(product(20), target="raw").end)
    assert verdict.status == "equal" and not verdict.conditions


def test_long_sums_that_differ_everywhere_are_proved_summand_by_summand() -> None:
    before = add(*(derivative(each, X) for each in sines(700).args))
    after = add(*(read(f"{k}*cos({k}*x)").term for k in range(1, 701)))
    assert justify(before, after, Context()).status == "proved"
    wrong = add(*after.args[:-1], read("700*cos(699*x)").term)
    assert justify(before, wrong, Context()).status != "proved"


def test_a_law_used_in_many_summands_is_found_in_a_long_sum() -> None:
    """Brackets are dropped in hundreds of places; a summand that was changed besides is no use of the law."""
    walk = derive(mixed(300), target="raw")
    assert walk.steps[-1].rule == "drop the brackets"
    record = walkthrough(walk, 0.0)
    assert not replay(load(json.dumps(record))).undecided
    assert len(text(walk.end)) > 2_000


def test_of_very_many_names_the_first_and_the_last_are_explained() -> None:
    page = list(lines(derive(nested("sin")(3_000), target="raw"), "brief"))
    names = [block for block in page if isinstance(block, Equation) and isinstance(block.left, Term)]
    assert len(names) == KEPT_NAMES
    assert any("more names" in str(block) for block in page)
