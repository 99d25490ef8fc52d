"""Questions in words and as equations: what is typed in place of a bare formula."""

from collections.abc import Callable

import pytest

from derivation.cli.wording import in_pieces, understood

UNDERSTOOD = [
    ("derivative of sin x", "function", ("sin x",)),
    ("Find the second derivative of t^3 with respect to t", "function", ("t^3",)),
    ("differentiate x^2 wrt x", "function", ("x^2",)),
    ("f(x) = x^2 sin x", "function", ("x^2 sin x",)),
    ("d2/dx2 x^3", "function", ("d^2/dx^2 x^3",)),
    ("arc sin x", "function", ("arcsin x",)),
    ("y = x^2", "equation", ("y", "x^2")),
    ("x^2 + y^2 = 1", "equation", ("x^2 + y^2", "1")),
    ("x = cos(t), y = sin(t)", "parametric", ("cos(t)", "sin(t)")),
    ("x(t) = t^2; y(t) = t^3", "parametric", ("t^2", "t^3")),
    ("(x, y) = (cos t, sin t)", "parametric", ("cos t", "sin t")),
    ("f(x, y) = x^2 y", "several", ("x^2 y",)),
    ("Eq(x^2 + y^2, 1)", "equation", ("x^2 + y^2", "1")),
    ("dy/dx of x^2", "function", ("x^2",)),
    ("r = 1 + cos(θ)", "polar", ("1 + cos(θ)",)),
    ("polar r = 2", "polar", ("2",)),
    ("inverse of x^3 + x", "inverse", ("x^3 + x",)),
    ("f^-1(x)", "inverse", ("f(x)",)),
    ("∫_0^{x^2} sin(t) dt", "function", ("integral(sin(t), t, 0, x^2)",)),
    ("Σ_{k=1}^n x^k", "function", (r"\sum_{k=1}^n x^k",)),
    ("(f∘g)(x)", "function", ("f(g(x))",)),
    ("(f·g)'", "function", ("f(x)·g(x)",)),
    ("x^2", "function", ("x^2",)),
    ("sum(k^2, k, 1, n)", "function", ("sum(k^2, k, 1, n)",)),
    ("piecewise(x, x <= 0; 0, otherwise)", "function", ("piecewise(x, x <= 0; 0, otherwise)",)),
]


@pytest.mark.parametrize(("words", "kind", "formulas"), UNDERSTOOD, ids=lambda case: case if isinstance(case, str) else "")
def test_what_a_text_asks_for(words: str, kind: str, formulas: tuple[str, ...]) -> None:
    asked = understood(words)
    assert (asked.kind, asked.formulas) == (kind, formulas)


PIECES = {
    "{x^2 if x > 0; 0}": "piecewise(x^2, x > 0; 0, otherwise)",
    "x if x > 0 else -x": "piecewise(x, x > 0; -x, otherwise)",
    "{1 for x < 0, x otherwise}": "piecewise(1, x < 0; x, otherwise)",
    "x^2": "x^2",
    r"\begin{cases} x & \text{if } x > 0 \end{cases}": r"\begin{cases} x & \text{if } x > 0 \end{cases}",
}


@pytest.mark.parametrize(("words", "meant"), PIECES.items())
def test_cases_in_words(words: str, meant: str) -> None:
    assert in_pieces(words) == meant


Call = Callable[..., tuple[int, str, str]]


TYPED = [
    (("derivative of sin x",), "f′(x) = cos(x)"),
    (("f(x)=x^2 sin x",), "f′(x) = 2x·sin(x) + x²·cos(x)"),
    (("y = x^2",), "y′(x) = 2x"),
    (("derivative of x^2 at 3",), "f′(3) = 6"),
    (("slope of x^2 at x = 3",), "f′(3) = 6"),
    (("inverse of x^3 + x at 2",), "dy/dx = 1/4"),
    (("f(x, y) = x^2 y",), "∇f = ("),
    (("d/dx x^2",), "2x"),
    (("d2/dx2 x^3",), "f″(x) = 6x"),
    (("sin x^2",), "sin(x^2)"),
    (("sinx",), "'sinx' is read as sin x"),
    (("e^x^2",), "e^(x^2)"),
    (("1/2x",), "write 1/(2x) for the other"),
    (("ln|x|",), "ln(abs(x))"),
    (("log_2 x",), "x·ln(2)"),
    (("x!",), "digamma"),
    (("2^x",), "ln(2)"),
    (("√(x+1)",), "sqrt(x + 1)"),
    (("∛x",), "root(x, 3)"),
    (("x^(2/3)",), "x^(2/3)"),
    (("arcsin(2x)",), "asin(2*x)"),
    (("|x-1|",), "Not differentiable at x = 1"),
    (("max(0,x)",), "Not differentiable at x = 0"),
    (("{x^2 if x>0; 0}",), "2x"),
    (("∫_0^x e^(-t^2) dt",), "fundamental theorem of calculus"),
    (("∫_0^x e^(x t) dt",), "Leibniz rule"),
    (("integral(f(x,t), t, a(x), b(x))",), "F′(x) = f(x, b(x))·b′(x) − f(x, a(x))·a′(x)"),
    (("Σ_{k=0}^n x^k",), "sum rule for a long sum"),
    (("(f∘g)(x)",), "F′(x) = f′(g(x))·g′(x)"),
    (("f(x)^g(x)",), "power as an exponential"),
    (("x^2 + y^2 = 1",), "y is taken to depend on x"),
    (("x^2 + y^2 = 25", "--at", "3, 4"), "dy/dx = −3/4"),
    (("x^2 + y^2 = 25", "--at", "x=3, y=5"), "this point is not on the curve"),
    (("x^2 + y^2 = 1", "--order", "2"), "use the equation of the curve"),
    (("x = cos(t), y = sin(t)", "--at", "pi/4"), "dy/dx ≈ -1.0"),
    (("r = 1 + cos(θ)",), "polar coordinates"),
    (("inverse of x^3 + x", "--at", "2"), "dy/dx = 1/4"),
    (("f^-1(x)",), "(f⁻¹)′(x) = 1/f′(f⁻¹(x))"),
    (("arcsin(x)", "--method", "inverse"), "with y = arcsin(x)"),
]


@pytest.mark.parametrize(("arguments", "words"), TYPED, ids=lambda case: " ".join(case) if isinstance(case, tuple) else "")
def test_what_a_learner_types_is_answered(show: Call, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = show(*arguments, "--detail", "brief")
    assert (code, err) == (0, "")
    assert words in out or words in " ".join(out.split())


REFUSED = [
    (("p V = c",), "say which depends on which"),
    (("x^2 = 1",), "an equation with x"),
    (("tangent of x^2",), "'of' is no part of a formula"),
    (("y' = x^2",), "a differential equation"),
    (("x = 3, y = t",), "does not change"),
    (("x^2 + y^2 = 1", "--at", "3"), "a point of the curve is written"),
    (("x + y = 1", "--order", "9"), "a number from 1 to 4"),
    (("x = a b, y = c d",), "which letter is the parameter"),
]


@pytest.mark.parametrize(("arguments", "words"), REFUSED, ids=lambda case: " ".join(case) if isinstance(case, tuple) else "")
def test_what_cannot_be_answered_is_said_in_one_line(show: Call, arguments: tuple[str, ...], words: str) -> None:
    code, out, err = show(*arguments)
    assert code in (2, 3) and out == ""
    assert words in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("format", ["json", "markdown", "latex", "html", "notebook"])
@pytest.mark.parametrize(
    "arguments", [("x = cos(t), y = sin(t)",), ("inverse of x^3 + x",), ("x^2 + y^2 = 1",), ("x/(1 + x)", "--compare")]
)
def test_every_format_has_them(show: Call, arguments: tuple[str, ...], format: str) -> None:
    code, out, err = show(*arguments, "--format", format)
    assert (code, err) == (0, "")
    assert len(out) > 400
