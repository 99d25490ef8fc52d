"""What is drawn of a function: the window, the breaks, the marks; and that the drawings are what they should be."""

import json
import math
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as some

from derivation import functions
from derivation.context import Context
from derivation.document import Look, Plot
from derivation.equality import Outside, evaluate
from derivation.export import plot_file, terminal
from derivation.export.plot_svg import svg
from derivation.export.spans import cells
from derivation.notation import text
from derivation.plot import Figure, NothingToDraw, Window, Wish, draw
from derivation.plot.floats import compiled
from derivation.plot.sampling import clipped
from derivation.plot.ticks import ticks
from derivation.reading import read
from derivation.term import X

ROOT = Path(__file__).parent.parent


def figure(words: str, **wish: object) -> Figure:
    """The figure of a name or a formula in x."""
    named = functions.find(words)
    tangent = wish.pop("tangent", None)
    wished = Wish(**wish, tangent=read(str(tangent)).term if tangent is not None else None)  # type: ignore[arg-type]
    term = read(words).term if named is None or named.formula is None else named.formula
    return draw(term, Context(), named, wished)


# formula, the ends of the horizontal axis about
WINDOWS = [
    ("sigmoid", -6, 6),
    ("tanh", -3, 3),
    ("sin(x)", -3.93, 3.93),
    ("sin(2x)", -1.96, 1.96),
    ("ln(x)", -0.4, 5),
    ("e^x", -4, 1.6),
    ("e^(50x)", -0.08, 0.08),
    ("e^(-x/1000)", -4000, 4000),
    ("x^x", -0.4, 2.5),
    ("1/x", -4, 4),
    ("1/(x-5)", -0.4, 9),
    ("x^3-3x", -2.6, 2.6),
    ("x^10", -1.5, 1.5),
    ("e^(-(100x)^2)", -0.025, 0.025),
    ("sqrt(x)", -0.3, 4),
]


@pytest.mark.parametrize(("words", "left", "right"), WINDOWS)
def test_the_window_is_where_something_happens(words: str, left: float, right: float) -> None:
    window = figure(words).window
    assert window.left == pytest.approx(left, rel=0.1, abs=0.1 * (right - left))
    assert window.right == pytest.approx(right, rel=0.1, abs=0.1 * (right - left))


# formula, open circles of the function, filled circles of the function, open circles of the derivative, poles
BREAKS = [
    ("sigmoid", [], [], [], []),
    ("abs(x)", [], [], [(0, -1), (0, 1)], []),
    ("relu", [], [], [(0, 0), (0, 1)], []),
    ("max(x, 2-x)", [], [], [(1, -1), (1, 1)], []),
    ("1/x", [], [], [], [0]),
    ("1/x^2", [], [], [], [0]),
    ("tan(x)", [], [], [], [-math.pi / 2, math.pi / 2]),
    ("1/(x^2-2x+1)", [], [], [], [1]),
    ("sin(x)/x", [(0, 1)], [], [(0, 0)], []),
    ("(x^2-1)/(x-1)", [(1, 2)], [], [(1, 1)], []),
    ("sign(x)", [(0, -1), (0, 1)], [(0, 0)], [(0, 0)], []),
    ("piecewise(x, x > 1; 2, otherwise)", [(1, 1)], [(1, 2)], [(1, 0), (1, 1)], []),
    ("abs(x)^3", [], [], [], []),
    ("elu", [], [], [], []),
    ("sqrt(x)", [], [], [], [0]),
    ("x^x", [(0, 1)], [], [], [0]),
]


@pytest.mark.parametrize(("words", "holes", "dots", "slope_holes", "poles"), BREAKS, ids=[row[0] for row in BREAKS])
def test_poles_jumps_holes_and_kinks_are_drawn_as_such(
    words: str, holes: list[object], dots: list[object], slope_holes: list[object], poles: list[float]
) -> None:
    found = figure(words)
    function, slope = found.curves

    def rounded(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
        return [(round(x, 5) + 0.0, round(y, 5) + 0.0) for x, y in points]

    assert rounded(function.holes) == holes
    assert rounded(function.dots) == dots
    assert rounded(slope.holes) == slope_holes
    assert found.poles == pytest.approx(poles)


def test_steps_are_closed_on_one_side_and_not_joined() -> None:
    stairs = figure("floor(x)", left=-1.5, right=1.5).curves[0]
    assert stairs.dots == ((-1.0, -1.0), (0.0, 0.0), (1.0, 1.0))
    assert stairs.holes == ((-1.0, -2.0), (0.0, -1.0), (1.0, 0.0))
    assert all(len({round(y, 9) for _, y in piece}) == 1 for piece in stairs.pieces)


@pytest.mark.parametrize("words", ["1/x", "tan(x)", "gamma(x)", "floor(x)", "abs(x)", "ln(x)"])
def test_no_stroke_crosses_a_break(words: str) -> None:
    found = figure(words)
    for curve in found.curves:
        for place in {*found.poles, *(x for x, _ in curve.holes)}:
            for piece in curve.pieces:
                assert not piece[0][0] < place - 1e-9 or not piece[-1][0] > place + 1e-9


# formula, where the derivative is greatest, its value there
MAXIMA = [
    ("sigmoid", "0", "1/4"),
    ("tanh", "0", "1"),
    ("sin(x)", "0", "1"),
    ("atan(x)", "0", "1"),
    ("1/(1+x^2)", "-sqrt(3)/3", "0.6495"),
    ("normal_pdf", "-1", "0.242"),
    ("erf(x)", "0", "2/sqrt(pi)"),
    ("e^(-x^2)", "-sqrt(2)/2", "sqrt(2/e)"),
    ("sin(1000x)", "0", "1000"),
]


@pytest.mark.parametrize(("words", "place", "value"), MAXIMA)
def test_the_greatest_slope_is_named(words: str, place: str, value: str) -> None:
    found = figure(words).maximum
    assert found is not None
    assert found.exact_place
    assert (text(found.place), text(found.value)) == (place, value)
    assert found.exact_value == ("." not in value)


@pytest.mark.parametrize(
    "words", ["relu", "x^2", "1/x", "ln(x)", "abs(x)", "tan(x)", "e^x", "floor(x)", "3x + 1", "7", "e^(1/x)"]
)
def test_no_greatest_slope_where_there_is_none(words: str) -> None:
    assert figure(words).maximum is None


def test_a_tangent_touches() -> None:
    found = figure("x^2", tangent="1.5")
    tangent = found.curves[-1]
    assert (text(tangent.label), tangent.about) == ("y = 3*x - 2.25", False)
    assert found.touching is not None
    assert found.touching.point == (1.5, 2.25)
    assert figure("sigmoid", tangent="1").curves[-1].about


REFUSED = [
    ("abs(x)", {"tangent": "0"}, "there is no tangent at x = 0: the function has no derivative there"),
    ("ln(x)", {"tangent": "-1"}, "there is no tangent at x = -1: the function has no value there"),
    ("sin(x)", {"tangent": "100"}, "100 lies outside the window"),
    ("a*x^2", {}, "a needs a value before there is something to draw: --where a=1"),
    ("sqrt(-1-x^2)", {}, "there are no values between"),
    ("h(x)", {}, "nothing here knows the values of h(x)"),
    ("x", {"left": 2.0, "right": 1.0}, "the window is empty"),
]


@pytest.mark.parametrize(("words", "wish", "why"), REFUSED, ids=[row[0] for row in REFUSED])
def test_what_cannot_be_drawn_is_said_in_one_line(words: str, wish: dict[str, object], why: str) -> None:
    with pytest.raises(NothingToDraw, match=r"^[^\n]+$") as refusal:
        figure(words, **wish)
    assert why in str(refusal.value)


def test_parameters_of_named_functions_have_usual_values() -> None:
    assert figure("leaky_relu").notes == ("Drawn with a = 0.01 (--where a=2 changes that).",)


# ------------------------------------------------------------------------------------------------------------ the parts

FORMULAS = [
    "e^x/(1+e^x)",
    "ln(x)/x",
    "x^x",
    "x^(2/3) - 1/x",
    "max(x, sin(x), 1/2)",
    "sqrt(1-x^2)*abs(x)",
    "erf(x) + atan(x)",
    "piecewise(x^2, x > 1; floor(x), x < 0; 1/x, otherwise)",
    "gelu(x) - asin(x/3)",
]
COMPILED = [(read(words).term, compiled(functions.unfold(read(words).term, Context()), X)) for words in FORMULAS]


@given(some.sampled_from(COMPILED), some.integers(-400, 400))
def test_quick_values_are_the_true_ones(formula: tuple[object, object], number: int) -> None:
    term, quick = formula
    try:
        true = float(evaluate(functions.unfold(term, Context()), {X: Fraction(number, 64)}, 200).mid())  # type: ignore[arg-type]
    except Outside:
        assert math.isnan(quick(number / 64))  # type: ignore[operator]
        return
    assert quick(number / 64) == pytest.approx(true, rel=1e-9, abs=1e-12)  # type: ignore[operator]


points = some.tuples(some.floats(-9, 9), some.floats(-9, 9))


@given(some.lists(points, min_size=2, max_size=12))
def test_what_is_clipped_lies_in_the_window(found: list[tuple[float, float]]) -> None:
    window = Window(-9, 9, -2, 3)
    for piece in clipped(sorted(found), window):
        assert len(piece) > 1
        assert all(-2 - 1e-9 <= y <= 3 + 1e-9 for _, y in piece)


@given(some.floats(-1e3, 1e3), some.floats(1e-3, 1e6))
def test_ticks_are_few_round_and_inside(low: float, width: float) -> None:
    found = ticks(low, low + width)
    assert len(found) <= 17
    assert all(low - 1e-6 * width <= tick.place <= low + 1.000001 * width for tick in found)


# --------------------------------------------------------------------------------------------------------- the drawings


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("ascii", [False, True])
@pytest.mark.parametrize("words", ["sigmoid", "tan(x)", "floor(x)"])
def test_the_terminal_keeps_to_its_width(words: str, width: int, ascii: bool) -> None:
    lines = terminal.rows(Plot(figure(words)), Look(width, ascii))
    drawn = ["".join(piece for piece, _ in row) for row in lines]
    assert all(cells(line) <= width for line in drawn)
    assert not ascii or all(line.isascii() for line in drawn)
    assert len(drawn) <= 24


def test_the_picture_in_a_page_is_described_and_well_formed() -> None:
    found = svg(figure("sigmoid", tangent="1.5"))
    root = ElementTree.fromstring(found)
    assert root.get("role") == "img"
    assert root.get("aria-label") == (
        "A plot of σ(x), σ′(x) and tangent y ≈ 0.1491x + 0.5939 from −6 to 6. Greatest slope shown: 1/4 at x = 0."
    )
    assert len(root.findall("path")) == 3


def test_files_are_pictures_and_the_same_every_time() -> None:
    found = figure("sigmoid")
    first = plot_file.write(found, "svg", 800, 500)
    assert first == plot_file.write(found, "svg", 800, 500)
    assert b"#307ec7" in first.lower() and b"#9621e2" in first.lower()
    assert plot_file.write(figure("floor(x)", left=-1.5, right=1.5), "png", 400, 300).startswith(b"\x89PNG")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "cli.py", "plot", *arguments], capture_output=True, text=True, cwd=ROOT, check=False, encoding="utf-8"
    )


def test_the_command_prints_in_a_pipe() -> None:
    done = run("sin(k x)", "--where", "k=2", "--to", "pi")
    assert done.returncode == 0
    assert "⠤⠤⠤ f(x) = sin(2x)" in done.stdout
    assert max(map(cells, done.stdout.splitlines())) <= 80


def test_the_command_gives_its_data() -> None:
    found = json.loads(run("sigmoid", "--format", "json").stdout)
    assert found["schema"] == "derivation.plot/1"
    assert found["maximum"]["value"]["text"] == "1/4"
    assert [curve["role"] for curve in found["curves"]] == ["function", "derivative"]


def test_a_file_is_never_overwritten_unasked(tmp_path: Path) -> None:
    file = tmp_path / "picture.png"
    file.write_text("mine")
    done = run("sigmoid", "-o", str(file))
    assert (done.returncode, file.read_text()) == (2, "mine")
    assert done.stderr.count("\n") == 1
    assert run("sigmoid", "-o", str(tmp_path / "picture.gif")).stderr == (
        "derivation: the file of a plot ends in .png, .svg or .pdf, not '.gif'\n"
    )


def test_without_matplotlib_one_line_says_what_to_install(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['matplotlib'] = None; from derivation.cli import run;"
        f"sys.exit(run(['plot', 'x^2', '-o', {str(tmp_path / 'p.png')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("derivation: drawing files needs Matplotlib: pip install")
    assert list(tmp_path.iterdir()) == []


def test_a_long_formula_is_drawn_from_few_of_its_values() -> None:
    """Zeros, breaks and turns would need thousands; here both curves are 320 points, a tangent is drawn, and that is said."""
    picture = figure("+".join(f"sin({k}*x)/{k}" for k in range(1, 400)), tangent="0")
    function, slope, tangent = picture.curves
    assert sum(map(len, function.pieces)) <= 330 and sum(map(len, slope.pieces)) <= 700
    assert tangent.role == "tangent" and "320 points" in picture.notes[-1]
    with pytest.raises(NothingToDraw, match="size"):
        figure("*".join(f"(x + {k})" for k in range(100, 700)))
