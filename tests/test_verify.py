"""Derivations by hand, their verdicts and mistakes; the pages are in tests/derivations, one file each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from derivation.context import Context
from derivation.equality import compare
from derivation.reading import read, read_line
from derivation.rules.mistakes import KINDS, MISTAKES, find
from derivation.term import Term, X, integer, postorder, replace, symbol
from derivation.verify import Page, check, check_answer, check_row, explain
from derivation.verify.no_limit import no_limit
from derivation.verify.sieve import Sieve, agree

PAGES = sorted((Path(__file__).parent / "derivations").glob("*.txt"))


def _page(path: Path) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """The heading of a page, and its lines with the verdicts expected."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    given = dict(line.split(": ", 1) for line in head.splitlines())
    rows = [line.split(" | ", 1) for line in body.splitlines() if line.strip()]
    return given, [(verdict.strip(), text) for verdict, text in rows]


def _row(given: dict[str, str], lines: list[tuple[str, str]]) -> dict[str, object]:
    return {
        "of": given.get("of"),
        "variable": given.get("variable", "x"),
        "parameters": given.get("parameters", "").split(),
        "where": given["where"].split("; ") if "where" in given else [],
        "lines": [text for _, text in lines],
    }


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_page(path: Path) -> None:
    given, lines = _page(path)
    report = check_row(_row(given, lines))
    assert [line.status for line in report.lines] == [verdict for verdict, _ in lines]
    assert report.verdict == given["verdict"]
    if "mistake" in given:
        assert report.first_wrong_line is not None
        mistake = report.lines[report.first_wrong_line].mistake
        assert mistake is not None
        assert mistake.kind == given["mistake"]


def test_there_are_enough_pages_and_mistakes() -> None:
    assert len(PAGES) >= 40
    assert len(MISTAKES) >= 60
    assert len({rule.name for rule in MISTAKES}) == len(MISTAKES)


# ------------------------------------------------------------------------------------------------------------- mistakes


def _sides(name: str) -> tuple[Term, Term, Context]:
    rule = find(name)
    context = Context(parameters=(symbol("a"), symbol("b"), symbol("c")))
    example = rule.examples[0]
    assert example.after is not None
    return read(example.before, context).term, read(example.after, context).term, context


@pytest.mark.parametrize("name", [rule.name for rule in MISTAKES])
def test_example_of_a_mistake(name: str) -> None:
    """The mistake rewrites the left side of its example into a form of the right side, and the two differ."""
    before, after, context = _sides(name)
    made = [match.after for match in find(name).rewrite(before, context)]
    assert any(compare(each, after, context).status == "equal" for each in made)
    assert compare(before, after, context).status == "different"


@pytest.mark.parametrize("rule", MISTAKES, ids=lambda rule: rule.name)
def test_row_of_a_mistake(rule) -> None:  # type: ignore[no-untyped-def]
    assert rule.kind == "mistake"
    assert rule.mistake in KINDS
    assert 0 < rule.prior <= 1
    assert rule.why.endswith(".")


# ------------------------------------------------------------------------------------------------------- what comes back


def test_counterexample_is_a_point_where_the_two_values_differ() -> None:
    report = check(["2x", "3x"], of=read("x^2").term)
    line = report.lines[1]
    assert line.counterexample is not None
    assert set(line.counterexample.at) == {"x"}
    assert line.counterexample.left != line.counterexample.right


@pytest.mark.parametrize(
    ("of", "lines"),
    [
        ("1/(1 + e^(-x))", ["-(1 + e^-x)^-2*(-e^-x)", "e^-x/(1 + e^-x)^3"]),
        ("x^2 sin(x)", ["2x sin(x) - x^2 cos(x)"]),
        ("(2x + 3)^4", ["4(2x + 3)^3"]),
        ("sin(x)", ["\\lim_{h\\to0} \\frac{\\sin(x+h) + \\sin x}{h}"]),
    ],
)
def test_repair_is_right(of: str, lines: list[str]) -> None:
    """What is offered in place of a wrong line passes the check itself."""
    function = read(of).term
    report = check(lines, of=function)
    assert report.first_wrong_line == len(lines) - 1
    repair = report.lines[-1].repair
    assert repair is not None
    rate = check([*lines[:-1], "0"], of=function).lines[-1].repair
    assert rate is not None
    assert compare(repair, rate).status == "equal"


def test_the_learners_own_writing_is_kept() -> None:
    report = check(["4(2x + 3)^3 * 2", "8(2x + 3)^2"], of=read("(2x + 3)^4").term)
    assert report.lines[1].repair is read_line("8(2x + 3)^3").parts[0]


@pytest.mark.parametrize("answer", ["2x sin(x) + x^2 cos(x)", "x(2 sin x + x cos x)", "f'(x) = 2x sin(x) + x^2 cos(x)"])
def test_answer_alone(answer: str) -> None:
    assert check_answer(read("x^2 sin(x)").term, answer).verdict == "correct"


def test_answer_alone_is_not_the_function() -> None:
    assert check_answer(read("x^2 sin(x)").term, "2x sin(x)").verdict == "wrong"


@pytest.mark.parametrize(
    ("lines", "verdict"),
    [
        ([], "undecided"),
        (["3 = 3"], "undecided"),
        (["2x", "= 2 x + q"], "undecided"),
        (["2x", "= )"], "unreadable"),
        (["3x", "= )", "= q"], "wrong"),
        (["2x = 2x + 1"], "wrong"),
        (["x^2", "2x"], "correct"),
        (["x^2", "2x", "x^2"], "wrong"),
    ],
)
def test_verdict_of_a_page_about_a_square(lines: list[str], verdict: str) -> None:
    assert check(lines, of=read("x^2").term).verdict == verdict


def test_a_number_is_put_in_front_of_a_root_not_under_it() -> None:
    report = check(["1/sqrt(x)"], of=read("sqrt(x)").term)
    assert report.lines[0].repair is read("1/(2 sqrt(x))").term


def test_what_is_zero_is_said_to_be_zero() -> None:
    assert check(["d/dx(7) = 7"]).lines[0].repair is integer(0)


def test_a_remark_is_made_once_a_page() -> None:
    report = check(["y' = 2 log(x)/x", "y' = log(x)*2/x"], of=read("ln(x)^2").term)
    assert [len(line.notes) for line in report.lines] == [1, 0]


def test_undefined_symbols_are_named() -> None:
    report = check(["q x"], of=read("x^2").term)
    assert "q" in report.lines[0].how


def test_a_limit_that_does_not_exist() -> None:
    term = read("\\lim_{h\\to0} \\frac{(x+h)^2 + x^2}{h}").term
    assert no_limit(term, Context()) is not None
    assert no_limit(read("\\lim_{h\\to0} \\frac{(x+h)^2 - x^2}{h}").term, Context()) is None


# ----------------------------------------------------------------------------------------------------------------- laws

FUNCTIONS = ("x^3 - 2x", "sin(3x)", "e^(-x^2)", "ln(x^2 + 1)", "x/(x + 2)", "(x^2 + 1)^4", "sqrt(x + 5)", "x e^x")


@given(st.sampled_from(FUNCTIONS), st.integers(2, 9))
@settings(max_examples=30, deadline=None)
def test_a_multiple_of_the_derivative_is_wrong_and_mended(of: str, factor: int) -> None:
    """Whatever factor has crept in, the line is refuted and the repair is right."""
    function = read(of).term
    right = check(["0"], of=function).lines[0].repair
    assert right is not None
    report = check([f"{factor} d/dx({of})"], of=function)
    assert report.verdict == "wrong"
    repair = report.lines[0].repair
    assert repair is not None
    assert compare(repair, right).status == "equal"


@given(st.sampled_from(FUNCTIONS), st.integers(0, 30), st.integers(1, 3))
@settings(max_examples=40, deadline=None)
def test_no_changed_number_is_accepted(of: str, place: int, change: int) -> None:
    """A number changed in a right line makes it wrong, unless the value has stayed the same."""
    function = read(of).term
    right = check(["0"], of=function).lines[0].repair
    assert right is not None
    numbers = [node for node in postorder(right) if node.op == "integer"]
    if not numbers:
        return
    number = numbers[place % len(numbers)]
    wrong = replace(right, {number: integer(int(str(number.value)) + change)})
    from derivation.notation import text

    report = check([text(wrong)], of=function)
    same = compare(wrong, right).status
    assert report.verdict == ("correct" if same == "equal" else "wrong") or same == "undecided"


@given(st.floats(0.1, 3), st.floats(0.1, 3))
@settings(max_examples=30, deadline=None)
def test_sieve_agrees_with_itself(first: float, second: float) -> None:
    sieve = Sieve(Context(), (), (first, second))
    values = sieve.values(read("x^2 + sin(x)").term)
    assert agree(values, sieve.values(read("sin(x) + x*x").term))
    assert sieve.values(X) == (first, second)


# --------------------------------------------------------------------------------------------------------------- details


def _mistake(of: str, *lines: str) -> tuple[str, str]:
    report = check(lines, of=read(of).term)
    found = report.lines[-1].mistake
    assert found is not None
    return found.kind, found.name


def test_two_slips_in_one_line_are_both_named() -> None:
    _, name = _mistake("sin(x^2) e^(3x)", "cos(x^2) e^(3x) + sin(x^2) e^(3x)")
    assert name == "inner derivative forgotten, and inner derivative forgotten"


@pytest.mark.parametrize(
    ("of", "lines", "names"),
    [
        ("x^3 + 5x^2 + sin x", ["3x^2 + 10x + cos x", "3x + 10x - cos x"], "square lost, and sign gained"),
        ("x^3 + 5x^2 + sin x", ["3x^2 + 5x - cos x"], "factor dropped, and sign gained"),
        (
            "x^2/(x^2 + 1)",
            ["(2x(x^2 + 1) - x^2 * 2x)/(x^2 + 1)^2", "(2x^3 + 2x + 2x^3)/(x^2 + 1)"],
            "sign lost, and square lost",
        ),
    ],
)
def test_two_slips_at_two_places_are_both_named(of: str, lines: list[str], names: str) -> None:
    line = check(lines, of=read(of).term).lines[-1]
    assert line.mistake is not None
    assert line.mistake.name == names


@pytest.mark.parametrize(
    ("of", "wrong", "kind"),
    [
        ("sin(2x)/2", "cos(2)", "factor-dropped"),
        ("(3x - 2)^5/15", "(x - 2)^4", "factor-dropped"),
        ("7x^2 - 5x", "x - 5", "factor-dropped"),
        ("x e^(2x)", "e^(2x) + 2x e^x", "factor-dropped"),
        ("ln(sqrt(5x - 7))", "5/(2(4x - 7))", "arithmetic"),
        ("1 + erf(x/2)", "2/sqrt(pi) e^(-x^2) * 1/2", "factor-dropped"),
    ],
)
def test_what_has_been_lost_is_found(of: str, wrong: str, kind: str) -> None:
    line = check([wrong], of=read(of).term).lines[0]
    assert line.status == "wrong"
    assert line.mistake is not None
    assert line.mistake.kind == kind


@pytest.mark.parametrize(
    ("of", "lines", "kind"),
    [
        ("sin(x) cos(x)", ["cos(x) cos(x) - sin(x) sin(x)", "cos(x) - sin(x) sin(x)"], "factor-dropped"),
        ("tan(x)", ["(cos(x)^2 + sin(x)^2)/cos(x)^2", "(cos(x) + sin(x)^2)/cos(x)^2"], "square-lost"),
        ("tan(x)", ["(cos(x)^2 + sin(x)^2)/cos(x)^2", "1 + sin(x)^2"], "cancel-across-sum"),
        ("1/(1 + e^(-x))", ["1/(1 + e^-x) * (1 - 1/(1 + e^-x))", "1/(1 + e^-x)"], "factor-dropped"),
        ("x^2 e^x", ["x e^x (2 + x)", "x (2 + x)"], "factor-dropped"),
    ],
)
def test_the_line_before_tells_what_was_lost(of: str, lines: list[str], kind: str) -> None:
    line = check(lines, of=read(of).term).lines[-1]
    assert line.mistake is not None
    assert line.mistake.kind == kind


def test_a_point_of_a_curve_lies_on_it() -> None:
    line = check(["x^3 + y^3 = 6 x y", "y' = (2y + x^2)/(y^2 - 2x)"]).lines[1]
    assert line.counterexample is not None
    x, y = (float(line.counterexample.at[name]) for name in "xy")
    assert abs(x**3 + y**3 - 6 * x * y) < 1e-3
    assert line.counterexample.left != line.counterexample.right


def test_the_place_that_cannot_be_read_is_marked() -> None:
    line = check(["2 cos(x("], of=read("2 sin x").term).lines[0]
    assert line.status == "unreadable"
    assert line.wrong == (8, 8)


def test_other_explanations_are_said_too() -> None:
    report = check(["f'(x) = e^(-x)"], of=read("e^(-x)").term)
    mistake = report.lines[0].mistake
    assert mistake is not None
    assert mistake.kind == "sign"
    assert mistake.others


@pytest.mark.parametrize(
    ("of", "line", "part"),
    [
        ("x^3 + 2x", "3x^2 + 4", "4"),
        ("1/(1 + e^(-x))", r"\frac{e^{-x}}{(1+e^{-x})^{3}}", "3"),
    ],
)
def test_the_wrong_part_is_marked(of: str, line: str, part: str) -> None:
    found = check([line], of=read(of).term).lines[0].wrong
    assert found is not None
    assert line[slice(*found)] == part


def test_the_repair_of_a_derivative_does_not_use_the_name_of_the_function() -> None:
    report = check(["y = sqrt(x^2 + 1)", "y' = 1/(2 sqrt(x^2 + 1))"])
    repair = report.lines[1].repair
    assert repair is not None
    assert repair.free == {X}


def test_the_repair_is_written_in_the_learners_names() -> None:
    report = check(["y' = y + 1"], of=read("e^x").term)
    repair = report.lines[0].repair
    assert repair is not None
    page = check(["let u = 1 + x^2", "y' = 3u^2 * x"], of=read("(1 + x^2)^3").term)
    mended = page.lines[1].repair
    assert mended is not None
    assert symbol("u") in mended.free


@pytest.mark.parametrize(
    ("lines", "verdicts"),
    [
        (["y'/y = ln(x)", "y' = y ln(x)", "y' = x^x ln(x)"], ["wrong", "ok", "ok"]),
        (["y'/y = ln(x)", "y' = y (ln(x) + 1)"], ["wrong", "ok"]),
        (["y'/y = ln(x)", "y' = y (ln(x) + 2)"], ["wrong", "wrong"]),
    ],
)
def test_a_wrong_equation_is_carried_on_or_healed(lines: list[str], verdicts: list[str]) -> None:
    report = check(lines, of=read("x^x").term)
    assert [line.status for line in report.lines] == verdicts


def test_line_after_line_as_it_is_typed() -> None:
    page = Page(Context(), read("x^2 sin(x)").term)
    assert [page.judge(line).status for line in ("2x sin x + x^2 cos x", "= x (2 sin x + cos x)")] == ["ok", "wrong"]
    assert page.report().first_wrong_line == 1


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [("1/(1 + e^(-x))", "e^(-x)/(1 + e^(-x))^2", True), ("(x + 1)^2", "x^2 + 2x + 1", True), ("x", "x^2", False)],
)
def test_missing_steps(before: str, after: str, found: bool) -> None:
    steps = explain(read(before).term, read(after).term)
    assert (steps is not None) == found


def test_a_deep_line_is_judged() -> None:
    deep = "-(" * 900 + "x" + ")" * 900
    assert check([deep], of=read("x^2").term).verdict == "wrong"
