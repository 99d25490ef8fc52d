"""The functions for Python: strings and SymPy expressions in, SymPy expressions and pages out."""

import runpy
import subprocess
import sys
from pathlib import Path

import pytest
import sympy

import derivation
from derivation.export import FORMATS

EXAMPLES = Path(__file__).parent.parent / "examples"
x, k = sympy.symbols("x k")


@pytest.mark.parametrize(
    ("function", "variable", "derivative"),
    [
        ("x^2 sin(x)", None, 2 * x * sympy.sin(x) + x**2 * sympy.cos(x)),
        (r"\frac{x}{1+x^2}", None, (1 - x**2) / (1 + x**2) ** 2),
        ("d/dx e^(3x)", None, 3 * sympy.exp(3 * x)),
        ("k x", "k", x),
        (x**3, None, 3 * x**2),
        (x**k, "x", k * x ** (k - 1)),
        (sympy.exp(k), None, sympy.exp(k)),
        (k * x, k, x),
        (sympy.Integer(7), None, sympy.Integer(0)),
    ],
)
def test_derivatives_come_back_to_sympy(function: object, variable: object, derivative: sympy.Expr) -> None:
    walk = derivation.show(function, variable)
    assert sympy.simplify(walk.derivative - derivative) == 0
    assert walk.proved


def test_the_callers_own_symbols_come_back() -> None:
    rate = sympy.Symbol("rate", positive=True)
    t = sympy.Symbol("t", real=True)
    walk = derivation.show(sympy.exp(-rate * t), t)
    assert walk.derivative == sympy.diff(sympy.exp(-rate * t), t)
    assert walk.function.free_symbols == {rate, t}
    assert walk.steps[-1].after.free_symbols == {rate, t}


def test_a_letter_that_sympy_knows_stays_a_letter() -> None:
    big = sympy.Symbol("E")
    assert derivation.show(big**2, big).derivative == 2 * big
    assert derivation.show("N^2", "N").derivative == 2 * sympy.Symbol("N")


def test_a_form_to_go_on_to_and_a_method() -> None:
    assert derivation.show("sigmoid", target="raw").self_form is None
    form = derivation.show("tanh", target="1 - tanh(x)^2").steps[-1].after
    assert form == 1 - sympy.tanh(x) ** 2
    assert "quotient rule" in [step.rule for step in derivation.show("x/(1+x^2)", method="quotient").steps]


def test_definitions_and_constants() -> None:
    assert derivation.show("e^(k x)", where=["k = 2"]).derivative == 2 * sympy.exp(2 * x)
    assert derivation.show("beta x", parameters="beta").derivative == sympy.Symbol("beta")
    assert derivation.show("x^3", order=2).derivative == 6 * x


def test_steps_tell_what_they_rest_on() -> None:
    steps = derivation.show("sigmoid").steps
    chain_rule = next(step for step in steps if step.rule == "chain rule")
    assert chain_rule.status == "proved"
    assert chain_rule.why
    assert isinstance(chain_rule.before, sympy.Basic)
    assert "sum rule" in [inner.rule for step in steps for inner in step.substeps]


def test_a_page_is_checked_in_any_spelling() -> None:
    lines = ["x^2 sin(x)", sympy.Derivative(x**2, x) * sympy.sin(x) + x**2 * sympy.Derivative(sympy.sin(x), x)]
    assert derivation.check(lines, of="x^2 sin(x)").verdict == "correct"
    page = "f(x) = x^2 e^x\nf'(x) = 2x e^x + x^2 e^x\n= x(2 + x) e^x\n"
    assert bool(derivation.check(page))
    assert derivation.check("x^3", of=x**3).verdict == "undecided"


def test_a_wrong_line_is_explained() -> None:
    report = derivation.check(["sin(x)"], of="cos(x)")
    wrong = report.lines[0]
    assert (report.verdict, report.first_wrong_line, wrong.status) == ("wrong", 0, "wrong")
    assert wrong.mistake is not None
    assert wrong.mistake.kind == "trig-sign"
    assert wrong.repair == -sympy.sin(x)
    assert set(wrong.counterexample or {}) == {"x"}
    assert not report
    assert report.data["verdict"] == "wrong"


def test_equal_is_proved_or_refuted() -> None:
    assert derivation.equal((x + 1) ** 2, "x^2 + 2x + 1")
    assert derivation.equal(sympy.log(x**2), 2 * sympy.log(x)).conditions == (x > 0,)
    different = derivation.equal("sqrt(x^2)", x)
    assert not different
    place = (different.counterexample or {})["x"]
    assert sympy.sqrt(place**2) != place
    assert [step.status for step in derivation.equal("1 - tanh(x)^2", "sech(x)^2").steps].count("proved") > 0


def test_discovery_finds_the_form_or_says_why_not() -> None:
    f = sympy.Function("f")(x)
    found = derivation.discover(1 / (1 + sympy.exp(-x)))
    assert sympy.expand(found.form - f * (1 - f)) == 0
    assert (found.terms, found.status) == (("f",), "proved")
    assert derivation.discover("gelu").absence


def test_a_picture_knows_its_maximum_and_can_be_saved(tmp_path: Path) -> None:
    picture = derivation.plot("sigmoid", tangent="1")
    assert picture.maximum == (0, sympy.Rational(1, 4))
    for kind in ("png", "svg", "pdf"):
        picture.save(tmp_path / f"sigmoid.{kind}")
        assert (tmp_path / f"sigmoid.{kind}").stat().st_size > 1000
    with pytest.raises(ValueError, match=r"\.png"):
        picture.save(tmp_path / "sigmoid.gif")


@pytest.mark.parametrize(
    "call",
    [
        lambda: derivation.show("1/(1+"),
        lambda: derivation.show("sigmod"),
        lambda: derivation.show("x", target="nonsense("),
        lambda: derivation.show("x", method="magic"),
        lambda: derivation.show("x", order=0),
        lambda: derivation.show(k * sympy.Symbol("n")),
        lambda: derivation.show(sympy.I * x),
        lambda: derivation.check("\n"),
        lambda: derivation.equal("x", "(x"),
        lambda: derivation.plot("k*x"),
        lambda: derivation.show("x").write("docx"),
    ],
)
def test_what_cannot_be_done_is_a_value_error(call: object) -> None:
    with pytest.raises(ValueError):
        call()  # type: ignore[operator]


SHOWN = {
    "walkthrough": lambda: derivation.show("sigmoid"),
    "step": lambda: derivation.show("sigmoid").steps[2],
    "verdict": lambda: derivation.equal("1 - tanh(x)^2", "sech(x)^2"),
    "refusal": lambda: derivation.equal("sqrt(x^2)", "x"),
    "report": lambda: derivation.check(["sin(x)"], of="cos(x)"),
    "picture": lambda: derivation.plot("relu"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_results_show_themselves(name: str) -> None:
    shown = SHOWN[name]()
    assert str(shown).strip() == str(shown).strip("\n ")
    assert len(str(shown).splitlines()) > 2
    page = shown._repr_html_()
    assert page.startswith('<div class="derivation">')
    assert page.count("<div") == page.count("</div>")
    assert page == shown._repr_html_()


@pytest.mark.parametrize("name", ["walkthrough", "step", "verdict", "refusal"])
def test_mathematics_shows_itself_as_latex(name: str) -> None:
    found = SHOWN[name]()._repr_latex_()
    assert found.startswith("$$")
    assert found.endswith("$$")
    assert found.count("{") == found.count("}")


def test_latex_that_nobody_could_read_is_left_out() -> None:
    walk = derivation.show("(x+1)^2/(x+2)^3*" + "*".join(f"sin({n}*x^{n})" for n in range(1, 60)), target="raw")
    assert walk._repr_latex_() is None


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "coq"])
def test_a_walkthrough_is_written_in_every_format(name: str, tmp_path: Path) -> None:
    file = tmp_path / "page"
    text = derivation.show("x^2").write(name, file)
    assert text
    assert file.read_text(encoding="utf-8") == text


def test_the_functions_keep_their_names_whatever_was_loaded_before() -> None:
    program = (
        "import derivation.plot, derivation.discover, derivation; from derivation.plot import draw;"
        "print(derivation.plot('x').maximum, derivation.discover('e^x').form, draw.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "None f(x) draw\n" or done.stdout.endswith("f(x) draw\n")


def test_importing_the_package_loads_nothing_else() -> None:
    program = (
        "import sys, derivation; print([name for name in sys.modules if name.startswith('derivation.')], 'sympy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[] False\n"


def test_what_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="integrate"):
        _ = derivation.integrate


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.py")), ids=lambda path: path.name)
def test_examples_run(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    runpy.run_path(str(path), run_name="__main__")
    assert {
        "sigmoid.py": "(1 - sigma(x))*sigma(x)",
        "tanh.py": "less this one: 0",
        "check_my_work.py": "hand_derivation.md: wrong",
    }[path.name] in capsys.readouterr().out
