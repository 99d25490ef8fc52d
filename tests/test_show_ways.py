"""show with a method, with two, for several variables and for curves, as typed."""

import json
from collections.abc import Callable

import pytest

Call = Callable[..., tuple[int, str, str]]


SEEN = [
    (("x^x", "--method", "auto"), "Method logarithmic: base and exponent both change"),
    (("sqrt(x)", "--method", "first-principles"), "lim"),
    (("x/(1 + x^2)", "--compare"), "Which way?"),
    (("x^x", "--method", "power", "--compare", "logarithmic"), "Under a logarithm"),
    (("x^2*y + sin(y)", "--var", "x,y"), "∇f = ("),
    (("mse", "--gradient"), "∂f/∂ŷ"),
    (("x^2 + y^2 = 1", "--of", "y"), "⇒"),
    (("abs(x)",), "Not differentiable at x = 0: the slope is −1 on the left and 1 on the right."),
    (("sin(x)", "--order", "2"), "comes back with the factor -1"),
    (("P V^n = C", "--var", "V", "--of", "P"), "✓ all 5 steps proved"),
    (("sqrt(x) + sqrt(y) = 4",), "This holds where y > 0."),
    (("huber",), "This holds where |ŷ − y| ≠ δ and ŷ ≠ y."),
    (("f(x)^2",), "F′(x) = 2·f(x)·f′(x)"),
    (("log(x, 10)",), "x·ln(10)"),
    (("log_2(x)",), "x·ln(2)"),
    (("sin(x) + 0.25*x",), "0.25"),
]


@pytest.mark.parametrize(("arguments", "words"), SEEN)
def test_what_the_page_says(show: Call, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = show(*arguments, "--detail", "brief")
    assert (code, err) == (0, "")
    assert words in " ".join(out.split()) or words in out


REFUSED = [
    (("erf(x)", "--method", "first-principles"), 3, "not found by this method"),
    (("x + 1", "--method", "logarithmic"), 3, "products, quotients and powers"),
    (("x^2", "--method", "magic"), 2, "--method is one of power, quotient, logarithmic, first-principles, inverse, auto"),
    (("x^2", "--method", "power", "--compare", "power"), 2, "another method"),
    (("x^2 + y^2", "--of", "y"), 2, "--of needs an equation"),
    (("x^2 = 1", "--of", "y"), 2, "there is no y in the equation"),
    (("x + y - y = 1", "--of", "y"), 3, "drops out"),
    (("7", "--gradient"), 2, "no variable"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "words"), REFUSED, ids=lambda case: " ".join(case) if isinstance(case, tuple) else ""
)
def test_what_cannot_be_done_is_said_in_one_line(show: Call, arguments: tuple[str, ...], code: int, words: str) -> None:
    found, out, err = show(*arguments)
    assert (found, out if code == 2 else "") == (code, "")
    assert words in err
    assert err.count("\n") == 1


def test_degrees_are_refused_with_a_hint(show: Call) -> None:
    code, out, err = show("sin(30°)")
    assert (code, out) == (2, "")
    assert "pi/180" in err


def test_the_gradient_as_data(show: Call) -> None:
    record = json.loads(show("x^2*y", "--var", "x,y", "--format", "json")[1])
    assert record["schema"] == "derivation.gradient/1"
    assert record["variables"] == ["x", "y"]
    assert [each["derivative"] for each in record["walkthroughs"]] == record["gradient"]
    assert record["gradient"][1]["text"] == "x^2"


def test_a_comparison_as_data(show: Call) -> None:
    record = json.loads(show("x/(1 + x^2)", "--compare", "--format", "json")[1])
    assert record["schema"] == "derivation.comparison/1"
    assert list(record["walkthroughs"]) == ["power", "quotient"]
    assert record["shorter"] in ("power", "quotient", None)


def test_a_curve_as_data(show: Call) -> None:
    record = json.loads(show("x^2 + y^2 = 1", "--of", "y", "--format", "json")[1])
    assert record["schema"] == "derivation.implicit/1"
    assert record["derivative"]["text"] == "-x/y"
    assert record["steps"][0]["before"]["text"] == "x^2 + y^2 = 1"
    assert all(step["status"] == "proved" for step in record["steps"])


@pytest.mark.parametrize("format", ["markdown", "latex", "html", "notebook"])
@pytest.mark.parametrize(
    "arguments",
    [("x^2*y", "--gradient"), ("x/(1 + x)", "--compare"), ("x*y = 1", "--of", "y"), ("x^2", "--method", "first-principles")],
)
def test_every_format_has_them(show: Call, arguments: tuple[str, ...], format: str) -> None:
    code, out, err = show(*arguments, "--format", format)
    assert (code, err) == (0, "")
    assert len(out) > 400


def test_the_notes_of_a_walkthrough_are_in_the_data(show: Call) -> None:
    record = json.loads(show("abs(x)", "--format", "json")[1])
    assert any("not differentiable at x = 0" in note for note in record["notes"])
