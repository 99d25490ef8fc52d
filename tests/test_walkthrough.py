"""Justifying one line by the one before it: what is put aside, what is known, what is told, and that nothing false passes."""

from __future__ import annotations

import pytest

from derivation.context import Context, Definition
from derivation.notation import text
from derivation.reading import read, read_equation
from derivation.term import ONE, TWO, Term, X, derivative, function, multiply, power
from derivation.walkthrough import Justification, Step, Walkthrough, justify

BIG = "(sin(x)^2 + e^(x*cos(x)) + ln(1 + x^2)*tan(x) + x^7 - 3*x + sqrt(1 + x^4))"
"""Large enough to be put aside as an unknown."""

CONSTANT = "(sin(a)^2 + e^(a*cos(a)) + ln(1 + a^2)*tan(a) + a^7 - 3*a + sqrt(1 + a^4))"
"""Put aside as an unknown letter, which is no letter of the line."""

PROVED = [
    ("1/x", "x^(-1)", []),
    ("x*x + sin(x)", "x^2 + sin(x)", []),
    ("x^2/x + sin(x)", "x + sin(x)", ["x != 0"]),
    ("sin(x)^2 + cos(x)^2 + a", "1 + 0 + a", []),
    ("d/dx(y^2) + d/dx(y)", "2*y*d/dx(y) + d/dx(y)", []),
    ("d/dx((x*9*a)^k)", "k*abs((x*9*a)^(k - 1))*d/dx(x*9*a)", ["x*9*a > 0"]),
    ("d/dx(x^2 + b^2)", "piecewise(d/dx(x^2) + 1, x = 2; d/dx(x^2), otherwise) + d/dx(b^2)", ["x != 2"]),
    (f"({BIG} + 1)*({BIG} - 1)", f"{BIG}^2 - 1", []),
    (f"{BIG}*{BIG} + x*x", f"{BIG}^2 + x^2", []),
    (f"d/dx({BIG}^2)", f"2*{BIG}*d/dx({BIG})", []),
    (f"d/dx(e^{BIG})", f"e^{BIG}*d/dx({BIG})", []),
    (f"{BIG} + x/x", f"{BIG} + 1", ["x != 0"]),
    (f"e^{BIG}/e^{BIG}*x", "x", ["cos(x) != 0"]),
    ("cos(pi/97)*(x*x)", "cos(pi/97)*x^2", []),
    ("x*x + sin(x)", "x^2 + sin(x) + 0", []),
    ("piecewise(x*x, x > 0; x + x, otherwise)", "piecewise(x^2, x > 0; 2*x, otherwise)", []),
]

NOT_PROVED = [
    ("1/x", "x^(-2)"),
    ("x*x + sin(x)", "x^2 + cos(x)"),
    ("x*x + sin(x)", "x^3 + sin(x)"),
    (f"({BIG} + 1)*({BIG} - 1)", f"{BIG}^2 + 1"),
    (f"{BIG}*{BIG} + x*x", f"{BIG}^2 + x^3"),
    (f"d/dx({BIG}^2)", f"2*{BIG}"),
    (f"d/dx(e^{BIG})", f"e^{BIG}"),
    (f"sin({BIG})", f"cos({BIG})"),
    (f"{BIG}*x", f"{BIG}"),
    ("piecewise(x*x, x > 0; x + x, otherwise)", "piecewise(x^2, x > 0; 3*x, otherwise)"),
    ("piecewise(x*x, x > 0; x + x, otherwise)", "piecewise(x^2, x > 1; 2*x, otherwise)"),
    ("f(x) + g(x)", "f(x) + f(x)"),
    ("q1(x) + 1", "q1(x) + 2"),
    (f"{BIG} - q1(x) + 1", f"1 + 0*{BIG}"),
    (f"{CONSTANT}*x - q1*x + 1", f"1 + 0*{CONSTANT}"),
    (f"d/dx({BIG}*q1(x))", f"d/dx({BIG}*{BIG})"),
    ("sin(x*x)", "cos(x^2)"),
    ("f(x*x)", "g(x^2)"),
    ("d/dx(x*x)", "d^2/dx^2(x^2)"),
    ("(x*x)*y", "x^2 + y"),
    ("x*x - y", "x^2*y"),
    ("d/dx(y^2) + d/dx(y)", "0 + d/dx(y)"),
    ("x*d/dx(y^2) + d/dx(y)", "x*0 + d/dx(y)"),
    (f"d/dx({BIG}*y^2) + d/dx(y)", f"d/dx({BIG})*y^2 + d/dx(y)"),
]


def of(words: str) -> Term:
    return read(words).term


@pytest.mark.parametrize(("before", "after", "conditions"), PROVED)
def test_equal_lines_are_proved_with_what_restricts(before: str, after: str, conditions: list[str]) -> None:
    proof = justify(of(before), of(after), Context())
    assert proof.status == "proved"
    assert list(map(text, proof.conditions)) == [text(read_equation(each).term) for each in conditions]


@pytest.mark.parametrize(("before", "after"), NOT_PROVED)
def test_unequal_lines_are_not_proved(before: str, after: str) -> None:
    assert justify(of(before), of(after), Context()).status == "undecided"
    assert justify(of(after), of(before), Context()).status == "undecided"


def test_names_mean_what_the_context_says() -> None:
    context = Context().define(Definition("g", (), of("1 + x^2")))
    assert justify(of("d/dx(g^2)"), of("2*g*2*x"), context).status == "proved"
    assert justify(of("d/dx(g^2)"), of("2*g"), context).status == "undecided"
    assert justify(of("g"), of("1 + x^2"), Context()).status == "undecided"


def test_known_equals_are_put_in_their_place_and_nowhere_else() -> None:
    inner = derivative(function("f", X), X)
    line, known = multiply(TWO, inner), {inner: X}
    assert justify(line, multiply(TWO, X), Context(), known) == Justification("proved")
    assert justify(line, multiply(TWO, power(X, TWO)), Context(), known).status == "undecided"
    assert justify(line, X, Context(), known).status == "undecided"


def test_a_walkthrough_ends_with_its_last_line_and_is_proved_if_every_step_is() -> None:
    walk = Walkthrough(X, (), Context())
    assert walk.end is X and walk.proved
    step = Step(X, ONE, "no rule")
    assert Walkthrough(X, (step,), Context()).end is ONE
    assert not Walkthrough(X, (step,), Context()).proved
